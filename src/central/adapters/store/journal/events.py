"""The ledger of what moved: written in the transaction that moves it, tailed by position, without a word of content.

Receipts that go well are not told: they are the bulk of all updates, and who shows ticks looks at the rows itself.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from central.adapters.store.engine.group import Work
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.journal.accept import Incoming
from central.adapters.store.journal.care import HandBack
from central.adapters.store.journal.finish import Failure
from central.core.turn import Accepted, Outcome, Sent

AT_ONCE = 1_000
LATE_MS = 30_000
"""A transaction that took its position longer ago than this and is not to be seen was rolled back."""
WIDEST_GAP = 10_000
BAD = frozenset({"failed", "uncertain"})
"""The ends of a send that somebody should see."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something moved; `conversation` is empty where none is meant.

    `kind`: ouviu · respondeu · calou · rascunho (a reply waits) · decidiu (somebody, about it) · falhou · parou (a dead
    letter) · pessoa · devolveu · reposto · nota · disse (a person of the team wrote) · correcao · operacao.
    """

    position: int
    at: int
    kind: str
    conversation: str


class SqlEvents:
    """Reading the ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def last(self) -> int:
        """The newest position; 0 when nothing ever moved."""
        ((position,),) = await self._engine.read("last_event")
        return int(position)

    def tail(self, position: int) -> Tail:
        """Everything after a position, as it comes."""
        return Tail(self._engine, position)

    async def counts(self, since: int) -> dict[str, int]:
        """How many events of each kind there were since a moment."""
        return dict(await self._engine.read("count_events", since))

    async def tell(self, now: int, kind: str, conversation: str = "") -> None:
        """Write one event of its own."""

        async def work(tx: Tx) -> None:
            await tell(tx, now, kind, [conversation])

        await self._engine.transact(work, wakes=True)


class Tail:
    """What is new since the last look. On Postgres a lower position may be committed after a higher one: gaps are
    remembered and looked at again for a while."""

    def __init__(self, engine: Engine, position: int) -> None:
        self._engine = engine
        self.position = position
        self._missing: dict[int, int] = {}

    async def news(self, now: int) -> list[Event]:
        """New events, the oldest first; those that came late stand in front."""
        late = []
        if self._missing:
            late = await self._engine.read("events_at", json.dumps(sorted(self._missing)))
        rows = await self._engine.read("events_after", self.position, AT_ONCE)
        for row in late:
            self._missing.pop(row[0], None)
        self._missing = {gap: since for gap, since in self._missing.items() if now - since < LATE_MS}
        for position, *_ in rows:
            if position - self.position < WIDEST_GAP:
                self._missing |= dict.fromkeys(range(self.position + 1, position), now)
            self.position = position
        return [Event(*row) for row in (*late, *rows)]


async def tell(tx: Tx, now: int, kind: str, conversations: Iterable[str]) -> None:
    """Write that these conversations moved."""
    rows = [(now, kind, conversation) for conversation in sorted(set(conversations))]
    if rows:
        await tx.put("add_event", rows)


def telling(work: Work, moved: Callable[[Any, Any], Iterable[Row]]) -> Work:
    """The same work, whose transaction also writes what moved: `moved` gives (at, kind, conversation) of one unit."""

    async def told(tx: Tx, batch: Sequence[Any]) -> Sequence[Any]:
        results = await work(tx, batch)
        rows = {row: None for unit, result in zip(batch, results, strict=True) for row in moved(unit, result)}
        if rows:
            await tx.put("add_event", list(rows))
        return results

    return told


def telling_sends(work: Callable[[Tx, Sequence[Sequence[Sent]]], Awaitable[Sequence[Any]]]) -> Work:
    """The same for settled sends, which are known by their own ids: only those that did not go well are told."""

    async def told(tx: Tx, batch: Sequence[Sequence[Sent]]) -> Sequence[Any]:
        results = await work(tx, batch)
        bad = {sent.id: (sent.at, sent.id) for unit in batch for sent in unit if sent.state in BAD}
        if bad:
            await tx.put("add_failure_event", [bad[id] for id in sorted(bad)])
        return results

    return told


def heard(unit: Incoming, accepted: Sequence[Accepted]) -> Iterable[Row]:
    """Conversations somebody wrote in."""
    return ((unit.now, "ouviu", a.conversation) for a in accepted if a.fresh and a.conversation is not None)


def finished(outcome: Outcome, held: bool) -> Iterable[Row]:
    """A turn that ended."""
    if not held:
        return
    kind = "respondeu" if outcome.sends else "rascunho" if outcome.held else "calou"
    yield (outcome.at, kind, outcome.conversation)
    if outcome.handoff is not None:
        yield (outcome.at, "pessoa", outcome.conversation)
    if outcome.hands_back:
        yield (outcome.at, "devolveu", outcome.conversation)


def postponed(failure: Failure, again: bool) -> Iterable[Row]:
    """A turn that will not be tried again."""
    return () if again else ((failure.now, "parou", failure.scene.conversation),)


def handed_back(unit: HandBack, done: bool) -> Iterable[Row]:
    """A conversation the bot may speak in again."""
    return ((unit.now, "devolveu", unit.conversation),) if done else ()
