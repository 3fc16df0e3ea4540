"""Where orders are on their way: what was told of it, kept with the order."""

from __future__ import annotations

import msgspec

from central.adapters.store.engine.tx import Engine, Tx
from central.core.selling.shipment import Purchase, Shipment, joined

_decode = msgspec.json.Decoder(Shipment).decode


async def keep_tracking(tx: Tx, order: str, told: Shipment, now: int) -> None:
    """Add one more word to what is known of the way of an order."""
    ((kept,),) = await tx.rows("tracking_of", order)
    known = joined(_decode(kept) if kept else None, told)
    await tx.rows("set_tracking", order, msgspec.json.encode(known).decode(), now)


class SqlPurchases:
    """The Purchases port, and what the team types of an order's way."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, person: str) -> list[Purchase]:
        """The orders of a person, the newest first."""
        rows = await self._engine.read("purchases_of", person)
        return [_purchase(*row) for row in rows]

    async def track(self, order: str, told: Shipment, now: int) -> bool:
        """Keep what somebody of the team says of an order's way; False when there is no such order."""

        async def work(tx: Tx) -> bool:
            await tx.rows("lock_orders")
            if not await tx.rows("order_by_id", order):
                return False
            await keep_tracking(tx, order, told, now)
            return True

        return await self._engine.transact(work)


def _purchase(
    id: str, number: str, status: str, method: str, product: str | None, at: int, tracking: str | None
) -> Purchase:
    return Purchase(id, number, status, method, product, at, _decode(tracking) if tracking else None)
