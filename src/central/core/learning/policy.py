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

from central.core.learning import explain, journey, saved, worth
from central.core.learning.belief import Snapshot, believe, extended, unlearned
from central.core.learning.change import Change, detect, row_weights
from central.core.learning.choice import Limits, Pick, certain, pick, wins
from central.core.learning.design import Arm, Context, Key
from central.core.learning.reward import Rebuilt
from central.core.learning.table import Frame, Table

FloatArray = NDArray[np.float64]

FIRST_REFIT, GROWTH = 60, 1.1  # a refit after this many decisions, then after every tenth more
WATCH_ROWS, WATCH_SHARE = 400, 0.2  # how much is held against one reference before it moves on


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
        self._gains: dict[Key, FloatArray] = {}
        self._ready: dict[tuple[int, float, float], tuple[NDArray[np.int64], FloatArray]] = {}

    def choose(self, context: Context, arms: Sequence[Arm], limits: Limits | None = None) -> Choice:
        """Choose among the allowed arms and record the decision.

        `context["used"]`, if given, names the messages this conversation has had, oldest first; else the table knows.
        """
        decision_id = str(context.get("decision_id") or f"{self.seed}-{self.issued}")
        self.issued += 1
        lead = context.get("lead_id")
        number = self.table.frame(context, arms)
        taken = self._pick(number, context, arms, decision_id, limits)
        arm = self.table.frames[number].encoded.ids[taken.index]
        self.table.add(decision_id, context, arms, arm, lead, float(context.get("now", 0.0)))
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

    def adopt(self, rebuilt: Rebuilt) -> None:
        """Serve from what a refitter made of the ledger; going back is adopting an older one."""
        self.table, self.snapshot, self.path = rebuilt.table, rebuilt.snapshot, rebuilt.path
        self.reference, self.due = None, self._next_due()
        self.forget_answers()

    def refit(self, now: float) -> None:
        """Fit a new snapshot now."""
        previous = self.snapshot if self.snapshot.number else None
        number = self.snapshot.number + 1
        self._watch(now)
        weight = row_weights(self.table, self.changes, now, self.half_life)
        self.snapshot = believe(self.table, now, self.seed, number, previous, weight, self.use_signal)
        if self.reference is None:
            self.reference = self.snapshot
        if journey.is_conversation(self.table):
            self.path = journey.travel(self.table, self.snapshot, now, self.seed, self.path)
        self.due = self._next_due()
        self.forget_answers()

    def beliefs(self, context: Context, arms: Sequence[Arm]) -> list[dict[str, Any]]:
        """What is believed of each arm here; see `explain.describe`."""
        frame = self.table.frames[self.table.frame(context, arms)]
        self.snapshot = extended(self.snapshot, self.table.design, self.seed)
        utility = self._worth(frame, context, arms, damped=False)
        return explain.describe(self.table, self.snapshot, frame, context, arms, utility)

    def state(self) -> bytes:
        return saved.dump(self)

    def load(self, state: bytes) -> None:
        saved.load(self, state)

    def forget_answers(self) -> None:
        """Drop what was worked out from the snapshot that has been replaced."""
        self._ready.clear()
        self._gains.clear()

    def _next_due(self) -> int:
        return max(len(self.table) + FIRST_REFIT, int(len(self.table) * GROWTH))

    def _watch(self, now: float) -> None:
        """Look for breaks since the reference; it moves on when enough has been seen."""
        if self.reference is None:
            return
        found = detect(self.table, self.reference, now)
        self.changes += found
        since = len(self.table) - self.reference.rows
        if found or since >= max(WATCH_ROWS, WATCH_SHARE * len(self.table)):
            self.reference = None

    def _pick(self, number: int, context: Context, arms: Sequence[Arm], decision_id: str, offer: Limits | None) -> Pick:
        self.snapshot = extended(self.snapshot, self.table.design, self.seed)
        frame = self.table.frames[number]
        if self.path is not None:
            best, shares = wins(self._worth(frame, context, arms))
        else:
            key = (number, float(context["margin"]), self.cost_weight)
            if key not in self._ready:
                self._ready[key] = wins(self._worth(frame, context, arms))
            best, shares = self._ready[key]
        if offer is not None and offer.frozen:
            return certain(int(shares.argmax()), len(shares))
        caps = None if offer is None else offer.caps
        return pick(best, shares, self.seed, decision_id, self.floor, caps)

    def _worth(self, frame: Frame, context: Context, arms: Sequence[Arm], damped: bool = True) -> FloatArray:
        """(arms, draws) R$."""
        if self.path is None:
            margin = float(context["margin"])
            return worth.of_touch(self.snapshot, frame.encoded, arms, margin, self.cost_weight, damped)
        state = journey.state_of(frame)
        used = context.get("used")
        if used is None:
            used = journey.used_before(self.table, self.table.last_of(context.get("lead_id")))
        past = self.path.past(state[1], used)
        gain = self._gains.get(frame.encoded.key) if damped else None
        if gain is None:
            gain = worth.gain_of_step(self.snapshot, self.path, frame.encoded, state, damped)
            if damped:
                self._gains[frame.encoded.key] = gain
        return np.asarray(past * gain - worth.cost_of(arms, self.cost_weight), np.float64)


def new_policy(seed: int = 0) -> Policy:
    """The judge's factory."""
    return Policy(seed)
