"""Utility in R$: what an arm is expected to earn here, draw by draw.

margin kept after discount and expected refunds × chance to buy − cost of the reply (model, delivery, delay, as the
caller adds them up in `cost`), the cost weighed by the month's pacer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from central.core.learning.belief import Snapshot, refund_rate
from central.core.learning.choice import damping, widths
from central.core.learning.design import TIER, Arm, Encoded
from central.core.learning.journey import Journey, State
from central.core.learning.regression import logistic

FloatArray = NDArray[np.float64]

JOURNEY_DAMPING = 0.1
TIER_SETTLED, TIER_ROWS = 0.4, 3000.0  # width for who writes where a try costs nothing: from 1 down to this
LEVEL_WIDTH = 0.4  # width for how good a writer is wherever it writes, where prices weigh
CHEAP_TRY = 0.02  # share of the gain a try of the dearest writer is dear at


def of_touch(
    snapshot: Snapshot, encoded: Encoded, arms: Sequence[Arm], margin: float, cost_weight: float,
    level: NDArray[np.bool_], damped: bool = True,
) -> FloatArray:  # fmt: skip
    """(arms, draws) when every reply is a touch of its own. Not damped = the whole posterior.

    `level` marks the coefficients that say how good a writer is wherever it writes. They are tried more boldly where
    what writers cost makes it worth knowing: one answer tells of all contexts.
    """
    center = snapshot.center[encoded.shared].sum() + snapshot.center[encoded.own].sum(1)
    width: FloatArray = np.ones(snapshot.spread.shape[1])
    levels = width
    if damped:
        value = margin * float(logistic(center.max()))
        narrow = damping(snapshot.tried, value, snapshot.typical or value)
        dear = min(1.0, float(np.ptp([a["cost"] for a in arms])) * cost_weight / max(CHEAP_TRY * value, 1e-9))
        width, levels = widths(narrow), widths(max(narrow, LEVEL_WIDTH * dear))
    spread, mine = snapshot.spread[encoded.own], level[encoded.own][:, :, None]
    moved = width * np.where(mine, 0.0, spread).sum(1) + levels * np.where(mine, spread, 0.0).sum(1)
    chance = logistic(center[:, None] + moved)
    gain = margin * kept(snapshot, encoded.labels, arms)[:, None] * chance
    return np.asarray(gain - cost_of(arms, cost_weight), np.float64)


@dataclass(frozen=True, slots=True)
class Step:
    """(arms, draws) chance to settle the doubt, R$ before cost if the conversation has used no message yet.

    `cheap` is 1 where what replies cost is nothing beside the gain, 0 where it is more than `CHEAP_TRY` of it.
    """

    settles: FloatArray
    gain: FloatArray
    cheap: float


def of_step(
    snapshot: Snapshot, path: Journey, encoded: Encoded, state: State, cost: FloatArray, slope: NDArray[np.int64],
    damped: bool = True,
) -> Step:  # fmt: skip
    """What a reply brings as a step of a conversation.

    `slope` says of every coefficient what it belongs to. Who writes is tried more boldly than what is said where the
    dearest writer costs next to nothing beside the gain: the answer tells within minutes which is better.
    """
    center = snapshot.signal_center[encoded.shared].sum() + snapshot.signal_center[encoded.own].sum(1)
    again, onward = path.again.get(state, 0.0), path.onward.get(state[:2], 0.0)
    best = logistic(center.max())
    cheap = max(0.0, 1 - float(np.ptp(cost)) / max(CHEAP_TRY * float(best * onward + (1 - best) * again), 1e-9))
    words = tiers = np.ones(snapshot.signal_spread.shape[1])
    if damped:
        bold = JOURNEY_DAMPING + cheap * (_bold(snapshot.tried) - JOURNEY_DAMPING)
        words, tiers = widths(JOURNEY_DAMPING), widths(bold)
    spread = snapshot.signal_spread[encoded.own]
    writes = (slope[encoded.own] == TIER)[:, :, None]
    moved = words * np.where(writes, 0.0, spread).sum(1) + tiers * np.where(writes, spread, 0.0).sum(1)
    settles = logistic(center[:, None] + moved)
    parts = [path.message(state[1], label) for label in encoded.labels]
    factor = np.exp(np.array([m + words * d for m, d in parts]))
    return Step(settles, np.asarray(factor * (settles * onward + (1 - settles) * again), np.float64), cheap)


def _bold(tried: int) -> float:
    """Width for who writes: all of the posterior at first, when every answer teaches, less the more were tried."""
    return TIER_SETTLED + (1 - TIER_SETTLED) / (1 + tried / TIER_ROWS)


def kept(snapshot: Snapshot, labels: Sequence[str], arms: Sequence[Arm]) -> FloatArray:
    """Share of the listed margin that a sale with each arm keeps, after discount and expected refunds."""
    share = [snapshot.kept.get(k, float(a.get("margin_mult", 1.0))) for k, a in zip(labels, arms, strict=True)]
    refunds = np.array([refund_rate(snapshot, k) for k in labels], np.float64)
    return np.asarray(np.array(share, np.float64) * (1 - refunds), np.float64)


def cost_of(arms: Sequence[Arm], weight: float) -> FloatArray:
    """(arms, 1) R$ of each reply, weighed by the pacer."""
    return np.array([[float(a["cost"]) * weight] for a in arms], np.float64)
