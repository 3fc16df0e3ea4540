"""Figures by local day: closed days are summed once from the ledgers, the open ones are read as they stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.selling.budget import local_day

DAY_MS = 86_400_000
LOCAL_MS = 10_800_000
SETTLED_MS = 3 * 3_600_000
"""A day is closed this long after its end: what Meta delivered late is in the ledger by then."""
WAIT_STEP = 1.2
"""Waits are kept in classes, each a fifth wider than the one before."""
SHORTEST_MS = 100
NEWEST = 200
"""So many decisions tell who writes lately."""

BEHIND = {
    "conversas": "behind_arrived",
    "leads": "behind_leads",
    "respostas": "behind_replies",
    "pessoas": "behind_people",
    "pedidos": "behind_orders",
    "custos": "behind_costs",
    "retomadas": "behind_calls",
}
"""What may be asked for behind a number."""

Key = tuple[str, ...]
"""channel, persona, product, campaign, ad, source, what"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty is everything."""

    campaign: str = ""
    ad: str = ""
    source: str = ""
    persona: str = ""
    product: str = ""
    channel: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """In the order of the statements' filters."""
        return (self.campaign, self.ad, self.source, self.persona, self.product, self.channel)

    @property
    def whatever_brought_them(self) -> bool:
        """Whether nothing is asked of where leads come from."""
        return not (self.campaign or self.ad or self.source or self.product)

    def takes(self, key: Key) -> bool:
        """Whether a sum belongs to it."""
        channel, persona, product, campaign, ad, source, _ = key
        found = (campaign, ad, source, persona, product, channel)
        return all(not asked or asked == is_ for asked, is_ in zip(self.values, found, strict=True))


Sums = Counter[tuple[str, str, str]]
"""(campaign, product, what) → amount."""
Days = Mapping[int, Counter[Key]]


