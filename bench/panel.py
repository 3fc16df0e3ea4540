"""How fast the panel is beside a long past: 1,000,000 messages in 100,000 conversations.

    python -m bench.panel [--conversations 100000] [--postgres] [--smoke]

The panel is a process of its own on SQLite (with --postgres: on Postgres with its durable defaults), the reader this
one, both on the same cores. `rows_visible_ms` and `first_load_kb`: Chromium with an empty cache, from navigation to the
first row on the screen, and every byte that came over the wire (median of 3). `inbox_p95_ms`, `search_p95_ms`,
`metrics_p95_ms`: whole answers one after another, over every tab, filter, page and open thread; over names, phones,
frequent and rare words; over 90 days. `tabs50_core_pct`: what 50 open inboxes add to the server's CPU while 20
conversations a second move, in percent of one core; `tabs50_total_pct` is all of the server's CPU meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import aiohttp
from playwright.sync_api import sync_playwright

from bench.panel_shop import Shop, conversations_of, fill
from bench.panel_side import COOKIE_VALUE
from bench.servers import ROOT, Server, close_on_sigterm, served
from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import default_demo_folder, digest, parse, read_yaml, to_json
from central.adapters.store import open_store
from central.app.panel.visit import COOKIE
from tests.ports import free_port
from tests.postgres import fresh_database, running_postgres

CHROMIUM = "/usr/bin/chromium"
TABS, RATE = 50, 20
TURNS = 5
PATIENCE_S = 240
"""What has not come until then never will."""
SEARCHES = (
    *("ana", "helena rocha", "fernanda", "úrsula", "9999", "11910000042", "(11) 91000-0777", "xavier", "leticia sa"),
    *("frete", "preco", "quanto custa", "pix", "cor preta", "desconto", "link", "validade", "obrigada", "tamanho g"),
    *("pedido 12", "pedido 4242", "pedido 499", "nada disso existe", "confiavel mesmo", "bom dia", "trocar", "serum"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    close_on_sigterm()
    options = _options(arguments)
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="central-panel-", dir=ROOT / "bench"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = f"sqlite:///{folder / 'central.db'}"
        if options.postgres:
            url = stack.enter_context(fresh_database(stack.enter_context(running_postgres())))
        began = time.monotonic()
        _fill(url, options.conversations)
        made = time.monotonic() - began
        print(
            f"{options.conversations * TURNS * 2:,} messages in {options.conversations:,} conversations ({made:.0f} s)"
        )
        port = free_port()
        command = [sys.executable, "-c", f"from bench.panel_side import serve; serve({url!r}, {port})"]
        with served(command, {}, port, folder / "side.log") as server:
            figures = _measured(server, url, options)
    for name, value in figures.items():
        print(f"  {name:<18} {value}")
    print(json.dumps(figures))
    return 0


def _measured(server: Server, url: str, options: argparse.Namespace) -> dict[str, float | None]:
    ids = list(conversations_of(url))
    rows_ms, load_kb = _first_load(server)
    with _reader(server) as ask:
        inbox = _p95(ask, _inbox_paths(ids), options.rounds)
        search = _p95(ask, [f"/conversas-lista?q={quote(words)}" for words in SEARCHES], options.rounds)
        found = ask("/metricas?periodo=90d")[0] == 200
        metrics = _p95(ask, ["/metricas?periodo=90d"] * 4, options.rounds) if found else None
    added, total = asyncio.run(_tabs(server, options.seconds))
    return {
        "rows_visible_ms": rows_ms,
        "first_load_kb": load_kb,
        "inbox_p95_ms": inbox,
        "metrics_p95_ms": metrics,
        "search_p95_ms": search,
        "tabs50_core_pct": added,
        "tabs50_total_pct": total,
    }


def _fill(url: str, conversations: int) -> None:
    async def prepare() -> Shop:
        clock = SystemClock()
        store = await open_store(url, clock=clock, ids=new_id, owner=new_id(), parse_operation=parse)
        document = read_yaml(default_demo_folder())
        await store.operations.publish(to_json(document), digest(document), "medição", clock.now())
        operation = await store.operations.current()
        assert operation is not None
        await store.close()
        return Shop(operation.channels[0].id, [(c.id, c.source, c.persona) for c in operation.campaigns])

    shop = asyncio.run(prepare())
    fill(url, conversations, TURNS, SystemClock().now(), shop)


def _inbox_paths(ids: Sequence[str]) -> list[str]:
    lists = ("", "?aba=pessoa", "?aba=pagas", "?aba=atencao", "?persona=livia", "?campanha=serum-feed", "?persona=nada")
    paths = [f"/conversas{query}" for query in lists]
    paths += [f"/conversas/{id}" for id in ids[:8]]
    before = SystemClock().now() - 40 * 86_400_000
    return [*paths, f"/conversas-lista?antes={before}", f"/conversas-lista?antes={before}&persona=carla"]


@contextmanager
def _reader(server: Server) -> Iterator[_Ask]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    try:
        yield _Ask(connection)
    finally:
        connection.close()


class _Ask:
    """One kept connection, signed in."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection

    def __call__(self, path: str) -> tuple[int, float]:
        began = time.perf_counter()
        self._connection.request("GET", path, headers={"Cookie": f"{COOKIE}={COOKIE_VALUE}", "Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - began) * 1000


def _p95(ask: _Ask, paths: Sequence[str], rounds: int) -> float:
    """Over all answers; the first round warms up and does not count."""
    times: list[float] = []
    for number in range(rounds + 1):
        for path in paths:
            status, ms = ask(path)
            assert status == 200, (path, status)
            if number:
                times.append(ms)
    return round(statistics.quantiles(times, n=20)[-1], 1)


def _first_load(server: Server) -> tuple[float, float]:
    """Milliseconds to the first visible row, kilobytes over the wire."""
    times, sizes = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"], timeout=1000 * PATIENCE_S
        )
        for _ in range(3):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
            context.set_default_timeout(1000 * PATIENCE_S)
            address = f"http://127.0.0.1:{server.port}"
            context.add_cookies([{"name": COOKIE, "value": COOKIE_VALUE, "url": address}])
            page = context.new_page()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            bytes_in: list[float] = []
            wire.on("Network.loadingFinished", lambda event, seen=bytes_in: seen.append(event["encodedDataLength"]))
            began = time.perf_counter()
            page.goto(f"{address}/conversas", wait_until="commit")
            page.locator(".row").first.wait_for()
            times.append((time.perf_counter() - began) * 1000)
            page.wait_for_selector("html[data-pronto]")
            page.wait_for_timeout(500)
            sizes.append(sum(bytes_in) / 1000)
            context.close()
        browser.close()
    return round(statistics.median(times)), round(statistics.median(sizes), 1)


async def _tabs(server: Server, seconds: float) -> tuple[float, float]:
    """CPU that 50 tabs add, and all of it, in percent of a core."""
    base, headers = f"http://127.0.0.1:{server.port}", {"Cookie": f"{COOKIE}={COOKIE_VALUE}"}
    async with aiohttp.ClientSession(base, headers=headers | {"Origin": base}) as session:
        await (await session.get(f"/mexer/{RATE}")).read()
        await asyncio.sleep(1)
        alone = await _cpu(server, seconds)
        sockets = [await session.ws_connect("/vivo") for _ in range(TABS)]
        got = [0] * TABS

        async def watch(number: int, socket: aiohttp.ClientWebSocketResponse) -> None:
            await socket.send_str(json.dumps({"assuntos": ["lista", "alerta"], "desde": 0}))
            async for _ in socket:
                got[number] += 1

        watching = [asyncio.create_task(watch(n, socket)) for n, socket in enumerate(sockets)]
        await asyncio.sleep(1)
        together = await _cpu(server, seconds)
        async with asyncio.timeout(PATIENCE_S):
            while min(got) < seconds:
                await asyncio.sleep(0.05)
        await (await session.get("/mexer/0")).read()
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return round(max(0.0, together - alone), 1), round(together, 1)


async def _cpu(server: Server, seconds: float) -> float:
    before = server.cpu_s()
    await asyncio.sleep(seconds)
    return (server.cpu_s() - before) / seconds * 100


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, help="100000; 500 with --smoke")
    parser.add_argument("--postgres", action="store_true", help="on a Postgres of this run's own")
    parser.add_argument("--smoke", action="store_true", help="a few seconds, few rows")
    options = parser.parse_args(arguments)
    options.conversations = options.conversations or (500 if options.smoke else 100_000)
    options.rounds = 2 if options.smoke else 6
    options.seconds = 2.0 if options.smoke else 10.0
    return options


if __name__ == "__main__":
    sys.exit(main())
