"""A reward ledger in plain lists, and a shop whose leads answer by known chances."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from central.core.learning.fitting import Fitted, Request, refit
from central.core.ledger import Act, Belief, Facts, Sale
from central.core.replying.choice import Asked, Chosen, Option, Reward
from central.flow.learning import Refitter
from central.flow.turn.choice import LearningChooser
from central.ports.learning import Pulse
from tests.clock import START, FakeClock

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
COSTS = {"script": 35_000, "mini": 35_700, "forte": 41_200}
"""Micro-units of R$ a reply, Meta's part included: prices of November 2026."""
TIERS = tuple(Option("ia", tier, cost) for tier, cost in COSTS.items())
TRIGGERS = (Option("gatilho", "nenhum"), Option("gatilho", "garantia:g1:aa", ref="g1"))


class PlainLedger:
    """The Ledger port without a database."""

    def __init__(self) -> None:
        self.choices: list[Chosen] = []
        self.rewards: list[Reward] = []
        self.sales: list[Sale] = []
        self.done: dict[str, Act] = {}
        self.made: dict[int, tuple[Belief, bytes | None]] = {}
        self.groups: dict[str, bool] = {}
        self.holder = ("", 0)

    async def control(self, person: str) -> bool | None:
        return self.groups.get(person)

    async def pulse(self, since: int) -> Pulse:
        fresh = sum(c.asked.at > since for c in self.choices)
        return Pulse(fresh, max(self.made, default=0), len(self.done))

    async def facts(self, until: int) -> Facts:
        return Facts(
            [c for c in self.choices if c.asked.at <= until], [r for r in self.rewards if r.at <= until], self.sales
        )

    async def acts(self) -> list[Act]:
        return sorted(self.done.values(), key=lambda a: (a.at, a.id))

    async def act(self, act: Act) -> None:
        self.done.setdefault(act.id, act)

    async def beliefs(self, limit: int = 50) -> list[Belief]:
        return [self.made[n][0] for n in sorted(self.made, reverse=True)[:limit]]

    async def head(self, number: int) -> Belief | None:
        return self.made[number][0] if number in self.made else None

    async def belief(self, number: int) -> bytes | None:
        return self.made[number][1] if number in self.made else None

    async def keep_belief(self, belief: Belief, body: bytes, acts: tuple[Act, ...]) -> bool:
        if belief.number in self.made:
            return False
        self.made[belief.number] = (belief, body)
        for act in acts:
            await self.act(act)
        return True

    async def restore_belief(self, number: int, body: bytes) -> None:
        self.made[number] = (self.made[number][0], body)

    async def lease(self, owner: str, now: int, until: int) -> bool:
        if self.holder[0] not in ("", owner) and self.holder[1] > now:
            return False
        self.holder = (owner, until)
        return True


class Shop:
    """Leads with doubts, one after the other; `settles` gives the chance by intent, tier and trigger.

    An unsettled lead asks again, at most twice, or leaves; whoever has no doubt left buys with the chance `closes`.
    """

    def __init__(self, settles, closes: float = 0.15, seed: int = 1) -> None:
        self.settles, self.closes = settles, closes
        self.clock, self.ledger = FakeClock(), PlainLedger()
        self.chooser = LearningChooser(self.ledger, self.clock, seed)
        self.refitter = Refitter(self.ledger, self.fit, self.clock, "um", seed, local, late=0)
        self.rng = np.random.default_rng(seed)
        self.leads = 0

    async def fit(self, request: Request) -> Fitted:
        return refit(request, await self.ledger.facts(request.until))

    async def play(self, turns: int, doubts=("frete", "objecao_eficacia"), **changes) -> list[Chosen]:
        """So many choices, the newest last."""
        made: list[Chosen] = []
        while len(made) < turns:
            self.leads += 1
            self.clock.time += 10 * MINUTE
            made += await self.talk(doubts, **changes)
            if self.leads % 5 == 0 and await self.refitter.once():
                await self.chooser.refresh()
        return made

    async def talk(self, doubts, **changes) -> list[Chosen]:
        made: list[Chosen] = []
        for place, intent in enumerate(doubts):
            stage = ("interessado", "pediu_desconto")[min(place, 1)]
            for touch in range(3):
                self.clock.time += 5 * MINUTE
                used = tuple(f"gatilho:{c['gatilho']}" for c in made)
                asked = ask(
                    self.leads, intent, self.clock.time, id=f"{self.leads:08d}{len(made)}.turno", stage=stage,
                    touch=touch, used=used, **changes,
                )  # fmt: skip
                made.append(await self.chooser.choose(asked))
                if settled := self._settled(made[-1]):
                    break
                if self.rng.random() < 0.3:
                    return made
            if not settled:
                return made
        if self.rng.random() < self.closes:
            order = f"o{self.leads}"
            self.ledger.sales.append(Sale(order, f"p{self.leads}", "approved", 20_000, self.clock.time + 2 * HOUR))
        return made

    def _settled(self, chosen: Chosen) -> bool:
        ledger, asked = self.ledger, chosen.asked
        ledger.choices.append(chosen)
        ledger.groups.setdefault(asked.person, chosen.control)
        settled = bool(self.rng.random() < self.settles(asked.intent, chosen["ia"], chosen["gatilho"]))
        told = f"n{asked.id}:{asked.id}:resolved"
        ledger.rewards.append(Reward(told, asked.id, "resolved", int(settled), asked.at + MINUTE))
        return settled


def ask(number: int, intent: str = "frete", at: int = START, phase: str = "aprendizado", **changes) -> Asked:
    """One turn of a lead of their own."""
    values = {
        "id": f"{number:08d}.turno", "point": "turno", "at": at, "person": f"p{number}", "conversation": f"c{number}",
        "phase": phase, "options": (*TIERS, *TRIGGERS), "rule": (("ia", "forte"), ("gatilho", "nenhum")),
        "stage": "interessado", "intent": intent, "persona": "livia", "product": "serum", "margin": 10_000,
    }  # fmt: skip
    return Asked(**values | changes)


def local(at: int) -> datetime:
    """The seller's time is UTC here."""
    return datetime.fromtimestamp(at / 1000, UTC)


def share(made: list[Chosen], intent: str, *tiers: str) -> float:
    """How often one of these tiers was taken, of what was drawn for an intent."""
    drawn = [c for c in made if c.by == "aprendizado" and c.asked.intent == intent]
    return sum(c["ia"] in tiers for c in drawn) / len(drawn)
