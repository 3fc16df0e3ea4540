"""The town around the circle: a Central that is killed, and the pretend WhatsApp, CRM, shops and ad platforms."""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import psycopg
import uvicorn
import yaml
from aiohttp import web

from bench.circle_shops import SECRET, STORE, TOKEN, YAML, Shops
from bench.servers import ROOT
from central.adapters.operation import default_demo_folder
from central.adapters.operation.crm import exported
from central.app.tickets import ELSEWHERE
from central.core.selling.crm import CrmKind, CrmSpec
from central.pretend.ads import PretendAds, ads_app
from central.pretend.cloud import PretendCloud
from central.pretend.crm import Office, crm_app
from tests.acceptance.world import Central, demo_operation, pretend_cloud
from tests.crm_world import ACCOUNTS, PRETENDERS
from tests.ports import free_port

OUTSIDE = """
conversoes:
  meta: {conjunto: "700000000000001"}
  google: {conta: "1234567890", acao: "111"}
  kwai: {pixel: abc}
"""
BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"}
PASSWORD = "uma-senha-comprida"
UP_WITHIN_S = 180
Rows = list[tuple[Any, ...]]


@dataclass
class Town:
    """Everything around the Central under test."""

    central: Central
    cloud: PretendCloud
    office: Office
    ads: PretendAds
    shops: Shops
    session: aiohttp.ClientSession
    panel: httpx.AsyncClient
    key: str
    draw: random.Random
    kills: int = 0

    @property
    def address(self) -> str:
        """Where Central listens."""
        return f"http://127.0.0.1:{self.central.port}"

    async def kill(self) -> None:
        """kill -9, and up again."""
        self.central.kill()
        self.kills += 1
        self.central.start()
        await self.central.ready(UP_WITHIN_S)

    def rows(self, statement: str, *params: object) -> Rows:
        """What the database says, read beside the running Central."""
        if self.central.database:
            with psycopg.connect(self.central.database) as postgres:
                return postgres.execute(statement.replace("?", "%s").encode(), params).fetchall()
        with closing(sqlite3.connect(f"file:{self.central.data / 'central.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(statement, params).fetchall()

    async def page(self, path: str) -> str:
        """A page of the panel; empty while Central is on its way up."""
        try:
            answer = await self.panel.get(path)
        except httpx.HTTPError:
            return ""
        return answer.text if answer.status_code == 200 else ""

    async def api(self, path: str, **params: str) -> Any:
        """An answer of the HelpCenter's API; nothing while Central is on its way up."""
        headers = {"authorization": f"Bearer {self.key}"}
        try:
            async with self.session.get(f"{self.address}/api/v1{path}", params=params, headers=headers) as answer:
                return await answer.json()
        except aiohttp.ClientError:
            return {}

    async def drift(self) -> int:
        """Central stops; its own command compares all tickets with the CRM. How many differ."""
        await asyncio.to_thread(self.central.stop)
        said = await asyncio.to_thread(_central, self.central, "crm", "--conferir")
        found = re.search(r"Conferido agora: \d+ comparados, (\d+) diferentes", said)
        assert found is not None, said
        return int(found[1])


@asynccontextmanager
async def town(seed: int, database: str, checkouts: Mapping[str, str], crm: CrmKind) -> AsyncIterator[Town]:
    """All of it, with Central up; `checkouts` says of each product where it is paid."""
    folder = Path(tempfile.mkdtemp(prefix="circulo-"))
    ads, shops = PretendAds(), Shops()
    office = PRETENDERS[crm](now=lambda: round(time.time() * 1000))
    served = [await _serve(app) for app in (crm_app(office), ads_app(ads), shops.nuvemshop())]
    crm_port, ads_port, shop_port = (int(runner.addresses[0][1]) for runner in served)
    bank_port = free_port()
    bank = uvicorn.Server(uvicorn.Config(shops.app(), port=bank_port, log_level="error", lifespan="off"))
    banking = asyncio.create_task(bank.serve())
    extra = {
        "CENTRAL_OPERACAO": str(_operation(folder, checkouts, crm)),
        ELSEWHERE[crm]: f"http://127.0.0.1:{crm_port}{office.prefix}",
        ACCOUNTS[crm].key: office.key,
        "ADS_URL": f"http://127.0.0.1:{ads_port}",
        "LOJA_URL": f"http://127.0.0.1:{shop_port}",
        "MERCADOPAGO_URL": f"http://127.0.0.1:{bank_port}/mp",
        "META_CONVERSOES_TOKEN": "t",
        "KWAI_TOKEN": "t",
        "GOOGLE_ADS_CLIENT_ID": "i",
        "GOOGLE_ADS_CLIENT_SECRET": "s",
        "GOOGLE_ADS_REFRESH_TOKEN": "vale",
        "PEDIDOS_SEGREDO": SECRET,
        "PEDIDOS_TOKEN": TOKEN,
        "MERCADOPAGO_SEGREDO": SECRET,
        "MERCADOPAGO_TOKEN": TOKEN,
        "NUVEMSHOP_LOJA": STORE,
        "RITMO": "0",
        "INCERTO_APOS": "5",
    }
    central = Central(folder / "dados", database, 0, extra=extra)
    try:
        async with pretend_cloud(central.port, demo_operation()) as (cloud, port), aiohttp.ClientSession() as session:
            central.graph_port = port
            cloud.faults.set({"dobrar_webhook": 0.999, "vezes": 3, "embaralhar_webhook": 0.5, "embaralhar_status": 0.5})
            key = (await asyncio.to_thread(_central, central, "chaves", "criar", "banco")).split()[-1]
            central.start()
            await central.ready(UP_WITHIN_S)
            try:
                panel = await _signed_in(central)
                yield Town(central, cloud, office, ads, shops, session, panel, key, random.Random(seed))
                await panel.aclose()
            finally:
                if central.process is not None and central.process.poll() is None:
                    central.kill()
    finally:
        bank.should_exit = True
        await banking
        for runner in served:
            await runner.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _operation(folder: Path, checkouts: Mapping[str, str], crm: CrmKind) -> Path:
    """The demo's files with a CRM, ad platforms, every checkout, and products that are paid there."""
    operation = folder / "operacao"
    shutil.copytree(default_demo_folder(), operation)
    account = yaml.safe_dump({"crm": exported(CrmSpec(outside=ACCOUNTS[crm]))}, allow_unicode=True)
    (operation / "zz-fora.yaml").write_text(account + OUTSIDE + YAML, encoding="utf-8")
    for path in operation.glob("produtos-*.yaml"):
        text = path.read_text(encoding="utf-8")
        for product, checkout in checkouts.items():
            text = text.replace(f"  - id: {product}\n", f"  - id: {product}\n    checkout: {checkout}\n")
        path.write_text(text, encoding="utf-8")
    return operation


async def _serve(app: web.Application) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def _central(central: Central, *words: str) -> str:
    """A command of Central on the same data, as an owner types it."""
    env = os.environ | {"CENTRAL_DATA": str(central.data), "CENTRAL_CHAVE": "chave-dos-testes-" * 2} | central.extra
    env.pop("DATABASE_URL", None)
    env |= {"DATABASE_URL": central.database} if central.database else {}
    done = subprocess.run(
        [sys.executable, "-m", "central", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def _signed_in(central: Central) -> httpx.AsyncClient:
    """The owner's browser, let in by the link that the first start shows."""
    link = re.search(r"(/entrar/\S+)", (central.data / "central.log").read_text(encoding="utf-8"))
    assert link is not None, "the first start shows no link"
    address = f"http://127.0.0.1:{central.port}"
    browser = httpx.AsyncClient(base_url=address, headers={"origin": address}, timeout=240)
    fields = {"nome": "Ana", "login": "ana@loja.com", "senha": PASSWORD, "repetida": PASSWORD}
    assert (await browser.post(link[1], data=fields)).status_code == 303
    return browser
