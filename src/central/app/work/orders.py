"""The worker beside the engine: reads deliveries of checkouts that must be looked up, or that could not be read yet."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from central.flow.orders import OrderDesk
from central.ports import Clock

log = logging.getLogger("central.orders")

EVERY_MS = 30_000


class OrderWork:
    """Reads when it is woken, and every half minute (`every` ms) for what was put off."""

    def __init__(self, desk: OrderDesk, clock: Clock, every: int = EVERY_MS) -> None:
        self._desk, self._clock, self._every = desk, clock, every
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        desk.wake = self._woken.set

    def start(self) -> None:
        """Begin to work."""
        self._task = asyncio.create_task(self._loop(), name="order_loop")

    async def stop(self) -> None:
        """Leave what is not read yet to the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _loop(self) -> None:
        while True:
            self._woken.clear()
            try:
                read = await self._desk.work()
            except Exception:
                log.exception("order deliveries not read, again later")
                read = 0
            if not read:
                await self._nap()

    async def _nap(self) -> None:
        nap = asyncio.ensure_future(self._clock.sleep(self._every))
        waking = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait((nap, waking), return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            waking.cancel()
