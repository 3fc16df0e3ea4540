"""What the flow charts show: how leads came, why which persona answered, what waits, what failed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine


@dataclass(frozen=True, slots=True)
class Entries:
    """Leads who came the same way, to the same persona; `lately`: in the last hour."""

    source: str
    campaign: str
    channel: str
    persona: str
    count: int
    lately: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Turns decided for the same reason, answered alike."""

    why: str
    persona: str
    tier: str
    action: str
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many stand somewhere, and what they are worth in centavos."""

    status: str
    count: int
    value: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits and what failed in one place."""

    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Path:
    """The way of one lead."""

    source: str | None
    campaign: str
    channel: str
    persona: str
    stage: str
    ticket: str | None
    order: str | None
    why: str | None
    tier: str | None
    name: str


class SqlFlow:
    """Reads for the flow charts. Times are epoch ms."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def entries(self, since: int, lately: int) -> list[Entries]:
        rows = await self._engine.read("flow_entries", since, lately)
        return [Entries(s, campaign, channel, persona, int(n), int(h)) for s, campaign, channel, persona, n, h in rows]

    async def decisions(self, since: int) -> list[Decided]:
        return [Decided(*row) for row in await self._engine.read("flow_decisions", since)]

    async def tickets(self, since: int) -> list[Standing]:
        return [Standing(s, int(n), int(v)) for s, n, v in await self._engine.read("flow_tickets", since)]

    async def orders(self, since: int) -> list[Standing]:
        return [Standing(s, int(n), int(v)) for s, n, v in await self._engine.read("flow_orders", since)]

    async def queues(self, since: int) -> dict[str, Queue]:
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for name, waiting, failed in await self._engine.read("flow_queues", since):
            found[name][0] += waiting
            found[name][1] += failed
        return {name: Queue(*counts) for name, counts in found.items()}

    async def path(self, conversation: str) -> Path | None:
        rows = await self._engine.read("flow_lead", conversation)
        return Path(*rows[0]) if rows else None

    async def leads(self, limit: int = 30) -> list[tuple[str, str, str]]:
        """(conversation, name, persona) of who wrote last."""
        return [(r[0], r[1], r[2]) for r in await self._engine.read("flow_leads", limit)]

    async def newest_choices(self, since: int, limit: int = 40) -> list[tuple[str, str]]:
        """(conversation, choice), the newest first."""
        return [(r[0], r[1]) for r in await self._engine.read("flow_choices", since, limit)]

    async def rewards(self, conversation: str, choice: str) -> list[tuple[str, int, int]]:
        """(event, value, at) of one choice."""
        return [(r[0], r[1], r[2]) for r in await self._engine.read("rewards_of", conversation, choice)]
