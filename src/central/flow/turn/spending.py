"""What a turn may spend and what it spent: the budget is asked before, the ledger written after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from central.core.decision import Tier
from central.core.messaging.conversation import Scene
from central.core.selling.budget import HELD, Budget, Standing, standing
from central.core.selling.cost import Cost, Usage, charge, in_reais
from central.ports import Clock, Ids
from central.ports.models import Costs, Prices


@dataclass(slots=True)
class Spending:
    """The budget of one process; what is being written now is held back until its cost is in the ledger."""

    costs: Costs
    prices: Prices
    clock: Clock
    _held: int = 0

    async def standing(self, budget: Budget, persona: str | None, person: str | None) -> Standing:
        """How much room there is for this persona and lead."""
        spent = await self.costs.spent(self.clock.now(), budget, persona, person)
        held = replace(
            spent, day=spent.day + self._held, month=spent.month + self._held, persona=spent.persona + self._held
        )
        return standing(budget, held, persona)

    async def replies(self) -> Mapping[str, tuple[int, int]]:
        """By tier: how many replies' costs are known, and their micro-reais."""
        return await self.costs.replies(self.clock.now())

    async def minutes(self, budget: Budget, persona: str | None, person: str) -> int:
        """Milliseconds of audio that may still be heard today; none once the budget is used up."""
        spent = await self.costs.spent(self.clock.now(), budget, persona, person)
        if standing(budget, spent, persona).level == "esgotado":
            return 0
        return budget.audio_minutes * 60_000 - spent.heard

    @contextmanager
    def holding(self, tier: Tier) -> Iterator[None]:
        """Others see this reply's likely cost while it is being written."""
        self._held += HELD[tier]
        try:
            yield
        finally:
            self._held -= HELD[tier]

    async def keep(self, budget: Budget, about: About, used: Iterable[Usage]) -> tuple[Cost, ...]:
        """Write what the calls of a turn cost."""
        scene = about.scene
        rows = tuple(
            replace(
                self._cost(budget, usage, f"{scene.turn}.{scene.epoch}.{usage.kind[:1]}{about.first + number}"),
                decision=scene.turn,
                conversation=scene.conversation,
                person=scene.person,
                persona=about.persona,
                campaign=about.campaign,
            )
            for number, usage in enumerate(used)
        )
        if rows:
            await self.costs.keep(rows)
        return rows

    async def keep_apart(self, budget: Budget, used: Iterable[Usage], ids: Ids) -> None:
        """Write what calls cost that many turns may share, like a reading that is remembered."""
        rows = [self._cost(budget, usage, ids()) for usage in used]
        if rows:
            await self.costs.keep(rows)

    def _cost(self, budget: Budget, usage: Usage, id: str) -> Cost:
        price = dict(budget.prices).get(usage.model) or self.prices.price(usage.model)
        micro = charge(usage, price)
        currency = price.currency if price is not None else "USD"
        return Cost(
            id=id,
            at=self.clock.now(),
            kind=usage.kind,
            decision=None,
            conversation=None,
            person=None,
            persona=None,
            campaign=None,
            tier=usage.tier,
            model=usage.model,
            input=usage.input,
            cached=usage.cached,
            output=usage.output,
            heard=usage.heard,
            micro=micro,
            currency=currency,
            brl=in_reais(micro, currency, budget.dollar),
            book=price.book if price is not None else "",
            ok=usage.ok,
        )


@dataclass(frozen=True, slots=True)
class About:
    """What a cost is for; `first` numbers the rows of a turn that writes several times."""

    scene: Scene
    persona: str | None
    campaign: str | None
    first: int = 0
