"""The worker beside the engine that reads, now and then, what Meta says of templates."""

from __future__ import annotations

import asyncio
import logging

from central.flow.templates import Mirror
from central.ports import Clock

log = logging.getLogger("central.templates")

READ_EVERY_MS = 3_600_000


class TemplateWork:
    """Notices tell of changes at once; this reads what a notice may have missed."""

    def __init__(self, mirror: Mirror, clock: Clock) -> None:
        self.mirror, self._clock = mirror, clock
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to read."""
        self._task = asyncio.create_task(self._read_on(), name="templates")

    async def stop(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _read_on(self) -> None:
        while True:
            try:
                await self.mirror.read()
            except Exception:
                log.exception("templates not read, again in an hour")
            await self._clock.sleep(READ_EVERY_MS)
