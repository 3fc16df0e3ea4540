"""The worker beside the engine that deletes, once a day, what its owner's days have passed for."""

from __future__ import annotations

import logging

from central.adapters.store import Store
from central.app.work.round import Round
from central.ports import Clock

log = logging.getLogger("central.retention")

EVERY_MS = 24 * 3_600_000
FIRST_MS = 10 * 60_000
"""A start has other things to do first."""


class RetentionWork:
    """Reads the days anew each time, so that a change in Ajustes holds from the next day on."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.round = Round("retention", self.once, clock, EVERY_MS, first=FIRST_MS)

    async def once(self) -> None:
        """Delete what is too old now."""
        operation = await self._store.operations.current()
        if operation is None:
            return
        adult = {persona.id: persona.adult for persona in operation.personas}
        gone = await self._store.privacy.forget_old(operation.privacy, adult, self._clock.now())
        if gone.any:
            log.info(
                "too old: %d conversations, %d with files, %d buyers, %d audit lines",
                gone.conversations,
                gone.files,
                gone.buyers,
                gone.audit,
            )
