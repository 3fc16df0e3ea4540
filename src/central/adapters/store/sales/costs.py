"""The ledger of costs: rows are only added; what was spent is summed by day, closed days once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from central.adapters.store.engine.group import Group
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.selling.budget import UNKNOWN_MICRO, Budget, Spent, charged_replies, local_day, month_start
from central.core.selling.cost import META_LIST, META_PRICES, Cost, meta_charge

FRESH_S = 3.0
"""Sums of today older than this, by this machine's own clock, are read again."""
REPLY_DAYS = 7
"""How many closed days tell what a reply costs."""
REGULAR, SERVICE = "regular", "service"


@dataclass(frozen=True, slots=True)
class Line:
    """A sum of equal costs of one day; `unknown` of them have no price."""

    day: int
    kind: str
    persona: str | None
    channel: str | None
    tier: str
    model: str
    count: int
    brl: int
    unknown: int
    heard: int

    @property
    def reply(self) -> bool:
        """A delivered reply that counts against the month's free ones."""
        return self.kind == "meta" and (self.tier, self.model) == (REGULAR, SERVICE)

    @property
    def micro(self) -> int:
        """Micro-reais, an unknown price at a cautious guess."""
        return self.brl + self.unknown * UNKNOWN_MICRO


@dataclass(slots=True)
class _Seen:
    """What was read last."""

    day: int = 0
    closed: list[Line] = field(default_factory=list)
    today: list[Line] = field(default_factory=list)
    until: float = 0.0
    """Up to when today is fresh; 0: it was never read."""


class SqlCosts:
    """The Costs port on either engine."""

    def __init__(self, engine: Engine, steady: Callable[[], float] = time.monotonic) -> None:
        self._engine, self.steady = engine, steady
        self._group = Group(engine, 1, lambda _: None)
        self._seen = _Seen()
        self._replies: tuple[int, dict[str, tuple[int, int]]] = (0, {})
        """The day they were read on, and what replies cost before it."""
        self._since: Counter[str | None] = Counter()
        """Micro-reais of own rows since today was read, by persona."""

    async def keep(self, costs: Sequence[Cost]) -> None:
        for cost in costs:
            self._since[cost.persona] += UNKNOWN_MICRO if cost.brl is None else cost.brl
        await self._group.ask(_add, costs)

    async def spent(self, now: int, budget: Budget, persona: str | None, person: str | None) -> Spent:
        lines = await self._lines(now)
        today = [line for line in lines if line.day == self._seen.day]
        fresh = sum(self._since.values())
        mine = [line for line in today if line.persona == persona]
        free = _free_now(lines, self._seen.day, budget.free_replies)
        return Spent(
            day=_sum(today) - free[0] + fresh,
            month=_sum(lines) - free[1] + fresh,
            persona=_sum(
                line for line in mine if not (line.reply and not self.replies_charged(line.channel or "", budget))
            )
            + self._since[persona],
            lead=await self._lead(person, budget) if person is not None and budget.lead is not None else 0,
            heard=sum(line.heard for line in today),
        )

    async def lines(self, since: int, until: int) -> list[Line]:
        """Sums of the days from `since` on, before `until`, for reports."""
        return [Line(*row) for row in await self._engine.read("costs_by_day", since, until)]

    async def of_decision(self, decision: str) -> list[Cost]:
        """Every line of one turn, with its deliveries."""
        rows = await self._engine.read("costs_of_decision", f"{decision}.", f"{decision}/")
        return [replace(Cost(*row), ok=bool(row[-1])) for row in rows]

    async def replies(self, now: int) -> Mapping[str, tuple[int, int]]:
        day = local_day(now)
        if self._replies[0] != day:
            rows = await self._engine.read("costs_of_replies", day - REPLY_DAYS, day)
            self._replies = (day, {tier: (count, brl) for tier, count, brl in rows})
        return self._replies[1]

    def replies_charged(self, channel: str, budget: Budget) -> bool:
        lines = self._seen.closed + self._seen.today
        return sum(line.count for line in lines if line.reply and line.channel == channel) >= budget.free_replies

    async def close(self) -> None:
        """Write what waits."""
        await self._group.close()

    async def _lines(self, now: int) -> list[Line]:
        """This month's sums."""
        day, seen = local_day(now), self._seen
        if seen.day != day:
            seen = _Seen(day, await self.lines(month_start(day), day))
        if self.steady() >= seen.until:
            self._since.clear()
            seen.today, seen.until = await self.lines(day, day + 1), self.steady() + FRESH_S
        self._seen = seen
        return seen.closed + seen.today

    async def _lead(self, person: str, budget: Budget) -> int:
        rows = await self._engine.read("costs_of_person", person, month_start(self._seen.day))
        found = [
            Line(0, kind, None, channel, tier, model, count, brl, unknown, 0)
            for kind, channel, tier, model, count, brl, unknown in rows
        ]
        return _sum(line for line in found if not (line.reply and not self.replies_charged(line.channel or "", budget)))


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.micro for line in lines)


def _free_now(lines: Sequence[Line], today: int, free: int) -> tuple[int, int]:
    """What Meta gives away of the replies' price: today, and this month; each number has its own free ones."""
    month: Counter[str | None] = Counter()
    now: Counter[str | None] = Counter()
    for line in lines:
        if line.reply:
            month[line.channel] += line.count
            now[line.channel] += line.count if line.day == today else 0
    price = META_PRICES[SERVICE]
    saved_today = saved_month = 0
    for channel, count in month.items():
        charged, charged_today = charged_replies(count, now[channel], free)
        saved_month += (count - charged) * price
        saved_today += (now[channel] - charged_today) * price
    return saved_today, saved_month


async def _add(tx: Tx, batch: Sequence[Sequence[Cost]]) -> list[None]:
    rows = {cost.id: _row(cost) for costs in batch for cost in costs}
    await tx.put("add_cost", [rows[id] for id in sorted(rows)])
    return [None] * len(batch)


def _row(cost: Cost) -> Row:
    about = (cost.decision, cost.conversation, cost.person, cost.persona, cost.campaign, cost.tier, cost.model)
    counts: tuple[Any, ...] = (cost.input, cost.cached, cost.output, cost.heard, cost.micro, cost.currency, cost.brl)
    return (cost.id, cost.at, local_day(cost.at), cost.kind, *about, *counts, cost.book, int(cost.ok))


def delivery(id: str, channel: str, at: int, category: str, type: str) -> Row:
    """The parameters of `bill_delivery` for a bubble Meta delivered."""
    return (id, channel, at, local_day(at), type, category, meta_charge(category, type), META_LIST)
