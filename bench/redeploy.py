"""A redeploy under load: how long nobody takes messages in, and whether one is lost or answered twice.

    python -m bench.redeploy [--seconds 20] [--rate 100] [--smoke]

Real processes of `central iniciar`, the pretend Cloud API pushing as Meta does (what is not answered with 200 comes
again). Postgres: the new process starts while the old one drains, and the way in moves when the new one is well.
SQLite on a volume: the old one ends, then the new one starts. The last line is JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import uvicorn

from bench.servers import ROOT, close_on_sigterm
from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.pretend.cloud import NO_DELAYS, Number, PretendCloud, Settings, pretend_app, report
from tests.ports import free_port
from tests.postgres import fresh_database, running_postgres

SECRET, TOKEN, VERIFY = "segredo-da-medida", "token-da-medida", "palavra-da-medida"
ENGINES = ("postgres", "sqlite")
MOST_GAP_S = 15.0
OVERLAP_S = 1.0
LEADS = 240
PATIENCE_S = 240
WORDS = ("quanto custa?", "qual o prazo de entrega?", "aceita pix?", "tem no tamanho M?", "como funciona?")


@dataclass
class World:
    """The pretend Meta, the way in that its pushes take, and the processes behind."""

    cloud: PretendCloud
    graph: str
    folder: Path
    database: str
    port: int = 0
    """Where pushes go now; 0: nowhere."""
    taken: list[float] = field(default_factory=list)
    """When each 200 came."""
    refused: Counter[str] = field(default_factory=Counter)
    """What else came, by status or error."""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    async def start(self) -> tuple[subprocess.Popen[bytes], int]:
        """A new Central, as soon as it is well."""
        port = free_port()
        env = os.environ | {
            "CENTRAL_DATA": str(self.folder),
            "CENTRAL_OPERACAO": str(default_demo_folder()),
            "CENTRAL_CHAVE": "chave-da-medida-" * 2,
            "META_APP_SECRET": SECRET,
            "META_VERIFY_TOKEN": VERIFY,
            "WHATSAPP_TOKEN": TOKEN,
            "GRAPH_URL": self.graph,
            "DATABASE_URL": self.database,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "RITMO": "0",
            "INCERTO_APOS": "15",  # sends the old one was cut off from are settled within the measurement
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),  # as in the image, a start compiles nothing
        }
        with (self.folder / "central.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "central", "iniciar"], cwd=ROOT, env=env, stdout=log, stderr=log
            )
        self.running.append(process)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
            deadline = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                if process.poll() is not None:
                    raise RuntimeError((self.folder / "central.log").read_text()[-2000:])
                try:
                    async with session.get(f"http://127.0.0.1:{port}/saude") as answer:
                        if answer.status == 200:
                            return process, port
                except (aiohttp.ClientError, TimeoutError, OSError):
                    pass
                await asyncio.sleep(0.05)
        raise TimeoutError("central did not become well")

    async def stop(self, process: subprocess.Popen[bytes]) -> int:
        """SIGTERM, and its exit code once it has ended."""
        process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(process.wait, PATIENCE_S)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=100, help="messages of leads a second")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--smoke", action="store_true", help="a few seconds")
    arguments = parser.parse_args()
    close_on_sigterm()
    seconds = 4.0 if arguments.smoke else arguments.seconds
    rate = 40.0 if arguments.smoke else arguments.rate
    figures: dict[str, Any] = {"bench": "redeploy", "rate": rate, "seconds": seconds}
    for engine in arguments.engines:
        figures[engine] = run(engine, seconds, rate)
        print(sentence(engine, figures[engine]), flush=True)
    most = MOST_GAP_S if not arguments.smoke else float("inf")  # a short round may share its cores with all of CI
    good = all(fits(figures[engine], most) for engine in arguments.engines)
    print(json.dumps(figures | {"good": good}))
    return 0 if good else 1


def sentence(engine: str, row: dict[str, Any]) -> str:
    took = f"stop {row['stop_s']} s, start {row['start_s']} s, gap {row['gap_s']} s, pushed again {row['pushed_again']}"
    lost = f"lost {row['lost']}, unanswered {row['unanswered']}, doubled {row['doubled']}"
    return f"{engine}: {row['said']} messages at {row['rate']}/s: {took}, {lost}"


def fits(row: dict[str, Any], most_gap_s: float) -> bool:
    return not (row["lost"] or row["unanswered"] or row["doubled"]) and row["gap_s"] <= most_gap_s


def run(engine: str, seconds: float, rate: float) -> dict[str, Any]:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="central-redeploy-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = f"sqlite:///{folder / 'central.db'}"
        if engine == "postgres":
            url = stack.enter_context(fresh_database(stack.enter_context(running_postgres())))
        return asyncio.run(_measured(engine, url, folder, seconds, rate))


async def _measured(engine: str, url: str, folder: Path, seconds: float, rate: float) -> dict[str, Any]:
    operation = numbered(1, "medida", read_yaml(default_demo_folder()))
    numbers = tuple(Number(c.id, c.number, c.name, c.waba, SECRET) for c in operation.channels)
    cloud = PretendCloud(Settings(numbers, TOKEN, delays=NO_DELAYS, retry_ms=(1_000, 4_000)), SystemClock())
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(pretend_app(cloud), port=port, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    world = World(cloud, f"http://127.0.0.1:{port}/fingir/graph", folder, url)
    await cloud.start()
    timeout = aiohttp.ClientTimeout(total=20)
    try:
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=64)) as session:
            cloud.delivery.pusher.deliver = _edge(world, session)
            return await _redeployed(engine, world, seconds, rate)
    finally:
        for process in world.running:
            process.kill()
            process.wait()
        await cloud.close()
        server.should_exit = True
        await serving


def _edge(world: World, session: aiohttp.ClientSession) -> Any:
    """The host's way in: pushes go to whoever is in charge, and each 200 has its time."""

    async def deliver(body: bytes, headers: dict[str, str]) -> int:
        try:
            async with session.post(f"http://127.0.0.1:{world.port}/webhook", data=body, headers=headers) as answer:
                if answer.status == 200:
                    world.taken.append(time.monotonic())
                else:
                    world.refused[str(answer.status)] += 1
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            world.refused[type(error).__name__] += 1
            return 0

    return deliver


