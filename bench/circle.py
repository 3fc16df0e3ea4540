"""One lead of each source from click to refund, on a real Central that is killed at every step (``bench.loop``).

The pretend WhatsApp, Flowlu and ad platforms outlive it. Every webhook comes several times and out of order. After
each step the ticket, the CRM's record, the ledger of orders and the ad platform must say the same.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import psycopg
from aiohttp import web

from bench.servers import ROOT
from central.adapters.checkout.seal import STAMPED, stamped
from central.adapters.operation import default_demo_folder
from central.core.origin.campaign import Campaign
from central.pretend.ads import PretendAds, ads_app
from central.pretend.cloud import PretendCloud
from central.pretend.flowlu import Portal, flowlu_app
from tests.acceptance.world import Central, demo_operation, pretend_cloud

ORDERS_SECRET = "segredo-dos-pedidos-do-banco"
YAML = """
crm:
  flowlu:
    empresa: loja
    funil: Vendas
    etapas: {interessado: Novo lead, pediu_desconto: Negociação}
    campos: {campanha: Campanha, central: Central}
conversoes:
  meta: {conjunto: "700000000000001"}
  google: {conta: "1234567890", acao: "111"}
  kwai: {pixel: abc}
"""
PLATFORMS = {"meta": "meta", "youtube": "google", "kwai": "kwai"}
PATIENCE_S = 200
"""On Postgres a process that was killed keeps the line to the CRM for two minutes more."""
LINK = re.compile(r"https://\S+")
TOTAL = 12_990
BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"}
Rows = list[tuple[Any, ...]]


@dataclass
class Buyer:
    """One lead and what went wrong with them; nothing is a whole circle."""

    source: str
    campaign: Campaign
    lead: str = ""
    number: str = ""
    phone: str = ""
    token: str | None = None
    wrong: list[str] = field(default_factory=list)


@dataclass
class Town:
    """Everything around the Central under test."""

    central: Central
    cloud: PretendCloud
    portal: Portal
    ads: PretendAds
    session: aiohttp.ClientSession
    key: str
    draw: random.Random
    kills: int = 0

    async def kill(self) -> None:
        """kill -9, and up again."""
        self.central.kill()
        self.kills += 1
        self.central.start()
        await self.central.ready()

    def rows(self, statement: str, *params: object) -> Rows:
        """What the database says, read beside the running Central."""
        if self.central.database:
            with psycopg.connect(self.central.database) as postgres:
                return postgres.execute(statement.replace("?", "%s").encode(), params).fetchall()
        with closing(sqlite3.connect(f"file:{self.central.data / 'central.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(statement, params).fetchall()


async def circle(seed: int, database: str = "") -> dict[str, Any]:
    """All circles, on SQLite or on this Postgres; `loops_ok` of `loops` agreed at every step."""
    async with _town(seed, database) as town:
        buyers = [Buyer(source, _campaign(source)) for source in PLATFORMS]
        entries = [await _click(town, buyer) for buyer in buyers]
        await asyncio.gather(*(_chat(town, buyer, *entry) for buyer, entry in zip(buyers, entries, strict=True)))
        await _agree(town, buyers, "depois da conversa", ("interessado", "pediu_desconto"), 1, None, 0)
        await _deliver(town, buyers, ("waiting_payment",))
        await _agree(town, buyers, "esperando pagamento", ("interessado", "pediu_desconto"), 1, "pending", 0)
        await _deliver(town, buyers, ("paid", "waiting_payment"))
        await _agree(town, buyers, "pago", ("comprado",), 3, "approved", 1)
        await _deliver(town, buyers, ("refunded", "paid"))
        await _agree(town, buyers, "reembolsado", ("perdido",), 2, "refunded", 1)
        for buyer in buyers:
            for line in buyer.wrong:
                print(f"{buyer.source}: {line}", flush=True)
        return {"loops": len(buyers), "loops_ok": sum(not buyer.wrong for buyer in buyers), "kills": town.kills}


# ── steps ────────────────────────────────────────────────────────────────────────────────────────


async def _chat(town: Town, buyer: Buyer, words: str, more: dict[str, Any]) -> None:
    """A few words, a death of Central between question and answer, and the link."""
    lead = town.cloud.new_lead(f"Comprador {buyer.source}")
    buyer.lead, buyer.phone = lead.id, lead.wa_id
    town.cloud.say(buyer.lead, buyer.number, "text", texto=words, **more)
    if buyer.source == "meta":
        await town.kill()
    await _answered(town, buyer, 1)
    for said in ("quanto custa?", "quero comprar, me manda o link"):
        before = len(_heard(town, buyer))
        town.cloud.say(buyer.lead, buyer.number, "text", texto=said)
        await _answered(town, buyer, before + 1)
    if not await _until(lambda: _token(town, buyer)):
        buyer.wrong.append("nenhum link com código foi enviado")
    buyer.token = _token(town, buyer)


async def _click(town: Town, buyer: Buyer) -> tuple[str, dict[str, Any]]:
    campaign = buyer.campaign
    channels = demo_operation().channels
    if buyer.source == "meta":
        buyer.number = next(c.id for c in channels if campaign.persona in c.personas)
        ad = {"source_id": campaign.ads[0], "headline": campaign.headline, "body": campaign.body}
        return campaign.greeting or "Olá!", {"anuncio": {**ad, "ctwa_clid": "ARAcirculo"}}
    parameter = "gclid" if buyer.source == "youtube" else "clickid"
    address = f"http://127.0.0.1:{town.central.port}/r/{campaign.id}?{parameter}=clique-{buyer.source}"
    async with town.session.get(address, headers=BROWSER, allow_redirects=False) as answer:
        target = urlsplit(answer.headers["location"])
    digits = target.path.strip("/")
    buyer.number = next(n.id for n in town.cloud.world.numbers.values() if n.digits == digits)
    return dict(parse_qsl(target.query)).get("text", campaign.greeting), {}


async def _deliver(town: Town, buyers: list[Buyer], statuses: tuple[str, ...]) -> None:
    """The checkout tells each status three times, shuffled; Central dies in the middle, and all is told until taken."""
    posts = [(buyer, status) for buyer in buyers for status in statuses for _ in range(3)]
    town.draw.shuffle(posts)
    half = len(posts) // 2
    await asyncio.gather(*(_post(town, *post) for post in posts[:half]))
    await town.kill()
    await asyncio.gather(*(_post(town, *post) for post in posts[half:]))


async def _post(town: Town, buyer: Buyer, status: str) -> None:
    body = json.dumps(_order(buyer, status)).encode()
    address = f"http://127.0.0.1:{town.central.port}/pedidos/generico"
    for _ in range(200):
        headers = {STAMPED: stamped(ORDERS_SECRET, body, round(time.time() * 1000)), "content-type": "application/json"}
        try:
            async with town.session.post(address, data=body, headers=headers) as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    buyer.wrong.append(f"o pedido {status} nunca foi aceito")


def _order(buyer: Buyer, status: str) -> dict[str, Any]:
    return {
        "orderId": f"C-{buyer.source}",
        "platform": "LojaDeMentira",
        "paymentMethod": "pix",
        "status": status,
        "createdAt": _utc(),
        "approvedDate": _utc() if status != "waiting_payment" else None,
        "refundedAt": _utc() if status == "refunded" else None,
        "customer": {"name": buyer.source, "email": f"{buyer.source}@exemplo.example", "phone": "11900000000"},
        "products": [{"id": "p", "name": "p", "quantity": 1, "priceInCents": TOTAL}],
        "trackingParameters": {"sck": buyer.token},
        "commission": {"totalPriceInCents": TOTAL},
    }


def _utc() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())


# ── judgement ────────────────────────────────────────────────────────────────────────────────────


async def _agree(
    town: Town, buyers: list[Buyer], step: str, statuses: tuple[str, ...], active: int, order: str | None, told: int
) -> None:
    """Ticket, CRM, orders and ad platform say the same of every buyer."""
    for buyer in buyers:
        said: list[str] = []

        async def alike(buyer: Buyer = buyer, said: list[str] = said) -> bool:
            said[:] = await _differences(town, buyer, statuses, active, order, told)
            return not said

        if not await _until(alike):
            buyer.wrong += [f"{step}: {line}" for line in said]


async def _differences(
    town: Town, buyer: Buyer, statuses: tuple[str, ...], active: int, order: str | None, told: int
) -> list[str]:
    wrong = []
    tickets = await _tickets(town, buyer)
    if len(tickets) != 1:
        return [f"{len(tickets)} tickets"]
    (ticket,) = tickets
    if ticket["status"] not in statuses or ticket["source"] != buyer.source:
        wrong.append(f"ticket {ticket['status']} de {ticket['source']}")
    records = [row for row in town.portal.leads.values() if row.get("cf_5") == ticket["id"]]
    if [row["active"] for row in records] != [active]:
        wrong.append(f"CRM {[(row['active']) for row in records]}")
    if ticket["status"] == "comprado" and [round(100 * row["budget"]) for row in records] != [TOTAL]:
        wrong.append(f"valor no CRM {[row['budget'] for row in records]}, no ticket {ticket['value']}")
    stands = town.rows("SELECT status, total FROM shop_order WHERE number = ?", f"LojaDeMentira/C-{buyer.source}")
    if stands != ([(order, TOTAL)] if order is not None else []):
        wrong.append(f"pedido {stands}")
    approved = town.rows(
        "SELECT count(*) FROM order_event WHERE number = ? AND change = 'approved'", f"LojaDeMentira/C-{buyer.source}"
    )
    if approved != [(told,)]:
        wrong.append(f"razão de pedidos {approved}")
    counted = len(town.ads.counted(PLATFORMS[buyer.source]))
    if counted != told:
        wrong.append(f"plataforma contou {counted}")
    return wrong


async def _tickets(town: Town, buyer: Buyer) -> list[dict[str, Any]]:
    address = f"http://127.0.0.1:{town.central.port}/api/v1/tickets"
    headers = {"authorization": f"Bearer {town.key}"}
    try:
        async with town.session.get(address, params={"phone": buyer.phone}, headers=headers) as answer:
            items: list[dict[str, Any]] = (await answer.json())["items"]
            return items
    except (aiohttp.ClientError, KeyError):
        return []


def _heard(town: Town, buyer: Buyer) -> list[str]:
    return [
        str(post.part.get("texto") or post.part.get("legenda") or "")
        for post in town.cloud.world.thread(buyer.lead, buyer.number)
        if not post.by_lead
    ]


def _token(town: Town, buyer: Buyer) -> str | None:
    links = [link for text in _heard(town, buyer) for link in LINK.findall(text)]
    return next((token for link in links if (token := dict(parse_qsl(urlsplit(link).query)).get("sck"))), None)


async def _answered(town: Town, buyer: Buyer, bubbles: int) -> None:
    if not await _until(lambda: len(_heard(town, buyer)) >= bubbles):
        buyer.wrong.append("ficou sem resposta")


async def _until(true: Callable[[], Any]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = true()
        if await found if asyncio.iscoroutine(found) else found:
            return True
        await asyncio.sleep(0.2)
    return False


# ── town ─────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def _town(seed: int, database: str) -> AsyncIterator[Town]:
    folder = Path(tempfile.mkdtemp(prefix="circulo-"))
    operation = folder / "operacao"
    shutil.copytree(default_demo_folder(), operation)
    (operation / "zz-crm.yaml").write_text(YAML, encoding="utf-8")
    ads = PretendAds()
    portal = Portal(now=lambda: round(time.time() * 1000))
    crm, crm_port = await _serve(flowlu_app(portal))
    told, ads_port = await _serve(ads_app(ads))
    extra = {
        "CENTRAL_OPERACAO": str(operation),
        "FLOWLU_URL": f"http://127.0.0.1:{crm_port}/api/v1/module",
        "FLOWLU_CHAVE": portal.key,
        "ADS_URL": f"http://127.0.0.1:{ads_port}",
        "META_CONVERSOES_TOKEN": "t",
        "KWAI_TOKEN": "t",
        "GOOGLE_ADS_CLIENT_ID": "i",
        "GOOGLE_ADS_CLIENT_SECRET": "s",
        "GOOGLE_ADS_REFRESH_TOKEN": "vale",
        "PEDIDOS_SEGREDO": ORDERS_SECRET,
        "RITMO": "0",
        "INCERTO_APOS": "5",
    }
    central = Central(folder / "dados", database, 0, extra=extra)
    try:
        async with pretend_cloud(central.port, demo_operation()) as (cloud, port), aiohttp.ClientSession() as session:
            central.graph_port = port
            cloud.faults.set({"dobrar_webhook": 0.999, "vezes": 3, "embaralhar_webhook": 0.5, "embaralhar_status": 0.5})
            key = await asyncio.to_thread(_make_key, central)
            central.start()
            await central.ready()
            try:
                yield Town(central, cloud, portal, ads, session, key, random.Random(seed))
            finally:
                central.kill()
    finally:
        await crm.cleanup()
        await told.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def _serve(app: web.Application) -> tuple[web.AppRunner, int]:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, int(runner.addresses[0][1])


def _make_key(central: Central) -> str:
    """A key to the API, made as an owner makes it."""
    env = os.environ | {"CENTRAL_DATA": str(central.data), "CENTRAL_CHAVE": "chave-dos-testes-" * 2}
    env.pop("DATABASE_URL", None)
    env |= {"DATABASE_URL": central.database} if central.database else {}
    command = [sys.executable, "-m", "central", "chaves", "criar", "banco"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def _campaign(source: str) -> Campaign:
    """The first campaign of a source whose persona is for everybody."""
    operation = demo_operation()
    adults = {persona.id for persona in operation.personas if persona.adult}
    return next(
        c for c in operation.campaigns if c.source == source and c.persona not in adults and (c.ads or source != "meta")
    )
