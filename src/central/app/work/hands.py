"""The worker that gives conversations back which a person of the team took and then left in silence."""

from __future__ import annotations

import asyncio
import logging

from central.adapters.store import Store
from central.core.replying.agreed import BY
from central.ports import Clock

log = logging.getLogger("central.hands")

LOOK_EVERY_MS = 60_000


class HandWork:
    """The owner says after how long (`expediente`, `devolver_apos`); without that nobody is given back."""

    def __init__(self, store: Store, clock: Clock, every: int = LOOK_EVERY_MS) -> None:
        self._store, self._clock, self._every = store, clock, max(LOOK_EVERY_MS, every)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._look_on(), name="hands")

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> int:
        """Give back what was left; returns how many conversations."""
        operation, now = await self._store.operations.current(), self._clock.now()
        if operation is None or not operation.hours.hand_back:
            return 0
        left = await self._store.attending.forgotten(now - operation.hours.hand_back)
        done = [await self._store.journal.end_handoff(conversation, BY, now) for conversation in left]
        return sum(done)

    async def _look_on(self) -> None:
        while True:
            try:
                if given := await self.look():
                    log.info("%d conversations were given back", given)
            except Exception:
                log.exception("nobody was given back, again in a minute")
            await self._clock.sleep(self._every)
