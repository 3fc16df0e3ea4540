"""A small shop with known truth: two personas, two intents, three tiers, two messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from central.core.learning import Policy

TIERS = {"roteiro": 0.0, "pequeno": 0.03, "grande": 0.60}
MESSAGES = ("simples", "prova")
ARMS = [
    {"id": f"{t}|{m}", "tier": t, "msg": m, "cost": c, "margin_mult": 1.0} for t, c in TIERS.items() for m in MESSAGES
]


def context(persona: str, intent: str, now: float, lead: Any = None, **more: Any) -> dict[str, Any]:
    rule = "roteiro|simples" if intent == "frete" else "grande|simples"
    found = {"persona": persona, "intent": intent, "stage": "oferta", "slot": "gatilho", "margin": 100.0}
    return {**found, "rule_arm": rule, "now": now, "lead_id": lead, **more}


Chance = Callable[[dict[str, Any], str, str], float]


class Shop:
    """Plays decisions against a policy; a sale comes hours later, a signal at once."""

    def __init__(self, seed: int, resolves: Chance, buys: Chance) -> None:
        self.rng = np.random.default_rng(seed)
        self.resolves, self.buys = resolves, buys
        self.now, self.count, self.later = 0.0, 0, list[tuple[float, str, str, float]]()

    def play(self, policy: Policy, decisions: int, intents: tuple[str, ...] = ("frete", "objecao")) -> list[str]:
        taken = []
        for _ in range(decisions):
            self.now += 0.08
            ready = [e for e in self.later if e[0] <= self.now]
            self.later = [e for e in self.later if e[0] > self.now]
            for at, did, event, value in ready:
                policy.learn(did, event, value, at)
            policy.tick(self.now)
            ctx = context(
                ("ana", "bia")[self.rng.integers(2)], intents[self.rng.integers(len(intents))], self.now, self.count
            )
            self.count += 1
            choice = policy.choose(ctx, ARMS)
            tier, message = choice.arm.split("|")
            taken.append(choice.arm)
            self._happen(choice.decision_id, ctx, tier, message)
        return taken

    def _happen(self, did: str, ctx: dict[str, Any], tier: str, message: str) -> None:
        ok = self.rng.random() < self.resolves(ctx, tier, message)
        self.later.append((self.now + 0.2, did, "resolved", float(ok)))
        if self.rng.random() < self.buys(ctx, tier, message):
            self.later.append((self.now + float(self.rng.exponential(10.0)), did, "purchase", 100.0))
        else:
            self.later.append((self.now + 336.0, did, "expired", 0.0))


@pytest.fixture
def arms() -> list[dict[str, Any]]:
    return [dict(a) for a in ARMS]


@pytest.fixture
def make_shop() -> Callable[..., Shop]:
    return Shop


@pytest.fixture
def make_context() -> Callable[..., dict[str, Any]]:
    return context
