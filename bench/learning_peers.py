"""Bandit libraries behind the learner's face, one sensible setting each. They see a reward 48 h after the decision."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

WAIT_H = 48.0
BATCH = 20


@dataclass(frozen=True, slots=True)
class Taken:
    decision_id: str
    arm: str
    propensity: float


class Waiting:
    """Keeps decisions until their reward is due; a later sale is lost to the library."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.waiting: list[tuple[str, float, dict[str, Any], Sequence[dict[str, Any]], int, float]] = []
        self.sold: set[str] = set()
        self.count = 0

    def choose(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> Taken:
        index, propensity = self.decide(context, arms)
        self.count += 1
        did = str(self.count)
        self.waiting.append((did, context["now"], dict(context), arms, index, propensity))
        return Taken(did, arms[index]["id"], propensity)

    def learn(self, decision_id: str, event: str, value: float, now: float) -> None:
        if event == "purchase":
            self.sold.add(decision_id)

    def tick(self, now: float) -> None:
        due = next((n for n, w in enumerate(self.waiting) if w[1] + WAIT_H > now), len(self.waiting))
        if due >= BATCH:
            ready, self.waiting = self.waiting[:due], self.waiting[due:]
            self.reward([(w, w[0] in self.sold) for w in ready])

    def decide(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> tuple[int, float]:
        raise TypeError("a peer decides")

    def reward(self, seen: list[tuple[Any, bool]]) -> None:
        raise TypeError("a peer is rewarded")


class Mabwiser(Waiting):
    """Beta Thompson sampling by intent, its draws weighed in R$."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.seed, self.bandits = seed, dict[Any, Any]()

    def bandit(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> Any:
        from mabwiser.mab import MAB, LearningPolicy

        key, ids = (context["slot"], context["intent"]), [a["id"] for a in arms]
        if key not in self.bandits:
            self.bandits[key] = MAB(list(ids), LearningPolicy.ThompsonSampling(), seed=self.seed)
            self.bandits[key].fit(ids[:1], [0])
        for new in set(ids) - set(self.bandits[key].arms):
            self.bandits[key].add_arm(new)
        return self.bandits[key]

    def decide(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> tuple[int, float]:
        drawn = self.bandit(context, arms).predict_expectations()
        worth = [context["margin"] * a["margin_mult"] * drawn[a["id"]] - a["cost"] for a in arms]
        return int(np.argmax(worth)), 1.0

    def reward(self, seen: list[tuple[Any, bool]]) -> None:
        for (_, _, context, arms, index, _), sold in seen:
            self.bandit(context, arms).partial_fit([arms[index]["id"]], [int(sold)])


class VowpalWabbit(Waiting):
    """Action-dependent features, five bagged learners, context crossed with arm, cost = lost R$."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        import vowpalwabbit

        self.vw = vowpalwabbit.Workspace(f"--cb_explore_adf --bag 5 -q CA --quiet --random_seed {seed + 1}")

    def text(
        self, context: dict[str, Any], arms: Sequence[dict[str, Any]], label: tuple[int, str] | None = None
    ) -> list[str]:
        words = " ".join(f"{k}={context[k]}" for k in ("persona", "campaign", "stage", "intent") if k in context)
        lines = [f"|A t={a['tier']} m={a['msg']} id={a['tier']}_{a['msg']}" for a in arms]
        if label:
            lines[label[0]] = f"{label[1]} {lines[label[0]]}"
        return [f"shared |C {words}", *lines]

    def decide(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> tuple[int, float]:
        chance = np.array(self.vw.predict(self.text(context, arms)), float)
        chance /= chance.sum()
        index = int(self.rng.choice(len(arms), p=chance))
        return index, float(chance[index])

    def reward(self, seen: list[tuple[Any, bool]]) -> None:
        for (_, _, context, arms, index, chance), sold in seen:
            arm = arms[index]
            worth = context["margin"] * arm["margin_mult"] * sold - arm["cost"]
            self.vw.learn(self.text(context, arms, (index, f"0:{-worth / 100:.5f}:{chance:.5f}")))


class Pybandits(Waiting):
    """Cost control by intent: the cheapest arm within a fifth of the best draw."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.bandits = dict[Any, Any]()

    def bandit(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> Any:
        from pybandits.model import BetaCC
        from pybandits.smab import SmabBernoulliCC

        key = (context["intent"], tuple(a["id"] for a in arms))
        if key not in self.bandits:
            models = {a["id"]: BetaCC(cost=a["cost"]) for a in arms}
            self.bandits[key] = SmabBernoulliCC(actions=models, subsidy_factor=0.2)
        return self.bandits[key]

    def decide(self, context: dict[str, Any], arms: Sequence[dict[str, Any]]) -> tuple[int, float]:
        taken = self.bandit(context, arms).predict(n_samples=1)[0][0]
        return [a["id"] for a in arms].index(taken), 1.0

    def reward(self, seen: list[tuple[Any, bool]]) -> None:
        for (_, _, context, arms, index, _), sold in seen:
            self.bandit(context, arms).update(actions=[arms[index]["id"]], rewards=[int(sold)])


PEERS: dict[str, tuple[str, Callable[[int], Any]]] = {
    "MABWiser": ("mabwiser", Mabwiser),
    "Vowpal Wabbit": ("vowpalwabbit", VowpalWabbit),
    "pybandits": ("pybandits", Pybandits),
}


def installed() -> tuple[dict[str, Callable[[int], Any]], list[str]]:
    """Peers that can run here, and the names of those that are not installed."""
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    have = {name: make for name, (module, make) in PEERS.items() if importlib.util.find_spec(module)}
    return have, [name for name in PEERS if name not in have]
