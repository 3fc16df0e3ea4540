"""A shop with known truth, small enough to read: what a learner earns is scored by expectation, not by luck.

Effects add up in logits, with one random three-way term that no additive model can hold.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

import numpy as np

PERSONAS, INTENTS, STAGES = ("livia", "carla", "sofia"), ("preco", "frete", "prazo", "desconfianca", "compra"), 3
COSTS = {
    "2024": {"script": 0.002, "mini": 0.03, "forte": 0.60},
    "2026": {"script": 0.035, "mini": 0.0357, "forte": 0.0412},
}
MESSAGES = ("nenhum", "prova_social", "escassez", "garantia", "desconto")
MARGINS = (60.0, 110.0, 200.0)
WINDOW_H = 336.0


class Shop:
    """Truth of one seed: chance of a sale and of a settled doubt by (persona, intent, stage, tier, message)."""

    def __init__(self, seed: int, prices: str) -> None:
        rng = np.random.default_rng([20261122, seed])
        shape = (len(PERSONAS), len(INTENTS), STAGES, 3, len(MESSAGES))
        hard = rng.uniform(0, 1, len(INTENTS))
        tier = np.stack([-1.3 * hard, -0.5 * hard**1.5, 0 * hard], 1)
        effect = (
            tier[None, :, None, :, None]
            + rng.normal(0, 0.12, len(MESSAGES))
            + rng.normal(0, 0.2, (len(PERSONAS), 1, 1, 1, len(MESSAGES)))
            + rng.normal(0, 0.2, (1, len(INTENTS), 1, 1, len(MESSAGES)))
            + rng.normal(0, 0.1, shape)
        )
        base = (
            rng.normal(-2.9, 0.3)
            + rng.normal(0, 0.3, shape[:3])[..., None, None]
            + 0.4 * np.arange(STAGES)[:, None, None]
        )
        self.sells = 1 / (1 + np.exp(-(base + effect)))
        bias = rng.normal(0, 0.3, len(MESSAGES))
        self.settles = 1 / (1 + np.exp(-(0.9 + rng.uniform(0, 1.5) * effect + bias)))
        self.cost = np.array(list(COSTS[prices].values()))
        margin = np.array(MARGINS)[:, None, None, None, None]  # each persona sells her own product
        self.profit = margin * self.sells - self.cost[:, None]
        self.rule_tier = np.digitize(hard, [0.3, 0.7])
        self.rule_message = (effect.mean((0, 2, 3)) + rng.normal(0, 0.25, (len(INTENTS), len(MESSAGES)))).argmax(1)
        self.arms = [
            {"id": f"{t}|{m}", "tier": t, "msg": m, "cost": c, "margin_mult": 1.0}
            for t, c in COSTS[prices].items()
            for m in MESSAGES
        ]

    def context(self, p: int, i: int, s: int, now: float, lead: int) -> dict[str, Any]:
        rule = self.arms[int(self.rule_tier[i]) * len(MESSAGES) + int(self.rule_message[i])]["id"]
        where = {"persona": PERSONAS[p], "intent": INTENTS[i], "stage": f"etapa {s}", "slot": "gatilho", "touch": 0}
        return {**where, "margin": MARGINS[p], "rule_arm": rule, "now": now, "lead_id": lead}


def play(make_policy: Callable[[int], Any], seed: int, decisions: int, prices: str) -> dict[str, float]:
    """Profit of a policy, of the rules and of every fixed policy on the same leads."""
    shop, rng, policy = Shop(seed, prices), np.random.default_rng([7, seed]), make_policy(seed)
    later: list[tuple[float, int, str, str, float]] = []
    now, order, got = 0.0, 0, {"profit": 0.0, "rules": 0.0, "oracle": 0.0}
    fixed = np.zeros(3)
    for lead in range(decisions):
        now += rng.exponential(0.08)
        while later and later[0][0] <= now:
            at, _, did, event, value = heapq.heappop(later)
            policy.learn(did, event, value, at)
        policy.tick(now)
        p, i, s = int(rng.integers(len(PERSONAS))), int(rng.integers(len(INTENTS))), int(rng.integers(STAGES))
        choice = policy.choose(shop.context(p, i, s, now, lead), shop.arms)
        t, m = divmod([a["id"] for a in shop.arms].index(choice.arm), len(MESSAGES))
        here = shop.profit[p, i, s]
        got["profit"] += here[t, m]
        got["rules"] += here[shop.rule_tier[i], shop.rule_message[i]]
        got["oracle"] += here.max()
        fixed += here[:, shop.rule_message[i]]
        sold = rng.random() < shop.sells[p, i, s, t, m]
        ok = rng.random() < shop.settles[p, i, s, t, m]
        after = float(rng.exponential(40.0))
        order += 2
        heapq.heappush(later, (now + 0.2, order, choice.decision_id, "resolved", float(ok)))
        event = ("purchase", MARGINS[p], after) if sold and after < WINDOW_H else ("expired", 0.0, WINDOW_H)
        heapq.heappush(later, (now + event[2], order + 1, choice.decision_id, event[0], event[1]))
    got["best_fixed"] = max(got["rules"], *fixed.tolist())
    return got
