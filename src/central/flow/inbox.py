"""From parsed updates to durable rows: the only thing between a webhook and its 200."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.core.patience import windows
from central.core.turn import Accepted, Arrival
from central.core.update import Heard, Notice, StatusChange, Update
from central.flow.coexistence import Asides
from central.flow.health import Watch
from central.ports import Clock, Journal


@dataclass(slots=True)
class Inbox:
    """`portfolio_of` maps a channel and its WABA to the portfolio that scopes user ids; `pace` 0 waits for nothing.

    `watch` learns from notices which numbers are well, `asides` what they tell about people.
    """

    journal: Journal
    clock: Clock
    portfolio_of: Callable[[str, str], str]
    pace: float = 1.0
    watch: Watch | None = None
    asides: Asides | None = None

    async def take_in(self, updates: Sequence[Update]) -> list[Accepted]:
        """Store everything; returns after the commit. Raises only when the store itself fails."""
        notices = [u for u in updates if isinstance(u, Notice)]
        accepted = await self.journal.accept(
            self.clock.now(),
            arrivals=[self._arrival(u) for u in updates if isinstance(u, Heard)],
            statuses=[u for u in updates if isinstance(u, StatusChange)],
            notices=notices,
        )
        if self.watch is not None and notices:
            await self.watch.take_in(notices)
        if self.asides is not None and notices:
            await self.asides.take_in(notices)
        return accepted

    async def keep_body(self, body: bytes, reason: str) -> None:
        """Keep an authentic body nobody can parse."""
        await self.journal.keep_body(self.clock.now(), body, reason)

    def _arrival(self, heard: Heard) -> Arrival:
        wait, wait_if_asked = (round(self.pace * ms) for ms in windows(heard.content))
        return Arrival(heard, self.portfolio_of(heard.channel, heard.waba), wait, wait_if_asked)
