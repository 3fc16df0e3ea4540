"""The exactly-once ledger of sales told to ad platforms: decided from the ledger of orders, a line once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.messaging.conversation import Touch
from central.core.origin.campaign import Tracking
from central.core.selling.conversion import RESERVED, Conversion, Line, Platform, clicked_of, refused, revalued, settled
from central.core.selling.order import is_paid

FEW = 200


@dataclass(frozen=True, slots=True)
class ListedConversion:
    """A sale in the list of what was told, refused, and why."""

    platform: str
    order: str
    person: str | None
    at: int
    value: int
    state: str
    tries: int
    settled_at: int | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """A conversion that is being sent; `tries` counts this one."""

    conversion: Conversion
    tries: int


class SqlConversions:
    """Conversions of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def decide(
        self, platforms: tuple[Platform, ...], now: int, reserved: frozenset[str] = frozenset(), limit: int = FEW
    ) -> int:
        """Look at what was said of orders: which sales are told, which are not and why; how many lines those were.

        `reserved` are the personas and products that no platform hears of."""

        async def work(tx: Tx) -> int:
            await tx.rows("lock_moves")
            rows = await tx.rows("orders_untold", limit)
            for row in rows:
                await _decide(tx, row, platforms, reserved, now)
            await tx.put("order_untold_seen", [(row[0],) for row in rows])
            return len(rows)

        return await self._engine.transact(work)

    async def lease(self, now: int, until: int, limit: int) -> Sequence[Due]:
        """What is due; it counts as being sent before this returns."""

        async def work(tx: Tx) -> list[Due]:
            await tx.rows("doubt_conversions", now)
            rows = await tx.rows("lease_conversions", now, until, limit)
            return [Due(replace(_CONVERSION.decode(body), value=value), tries) for tries, value, body in rows]

        return await self._engine.transact(work)

    async def settle(
        self,
        conversion: Conversion,
        state: str,
        now: int,
        *,
        due_at: int | None = None,
        code: str = "",
        reason: str = "",
        taken: bool = False,
    ) -> None:
        """What became of it; `taken`: the platform has it, or may have it."""

        async def work(tx: Tx) -> None:
            for line, order, tries in await _lines(tx, conversion.order):
                if line.platform == conversion.platform and line.state == "sending":
                    done = settled(line, state, conversion.value, reason, taken or state == "sent")
                    tried = tries if done.state == state else 0
                    due = due_at if done.state == state else now if done.state == "due" else None
                    await tx.rows("set_conversion", *_set(done, order, tried), due, now, code)

        await self._engine.transact(work)

    async def listed(self, limit: int = 100) -> list[ListedConversion]:
        """The last ones, the newest first."""
        return [ListedConversion(*row) for row in await self._engine.read("conversions", limit)]

    async def counts(self) -> list[tuple[str, str, int, int]]:
        """Of each platform and state: how many, and their value in centavos."""
        return [(p, s, n, v) for p, s, n, v in await self._engine.read("conversion_counts")]


async def _decide(tx: Tx, row: Row, platforms: tuple[Platform, ...], reserved: frozenset[str], now: int) -> None:
    _, at, order, status, total, returned, currency, person, product, persona, phone, silent = row
    left = total - returned if is_paid(status) else 0
    lines = [found for found in await _lines(tx, order) if found[0].state != "skipped"]
    for line, _, tries in lines:
        if (after := revalued(line, left)) != line:
            told = _set(after, order, tries if after.state == line.state else 0)
            await tx.rows("revalue_conversion", *told, now if after.state == "due" else None, now)
    if lines or not is_paid(status) or person is None or not platforms:
        return
    clicked = clicked_of([_touch(found) for found in await tx.rows("clicks_of_person", person)], at)
    value = left if currency == "BRL" else None
    why = RESERVED if {product, persona} & reserved else refused(clicked, at, value, bool(silent))
    if clicked is not None and clicked.platform not in platforms:
        return
    platform = clicked.platform if clicked is not None else platforms[0]
    body = ""
    if clicked is not None and why is None:
        body = msgspec.json.encode(Conversion(platform, order, at, left, clicked, phone, product)).decode()
    state, due_at, settled_at = ("due", now, None) if why is None else ("skipped", None, now)
    told = (platform, order, person, at, value or 0, body, state, due_at, settled_at, why or "")
    await tx.rows("add_conversion", *told)


async def _lines(tx: Tx, order: str) -> list[tuple[Line, str, int]]:
    """The lines of an order, its id and how often each was tried."""
    rows = await tx.rows("conversions_of", order)
    return [(Line(p, state, value, told, why, known=bool(b)), order, n) for p, state, value, told, why, n, b in rows]


def _set(line: Line, order: str, tries: int) -> tuple[object, ...]:
    return line.platform, order, line.state, line.value, line.told, line.reason, tries


def _touch(row: Row) -> tuple[Touch, Tracking | None]:
    at, source, clid, *ids = row
    return Touch(at, source, clid=clid), Tracking(*ids) if any(ids) else None


async def replay_conversion(tx: Tx, ref: str, now: int) -> bool:
    """Send again what a platform did not take (`platform/order`); False for anything else."""
    platform, _, order = ref.partition("/")
    return bool(order and await tx.rows("replay_conversion", platform, order, now))


_CONVERSION = msgspec.json.Decoder(Conversion)