async def _redeployed(engine: str, world: World, seconds: float, rate: float) -> dict[str, Any]:
    old, world.port = await world.start()
    talking = asyncio.create_task(_talk(world.cloud, seconds, rate))
    await asyncio.sleep(seconds / 3)
    began = time.monotonic()
    if engine == "postgres":
        _, world.port = await world.start()
        await asyncio.sleep(OVERLAP_S)
        started, code = time.monotonic(), await world.stop(old)
        stop_s, start_s = time.monotonic() - started, started - began - OVERLAP_S
    else:
        code = await world.stop(old)
        stopped = time.monotonic()
        _, world.port = await world.start()
        stop_s, start_s = stopped - began, time.monotonic() - stopped
    said, ended = await talking
    counts = await _settled(world, engine)
    gaps = [b - a for a, b in zip(world.taken, world.taken[1:], strict=False) if a < ended]
    told = report(world.cloud)
    return {
        "said": said,
        "rate": rate,
        "redeployed_after_s": round(seconds / 3, 1),
        "stop_s": round(stop_s, 2),
        "start_s": round(start_s, 2),
        "load_average": round(os.getloadavg()[0], 1),
        "old_exit_code": code,
        "gap_s": round(max(gaps, default=0.0), 2),
        "pushed_again": told["webhooks"]["repetidos"],
        "refused_by": dict(world.refused),
        "lost": said - counts["messages"],
        "unanswered": counts["open"] + _silent(world.cloud),
        "doubled": counts["messages"] - counts["distinct"] + sum(len(row["repetidas"]) for row in told["leads"]),
        "replies": told["aceitas"],
    }


async def _talk(cloud: PretendCloud, seconds: float, rate: float) -> tuple[int, float]:
    """Leads write at an even rate; how many messages they wrote, and when they stopped."""
    numbers = list(cloud.world.numbers)
    leads = [cloud.new_lead(f"Lead {n}").id for n in range(LEADS)]
    begin, said = time.monotonic(), 0
    while (passed := time.monotonic() - begin) < seconds:
        while said < passed * rate:
            place = said % len(leads)
            cloud.say(leads[place], numbers[place % len(numbers)], texto=WORDS[said // len(leads) % len(WORDS)])
            said += 1
        await asyncio.sleep(0.01)
    return said, time.monotonic()


async def _settled(world: World, engine: str) -> dict[str, int]:
    """Wait until all is taken in, answered and sent; the counts of the database."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        counts = await asyncio.to_thread(_counts, world.database, engine)
        idle = not world.cloud.delivery.pusher.waiting and not counts["open"] and not counts["unsent"]
        if idle or time.monotonic() > deadline:
            return counts
        await asyncio.sleep(0.25)


def _counts(url: str, engine: str) -> dict[str, int]:
    statement = (
        "SELECT (SELECT count(*) FROM message), (SELECT count(DISTINCT wamid) FROM message), "
        "(SELECT count(*) FROM message WHERE done = 0), "
        "(SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'uncertain'))"
    )
    if engine == "postgres":
        with psycopg.connect(url) as connection:
            row = connection.execute(statement).fetchone()
    else:
        path = Path(url.removeprefix("sqlite:///")).as_uri()
        with closing(sqlite3.connect(f"{path}?mode=ro", uri=True)) as connection:
            row = connection.execute(statement).fetchone()
    assert row is not None
    return dict(zip(("messages", "distinct", "open", "unsent"), row, strict=True))


def _silent(cloud: PretendCloud) -> int:
    """Leads whom nothing was said to after their last message."""
    silent = 0
    for posts in cloud.world.threads.values():
        heard = max((post.at for post in posts if post.by_lead), default=0)
        silent += not any(post.at >= heard for post in posts if not post.by_lead)
    return silent


if __name__ == "__main__":
    raise SystemExit(main())
