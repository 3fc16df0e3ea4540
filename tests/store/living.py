"""Feeding lives to an engine process, and what must be true of the database afterwards."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg

from central.adapters.clock import SystemClock, new_id
from central.adapters.store import Store, open_store
from central.core.errors import TryLater
from central.core.messaging.conversation import Memo
from central.core.messaging.update import Heard
from central.core.turn import Arrival, Outcome
from tests.store.lives import Event
from tests.store.world import no_operation

PERSONAS = ("livia", "carla", "sofia")
PORTFOLIO = "portfolio"
AT_ONCE = 48


@dataclass(slots=True)
class Told:
    """What one process saw: when each wamid went in (monotonic ns, both ends) and how often Meta had to repeat."""

    taken: dict[str, tuple[int, int]] = field(default_factory=dict)
    repeated: int = 0
    turns: int = 0


async def live(url: str, owner: str, events: Sequence[Event]) -> Told:
    """Take all events in, many at once, while an engine answers what is due and makes personas stick."""
    clock = SystemClock()
    store = await open_store(url, clock=clock, ids=new_id, owner=owner, parse_operation=no_operation)
    told, waiting = Told(), deque(events)
    engine = asyncio.create_task(_answer(store, clock, owner, told))
    try:
        await asyncio.gather(*(_take_in(store, clock, waiting, told) for _ in range(AT_ONCE)))
        while await store.journal.next_due(clock.now()) is not None and not engine.done():
            await asyncio.sleep(0.02)
    finally:
        engine.cancel()
        await asyncio.gather(engine, return_exceptions=True)
        await store.close()
    return told


async def _take_in(store: Store, clock: SystemClock, waiting: deque[Event], told: Told) -> None:
    while waiting:
        event = waiting.popleft()
        start = time.monotonic_ns()
        while True:
            try:
                await _tell(store, clock, event)
                break
            except TryLater:
                told.repeated += 1
                await asyncio.sleep(0.01)
        if event.content is not None:
            told.taken.setdefault(event.wamid, (start, time.monotonic_ns()))


async def _tell(store: Store, clock: SystemClock, event: Event) -> None:
    if event.change is not None:
        await store.people.changed(clock.now(), PORTFOLIO, [event.change])
    else:
        assert event.content is not None
        heard = Heard(event.channel, "waba", event.wamid, event.at, event.sender, event.content, b"{}")
        await store.journal.accept(clock.now(), [Arrival(heard, PORTFOLIO, 0, 0)])


async def _answer(store: Store, clock: SystemClock, owner: str, told: Told) -> None:
    draw = random.Random(owner)
    while True:
        scenes = await store.journal.claim(clock.now(), 64)
        for scene in scenes:
            persona = scene.sticky or draw.choice(PERSONAS)
            memo, now = Memo(persona=persona, introduced=True), clock.now()
            sticky = None if scene.sticky else persona
            told.turns += 1
            await store.journal.finish(
                Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, memo, sticky=sticky)
            )
        await asyncio.sleep(0 if scenes else 0.02)


def faults(url: str, events: Sequence[Event], told: Sequence[Told]) -> list[str]:
    """Everything that is not as it must be, in words; empty when all is well."""
    people = {row[0]: row for row in _read(url, "SELECT id, merged_into, persona, persona_turn FROM person")}
    root_of = {id: merged or id for id, merged, *_ in people.values()}
    owner = {v: root_of[p] for v, p in _read(url, "SELECT value, person_id FROM alias WHERE kind <> 4")}
    found: list[str] = []
    lives: dict[int, set[str]] = defaultdict(set)
    for event in events:
        lives[event.life] |= {owner[a.value] for a in event.sender.aliases() if a.value in owner}
    found += [f"life {n} is {len(roots)} people" for n, roots in lives.items() if len(roots) != 1]
    found += [f"{len(set(root_of.values()))} people for {len(lives)} lives"] * (
        len(set(root_of.values())) != len(lives)
    )
    life_of = {root: n for n, roots in lives.items() for root in roots}
    found += _unordered(url, events, told, {id: life_of.get(root) for id, root in root_of.items()})
    found += _unstuck(people, root_of)
    return found


def _unordered(url: str, events: Sequence[Event], told: Sequence[Told], life_of: dict[str, Any]) -> list[str]:
    """Each message once, in its life's conversation, numbered without a gap in the order in which they went in."""
    taken: dict[str, tuple[int, int]] = {}
    for one in told:
        for wamid, (start, end) in one.taken.items():
            before = taken.get(wamid)
            taken[wamid] = (start, end) if before is None else (min(start, before[0]), min(end, before[1]))
    rows = _read(
        url,
        "SELECT m.conversation_id, m.seq, m.wamid, c.person_id FROM message m"
        " JOIN conversation c ON c.id = m.conversation_id ORDER BY m.conversation_id, m.seq",
    )
    found = [f"{wamid} is with life {life_of[p]}" for _, _, wamid, p in rows if wamid.split(".")[1] != str(life_of[p])]
    if {row[2] for row in rows} != {e.wamid for e in events if e.content is not None} or len(rows) != len(taken):
        found.append(f"{len(rows)} messages for {len(taken)}")
    conversation, place, latest = "", 0, 0
    for id, seq, wamid, _ in rows:
        if id != conversation:
            conversation, place, latest = id, 0, 0
        place += 1
        start, end = taken[wamid]
        if seq != place or end < latest:
            found.append(f"{wamid} is out of order")
        latest = max(latest, start)
    return found


def _unstuck(people: dict[str, Any], root_of: dict[str, str]) -> list[str]:
    """Everybody has the persona that was chosen first among all they were."""
    group: dict[str, list[Any]] = defaultdict(list)
    for id, row in people.items():
        group[root_of[id]].append(row)
    found = []
    for root, rows in group.items():
        chosen = min(((turn, persona) for _, _, persona, turn in rows if persona), default=None)
        if (people[root][3], people[root][2]) != (chosen or (None, None)):
            found.append(f"{root} lost the persona chosen first")
    return found


def _read(url: str, query: str) -> list[tuple[Any, ...]]:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            return connection.execute(query.encode()).fetchall()
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()
