"""`/r/<link>` over real HTTP: people, robots, lost links, sick numbers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from central.adapters.operation import default_demo_folder
from central.app.bootstrap import House, house
from central.app.config import read_settings
from central.core.messaging.health import Health
from central.core.origin.campaign import Tracking
from central.core.origin.link import codes_in
from tests.whatsapp_world import serving

PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"}
ROBOTS = [
    "WhatsApp/2.24.20.89 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "AdsBot-Google (+http://www.google.com/adsbot.html)",
]
SHARED, RESERVED = "5511900000001", "5511900000002"


class Visitor:
    """A browser that shows where it would go."""

    def __init__(self, session: aiohttp.ClientSession, base: str, running: House) -> None:
        self.session, self.base, self.house = session, base, running

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
        """Status, where it is sent to, and the body."""
        wanted = {**PERSON, **{k.replace("_", "-"): v for k, v in headers.items()}}
        async with self.session.request(method, self.base + path, headers=wanted, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", ""), await answer.text()

    async def clicks(self) -> dict[str, tuple[int, int]]:
        return await self.house.store.clicks.counts(0)

    async def sick(self, channel: str, state: str) -> None:
        now = self.house.clock.now()
        await self.house.store.numbers.report([Health(channel, state, now, "teste", "porque sim")])  # type: ignore[arg-type]


@asynccontextmanager
async def opened(data: Path, database: str) -> AsyncIterator[Visitor]:
    environment = {"CENTRAL_DATA": str(data), "DATABASE_URL": database, "META_APP_SECRET": "s", "WHATSAPP_TOKEN": "t"}
    async with (
        house(
            read_settings(environment), parts=frozenset({"porta"}), operation_folder=default_demo_folder()
        ) as running,
        serving(running.gate) as url,
        aiohttp.ClientSession() as session,
    ):
        yield Visitor(session, url, running)


@pytest.fixture(params=["sqlite", "postgres"])
async def visitor(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Visitor]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    async with opened(tmp_path, url) as found:
        yield found


def text_of(location: str) -> str:
    return parse_qs(urlsplit(location).query)["text"][0]


async def test_a_person_goes_to_whatsapp_with_greeting_and_code_and_the_click_is_kept(visitor: Visitor) -> None:
    path = "/r/bolsa-youtube?gclid=abc&utm_source=youtube&utm_campaign=nov&url=https://mau.example"
    status, location, _ = await visitor.get(path)
    assert (status, location.startswith(f"https://wa.me/{SHARED}?text=")) == (302, True)
    text = text_of(location)
    (code,) = codes_in(text)
    assert text == f"Oi! Vim do YouTube pela Bolsa Nina #{code}"
    store = visitor.house.store
    click = await store.clicks.join(code, "ana", visitor.house.clock.now())
    assert click is not None
    assert (click.campaign, click.link, click.channel) == ("bolsa-youtube", "bolsa-youtube", "900200000000001")
    told = Tracking(gclid="abc", utm=(("utm_campaign", "nov"), ("utm_source", "youtube")))
    assert await store.clicks.tracking(click.id) == told
    _, second, _ = await visitor.get(path)
    assert codes_in(text_of(second)) != (code,)


async def test_a_robot_gets_a_page_to_preview_and_leaves_no_click(visitor: Visitor) -> None:
    for agent in ROBOTS:
        status, location, body = await visitor.get("/r/bolsa-youtube", User_Agent=agent)
        assert (status, location) == (200, ""), agent
        assert "O que cabe na Bolsa Nina" in body
    assert await visitor.clicks() == {}


async def test_a_look_ahead_is_no_click(visitor: Visitor) -> None:
    assert (await visitor.get("/r/bolsa-youtube", method="HEAD"))[0] == 200
    assert (await visitor.get("/r/bolsa-youtube", Sec_Purpose="prefetch"))[0] == 200
    assert (await visitor.get("/r/bolsa-youtube", method="POST"))[0] == 405
    assert await visitor.clicks() == {}


async def test_the_preview_of_a_reserved_link_says_nothing_of_it(visitor: Visitor) -> None:
    _, _, body = await visitor.get("/r/reservado-kwai", User_Agent=ROBOTS[0])
    assert "Casa Veridá no WhatsApp" in body
    assert "leo de Massagem" not in body
    _, location, _ = await visitor.get("/r/reservado-kwai?clickid=kw1")
    assert location.startswith(f"https://wa.me/{RESERVED}?")


async def test_a_lost_link_still_leads_to_the_shop_and_nowhere_else(visitor: Visitor) -> None:
    for slug in ("nada", "https://mau.example", "..%2f..%2fetc", "%3Cscript%3E", "//mau.example", ""):
        status, location, body = await visitor.get(f"/r/{slug}")
        assert (status, location) == (404, ""), slug
        assert "Este link não existe mais" in body
        assert f'href="https://wa.me/{SHARED}"' in body
        assert "mau.example" not in body
        assert "<script" not in body


async def test_links_leave_a_sick_number_at_once_and_come_back(visitor: Visitor) -> None:
    async def leads_to() -> str:
        return (await visitor.get("/r/reservado-kwai"))[1].partition("?")[0]

    assert await leads_to() == f"https://wa.me/{RESERVED}"
    for state, number in (("yellow", RESERVED), ("red", SHARED), ("green", RESERVED), ("banned", SHARED)):
        await visitor.sick("900200000000002", state)
        assert await leads_to() == f"https://wa.me/{number}", state
        await asyncio.sleep(0.002)


async def test_when_no_number_of_hers_is_well_the_lead_is_told_another_one(visitor: Visitor) -> None:
    await visitor.sick("900200000000001", "banned")
    status, location, body = await visitor.get("/r/bolsa-youtube")
    assert (status, location) == (200, "")
    assert "mudou de número" in body
    assert f"https://wa.me/{RESERVED}" in body
    await visitor.sick("900200000000002", "restricted")
    assert "Tente de novo" in (await visitor.get("/r/bolsa-youtube"))[2]


async def test_every_link_has_a_qr(visitor: Visitor) -> None:
    status, _, body = await visitor.get("/r/bolsa-youtube.svg")
    assert status == 200
    assert body.startswith("<?xml")
    assert "<path" in body
    assert (await visitor.get("/r/nada.svg"))[0] == 404
    assert await visitor.clicks() == {}


async def test_a_store_that_is_away_costs_the_code_and_never_the_lead(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> bool:
        raise OSError("o disco sumiu")

    monkeypatch.setattr(visitor.house.store.clicks, "add", broken)
    status, location, _ = await visitor.get("/r/bolsa-youtube")
    assert (status, text_of(location)) == (302, "Oi! Vim do YouTube pela Bolsa Nina")


async def test_a_notice_of_meta_moves_the_links(visitor: Visitor) -> None:
    from central.adapters.whatsapp.webhook import parse

    body = b"""{"object":"whatsapp_business_account","entry":[{"id":"900300000000002","time":%d,"changes":[{
        "field":"account_update","value":{"event":"DISABLED_UPDATE",
        "ban_info":{"waba_ban_state":["DISABLE"],"waba_ban_date":"x"}}}]}]}""" % (visitor.house.clock.now() // 1000)
    await visitor.house.inbox.take_in(parse(body))
    assert (await visitor.house.store.numbers.current())["900200000000002"].state == "banned"
    assert (await visitor.get("/r/reservado-kwai"))[1].startswith(f"https://wa.me/{SHARED}?")
