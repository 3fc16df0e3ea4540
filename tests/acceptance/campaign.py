"""A send to many people by a Central that is killed again and again: who got it, and what is known of it after."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import default_demo_folder, digest, numbered, parse, read_yaml, to_json
from central.adapters.store import Store, open_store
from central.app import calendar
from central.core.messaging.broadcast import Counts
from central.core.messaging.message import Text
from central.core.messaging.template import Judged
from central.core.people.coexistence import AppMessage
from central.core.people.identity import Sender as Lead
from central.core.people.segment import Segment
from central.core.replying.reengage import Restraint
from central.flow.bringing.broadcasts import Sender
from central.pretend.cloud import PretendCloud, report
from tests.acceptance.world import Central, pretend_cloud

TEMPLATE = "veride_volta_produto"
DAY_MS = 86_400_000
FINISHED_S = 600
LEFT = """SELECT count(*) FROM broadcast_person b LEFT JOIN outbox o ON o.id = b.outbox_id
WHERE b.state = 'espera' OR o.state NOT IN ('accepted', 'uncertain', 'failed', 'cancelled', 'superseded')"""
EVERYWHEN = Restraint(0, 24 * 60, sundays=True, holidays=True, per_week=2, untouched=0, warm_up=False)


@dataclass(frozen=True)
class Told:
    """What the platform and the store say in the end: `twice` people got it more than once, `silent` none and nobody
    knows, `unknown` bubbles that Meta took and the store doubts."""

    people: int
    got: int
    twice: int
    silent: int
    unknown: int
    counts: Counts
    kills: int
    seconds: float


async def campaign(folder: Path, people: int, kills: int, *, cut: float = 0.002, quiet_s: float = 6) -> Told:
    """Seed, send, kill -9 at random, wait until nothing moved for `quiet_s`. `cut`: how often answers are lost."""
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'central.db'}"
    document = read_yaml(default_demo_folder())
    document = replace(document, restraint=EVERYWHEN)
    operation = numbered(1, digest(document), document)
    central = Central(folder, "", 0, extra={"RITMO": "0", "INCERTO_APOS": "5", "FRENTES": "0"})
    async with pretend_cloud(central.port, operation) as (cloud, graph_port):
        central.graph_port = graph_port
        cloud.limits.per_second = 10_000
        cloud.office.tier = "TIER_UNLIMITED"
        body = [{"type": "BODY", "text": "Oi, {{1}}! {{2}} {{3}}"}]
        cloud.add_templates(
            [{"name": TEMPLATE, "language": "pt_BR", "category": "MARKETING", "components": body, "status": "APPROVED"}]
        )
        channel = operation.channels[0]
        leads = [cloud.new_lead(f"Lead {n}") for n in range(people)]
        store = await open_store(url, clock=SystemClock(), ids=new_id, owner="semente", parse_operation=parse)
        await store.operations.publish(to_json(document), operation.digest, "teste", SystemClock().now())
        await _seed(store, channel.id, channel.portfolio, [lead.wa_id for lead in leads], channel.waba)
        one = await _sender(store).begin("volta", Segment(products=(PRODUCT,)), TEMPLATE, "teste")
        await store.close()
        cloud.faults.set({"cortar_depois": cut, "erro_5xx_depois": cut, "embaralhar_status": 0.3, "dobrar_status": 0.2})
        try:
            await _under_fire(cloud, central, people, kills, quiet_s, folder / "central.db")
        finally:
            central.kill()
        store = await open_store(url, clock=SystemClock(), ids=new_id, owner="juiz", parse_operation=parse)
        counts = await store.broadcasts.counts(one.id)
        doubts = {c.ref for c in await store.journal.attention(100_000) if c.kind == "incerto"}
        lost = {c.ref for c in await store.journal.attention(100_000) if c.kind == "falhou"}
        await store.close()
    return _judged(cloud, people, counts, doubts, lost, kills, time.monotonic() - began)


PRODUCT = "serum-aurora"


async def _seed(store: Store, channel: str, portfolio: str, phones: list[str], waba: str) -> None:
    """People who spoke of a product some days ago, before Central, and allowed marketing."""
    now = SystemClock().now()
    for start in range(0, len(phones), 1_000):
        some = phones[start : start + 1_000]
        who = [Lead(wa_id=phone, name="Lia") for phone in some]
        at = now - 3 * DAY_MS
        past = [AppMessage(channel, waba, f"antes.{one.wa_id}", at, one, Text("oi"), False) for one in who]
        await store.people.remember(now, portfolio, past)
    found = [(one.person, one.conversation) async for one in store.broadcasts.candidates(now)]

    async def allow(tx) -> None:  # type: ignore[no-untyped-def]
        await tx.each(
            "give_consent", [(person, "disse que pode", 1, "", "", "avisos e ofertas") for person, _ in found]
        )
        await tx.each("talk_of", [(conversation, "livia", f'{{"product":"{PRODUCT}"}}') for _, conversation in found])

    talk = "UPDATE conversation SET persona = ?2, memo = ?3, stage = 'interessado' WHERE id = ?1"
    store._engine._queries["talk_of"] = talk  # type: ignore[attr-defined]
    await store._engine.transact(allow)
    await store.callbacks.keep([Judged(waba, TEMPLATE, "pt_BR", "APPROVED", "MARKETING")])


def _sender(store: Store) -> Sender:
    async def limit() -> int | None:
        return None

    current, holiday = store.operations.current, calendar.national_holiday
    clock = SystemClock()
    return Sender(current, store.broadcasts, store.callbacks, store.numbers, clock, calendar.local, holiday, limit, 0)


async def _under_fire(
    cloud: PretendCloud, central: Central, people: int, kills: int, quiet_s: float, database: Path
) -> None:
    """Kill at random moments between the first message and the last, then let it finish."""
    draw = random.Random(11)
    marks = sorted(draw.uniform(0.05, 0.9) * people for _ in range(kills))
    central.start()
    await central.ready()
    for mark in marks:
        await _until(lambda: _accepted(cloud) >= mark, 300)  # noqa: B023 - awaited before the next one
        await asyncio.sleep(draw.uniform(0, 0.2))
        central.kill()
        await asyncio.sleep(draw.uniform(0, 0.5))
        central.start()
        await central.ready()
    until = time.monotonic() + FINISHED_S
    quiet_since, seen = time.monotonic(), -1
    while time.monotonic() - quiet_since < quiet_s and time.monotonic() < until:
        if _accepted(cloud) != seen or report(cloud)["webhooks"]["pendentes"] or _left(database):
            quiet_since, seen = time.monotonic(), _accepted(cloud)
        await asyncio.sleep(0.5)


def _left(database: Path) -> int:
    """How many still wait for it, or wait to be sent."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        ((count,),) = connection.execute(LEFT)
    return int(count)


async def _until(done, within_s: float) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + within_s
    while not done() and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    assert done()


def _accepted(cloud: PretendCloud) -> int:
    return sum(not post.by_lead for post in cloud.world.posts.values())


def _judged(
    cloud: PretendCloud, people: int, counts: Counts, doubts: set[str], lost: set[str], kills: int, seconds: float
) -> Told:
    """`lost` are those of which it is said that nothing was heard of them."""
    posts = [post for post in cloud.world.posts.values() if not post.by_lead]
    got = Counter(post.lead for post in posts)
    accepted = {post.callback for post in posts}
    known = counts.doubt + counts.failed
    return Told(
        people=people,
        got=len(got),
        twice=sum(count > 1 for count in got.values()),
        silent=people - len(got) - known,
        unknown=len((doubts | lost) & accepted),
        counts=counts,
        kills=kills,
        seconds=round(seconds, 1),
    )
