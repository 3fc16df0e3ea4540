"""From parsed updates to durable rows: the only thing between a webhook and its 200."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.core.messaging.message import Content
from central.core.messaging.patience import windows
from central.core.messaging.update import Heard, Notice, StatusChange, Update
from central.core.turn import Accepted, Arrival
from central.flow.bringing.templates import Mirror
from central.flow.coexistence import Asides
from central.flow.health import Watch
from central.ports import Clock, Journal


@dataclass(slots=True)
class Inbox:
    """`portfolio_of` maps a channel and its WABA to the portfolio that scopes user ids; `pace` 0 waits for nothing.

    `watch` learns from notices which numbers are well, `asides` what they tell about people, `mirror` what about
    templates.
    """

    journal: Journal
    clock: Clock
    portfolio_of: Callable[[str, str], str]
    pace: float = 1.0
    watch: Watch | None = None
    asides: Asides | None = None
    mirror: Mirror | None = None

    async def take_in(self, updates: Sequence[Update]) -> list[Accepted]:
        """Store everything; returns after the commit. Raises only when the store itself fails."""
        return await self.keep(
            [self.arrival(u, *waits(u.content, self.pace)) for u in updates if isinstance(u, Heard)],
            [u for u in updates if isinstance(u, StatusChange)],
            [u for u in updates if isinstance(u, Notice)],
        )

    async def keep(
        self, arrivals: Sequence[Arrival], statuses: Sequence[StatusChange], notices: Sequence[Notice]
    ) -> list[Accepted]:
        """The same for updates already sorted by kind."""
        accepted = await self.journal.accept(self.clock.now(), arrivals, statuses, notices)
        if self.watch is not None and notices:
            await self.watch.take_in(notices)
        if self.asides is not None and notices:
            await self.asides.take_in(notices)
        if self.mirror is not None and notices:
            await self.mirror.take_in(notices)
        return accepted

    async def keep_body(self, body: bytes, reason: str) -> None:
        """Keep an authentic body nobody can parse."""
        await self.journal.keep_body(self.clock.now(), body, reason)

    def arrival(self, heard: Heard, wait: int, wait_if_asked: int) -> Arrival:
        """A message with the scope of its sender's ids and its windows, as `waits` gives them."""
        return Arrival(heard, self.portfolio_of(heard.channel, heard.waba), wait, wait_if_asked)


def waits(content: Content, pace: float) -> tuple[int, int]:
    """The windows of `core.patience` at this pace, without and with a closed question open."""
    if not pace:
        return 0, 0
    wait, wait_if_asked = windows(content)
    return round(pace * wait), round(pace * wait_if_asked)
