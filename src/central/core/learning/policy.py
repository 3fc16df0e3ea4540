"""The learner behind one face: choose, learn, tick, beliefs, state, load.

Everything it does is the pure functions of this package over one `Table` and one `Snapshot`; the product calls the
same functions with its own ledger. Times are hours. Same seed and same events give the same choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from central.core.learning import explain, journey, saved
from central.core.learning.belief import Snapshot, believe, unlearned
from central.core.learning.change import Change, detect, moves_on, row_weights
from central.core.learning.choice import Limits
from central.core.learning.design import Arm, Context
from central.core.learning.reward import Rebuilt
from central.core.learning.serving import Serving
from central.core.learning.table import Table, is_conversation

SCALARS = ("seed", "floor", "half_life", "use_signal", "cost_weight", "issued", "due")
REFERENCE = "reference."  # begins the names of the reference's arrays in a state
FIRST_REFIT, GROWTH = 60, 0.1  # a refit after this many decisions, then after every tenth more that learning made


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
        self.serve()

    def choose(self, context: Context, arms: Sequence[Arm], limits: Limits | None = None) -> Choice:
        """Choose among the allowed arms and record the decision.

        `context["used"]`, if given, names the messages this conversation has had, oldest first; else the table knows.
        """
        decision_id = str(context.get("decision_id") or f"{self.seed}-{self.issued}")
        self.issued += 1
        lead = context.get("lead_id")
        taken = self.serving.pick(context, arms, decision_id, limits, self._used(context))
        arm = str(arms[taken.index]["id"])
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
        self.serve()

    def refit(self, now: float) -> None:
        """Fit a new snapshot now."""
        previous = self.snapshot if self.snapshot.number else None
        number = self.snapshot.number + 1
        self._watch(now)
        weight = row_weights(self.table, self.changes, now, self.half_life)
        self.snapshot = believe(self.table, now, self.seed, number, previous, weight, self.use_signal)
        if self.reference is None:
            self.reference = self.snapshot
        if is_conversation(self.table):
            self.path = journey.travel(self.table, self.snapshot, now, self.seed, self.path)
        self.due = self._next_due()
        self.serve()

    def beliefs(self, context: Context, arms: Sequence[Arm]) -> list[dict[str, Any]]:
        """What is believed of each arm here; see `explain.describe`."""
        utility = self.serving.worth(context, arms, used=self._used(context))
        frame = self.table.frames[self.table.frame(context, arms)]
        tried, sold = self.table.tally(frame)
        return explain.describe(self.serving, frame.encoded, context, arms, utility, tried, sold)

    def state(self) -> bytes:
        """All there is, as bytes."""
        head: dict[str, Any] = {k: getattr(self, k) for k in SCALARS}
        head["table"], arrays = self.table.dump()
        head["snapshot"] = saved.snapshot_head(self.snapshot)
        arrays |= saved.snapshot_arrays(self.snapshot)
        head["changes"] = [[list(c.name), c.at, c.z] for c in self.changes]
        if self.reference is not None:
            head["reference"] = saved.snapshot_head(self.reference)
            arrays |= {f"{REFERENCE}{k}": v for k, v in saved.snapshot_arrays(self.reference).items()}
        if self.path is not None:
            head["path"] = saved.path_head(self.path)
            arrays |= saved.path_arrays(self.path)
        return saved.packed(head, arrays)

    def load(self, state: bytes) -> None:
        """Go on from a `state`."""
        head, arrays = saved.unpacked(state)
        for name in SCALARS:
            setattr(self, name, head[name])
        self.table = Table.restore(head["table"], arrays)
        self.snapshot = saved.snapshot_of(head["snapshot"], arrays)
        self.changes = [Change(tuple(name), at, z) for name, at, z in head["changes"]]
        old = head.get("reference")
        self.reference = None if old is None else saved.snapshot_of(old, arrays, REFERENCE)
        self.path = saved.path_of(head["path"], arrays) if "path" in head else None
        self.serve()

    def serve(self) -> None:
        """Answer from the table's vocabulary and the snapshot as they are now."""
        self.serving = Serving(
            self.seed, self.table.design, self.snapshot, self.path, floor=self.floor, cost_weight=self.cost_weight
        )

    def _next_due(self) -> int:
        return len(self.table) + max(FIRST_REFIT, int(self.snapshot.tried * GROWTH))

    def _watch(self, now: float) -> None:
        """Look for breaks since the reference; it moves on when enough has been seen."""
        if self.reference is None:
            return
        found = detect(self.table, self.reference, now)
        self.changes += found
        if found or moves_on(self.table, self.reference, now):
            self.reference = None

    def _used(self, context: Context) -> Sequence[str]:
        """The messages this conversation has had."""
        if self.path is None:
            return ()
        used: Sequence[str] | None = context.get("used")
        if used is None:
            used = journey.used_before(self.table, self.table.last_of(context.get("lead_id")))
        return used


def new_policy(seed: int = 0) -> Policy:
    """The judge's factory."""
    return Policy(seed)
