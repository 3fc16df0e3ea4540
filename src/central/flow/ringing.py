"""Telling the team what is wrong: each person by the ways they chose, once; what is urgent again while it stands."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from central.core.alert import KINDS, MINUTE_MS, Alert, AlertRules, Way, Wishes, rings_again, told
from central.core.errors import CentralError, GiveUp
from central.core.people.account import ROLES
from central.ports import Clock

log = logging.getLogger("central.alerts")

ANSWERS = "atendente"
"""The role that answers leads."""
REFUSED_MS = 15 * MINUTE_MS
"""How long a way that refused somebody's alert (a template that is paused, a wrong address) is left alone."""


class Book(Protocol):
    """What is kept of alerts."""

    async def stand(self, found: Sequence[Alert], now: int) -> list[Alert]:
        """What is wrong now, each since it began."""

    async def rings(self) -> Mapping[tuple[str, str, str], tuple[int, int]]:
        """How often and when last, by (key, account, way)."""

    async def rang(self, key: str, account: str, way: Way, now: int) -> None:
        """Somebody was told."""

    async def wishes(self) -> list[Wishes]:
        """What each of the team wants."""


class Teller(Protocol):
    """One way to reach somebody."""

    async def tell(self, wishes: Wishes, alert: Alert) -> bool:
        """Tell them; False when this way leads nowhere for them. Raises TryLater or GiveUp."""


class Ringer:
    """`look` finds what is wrong; `rules` are the owner's at this moment; `local` the seller's time."""

    def __init__(
        self,
        book: Book,
        tellers: Mapping[Way, Teller],
        look: Callable[[int], Awaitable[Sequence[Alert]]],
        rules: Callable[[], Awaitable[AlertRules]],
        clock: Clock,
        local: Callable[[int], datetime],
    ) -> None:
        self._book, self._tellers, self._look, self._rules = book, tellers, look, rules
        self._clock, self._local = clock, local
        self._rests: dict[tuple[str, Way], int] = {}

    async def once(self) -> int:
        """Look, and tell whoever is to be told; how many were."""
        now = self._clock.now()
        standing = await self._book.stand(await self._look(now), now)
        if not standing:
            return 0
        rules, team, rung = await self._rules(), await self._book.wishes(), await self._book.rings()
        here = self._local(now)
        minute, many = here.hour * 60 + here.minute, 0
        for alert in standing:
            for wishes in _listening(team, alert, rules, now):
                if not told(alert, wishes, minute):
                    continue
                for way in wishes.ways:
                    times, last = rung.get((alert.key, wishes.account, way), (0, 0))
                    if rings_again(alert, rules, times, last, now) and await self._tell(way, wishes, alert):
                        await self._book.rang(alert.key, wishes.account, way, now)
                        many += 1
        return many

    async def _tell(self, way: Way, wishes: Wishes, alert: Alert) -> bool:
        """One way failing keeps no other from telling; it is tried again at the next look, or, refused, much later."""
        teller, now = self._tellers.get(way), self._clock.now()
        if teller is None or self._rests.get((wishes.account, way), 0) > now:
            return False
        try:
            return await teller.tell(wishes, alert)
        except CentralError as error:
            log.warning("alert %s not told by %s: %s", alert.kind, way, error.code)
            if isinstance(error, GiveUp):
                self._rests[wishes.account, way] = now + REFUSED_MS
            return False


def _listening(team: Sequence[Wishes], alert: Alert, rules: AlertRules, now: int) -> Sequence[Wishes]:
    """Of a lead, who answers leads hears first and everybody later; of all else, whoever may know it at once."""
    least = KINDS[alert.kind].least
    may = [one for one in team if ROLES.index(one.role) >= ROLES.index(least)]
    if least != ANSWERS or now - alert.at >= rules.again * MINUTE_MS:
        return may
    return [one for one in may if one.role in (ANSWERS, "gestor")] or may
