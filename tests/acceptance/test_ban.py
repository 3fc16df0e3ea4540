"""A number is banned in the middle of a thousand leads: nobody is lost, links move, known leads are known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import msgspec
import pytest

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import default_demo_folder, digest, parse, read_yaml, to_json
from central.adapters.store import open_store
from central.app.bootstrap import House, house
from central.app.config import read_settings
from central.core.errors import AskHuman
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, Text
from central.core.messaging.update import Heard, Notice
from central.core.people.identity import Sender
from tests.whatsapp_world import serving

LEADS = 1_000
OLD, NEW = "900200000000001", "900200000000003"
WABA = "900300000000001"
PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"}
LINKS = ("bolsa-youtube", "cedro-youtube", "hidratante-kwai")
PERSONAS = {"bolsa-youtube": "carla", "cedro-youtube": "sofia", "hidratante-kwai": "livia"}


class Phones:
    """WhatsApp as the leads see it; a banned number says and hears nothing any more."""

    def __init__(self) -> None:
        self.banned: set[str] = set()
        self.answered: dict[str, set[str]] = {}

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        if channel in self.banned:
            raise AskHuman("a conta está bloqueada", code="131031")
        self.answered.setdefault(str(to.wa_id), set()).add(channel)
        return f"wamid.{callback}"

    async def typing(self, channel: str, wamid: str) -> None: ...


class Street:
    """A thousand people with a browser and WhatsApp."""

    def __init__(self, running: House, phones: Phones, session: aiohttp.ClientSession, base: str) -> None:
        self.house, self.phones, self.session, self.base = running, phones, session, base
        self.numbers = {c.address.rpartition("/")[2]: c.id for c in running.operation.channels}
        self.room = asyncio.Semaphore(24)

    async def click(self, lead: int) -> tuple[str, str]:
        """The number a link leads to now, and its ready text."""
        async with self.room:
            link = f"{self.base}/r/{LINKS[lead % len(LINKS)]}"
            async with self.session.get(link, headers=PERSON, allow_redirects=False) as answer:
                assert answer.status == 302
                target = urlsplit(answer.headers["Location"])
        return self.numbers[target.path.strip("/")], parse_qs(target.query)["text"][0]

    async def write(self, lead: int, channel: str, words: str) -> str | None:
        """A message; to a banned number it never arrives. The person it is of."""
        if channel in self.phones.banned:
            return None
        sender = Sender(bsuid=f"BR.{lead}", wa_id=phone(lead), name=f"Lead {lead}")
        wamid = f"wamid.{lead}.{channel}.{len(words)}"
        heard = Heard(channel, WABA, wamid, self.house.clock.now(), sender, Text(words), b"{}")
        async with self.room:
            (accepted,) = await self.house.inbox.take_in([heard])
        return accepted.person

    async def come(self, lead: int) -> tuple[str, str | None]:
        channel, text = await self.click(lead)
        return channel, await self.write(lead, channel, text)

    async def ban(self) -> None:
        """Meta bans the old number and says so."""
        self.phones.banned.add(OLD)
        value = {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}
        raw = msgspec.json.encode({"waba": WABA, "field": "account_update", "update": value})
        await self.house.inbox.take_in([Notice("account_update", WABA, self.house.clock.now(), raw)])

    async def settled(self, leads: set[int]) -> set[int]:
        """Who is neither answered nor in Atenção when nothing moves any more."""
        for _ in range(1_800):
            rows = {row.conversation: row for row in await self.house.store.lists.conversations(5_000)}
            concerns = await self.house.store.journal.attention(5_000)
            cared = {str(rows[c.conversation].wa_id) for c in concerns if c.conversation in rows}
            left = {n for n in leads if phone(n) not in self.phones.answered and phone(n) not in cared}
            if not left:
                return left
            await asyncio.sleep(0.1)
        return left


def phone(lead: int) -> str:
    return f"551199{lead:07d}"


@asynccontextmanager
async def street(data: Path, url: str) -> AsyncIterator[Street]:
    environment = {"CENTRAL_DATA": str(data), "DATABASE_URL": url, "RITMO": "0", "META_APP_SECRET": "s"}
    settings = read_settings(environment)
    document = read_yaml(default_demo_folder())
    second = replace(document.channels[0], id=NEW, number="+55 11 90000-0003", waba="900300000000003")
    document = replace(document, channels=(*document.channels, second))
    data.mkdir(exist_ok=True)
    store = await open_store(settings.database, clock=SystemClock(), ids=new_id, owner="antes", parse_operation=parse)
    await store.operations.publish(to_json(document), digest(document), "teste", SystemClock().now())
    await store.close()
    phones = Phones()
    async with (
        house(settings, channel=phones) as running,
        aiohttp.ClientSession() as session,
        serving(running.gate) as address,
    ):
        yield Street(running, phones, session, address)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_a_ban_in_the_middle_of_a_thousand_leads_loses_nobody(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    async with street(tmp_path / "dados", url) as leads:
        early = range(LEADS // 2)
        came = dict(zip(early, await asyncio.gather(*(leads.come(n) for n in early)), strict=True))
        assert {channel for channel, _ in came.values()} == {OLD}
        stranded = range(LEADS // 2, LEADS // 2 + 100)
        clicked = dict(zip(stranded, await asyncio.gather(*(leads.click(n) for n in stranded)), strict=True))
        await leads.ban()
        assert {await leads.write(n, *clicked[n]) for n in stranded} == {None}

        late = range(LEADS // 2 + 100, LEADS)
        moved = await asyncio.gather(*(leads.come(n) for n in (*late, *stranded)))
        assert {channel for channel, _ in moved} == {NEW}, "a click after the notice led to the banned number"
        assert await leads.settled(set(range(LEADS))) == set()

        back = [n for n in early if n % 5 == 0]
        again = await asyncio.gather(*(leads.come(n) for n in back))
        for lead, (channel, person) in zip(back, again, strict=True):
            assert (channel, person) == (NEW, came[lead][1]), "a known lead is somebody new on the other number"
        await _answered_on(leads, NEW, back)
        rows = [row for row in await leads.house.store.lists.conversations(5_000) if row.channel == NEW]
        assert len(rows) == 500 + len(back)
        for row in rows:
            assert row.persona == PERSONAS[LINKS[int(str(row.wa_id)[6:]) % len(LINKS)]]


async def _answered_on(leads: Street, channel: str, who: list[int]) -> None:
    for _ in range(1_800):
        if all(channel in leads.phones.answered.get(phone(n), set()) for n in who):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("known leads were not answered on the new number")
