"""From a checkout's delivery to an order: kept first, then read, then recorded once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from central.core.errors import AskHuman, TryLater
from central.core.operation import Operation
from central.core.selling.checkout import DEFAULT, LOOKED_UP, CheckoutSpec
from central.ports import Checkout, Clock, Delivery, Kept, Orders

log = logging.getLogger("central.orders")

AT_ONCE = 50
MOST_TRIES = 40
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 2_000, 3_600_000


class Receipt(Enum):
    """What the sender of a delivery is told."""

    KEPT = "guardado"
    FORGED = "assinatura errada"
    UNKNOWN = "não conheço este checkout"


@dataclass(slots=True)
class OrderDesk:
    """`checkout_for` gives the adapter of a checkout, its secret read; `wake` says that a delivery waits to be read."""

    operation: Callable[[], Awaitable[Operation | None]]
    checkout_for: Callable[[CheckoutSpec], Checkout]
    orders: Orders
    clock: Clock
    wake: Callable[[], None] = field(default=lambda: None)

    async def receive(self, checkout: str, delivery: Delivery) -> Receipt:
        """Take a delivery in; returns after it is durable. What must be looked up elsewhere is read later by `work`."""
        spec = await self._spec(checkout)
        if spec is None:
            return Receipt.UNKNOWN
        now = self.clock.now()
        if not self.checkout_for(spec).genuine(delivery, now):
            log.warning("order delivery refused: checkout %s, wrong signature", spec.id)
            return Receipt.FORGED
        kept = await self.orders.keep(digest_of(spec.id, delivery), spec.id, delivery.query, delivery.body, now)
        if spec.provider in LOOKED_UP:
            if kept.state != "waiting":
                await self.orders.settle(kept.id, "waiting", now)
            self.wake()
        elif kept.state == "waiting":
            await self._read(spec, kept)
        return Receipt.KEPT

    async def work(self) -> int:
        """Read what waits; returns how many deliveries that were."""
        waiting = await self.orders.due(self.clock.now(), AT_ONCE)
        for kept in waiting:
            spec = await self._spec(kept.checkout)
            if spec is None:
                gone = "este checkout saiu da operação"
                await self.orders.settle(kept.id, "dead", self.clock.now(), gone)
            else:
                await self._read(spec, kept)
        return len(waiting)

    async def _read(self, spec: CheckoutSpec, kept: Kept) -> None:
        now = self.clock.now()
        try:
            for order in await self.checkout_for(spec).read(kept.query, kept.body):
                if not order.trial:
                    timed = order if order.at else replace(order, at=kept.received_at)
                    await self.orders.record(spec, timed, spec.id, now)
        except ValueError as error:
            await self.orders.settle(kept.id, "dead", now, str(error))
        except AskHuman as error:
            await self.orders.settle(kept.id, "dead", now, error.reason)
        except TryLater as error:
            late = kept.tries + 1 >= MOST_TRIES
            pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << min(kept.tries, 12))
            await self.orders.settle(kept.id, "dead" if late else "waiting", now + pause, error.reason)
        else:
            await self.orders.settle(kept.id, "done", now)

    async def _spec(self, checkout: str) -> CheckoutSpec | None:
        operation = await self.operation()
        known = operation.checkouts if operation is not None else ()
        return next((spec for spec in known or (DEFAULT,) if spec.id == checkout), None)


def digest_of(checkout: str, delivery: Delivery) -> str:
    """What makes a delivery the same one when it comes again."""
    parts = (checkout.encode(), delivery.query.encode(), delivery.body)
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
