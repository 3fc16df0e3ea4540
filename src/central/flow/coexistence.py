"""What Meta tells about people outside of messages becomes people and past conversations; the bot is not woken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.core.messaging.update import Notice
from central.core.people.coexistence import AppContact, AppMessage, Aside, IdChange, Preference
from central.ports import Clock, People


@dataclass(frozen=True, slots=True)
class Asides:
    """`read` gives what a notice tells about people; everything is idempotent, so that Meta may repeat."""

    people: People
    clock: Clock
    portfolio_of: Callable[[str, str], str]
    read: Callable[[Notice], Sequence[Aside]]

    async def take_in(self, notices: Sequence[Notice]) -> None:
        """Write what the notices tell; raises only when the store fails, and Meta repeats then."""
        by_portfolio: dict[str, list[Aside]] = defaultdict(list)
        for notice in notices:
            for aside in self.read(notice):
                by_portfolio[self.portfolio_of(aside.channel or "", aside.waba)].append(aside)
        for portfolio, told in by_portfolio.items():
            await self._take_in(portfolio, told)

    async def _take_in(self, portfolio: str, told: Sequence[Aside]) -> None:
        now, people = self.clock.now(), self.people
        await people.changed(now, portfolio, [a.change for a in told if isinstance(a, IdChange)])
        await people.meet(now, portfolio, [a for a in told if isinstance(a, AppContact)])
        await people.prefer(now, portfolio, [a for a in told if isinstance(a, Preference)])
        await people.remember(now, portfolio, [a for a in told if isinstance(a, AppMessage)])
