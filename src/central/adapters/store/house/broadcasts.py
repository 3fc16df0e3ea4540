"""Sends to a segment: who gets them is frozen when they begin; a person's bubble and their mark are one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.journal.events import tell
from central.core.messaging.broadcast import Broadcast, Counts, Next, Progress, Step
from central.core.messaging.message import SayTemplate
from central.core.people.segment import Candidate, Stranger
from central.ports import Ids
from central.ports.broadcasts import Fill

PAGE = 2_000
WEEK_MS = 7 * 24 * 3_600_000
QUEUED, OUT = "enviada", "fora"
GONE = "não está mais aqui"
LOST = "a Meta não deu notícia desta mensagem; ela não foi enviada de novo"
DELIVERED, READ = 2, 3
"""Ranks of a status, from which on it says so."""


class SqlBroadcasts:
    """Sends on either engine; `wake` tells the engine that something may have to go out."""

    def __init__(self, engine: Engine, ids: Ids, wake: Callable[[], None]) -> None:
        self._engine, self._ids, self._wake = engine, ids, wake

    async def candidates(self, now: int) -> AsyncIterator[Candidate]:
        """Every conversation somebody could be written to in."""
        after = ""
        while rows := await self._engine.read("candidates", now, now - WEEK_MS, after, PAGE):
            for row in rows:
                yield _candidate(row)
            after = rows[-1][1]

    async def strangers(self, now: int) -> AsyncIterator[Stranger]:
        """Everybody with a phone who never had a conversation."""
        after = ""
        while rows := await self._engine.read("strangers", now, now - WEEK_MS, after, PAGE):
            for row in rows:
                yield Stranger(*row[:4], *map(bool, row[4:7]), int(row[7]))  # type: ignore[call-arg]
            after = rows[-1][0]

    async def begin(
        self, one: tuple[str, str, str, str, int], people: Sequence[Candidate], by: str, now: int
    ) -> Broadcast:
        """Freeze who gets a send (name, template, segment, category, price) and let it go."""
        id = self._ids()
        rows = [_frozen(id, place, one, self._ids) for place, one in enumerate(people, 1)]

        async def work(tx: Tx) -> None:
            await tx.rows("add_broadcast", id, *one, now, by)
            await tx.each("add_broadcast_person", rows)
            await tell(tx, now, "envio", [""])

        await self._engine.transact(work, wakes=True)
        self._wake()
        found = await self.get(id)
        assert found is not None
        return found

    async def get(self, id: str) -> Broadcast | None:
        """A send by its id."""
        rows = await self._engine.read("broadcast_of", id)
        return Broadcast(*rows[0]) if rows else None

    async def all(self, limit: int = 50) -> list[Broadcast]:
        """Sends, the newest first."""
        return [Broadcast(*row) for row in await self._engine.read("broadcasts", limit)]

    async def move(self, id: str, old: Progress, new: Progress, why: str, by: str, now: int) -> bool:
        """Let it stand still, go on or end; False when it was not `old` any more."""

        async def work(tx: Tx) -> bool:
            moved = bool(await tx.rows("move_broadcast", id, new, why, now, by, old))
            if moved and new == "cancelado":
                await tx.rows("cancel_broadcast", id, now)
            await tell(tx, now, "envio", [""])
            return moved

        moved = await self._engine.transact(work, wakes=True)
        self._wake()
        return moved

    async def reprice(self, id: str, category: str, price: int) -> None:
        """Keep what it costs now."""

        async def work(tx: Tx) -> None:
            await tx.rows("reprice_broadcast", id, category, price)

        await self._engine.transact(work)

    async def step(self, step: Step, fill: Fill) -> int:
        """Put the next portion into the outbox; returns how many people it decided about.

        Whoever is marked has their bubble, and nobody has two: a process that dies here did all of it or nothing.
        """

        async def work(tx: Tx) -> int:
            if not await tx.rows("hold_broadcast", step.broadcast):
                return 0
            await _begin_talks(tx, step)
            due = await tx.rows("broadcast_due", step.broadcast, step.limit, step.now, step.now - WEEK_MS)
            people = [_next(row) for row in due]
            filled = [(one, fill(one)) for one in people]
            speaking = [(one, bubble) for one, bubble in filled if isinstance(bubble, SayTemplate)]
            left = [(one, why) for one, why in filled if isinstance(why, str)]
            await self._queue(tx, step, speaking)
            await tx.each("broadcast_settle", [(step.broadcast, p.place, OUT, w, None, step.now) for p, w in left])
            await tell(tx, step.now, "envio", [""])
            return len(people)

        done = await self._engine.transact(work, wakes=True)
        self._wake()
        return done

    async def _queue(self, tx: Tx, step: Step, speaking: Sequence[tuple[Next, SayTemplate]]) -> None:
        """Bubbles at the next places of their conversations, marks, and the ledger of who was written to unasked."""
        if not speaking:
            return
        places: dict[str, int] = dict(
            await tx.each("broadcast_place", sorted({(o.conversation,) for o, _ in speaking}))
        )
        sends, marks, calls = [], [], []
        for number, (one, bubble) in enumerate(speaking):
            turn, at = self._ids(), step.now + number * step.spread // len(speaking)
            place, text = places[one.conversation], codec.BUBBLE.encode(bubble)
            sends.append(
                (f"{turn}.0", one.conversation, place, one.channel, turn, text, step.now, at, None, step.until)
            )
            marks.append((step.broadcast, one.place, QUEUED, "", f"{turn}.0", step.now))
            rule = f"envio:{step.broadcast}"
            calls.append((turn, one.conversation, one.person, step.now, rule, step.said, step.price, ""))
        await tx.each("add_send", sends)
        await tx.each("broadcast_settle", marks)
        await tx.each("add_callback", calls)

    async def counts(self, id: str) -> Counts:
        """How far it is."""
        found: Counter[str] = Counter()
        for mark, state, rank, count in await self._engine.read("broadcast_counts", id):
            for name in _names(mark, state, rank):
                found[name] += count
        return Counts(**found)

    async def left(self, id: str) -> list[tuple[str, int]]:
        """Why people were left out on the way."""
        return [(why, count) for why, count in await self._engine.read("broadcast_left", id)]

    async def used(self, since: int) -> tuple[int, int | None]:
        """How many people were written to with a template since then, and when that was first done ever."""
        ((count, first),) = await self._engine.read("templates_used", since)
        return int(count), first

    async def conclude(self, now: int, uncertain_after: int) -> int:
        """Say of templates in doubt that nothing was heard of them; a late word of Meta still counts."""

        async def work(tx: Tx) -> int:
            return len(await tx.rows("conclude_templates", now - uncertain_after, now, LOST))

        return await self._engine.transact(work)


def _frozen(id: str, place: int, one: Candidate, ids: Ids) -> Row:
    """Somebody of a send; the conversation of who never wrote has a name already."""
    stranger = not one.conversation
    return (id, place, one.person, one.conversation or ids(), one.channel if stranger else None)


async def _begin_talks(tx: Tx, step: Step) -> None:
    """Open the conversations of the next ones who never wrote; who is not there any more is left out."""
    due = await tx.rows("strangers_due", step.broadcast, step.limit)
    gone = [(step.broadcast, row[0], OUT, GONE, None, step.now) for row in due if row[4] is None]
    here = [row for row in due if row[4] is not None]
    await tx.each("broadcast_settle", gone)
    for _, person, channel, conversation, phone in sorted(here, key=lambda row: (row[1], row[2])):
        await tx.rows("open_asleep", conversation, person, channel, step.now, phone, None)
    await tx.each("stranger_home", [(step.broadcast, row[0], row[1], row[2]) for row in here])


def _candidate(row: Row) -> Candidate:
    tags = tuple(msgspec.json.decode(row[9]))
    return Candidate(*row[:8], bool(row[8]), tags, *map(bool, row[10:13]), int(row[13]))  # type: ignore[call-arg]


def _next(row: Row) -> Next:
    return Next(*row[:7], *map(bool, row[7:10]), int(row[10]))  # type: ignore[call-arg]


def _names(mark: str, state: str, rank: int) -> list[str]:
    """What a person counts as; who read it also had it sent and delivered."""
    if mark != QUEUED:
        return ["total", "out" if mark == OUT else "waiting"]
    match state:
        case "accepted":
            further = ["delivered"] if rank >= DELIVERED else []
            return ["total", "sent", *further, *(["read"] if rank >= READ else [])]
        case "uncertain":
            return ["total", "doubt"]
        case "failed":
            return ["total", "failed"]
        case "cancelled" | "superseded" | "":
            return ["total", "out"]
    return ["total", "queued"]
