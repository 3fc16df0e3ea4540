"""Whole policies that stand beside the learner every day: the rules, and each tier for every reply.

Each is estimated per slot: "every reply by this tier, the messages as they were" needs only the tier's propensity, so
its effective sample is far larger than that of a joint arm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from central.core.learning.offpolicy import Estimate, Log, doubly_robust, snips
from central.core.learning.reward import Decision, Result

Profit = Callable[[Decision], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Rival:
    """R$ per decision if `name` had chosen. `model` is the belief's own figure: an estimate, never a proof."""

    name: str
    snips: Estimate
    robust: Estimate
    model: float


def rivals(results: Sequence[Result], profit: Profit, seed: int) -> list[Rival]:
    """`profit` is the belief's R$ of each of a decision's arms."""
    expected = [profit(r.decision) for r in results]
    tiers = sorted({str(a["tier"]) for r in results for a in r.decision.arms if "tier" in a})
    found = [_rival("regras", results, expected, _is_rule, seed)]
    return found + [_rival(f"sempre {t}", results, expected, _has_tier(t), seed) for t in tiers]


Member = Callable[[Decision, Mapping[str, object]], bool]


def _is_rule(decision: Decision, arm: Mapping[str, object]) -> bool:
    return arm["id"] == decision.context.get("rule_arm")


def _has_tier(tier: str) -> Member:
    return lambda decision, arm: arm.get("tier") == tier


def _rival(
    name: str,
    results: Sequence[Result],
    expected: Sequence[Mapping[str, float]],
    member: Member,
    seed: int,
) -> Rival:
    """The rival takes its member arms in the proportion the log took them."""
    person, rows = [], []
    for r, gain in zip(results, expected, strict=True):
        mine = {a["id"]: r.decision.shares.get(a["id"], 0.0) for a in r.decision.arms if member(r.decision, a)}
        mass = sum(mine.values())
        if not mine:
            continue
        even = 1 / len(mine)
        model = sum(gain[k] * (p / mass if mass else even) for k, p in mine.items())
        hit = r.decision.arm in mine
        person.append(r.decision.person)
        rows.append((mass if hit else 1.0, float(hit), r.profit, gain[r.decision.arm], model))
    columns = np.array(rows, np.float64).reshape(-1, 5).T
    log = Log(person, *columns)
    mean = float(columns[4].mean()) if len(person) else 0.0
    return Rival(name, snips(log, seed), doubly_robust(log, seed), mean)
