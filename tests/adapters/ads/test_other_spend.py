"""What Meta, Google Ads and Kwai tell of spend: all pages, names, late corrections, and no half of a span."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date

import aiohttp
import pytest
from aiohttp import web

from central.adapters.ads.google_spend import GoogleAccount, google_spend
from central.adapters.ads.insights import meta_spend, meta_zone
from central.adapters.ads.kwai_spend import kwai_spend
from central.core.errors import AskHuman, TryLater
from central.core.selling.spend import Spend, by_day
from central.pretend.spend import PretendSpend, SpentAd, spend_app
from tests.clock import FakeClock
from tests.store.world import open_world

FIRST, LAST = date(2026, 11, 15), date(2026, 11, 22)
ADS = [SpentAd("2026-11-15", "a1", "Vídeo um", 12_345_600), SpentAd("2026-11-15", "a2", "Vídeo dois", 5_000_000)]
ADS += [SpentAd("2026-11-17", "a1", "Vídeo um", 999_999), SpentAd("2026-11-01", "a1", "Vídeo um", 7_000_000)]
Read = Callable[[], Awaitable[list[Spend]]]


@pytest.fixture(params=["meta", "google", "kwai"])
async def told(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, PretendSpend, Read]]:
    pretend = PretendSpend(list(ADS))
    runner = web.AppRunner(spend_app(pretend), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def token() -> str:
        return "acesso"

    async def read() -> list[Spend]:
        async with aiohttp.ClientSession() as session:
            if request.param == "google":
                account = GoogleAccount("77", "dev", "99")
                return await google_spend(session, account, token, FIRST, LAST, 5, f"{base}/v25")
            if request.param == "meta":
                zone = await meta_zone(session, f"{base}/v1", "77", lambda: "acesso")
                return await meta_spend(session, f"{base}/v1", "77", lambda: "acesso", FIRST, LAST, 5, zone)
            return await kwai_spend(session, "77", lambda: "acesso", FIRST, LAST, 5, f"{base}/rest/n/mapi")

    yield request.param, pretend, read
    await runner.cleanup()


async def test_every_page_is_read_with_names_and_exact_figures(told: tuple[str, PretendSpend, Read]) -> None:
    platform, _, read = told
    rows = await read()
    assert [(r.day, r.ad, r.spend) for r in rows] == [
        ("2026-11-15", "a1", 1_235),
        ("2026-11-15", "a2", 500),
        ("2026-11-17", "a1", 100),
    ]
    assert {(r.platform, r.ad_name, r.campaign_name) for r in rows if r.ad == "a2"} == {
        (platform, "Vídeo dois", "Campanha c1")
    }


async def test_a_late_correction_replaces_and_a_missing_day_is_no_zero(told: tuple[str, PretendSpend, Read]) -> None:
    platform, pretend, read = told
    world = await open_world(":memory:", "um", FakeClock())
    await world.store.spend.replace(platform, "77", FIRST, LAST, await read())
    pretend.ads[1] = replace(pretend.ads[1], micros=6_000_000)
    for _ in range(2):
        await world.store.spend.replace(platform, "77", FIRST, LAST, await read())
    days = dict(by_day(await world.store.spend.between(FIRST, LAST), FIRST, LAST))
    assert (days["2026-11-15"], days["2026-11-16"], days["2026-11-17"]) == (1_835, None, 100)
    zone = "" if platform == "kwai" else "America/Sao_Paulo"
    assert await world.store.spend.read_at() == {(platform, "77"): (5, zone)}
    await world.store.close()


async def test_an_expired_token_asks_a_person_and_a_fall_is_tried_later(told: tuple[str, PretendSpend, Read]) -> None:
    _, pretend, read = told
    pretend.expired = True
    with pytest.raises(AskHuman):
        await read()
    pretend.expired, pretend.broken = False, 1
    with pytest.raises(TryLater):
        await read()
    assert await read()
