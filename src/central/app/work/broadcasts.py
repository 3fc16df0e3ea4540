"""The worker that lets sends to a segment go, a portion a second."""

from __future__ import annotations

from central.app.work.round import Round
from central.flow.bringing.broadcasts import TICK_MS, Sender

CONCLUDE_EVERY_MS = 30_000


class BroadcastWork:
    """Steps while there is something to send, and looks up now and then otherwise; so are doubts concluded."""

    def __init__(self, sender: Sender, uncertain_after: int, idle: int = TICK_MS) -> None:
        self._sender, self._uncertain_after = sender, uncertain_after
        self._concluded = 0
        self.round = Round("broadcasts", self._step, sender.clock, max(TICK_MS, idle), eager=True)

    async def _step(self) -> int:
        sender, clock = self._sender, self._sender.clock
        done = await sender.step()
        if clock.now() - self._concluded > CONCLUDE_EVERY_MS:
            await sender.broadcasts.conclude(clock.now(), self._uncertain_after)
            self._concluded = clock.now()
        if done:
            await clock.sleep(TICK_MS if sender.pace else 0)
        return done
