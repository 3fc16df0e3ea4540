"""The worker beside the engine: reads deliveries of checkouts that must be looked up, or that could not be read yet."""

from __future__ import annotations

from collections.abc import Callable

from central.app.work.round import Round
from central.flow.selling.orders import OrderDesk
from central.ports import Clock

EVERY_MS = 30_000


def order_round(desk: OrderDesk, clock: Clock, every: int = EVERY_MS) -> Round:
    """Reads when it is woken, and every half minute (`every` ms) for what was put off."""

    def hear(wake: Callable[[], None]) -> None:
        desk.wake = wake

    return Round("orders", desk.work, clock, every, eager=True, hear=hear)