class SqlMetrics:
    """The figures of a store, by local days since 1970."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def open_days(self, first: int, last: int, now: int) -> Days:
        """Those of these days that are not closed yet, as the ledgers stand now."""
        return {day: await self.ledger_day(day) for day in range(max(first, _closed(now) + 1), last + 1)}

    async def sums(self, first: int, last: int, wanted: Wanted, now: int, opened: Days | None = None) -> Sums:
        """What happened on these days, both counted; `opened` spares reading the open ones again."""
        closed = min(last, _closed(now))
        await self._close(first, closed, now)
        found: Sums = Counter()
        if closed >= first:
            for campaign, product, what, amount in await self._engine.read(
                "metrics_sums", first, closed, *wanted.values
            ):
                found[campaign, product, what] += int(amount)
        for sums in (await self.open_days(first, last, now) if opened is None else opened).values():
            for key, amount in sums.items():
                if wanted.takes(key):
                    found[key[3], key[2], key[6]] += amount
        return found

    async def by_day(self, first: int, last: int, wanted: Wanted, now: int, opened: Days) -> dict[int, Counter[str]]:
        """What happened on each of these days."""
        closed, found = min(last, _closed(now)), {day: Counter[str]() for day in range(first, last + 1)}
        for day, what, amount in await self._engine.read("metrics_days", first, closed, *wanted.values):
            found[day][what] += int(amount)
        for day, sums in opened.items():
            for key, amount in sums.items():
                if wanted.takes(key):
                    found[day][key[6]] += amount
        return found

    async def funnel(self, first: int, last: int, wanted: Wanted) -> dict[str, int]:
        """Where the conversations that began on these days stand now."""
        span = starts(first), starts(last + 1)
        if wanted.whatever_brought_them:
            rows = await self._engine.read("metrics_funnel_all", *span, wanted.persona, wanted.channel)
        else:
            rows = await self._engine.read("metrics_funnel", *span, *wanted.values)
        return {stage: int(count) for stage, count in rows}

    async def behind(
        self, what: str, detail: str, first: int, last: int, wanted: Wanted, before: int, limit: int
    ) -> list[str]:
        """The conversations behind a number of these days, who was heard last first; `what` is one of BEHIND, `detail`
        the stages, the tier or the outcome it is about."""
        span = starts(first), starts(last + 1)
        return [row[0] for row in await self._engine.read(BEHIND[what], *span, *wanted.values, before, limit, detail)]

    async def rehearsed(self, first: int, last: int) -> bool:
        """Whether replies of these days, of the newest, were written by a rehearsal: no model was called."""
        ((count,),) = await self._engine.read("metrics_rehearsed", starts(first), starts(last + 1), NEWEST)
        return bool(count)

    async def ads(self, since: int) -> list[str]:
        """Ads that leads came by since a day."""
        return [row[0] for row in await self._engine.read("metrics_ads", starts(since))]

    async def rebuild(self, now: int) -> int:
        """Sum every closed day again; how many there are."""
        await self.forget()
        return await self.close(now)

    async def close(self, now: int, most: int | None = None) -> int:
        """Sum the closed days that are not summed yet, or that moved since, so many at most; how many those were."""
        return await self._close(0, _closed(now), now, most)

    async def forget(self) -> None:
        """What is summed is old; the next look sums it again."""

        async def work(tx: Tx) -> None:
            await tx.rows("metrics_forget")

        await self._engine.transact(work)

    async def ledger_day(self, day: int) -> Counter[Key]:
        """The sums of one day, straight from the ledgers."""
        since, until = starts(day), starts(day + 1)
        sums: Counter[Key] = Counter()
        for name in ("metrics_arrived", "metrics_answered", "metrics_by_people"):
            _add(sums, await self._engine.read(name, since, until))
        _add(sums, await self._engine.read("metrics_spent", day))
        for *about, what, count, value, pieces in await self._engine.read("metrics_sold", since, until):
            kind, _, apart = what.partition(":")
            for name, amount in (("", count), (":valor", value), (":pecas", pieces)):
                sums[*about, f"{kind}{name}"] += int(amount)
            if apart:
                sums[*about, apart] += int(count)
                sums[*about, f"{apart}:valor"] += int(value)
        for *about, tier, wait in await self._engine.read("metrics_waits", since, until):
            if wait is not None:
                sums[*about, f"espera:{tier}:{wait_class(int(wait)):03d}"] += 1
        return sums

    async def _close(self, first: int, last: int, now: int, most: int | None = None) -> int:
        """Sum the days that are not, or that moved since."""
        begun = int((await self._engine.read("metrics_first"))[0][0])
        first = max(first, local_day(begun)) if begun else last + 1
        built = {int(row[0]) for row in await self._engine.read("metrics_built", first, last)}
        missing = [day for day in range(first, last + 1) if day not in built][-most if most else 0 :]
        for day in missing:
            rows = [(day, *key, amount) for key, amount in sorted((await self.ledger_day(day)).items())]

            async def work(tx: Tx, day: int = day, rows: list[Row] = rows) -> None:
                await tx.rows("metrics_mark", day, now)
                await tx.rows("metrics_clear", day)
                await tx.put("metrics_add", rows)

            await self._engine.transact(work)
        return len(missing)


def _closed(now: int) -> int:
    """The last day that is closed."""
    return local_day(now - SETTLED_MS) - 1


def starts(day: int) -> int:
    """When a local day starts, epoch ms."""
    return day * DAY_MS + LOCAL_MS


def wait_class(ms: int) -> int:
    """The class of a wait.

    >>> wait_class(50), wait_class(100), wait_class(1000)
    (0, 0, 13)
    """
    return 0 if ms <= SHORTEST_MS else math.ceil(math.log(ms / SHORTEST_MS) / math.log(WAIT_STEP))


def wait_of(number: int) -> int:
    """The longest wait of a class, in ms."""
    return round(SHORTEST_MS * WAIT_STEP**number)


def _add(sums: Counter[Key], rows: Iterable[Row]) -> None:
    for *key, amount in rows:
        sums[tuple(key)] += int(amount)
