"""The learner behind one face: choose, learn, tick, beliefs, state, load.

Everything it does is the pure functions of this package over one `Table` and one `Snapshot`; the product calls the
same functions with its own ledger. Times are hours. Same seed and same events give the same choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning import explain, journey, saved
from central.core.learning.belief import Snapshot, believe, extended, refund_rate, unlearned
from central.core.learning.change import Change, detect, row_weights
from central.core.learning.choice import Pick, damping, pick, widths, wins
from central.core.learning.design import Arm, Context
from central.core.learning.regression import logistic
from central.core.learning.table import Frame, Table

FloatArray = NDArray[np.float64]

FIRST_REFIT, GROWTH = 60, 1.1  # a refit after this many decisions, then after every tenth more
JOURNEY_DAMPING = 0.1
WATCH_ROWS, WATCH_SHARE = 400, 0.2  # how much is held against one reference before it moves on
TYPICAL_VALUE = 4.0  # R$ a decision is worth before anything is known


@dataclass(frozen=True, slots=True)
class Choice:
    """`shares` is the exact chance of every arm, in the order given."""

    decision_id: str
    arm: str
    propensity: float
    shares: tuple[float, ...]
    draw: int
    snapshot: int


class Policy:
    """`floor` is the share of decisions spread evenly over all allowed arms; `cost_weight` the pacer's multiplier."""

    def __init__(
        self, seed: int = 0, floor: float = 0.0, half_life: float | None = None, use_signal: bool = True
    ) -> None:
        self.seed, self.floor, self.half_life, self.use_signal = seed, floor, half_life, use_signal
        self.cost_weight = 1.0
        self.table = Table()
        self.snapshot: Snapshot = unlearned(seed)
        self.path: journey.Journey | None = None
        self.reference: Snapshot | None = None
        self.changes: list[Change] = []
        self.issued = 0
        self.due = FIRST_REFIT
        self.worth, self.worth_typical = 0.0, TYPICAL_VALUE
        self._ready: dict[int, tuple[Any, ...]] = {}

    def choose(self, context: Context, arms: Sequence[Arm]) -> Choice:
        """Choose among the allowed arms and record the decision."""
        decision_id = str(context.get("decision_id") or f"{self.seed}-{self.issued}")
        self.issued += 1
        lead = context.get("lead_id")
        number = self.table.frame(context, arms)
        taken, value = self._pick(number, context, arms, decision_id, self.table.last_of(lead))
        arm = self.table.frames[number].encoded.ids[taken.index]
        self.table.add(decision_id, context, arms, arm, lead, float(context.get("now", 0.0)))
        self.worth += value
        return Choice(
            decision_id, arm, taken.propensity, tuple(taken.shares.tolist()), taken.draw, self.snapshot.number
        )

    def learn(self, decision_id: str, event: str, value: float, now: float) -> None:
        """Record an outcome; unknown ids and events are ignored, doubles and disorder change nothing."""
        self.table.outcome(decision_id, event, value, now)

    def tick(self, now: float) -> None:
        """Refit if enough has happened since the last snapshot."""
        if len(self.table) >= self.due:
            self.refit(now)

    def refit(self, now: float) -> None:
        previous = self.snapshot if self.snapshot.number else None
        number = self.snapshot.number + 1
        self._watch(now)
        weight = row_weights(self.table, self.changes, now, self.half_life)
        self.snapshot = believe(self.table, now, self.seed, number, previous, weight, self.use_signal)
        if self.reference is None:
            self.reference = self.snapshot
        if journey.is_conversation(self.table):
            self.path = journey.travel(self.table, self.snapshot, now, self.seed, self.path)
        self.due = max(len(self.table) + FIRST_REFIT, int(len(self.table) * GROWTH))
        self.worth_typical = self.worth / max(len(self.table), 1)
        self._ready.clear()

    def beliefs(self, context: Context, arms: Sequence[Arm]) -> list[dict[str, Any]]:
        """What is believed of each arm here; see `explain.describe`."""
        frame = self.table.frames[self.table.frame(context, arms)]
        self._cover()
        return explain.describe(self.table, self.snapshot, frame, context, arms, self.cost_weight)

    def state(self) -> bytes:
        return saved.dump(self)

    def load(self, state: bytes) -> None:
        saved.load(self, state)

    def _watch(self, now: float) -> None:
        """Look for breaks since the reference; it moves on when enough has been seen."""
        if self.reference is None:
            return
        found = detect(self.table, self.reference, now)
        self.changes += found
        since = len(self.table) - self.reference.rows
        if found or since >= max(WATCH_ROWS, WATCH_SHARE * len(self.table)):
            self.reference = None

    def _pick(
        self, number: int, context: Context, arms: Sequence[Arm], decision_id: str, last: int
    ) -> tuple[Pick, float]:
        frame = self.table.frames[number]
        if self.path is not None:
            utility = self._journey_utility(number, frame, arms, last)
            best, shares = wins(utility)
            value = float(utility.mean())
        else:
            ready = self._ready.get(number)
            if ready is None or ready[3] != (context["margin"], self.cost_weight):
                ready = self._ready[number] = self._sale_wins(frame, context, arms)
            best, shares, value, _ = ready
        return pick(best, shares, self.seed, decision_id, self.floor), value

    def _sale_wins(self, frame: Frame, context: Context, arms: Sequence[Arm]) -> tuple[Any, ...]:
        """Winners by draw when every reply is a touch of its own."""
        self._cover()
        e, s, margin = frame.encoded, self.snapshot, float(context["margin"])
        center = s.center[e.shared].sum() + s.center[e.own].sum(1)
        value = margin * float(logistic(center.max()))
        alpha = damping(s.rows, value, self.worth_typical)
        chance = logistic(center[:, None] + widths(alpha) * s.spread[e.own].sum(1))
        cost = np.array([float(a["cost"]) for a in arms]) * self.cost_weight
        utility = margin * kept(s, e.labels, arms)[:, None] * chance - cost[:, None]
        return (*wins(utility), value, (context["margin"], self.cost_weight))

    def _journey_utility(self, number: int, frame: Frame, arms: Sequence[Arm], last: int) -> FloatArray:
        """(arms, draws) R$ when a reply is a step of a conversation."""
        assert self.path is not None
        stage, lead, touch = journey.state_of(frame)
        ready = self._ready.get(number)
        if ready is None:
            self._cover()
            e, s = frame.encoded, self.snapshot
            center = s.signal_center[e.shared].sum() + s.signal_center[e.own].sum(1)
            width = widths(JOURNEY_DAMPING)
            settles = logistic(center[:, None] + width * s.signal_spread[e.own].sum(1))
            parts = [self.path.message(lead, label) for label in e.labels]
            factor = np.exp(np.array([m + width * d for m, d in parts]))
            cost = np.array([float(a["cost"]) for a in arms]) * self.cost_weight
            again = self.path.again.get((stage, lead, touch), 0.0)
            onward = self.path.onward.get((stage, lead), 0.0)
            ready = self._ready[number] = (factor * (settles * onward + (1 - settles) * again), cost[:, None])
        past = journey.history(self.table, self.path, last, lead)
        gain, cost = ready[0], ready[1]
        return np.asarray(past * gain - cost, np.float64)

    def _cover(self) -> None:
        """Make sure every coefficient known by now has its draws."""
        self.snapshot = extended(self.snapshot, self.table.design, self.seed)


def kept(snapshot: Snapshot, labels: Sequence[str], arms: Sequence[Arm]) -> FloatArray:
    """Share of the listed margin that a sale with each arm keeps, after discount and expected refunds."""
    share = [snapshot.kept.get(k, float(a.get("margin_mult", 1.0))) for k, a in zip(labels, arms, strict=True)]
    refunds = np.array([refund_rate(snapshot, k) for k in labels], np.float64)
    return np.asarray(np.array(share, np.float64) * (1 - refunds), np.float64)


def new_policy(seed: int = 0) -> Policy:
    """The judge's factory."""
    return Policy(seed)
