"""The exactly-once ledger of sales told to ad platforms: decided from the ledger of orders, a line once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.messaging.conversation import Touch
from central.core.origin.campaign import Tracking
from central.core.selling.conversion import BACK_FIRST, NO_REFUNDS, Conversion, Platform, clicked_of, refused
from central.core.selling.order import is_paid

FEW = 200
BACK = ("refunded", "chargeback", "cancelled")


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

    async def decide(self, platforms: tuple[Platform, ...], now: int, limit: int = FEW) -> int:
        """Look at what was said of orders: which sales are told, which are not and why; how many lines those were."""

        async def work(tx: Tx) -> int:
            await tx.rows("lock_moves")
            rows = await tx.rows("orders_untold", limit)
            for row in rows:
                await _decide(tx, row, platforms, now)
            await tx.put("order_untold_seen", [(row[0],) for row in rows])
            return len(rows)

        return await self._engine.transact(work)

    async def lease(self, now: int, until: int, limit: int) -> Sequence[Due]:
        """What is due; it counts as being sent before this returns."""

        async def work(tx: Tx) -> list[Due]:
            await tx.rows("doubt_conversions", now)
            rows = await tx.rows("lease_conversions", now, until, limit)
            return [Due(_CONVERSION.decode(body), tries) for _, _, tries, body in rows]

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
    ) -> None:
        """What became of it."""

        async def work(tx: Tx) -> None:
            place = (conversion.platform, conversion.order)
            await tx.rows("settle_conversion", *place, state, due_at, now, code, reason)

        await self._engine.transact(work)

    async def listed(self, limit: int = 100) -> list[ListedConversion]:
        """The last ones, the newest first."""
        return [ListedConversion(*row) for row in await self._engine.read("conversions", limit)]

    async def counts(self) -> list[tuple[str, str, int, int]]:
        """Of each platform and state: how many, and their value in centavos."""
        return [(p, s, n, v) for p, s, n, v in await self._engine.read("conversion_counts")]


async def _decide(tx: Tx, row: Row, platforms: tuple[Platform, ...], now: int) -> None:
    _, at, order, status, total, currency, person, product, _, phone, silent = row
    if status in BACK:
        await tx.rows("unsay_conversion", order, BACK_FIRST, NO_REFUNDS, now)
    if not is_paid(status) or person is None or not platforms:
        return
    clicked = clicked_of([_touch(found) for found in await tx.rows("clicks_of_person", person)], at)
    value = total if currency == "BRL" else None
    why = refused(clicked, at, value, bool(silent))
    if clicked is not None and clicked.platform not in platforms:
        return
    platform = clicked.platform if clicked is not None else platforms[0]
    body = ""
    if clicked is not None and why is None:
        body = msgspec.json.encode(Conversion(platform, order, at, total, clicked, phone, product)).decode()
    state, due_at, settled_at = ("due", now, None) if why is None else ("skipped", None, now)
    told = (platform, order, person, at, value or 0, body, state, due_at, settled_at, why or "")
    await tx.rows("add_conversion", *told)


def _touch(row: Row) -> tuple[Touch, Tracking | None]:
    at, source, clid, *ids = row
    return Touch(at, source, clid=clid), Tracking(*ids) if any(ids) else None


async def replay_conversion(tx: Tx, ref: str, now: int) -> bool:
    """Send again what a platform did not take (`platform/order`); False for anything else."""
    platform, _, order = ref.partition("/")
    return bool(order and await tx.rows("replay_conversion", platform, order, now))


_CONVERSION = msgspec.json.Decoder(Conversion)
