"""The worker that notices what came back into stock, and wakes the conversations that were about it."""

from __future__ import annotations

import logging

from central.adapters.store import Store
from central.app import calendar
from central.app.work.round import Round
from central.core.messaging.conversation import Memo, Timer
from central.core.operation import Operation
from central.core.replying.reengage import BACK, recoveries
from central.core.selling.catalog import returned
from central.flow.bringing.reengage import when_allowed
from central.ports import Clock

log = logging.getLogger("central.stock")

LOOK_EVERY_MS = 60_000
REMEMBERED_MS = 60 * 24 * 3_600_000
"""Whoever wrote last longer ago is left in peace."""
NAME = "estoque"


class StockWork:
    """Compares each new version of the operation with the last one looked at; looks each `every` ms."""

    def __init__(self, store: Store, clock: Clock, every: int = LOOK_EVERY_MS) -> None:
        self._store, self._clock = store, clock
        self.round = Round("stock", self.look, clock, max(LOOK_EVERY_MS, every))

    async def look(self) -> int:
        """How many conversations will be looked at because their product is back."""
        store, operation = self._store, await self._store.operations.current()
        if operation is None:
            return 0
        seen = await store.callbacks.seen(NAME)
        if seen >= operation.version:
            return 0
        before = await store.operations.version(seen) if seen else None
        woken = 0
        for product in returned(before.catalog, operation.catalog) if before is not None else ():
            woken += await self._wake(operation, product)
        await store.callbacks.seen(NAME, operation.version)
        if woken:
            log.info("%d conversations wait for what is back in stock", woken)
        return woken

    async def _wake(self, operation: Operation, product: str) -> int:
        now = self._clock.now()

        def plan(person: str, memo: Memo) -> tuple[Timer, ...]:
            moved = when_allowed(person, operation.restraint, calendar.local, calendar.national_holiday)
            return recoveries(operation.reengagements, BACK, memo, now, now - 1, moved)

        return await self._store.callbacks.wake(product, now - REMEMBERED_MS, plan)
