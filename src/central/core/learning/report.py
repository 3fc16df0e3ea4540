"""What learning has proven: lift against control, whole policies beside it, saving; or why there is no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from central.core.learning.fitting import people_profit
from central.core.learning.fold import fold
from central.core.learning.offpolicy import Estimate, Saving, lift, saving, smallest_lift
from central.core.learning.reward import Decision, Result, settle
from central.core.learning.rivals import Profit, Rival, rivals
from central.core.learning.serving import Serving
from central.core.ledger import Facts
from central.core.replying.choice import REPLY_PRICES

DELIVERY = 0.035
"""R$ Meta charges for each delivered reply."""
LEAST_REPLIES = 200


@dataclass(frozen=True, slots=True)
class Report:
    """R$ a person and a reply. `least` is the smallest relative lift these groups could prove."""

    replies: int
    treated: int
    control: int
    treated_mean: float | None
    control_mean: float | None
    lift: Estimate
    least: float
    rivals: tuple[Rival, ...]
    saving: Saving | None


def report(facts: Facts, serving: Serving, until: int, seed: int) -> Report:
    """Everything the ledger can prove up to `until`, under the belief that serves."""
    decisions, outcomes = fold(facts, until)
    treated, control = people_profit(decisions, outcomes)
    results = [r for r in settle(decisions, outcomes) if r.decision.phase == "aprendizado"]
    buyers = len({r.decision.person for r in results if r.sold_at is not None})
    rate = buyers / max(1, len(treated) + len(control))
    return Report(
        replies=len(results),
        treated=len(treated),
        control=len(control),
        treated_mean=float(treated.mean()) if len(treated) else None,
        control_mean=float(control.mean()) if len(control) else None,
        lift=lift(treated, control, seed),
        least=smallest_lift(rate, len(treated), len(control)),
        rivals=tuple(rivals(results, _expected(serving), seed)) if results else (),
        saving=_saving(results),
    )


def _expected(serving: Serving) -> Profit:
    """The belief's R$ of each of a decision's arms."""

    def expected(decision: Decision) -> dict[str, float]:
        used: Sequence[str] = decision.context.get("used", ())
        worth = serving.worth(decision.context, decision.arms, used).mean(1)
        return {str(arm["id"]): float(value) for arm, value in zip(decision.arms, worth, strict=True)}

    return expected


def _saving(results: Sequence[Result]) -> Saving | None:
    """Against writing every reply with the dearest tier that could be had; None while there are few replies."""
    if len(results) < LEAST_REPLIES:
        return None
    spent = sum(float(next(a["cost"] for a in r.decision.arms if a["id"] == r.decision.arm)) for r in results)
    dearest = np.array([max(float(a["cost"]) for a in r.decision.arms) for r in results])
    prices = next((r.decision.prices for r in reversed(results) if r.decision.prices), REPLY_PRICES)
    return saving(spent, float(dearest.sum()), DELIVERY * len(results), prices)
