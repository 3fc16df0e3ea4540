"""The worker that gives conversations back which a person of the team took and then left in silence."""

from __future__ import annotations

import logging

from central.adapters.store import Store
from central.app.work.round import Round
from central.core.replying.agreed import BY
from central.ports import Clock

log = logging.getLogger("central.hands")

LOOK_EVERY_MS = 60_000


class HandWork:
    """The owner says after how long (`expediente`, `devolver_apos`); without that nobody is given back."""

    def __init__(self, store: Store, clock: Clock, every: int = LOOK_EVERY_MS) -> None:
        self._store, self._clock = store, clock
        self.round = Round("hands", self.look, clock, max(LOOK_EVERY_MS, every))

    async def look(self) -> int:
        """Give back what was left; returns how many conversations."""
        operation, now = await self._store.operations.current(), self._clock.now()
        if operation is None or not operation.hours.hand_back:
            return 0
        left = await self._store.attending.forgotten(now - operation.hours.hand_back)
        given = sum([await self._store.journal.end_handoff(conversation, BY, now) for conversation in left])
        if given:
            log.info("%d conversations were given back", given)
        return given
