"""Learning beside the work: the chooser hears of new beliefs and acts, and the refitter makes beliefs when due."""

from __future__ import annotations

import logging

from central.app.work.round import Round
from central.flow.learning import Refitter
from central.flow.turn.choice import LearningChooser
from central.ports import Clock

log = logging.getLogger("central.learner")

REFIT_MS = 60_000
"""A refit is thought of at least this often, however seldom a house looks up."""
SEED = 1
"""Keys every draw together with the choice's id."""


class Learner:
    """The two rounds of learning in a process that answers; without a chooser (`central aprender`) one of them."""

    def __init__(
        self,
        refitter: Refitter,
        clock: Clock,
        chooser: LearningChooser | None = None,
        refresh_every: int = 2_000,
        refit_every: int = 5_000,
    ) -> None:
        self.chooser = chooser
        self._refitter = refitter
        self.rounds: tuple[Round, ...] = (Round("refit", self._refit, clock, refit_every),)
        """A round that fails is tried again: the rules and the last belief go on answering meanwhile."""
        if chooser is not None:
            self.rounds += (Round("refresh", chooser.refresh, clock, refresh_every),)

    async def _refit(self) -> None:
        number = await self._refitter.once()
        if number is not None:
            log.info("belief %d made", number)
            if self.chooser is not None:
                await self.chooser.refresh()
