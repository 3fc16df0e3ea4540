"""The worker that lets sends to a segment go, a portion a second."""

from __future__ import annotations

import asyncio
import logging

from central.flow.broadcasts import TICK_MS, Sender

log = logging.getLogger("central.broadcasts")

CONCLUDE_EVERY_MS = 30_000


class BroadcastWork:
    """Steps while there is something to send, and looks up now and then otherwise; so are doubts concluded."""

    def __init__(self, sender: Sender, uncertain_after: int, idle: int = TICK_MS) -> None:
        self.sender, self._uncertain_after, self._idle = sender, uncertain_after, max(TICK_MS, idle)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to send."""
        self._task = asyncio.create_task(self._send_on(), name="broadcasts")

    async def stop(self) -> None:
        """Send no more; what is in the outbox is the engine's."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _send_on(self) -> None:
        concluded = 0
        while True:
            clock = self.sender.clock
            try:
                done = await self.sender.step()
                if clock.now() - concluded > CONCLUDE_EVERY_MS:
                    await self.sender.broadcasts.conclude(clock.now(), self._uncertain_after)
                    concluded = clock.now()
            except Exception:
                log.exception("sends stood still, again in a moment")
                done = 0
            await clock.sleep(self._idle if not done else TICK_MS if self.sender.pace else 0)
