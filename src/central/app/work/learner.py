"""Learning beside the work: the chooser hears of new beliefs and acts, and the refitter makes beliefs when due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from central.flow.choice import LearningChooser
from central.flow.learning import Refitter
from central.ports import Clock

log = logging.getLogger("central.learner")

REFIT_MS = 60_000
"""A refit is thought of at least this often, however seldom a house looks up."""
SEED = 1
"""Keys every draw together with the choice's id."""


class Learner:
    """The two loops of learning in a process that answers; without a chooser (`central aprender`) one of them."""

    def __init__(
        self,
        refitter: Refitter,
        clock: Clock,
        chooser: LearningChooser | None = None,
        refresh_every: int = 2_000,
        refit_every: int = 5_000,
    ) -> None:
        self.chooser = chooser
        self._refitter, self._clock = refitter, clock
        self._refresh_every, self._refit_every = refresh_every, refit_every
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to listen and to fit."""
        self._loops = [asyncio.create_task(self._every(self._refit_every, self._refit), name="refit")]
        if self.chooser is not None:
            self._loops.append(
                asyncio.create_task(self._every(self._refresh_every, self.chooser.refresh), name="refresh")
            )

    async def stop(self) -> None:
        """Stop; a belief in the making is left."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)

    async def _refit(self) -> None:
        number = await self._refitter.once()
        if number is not None:
            log.info("belief %d made", number)
            if self.chooser is not None:
                await self.chooser.refresh()

    async def _every(self, ms: int, work: Callable[[], Awaitable[None]]) -> None:
        """A round that fails is told and tried again: the rules and the last belief go on answering meanwhile."""
        while True:
            try:
                await work()
            except Exception:
                log.exception("learning round failed")
            await self._clock.sleep(ms)
