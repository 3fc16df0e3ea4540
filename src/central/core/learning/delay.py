"""How long a sale takes: what share of a failure a decision still pending counts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

WINDOW_H = 14 * 24.0
GRID = np.array([0, 0.5, 1, 2, 4, 8, 16, 24, 36, 48, 72, 96, 120, 168, 216, 264, WINDOW_H])
DAY_H, SHORTEST_H, LEAST_GAPS = 24.0, 1 / 30, 50
GONE_WEIGHT = 20.0  # how many silences the common share of those gone for good is worth
PRIOR_SALES = 60.0  # how many sales the assumed shape is worth
FAST_SHARE, FAST_H, SLOW_H = 0.35, 2.0, 70.0


def curve(delays: FloatArray, could_have: FloatArray, assumed: FloatArray | None = None) -> FloatArray:
    """F on `GRID`: chance that a sale which comes within the window has come by that age.

    `delays` hours from decision to sale; `could_have` hours since the decision. Reverse-time hazards: only sales that
    were already visible at an age speak about it, so young decisions do not make the curve look fast. `assumed` is the
    curve they are shrunk to.
    """
    assumed = _assumed() if assumed is None else np.maximum(assumed, 1e-12)
    could_have = np.minimum(could_have, WINDOW_H)
    out = np.ones(len(GRID))
    for i in range(len(GRID) - 1, 0, -1):
        low, high = GRID[i - 1], GRID[i]
        hits = float(((delays > low) & (delays <= high) & (could_have >= high)).sum())
        at_risk = float(((delays <= high) & (could_have >= high)).sum())
        weight = PRIOR_SALES * assumed[i]
        hazard = (hits + weight * (1 - assumed[i - 1] / assumed[i])) / (at_risk + weight)
        out[i - 1] = out[i] * (1 - min(hazard, 0.999))
    out[0] = 0.0
    return out


def patience_of(gaps: Sequence[float]) -> float:
    """Hours after which a silent lead is taken to have left: twice as long as 95 of 100 take to come back.

    A day until enough have; what is taken for silence is set right when they do come.
    """
    known = np.array([g for g in gaps if 0 < g < DAY_H])
    if len(known) < LEAST_GAPS:
        return DAY_H
    return float(np.clip(2 * np.quantile(known, 0.95), SHORTEST_H, DAY_H))


class Silence:
    """How likely a lead who said no more is gone for good, by what was asked and how long ago it was answered.

    `came` hours until those spoke or paid who did, `gone` how many did neither, by intent.
    """

    def __init__(self, came: Mapping[str, Sequence[float]], gone: Mapping[str, int]) -> None:
        self._came = {intent: np.sort(waits) for intent, waits in came.items()}
        self._all = np.sort([wait for waits in came.values() for wait in waits])
        self._gone = gone

    def gone(self, intent: str, age: float) -> float:
        """Chance that a silence of `age` hours lasts.

        >>> silence = Silence({"frete": [0.01] * 300 + [2.0] * 60, "compra": [0.2] * 80}, {"frete": 240, "compra": 20})
        >>> [round(silence.gone("frete", age), 1) for age in (0, 1, 3)], round(silence.gone("compra", 0.1), 1)
        ([0.4, 0.8, 1.0], 0.3)
        """
        if len(self._all) < LEAST_GAPS:
            return 0.0
        lost = sum(self._gone.values())
        common = lost / max(1, lost + _above(self._all, age))
        mine = self._gone.get(intent, 0)
        later = _above(self._came.get(intent, self._all[:0]), age)
        return (mine + GONE_WEIGHT * common) / (mine + later + GONE_WEIGHT)


def _above(waits: FloatArray, age: float) -> int:
    return len(waits) - int(np.searchsorted(waits, age, side="right"))


def matured(ages: FloatArray, shape: FloatArray) -> FloatArray:
    """Share of a failure that a pending decision of each age (hours) counts for."""
    return np.interp(ages, GRID, shape)


def matured_by(label: NDArray[np.int64], ages: FloatArray, took: FloatArray, shape: FloatArray) -> FloatArray:
    """`matured` by label, each with its own curve shrunk to `shape`: what hurries people is not better for it.

    `took` hours to the sale, infinite where there is none yet.
    """
    out = np.zeros(len(ages))
    for each in np.unique(label):
        mine = label == each
        sold = mine & np.isfinite(took)
        out[mine] = matured(ages[mine], curve(took[sold], ages[sold], shape))
    return out


def _assumed() -> FloatArray:
    """A third buys within hours; the rest over days."""
    slow = (1 - np.exp(-((GRID / SLOW_H) ** 1.1))) / (1 - np.exp(-((WINDOW_H / SLOW_H) ** 1.1)))
    return np.asarray(FAST_SHARE * (1 - np.exp(-GRID / FAST_H)) + (1 - FAST_SHARE) * slow + 1e-12, np.float64)
