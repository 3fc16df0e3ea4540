"""The refitter: every so often the ledger becomes a new numbered belief. One process does it at a time."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from central.core.learning.fitting import Fitted, Request
from central.core.ledger import Act, Belief
from central.ports import Clock
from central.ports.learning import Ledger

log = logging.getLogger("central.learning")

FIRST, GROWTH = 60, 0.1
"""A refit after so many new choices, later after every tenth more of all there are."""
AT_LEAST_EVERY_MS = 3_600_000
"""Beliefs are made anew after this long even without choices: old ones went on to sell or did not."""
BRAKES_EVERY_MS = 24 * 3_600_000
"""Looking for a loss more often would find one by chance."""
LATE_MS = 120_000
"""A choice made this long ago has been committed, however long its reply took to write."""
LEASE_MS = 600_000
NOTHING = Belief(0, 0, 0, 0, "")
Fit = Callable[[Request], Awaitable[Fitted]]


class Refitter:
    """Makes beliefs; `fit` reads the facts and fits them beside the work, `local` is the seller's time."""

    def __init__(
        self,
        ledger: Ledger,
        fit: Fit,
        clock: Clock,
        owner: str,
        seed: int,
        local: Callable[[int], datetime],
        *,
        late: int = LATE_MS,
    ) -> None:
        self._ledger, self._fit, self._clock, self._owner, self._seed = ledger, fit, clock, owner, seed
        self._local, self._late = local, late

    async def once(self) -> int | None:
        """Make a belief if one is due and nobody else does; returns its number."""
        now = self._clock.now()
        found = await self._ledger.beliefs(1)
        last = found[0] if found else NOTHING
        if not await self._due(last, now) or not await self._ledger.lease(self._owner, now, now + LEASE_MS):
            return None
        return await self.make(last)

    async def make(self, last: Belief) -> int | None:
        """Make the belief after `last`; None when somebody else was faster."""
        now = self._clock.now()
        request = await self._request(last, now - self._late, await self._ledger.acts())
        fitted = await self._fit(request)
        belief = Belief(
            number=request.number,
            at=now,
            until=request.until,
            facts=fitted.facts,
            digest=hashlib.sha256(fitted.body).hexdigest(),
            note=" ".join(act.reason for act in fitted.acts if act.reason),
            reference=fitted.reference_number,
            cost_weight=fitted.cost_weight,
            looked_at=request.until if request.look_for_brakes else last.looked_at,
            people=fitted.people,
        )
        if not await self._ledger.keep_belief(belief, fitted.body, fitted.acts):
            return None
        for act in fitted.acts:
            if act.kind in ("freio", "sinal"):
                log.warning("learning brake: %s", act.kind)
        return belief.number

    async def remake(self, belief: Belief) -> bytes:
        """The body of an old belief, from the ledger alone."""
        last = await self._ledger.head(belief.number - 1) or NOTHING
        acts = [act for act in await self._ledger.acts() if _made_by(act) < belief.number and act.at <= belief.until]
        return (await self._fit(await self._request(last, belief.until, acts))).body

    async def _request(self, last: Belief, until: int, acts: list[Act]) -> Request:
        local = self._local(until)
        month = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        ends = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
        return Request(
            number=last.number + 1,
            until=until,
            seed=self._seed,
            acts=acts,
            month=_ms(month),
            month_ends=_ms(ends),
            cost_weight=last.cost_weight,
            reference_number=last.reference,
            reference=await self._body(last.reference),
            look_for_brakes=until - last.looked_at >= BRAKES_EVERY_MS,
        )

    async def _body(self, number: int) -> bytes | None:
        """A belief's body, made again if it was dropped."""
        head = await self._ledger.head(number) if number else None
        if head is None:
            return None
        return await self._ledger.belief(number) or await self.remake(head)

    async def _due(self, last: Belief, now: int) -> bool:
        pulse = await self._ledger.pulse(last.until)
        if pulse.fresh >= max(FIRST, round(GROWTH * last.facts)):
            return True
        return bool(pulse.fresh or last.facts) and now - last.at >= AT_LEAST_EVERY_MS


def _made_by(act: Act) -> int:
    """The number of the belief that brought an act; 0 for a person's."""
    head = act.id.partition(".")[0]
    return int(head) if act.by == "central" and head.isdigit() else 0


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
