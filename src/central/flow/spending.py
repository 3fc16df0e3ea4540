"""What a turn may spend and what it spent: the budget is asked before, the ledger written after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from central.core.budget import HELD, Budget, Standing, standing
from central.core.conversation import Scene
from central.core.cost import Cost, Usage, charge, in_reais
from central.core.decision import Tier
from central.ports import Clock
from central.ports_models import Costs, Prices


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

    @contextmanager
    def holding(self, tier: Tier) -> Iterator[None]:
        """Others see this reply's likely cost while it is being written."""
        self._held += HELD[tier]
        try:
            yield
        finally:
            self._held -= HELD[tier]

    async def keep(self, budget: Budget, about: About, used: Iterable[Usage]) -> tuple[Cost, ...]:
        """Write what these calls cost."""
        now = self.clock.now()
        rows = tuple(self._cost(budget, about, number, usage, now) for number, usage in enumerate(used))
        if rows:
            await self.costs.keep(rows)
        return rows

    def _cost(self, budget: Budget, about: About, number: int, usage: Usage, now: int) -> Cost:
        price = dict(budget.prices).get(usage.model) or self.prices.price(usage.model)
        micro = charge(usage, price)
        currency = price.currency if price is not None else "USD"
        return Cost(
            id=f"{about.scene.turn}.{about.scene.epoch}.{usage.kind[:1]}{about.first + number}",
            at=now,
            kind=usage.kind,
            decision=about.scene.turn,
            conversation=about.scene.conversation,
            person=about.scene.person,
            persona=about.persona,
            campaign=about.campaign,
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
