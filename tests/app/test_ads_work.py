"""What the rounds beside the engine do with ad platforms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import aiohttp
from aiohttp import web

from central.adapters.operation import digest, to_json
from central.adapters.operation.document import document_of
from central.app.config import read_settings
from central.app.work.conversions import reserved_of
from central.app.work.spend import SpendWork
from central.core.selling.conversion import AdsSpec, GoogleAds, KwaiAds, MetaAds
from central.pretend.spend import PretendSpend, SpentAd, spend_app
from tests.acceptance.world import demo_operation
from tests.app.panel.panel_world import PanelWorld, panel_world

DAY = date(2026, 11, 15)


def test_the_adult_line_is_kept_from_ad_platforms_and_nothing_else_is() -> None:
    operation = demo_operation()
    reserved = reserved_of(operation)
    for persona in operation.personas:
        assert (persona.id in reserved) == persona.adult
    for product in operation.catalog.products:
        assert (product.id in reserved) == (product.persona == "melissa")


@asynccontextmanager
async def _reading() -> AsyncIterator[tuple[PanelWorld, PretendSpend, SpendWork]]:
    """The demo with an ad account at each platform of pretence."""
    told = PretendSpend([SpentAd(DAY.isoformat(), "120210000000000101", "Um", 12_340_000)], zone="Asia/Tokyo")
    app = spend_app(told)
    app.router.add_post("/token", _token)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    env = {"GASTO_URL": f"http://127.0.0.1:{runner.addresses[0][1]}", "META_CONVERSOES_TOKEN": "acesso"}
    env |= {"KWAI_TOKEN": "acesso", "GOOGLE_ADS_DEVELOPER_TOKEN": "dev", "GOOGLE_ADS_REFRESH_TOKEN": "vale"}
    ads = AdsSpec(
        meta=MetaAds("7", spends="11"), google=GoogleAds("1", "2", spends="22"), kwai=KwaiAds("p", spends="33")
    )
    async with panel_world() as world, aiohttp.ClientSession() as session:
        document = replace(document_of(await world.panel.operation()), ads=ads)
        await world.store.operations.publish(to_json(document), digest(document), "teste", world.clock.now())
        yield world, told, SpendWork(read_settings(env), world.store, world.clock, session)
    await runner.cleanup()


async def _token(request: web.Request) -> web.Response:
    return web.json_response({"access_token": "acesso", "expires_in": 3600})


async def test_every_account_is_read_by_itself_and_late_corrections_replace() -> None:
    async with _reading() as (world, told, work):
        assert await work.step() == 3
        told.ads[0] = replace(told.ads[0], micros=20_000_000)
        assert await work.step() == 3
        rows = await world.store.spend.between(DAY, DAY + timedelta(days=1))
        assert {(r.platform, r.account, r.spend, r.zone) for r in rows} == {
            ("meta", "11", 2_000, "Asia/Tokyo"),
            ("google", "22", 2_000, "Asia/Tokyo"),
            ("kwai", "33", 2_000, ""),
        }
        told.expired = True
        assert await work.step() == 0
        concerns = [c for c in await world.store.journal.attention() if c.kind == "gasto"]
        assert {c.ref for c in concerns} == {"gasto:meta:11", "gasto:google:22", "gasto:kwai:33"}
        assert next(c.reason for c in concerns if "meta" in c.ref).endswith("ads_read, e reinicie a Central.")
        assert [a.kind for a in await world.store.alerts.stand([], world.clock.now())] == ["gasto"] * 3
        async with await world.browser("leitura") as browser:
            assert (
                "Meta, conta 11: a Meta não aceita mais o token" in (await browser.get("/conversas?aba=atencao")).text
            )
        async with await world.browser("leitura") as browser:
            assert "confira o token e a conta" not in (await browser.get("/custos/anuncios")).text
        world.clock.time += 27 * 3_600_000
        async with await world.browser("gestor") as browser:
            page = (await browser.get("/custos/anuncios")).text
        assert page.count("confira o token e a conta") == 3
        assert "dias de Asia/Tokyo" in page
        told.expired = False
        assert await work.step() == 3
        assert not [c for c in await world.store.journal.attention() if c.kind == "gasto"]


async def test_a_platform_that_is_away_is_told_of_after_a_day() -> None:
    async with _reading() as (world, told, work):
        told.broken = 99
        for number in range(5):
            assert await work.step() == 0
            assert len(await world.store.alerts.standing()) == (3 if number >= 3 else 0)
