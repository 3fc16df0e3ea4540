"""Serving: what one snapshot says to a decision. Nothing here learns; the same snapshot gives the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from central.core.learning import journey, worth
from central.core.learning.belief import Snapshot, extended
from central.core.learning.choice import Limits, Pick, certain, pick, thrifty, wins
from central.core.learning.design import Arm, Context, Design, Encoded, Key, writer_level
from central.core.learning.worth import Step

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

MOST_ANSWERS = 20_000
Tally = Mapping[Key, Sequence[tuple[int, int]]]


class Serving:
    """A snapshot with its vocabulary, which grows as labels appear. Answers are remembered.

    `floor` is the share of choices spread evenly over all allowed arms; `cost_weight` the pacer's multiplier; `tally`
    the tries and sales of every arm of every context the snapshot was made of.
    """

    def __init__(
        self,
        seed: int,
        design: Design,
        snapshot: Snapshot,
        path: journey.Journey | None = None,
        *,
        floor: float = 0.0,
        cost_weight: float = 1.0,
        tally: Tally | None = None,
    ) -> None:
        self.seed, self.design, self.snapshot, self.path = seed, design, snapshot, path
        self.floor, self.cost_weight, self.tally = floor, cost_weight, tally or {}
        self._steps: dict[tuple[Key, bool], Step] = {}
        self._slopes: IntArray = np.zeros(0, np.int64)
        self._levels: NDArray[np.bool_] = np.zeros(0, bool)
        self._ready: dict[tuple[Key, float, float], tuple[IntArray, FloatArray]] = {}

    def pick(
        self, context: Context, arms: Sequence[Arm], decision_id: str, limits: Limits | None = None,
        used: Sequence[str] = (),
    ) -> Pick:  # fmt: skip
        """Choose among the arms; the draw is keyed by the decision's id."""
        encoded = self._encode(context, arms)
        best, shares = self._wins(encoded, context, arms, used)
        if limits is not None and limits.frozen:
            return certain(int(shares.argmax()), len(shares))
        return pick(best, shares, self.seed, decision_id, self.floor, None if limits is None else limits.caps)

    def worth(self, context: Context, arms: Sequence[Arm], used: Sequence[str] = ()) -> FloatArray:
        """(arms, draws) R$ expected of every arm under the whole posterior."""
        return self._worth(self._encode(context, arms), context, arms, used, damped=False)

    def _encode(self, context: Context, arms: Sequence[Arm]) -> Encoded:
        encoded = self.design.encode(context, arms)
        self.snapshot = extended(self.snapshot, self.design, self.seed)
        return encoded

    def _wins(
        self, encoded: Encoded, context: Context, arms: Sequence[Arm], used: Sequence[str]
    ) -> tuple[IntArray, FloatArray]:
        if self.path is not None:
            # Only in a conversation does a doubt that a cheaper reply settles as well come back to be seen.
            best = self._worth(encoded, context, arms, used, True).argmax(0)
            drawn, whole = (self._step(encoded, context, arms, self.path, d) for d in (True, False))
            return thrifty(best, drawn.settles, whole.settles, arms, encoded.labels, drawn.cheap)
        key = (encoded.key, float(context["margin"]), self.cost_weight)
        found = self._ready.get(key)
        if found is None:
            if len(self._ready) >= MOST_ANSWERS:
                self._ready.clear()
            found = self._ready[key] = wins(self._worth(encoded, context, arms, used, True))
        return found

    def _worth(
        self, encoded: Encoded, context: Context, arms: Sequence[Arm], used: Sequence[str], damped: bool
    ) -> FloatArray:
        if self.path is None:
            margin = float(context["margin"])
            return worth.of_touch(self.snapshot, encoded, arms, margin, self.cost_weight, self._level(), damped)
        gain = self._step(encoded, context, arms, self.path, damped).gain
        lead = journey.state_of(context)[1]
        return np.asarray(self.path.past(lead, used) * gain - worth.cost_of(arms, self.cost_weight), np.float64)

    def _step(
        self, encoded: Encoded, context: Context, arms: Sequence[Arm], path: journey.Journey, damped: bool
    ) -> Step:
        found = self._steps.get((encoded.key, damped))
        if found is None:
            if len(self._steps) >= MOST_ANSWERS:
                self._steps.clear()
            state, cost = journey.state_of(context), worth.cost_of(arms, self.cost_weight)
            found = worth.of_step(self.snapshot, path, encoded, state, cost, self._slope(), damped)
            self._steps[encoded.key, damped] = found
        return found

    def _level(self) -> NDArray[np.bool_]:
        """Which coefficients belong to a writer wherever it writes."""
        if len(self._levels) != len(self.design):
            self._levels = writer_level(self.design.layout())
        return self._levels

    def _slope(self) -> IntArray:
        """`Layout.slope` of the vocabulary as it is now."""
        if len(self._slopes) != len(self.design):
            self._slopes = self.design.layout().slope
        return self._slopes
