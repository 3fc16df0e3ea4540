"""Features of a decision: an open vocabulary of one-hot coefficients shared by every outcome model.

A context is a flat mapping. Its text values (and small whole numbers) are context factors; the arms' text values
are arm factors. Nothing here knows a label beforehand: a persona, an intent or a message that was never seen gets
its coefficient on first sight, at the prior of its group. Reserved keys are those of `RESERVED`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Context = Mapping[str, Any]
Arm = Mapping[str, Any]
Key = tuple[Any, ...]

RESERVED = frozenset({"now", "margin", "rule_arm", "lead_id", "person_id", "decision_id", "used"})
UNCROSSED = frozenset({"slot", "touch"})  # context factors that get no interaction with the arm
WORDING = "text"  # arm factor that has a level of its own and nothing else: which words say the message
LABELS_PER_FACTOR = 64  # a factor with more labels than this is an identifier by mistake: the rest share one label
CACHE_SIZE = 50_000
NO_SLOPE, TIER, MESSAGE, CROSS = -1, 0, 1, 2


@dataclass(frozen=True, slots=True)
class Group:
    """Coefficients that are alike a priori (logits on the sale).

    `slope` says which learned slope carries the short signal over to the sale; `signal_scale` widens the spread in
    the model of the short signal; `adapts` lets empirical Bayes move the spread. `touch_scale` is what the spread is
    multiplied by where every reply is a touch of its own.
    """

    name: str
    mean: float
    sd: float
    slope: int
    adapts: bool
    signal_scale: float = 1.0
    touch_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """One context with its arms: `shared` (k,) coefficients of every arm, `own` (arms, j) those of each."""

    key: Key
    ids: tuple[str, ...]
    shared: IntArray
    own: IntArray
    labels: tuple[str, ...]
    rule: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The vocabulary as arrays, one entry a coefficient."""

    group: IntArray
    mean: FloatArray
    sd: FloatArray
    slope: IntArray
    signal_scale: FloatArray
    touch_scale: FloatArray
    adaptive: IntArray


class Design:
    """Grows as labels appear. Coefficient 0 is a constant nought that pads short rows."""

    def __init__(self) -> None:
        self.index: dict[tuple[str, ...], int] = {("nil",): 0}
        self.groups: list[Group] = [Group("nil", 0.0, 1e-3, NO_SLOPE, False)]
        self.group_of: list[int] = [0]
        self._group_index: dict[str, int] = {"nil": 0}
        self._labels: dict[str, set[str]] = {}
        self._cache: dict[Key, Encoded] = {}

    def __len__(self) -> int:
        return len(self.group_of)

    def encode(self, context: Context, arms: Sequence[Arm]) -> Encoded:
        """Rows of coefficient numbers for these arms in this context; new labels grow the vocabulary."""
        key = (
            tuple(sorted((k, v) for k, v in context.items() if k not in RESERVED and k[:1] != "_")),
            context.get("rule_arm"),
            tuple((a["id"], a["cost"]) for a in arms),
        )
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[key] = self._encode(key, context, arms)
        return found

    def layout(self) -> Layout:
        """Priors of every coefficient known so far."""
        g = np.array(self.group_of, np.int64)
        return Layout(
            group=g,
            mean=np.array([x.mean for x in self.groups])[g],
            sd=np.array([x.sd for x in self.groups])[g],
            slope=np.array([x.slope for x in self.groups], np.int64)[g],
            signal_scale=np.array([x.signal_scale for x in self.groups])[g],
            touch_scale=np.array([x.touch_scale for x in self.groups])[g],
            adaptive=np.flatnonzero([x.adapts for x in self.groups]),
        )

    def names(self) -> list[tuple[str, ...]]:
        """(group, labels…) by coefficient number."""
        return list(self.index)

    def dump(self) -> dict[str, Any]:
        return {
            "index": [list(k) for k in self.index],
            "labels": {k: sorted(v) for k, v in self._labels.items()},
        }

    @classmethod
    def restore(cls, dumped: Mapping[str, Any]) -> Design:
        design = cls()
        for key in dumped["index"][1:]:
            design._number(*key)
        design._labels = {k: set(v) for k, v in dumped["labels"].items()}
        return design

    def _encode(self, key: Key, context: Context, arms: Sequence[Arm]) -> Encoded:
        factors = [(k, self._label(k, v)) for k, v in sorted(context.items()) if _is_factor(k, v)]
        shared = [self._number("bias")] + [self._number(f"context:{k}", v) for k, v in factors]
        rule = next((n for n, a in enumerate(arms) if a["id"] == context.get("rule_arm")), -1)
        steps = _cost_steps([float(a["cost"]) for a in arms], rule)
        crossed = [(k, v) for k, v in factors if k not in UNCROSSED]
        rows = [self._own(a, arms[rule] if rule >= 0 else None, steps[n], crossed) for n, a in enumerate(arms)]
        width = max(map(len, rows))
        own = np.array([r + [0] * (width - len(r)) for r in rows], np.int64)
        labels = tuple(str(a.get("msg", a["id"])) for a in arms)
        return Encoded(key, tuple(str(a["id"]) for a in arms), np.array(shared, np.int64), own, labels, rule)

    def _own(self, arm: Arm, rule: Arm | None, step: int, crossed: list[tuple[str, str]]) -> list[int]:
        parts = [
            (k, self._label(f"arm:{k}", v))
            for k, v in arm.items()
            if k not in ("id", WORDING) and k[:1] != "_" and isinstance(v, str)
        ]
        parts = parts or [("id", self._label("arm:id", arm["id"]))]
        row = [self._number(f"arm:{k}", v) for k, v in parts]
        if WORDING in arm:
            row.append(self._number(f"arm:{WORDING}", self._label(f"arm:{WORDING}", arm[WORDING])))
        row += [self._number(f"{k}*{c}", v, w) for k, v in parts for c, w in crossed]
        if len(parts) > 1:
            row.append(self._number("*".join(k for k, _ in parts), *(v for _, v in parts)))
        if rule is not None:
            row += [self._number(f"rule:{k}") for k, _ in parts if rule.get(k) == arm.get(k)]
            if step:
                row.append(self._number(f"step:{max(-3, min(3, step)):+d}"))
        return row

    def _label(self, factor: str, value: object) -> str:
        seen, text = self._labels.setdefault(factor, set()), str(value)
        if text not in seen:
            if len(seen) >= LABELS_PER_FACTOR:
                return "…"
            seen.add(text)
        return text

    def _number(self, group: str, *labels: str) -> int:
        key = (group, *labels)
        number = self.index.get(key)
        if number is None:
            number = self.index[key] = len(self.group_of)
            if group not in self._group_index:
                self._group_index[group] = len(self.groups)
                self.groups.append(_group(group))
            self.group_of.append(self._group_index[group])
        return number


def writer_level(layout: Layout) -> NDArray[np.bool_]:
    """Which coefficients say how good a writer is wherever it writes."""
    return np.asarray((layout.slope == TIER) & ~np.isin(layout.group, layout.adaptive), np.bool_)


def _is_factor(key: str, value: object) -> bool:
    if key in RESERVED or key[:1] == "_":
        return False
    return isinstance(value, str) or (isinstance(value, int) and 0 <= value < LABELS_PER_FACTOR)


def _cost_steps(costs: list[float], rule: int) -> list[int]:
    """How many price steps an arm lies above (+) or below (-) the rule's arm, among the prices on offer."""
    if rule < 0:
        return [0] * len(costs)
    ladder = sorted(set(costs))
    return [ladder.index(c) - ladder.index(costs[rule]) for c in costs]


# Below the rule's price step a reply convinces less; above it, little more: measured quality saturates with price.
STEP_MEAN = {"-3": -0.8, "-2": -0.7, "-1": -0.4, "+1": 0.12, "+2": 0.15, "+3": 0.15}
RULE_MEAN = 0.5
SD = {
    "bias": 2.0, "context": 0.5, "step": 0.25, "rule:tier": 0.1, "rule": 0.25,
    "arm:tier": 0.15, "arm": 0.2, "tier*intent": 0.25, "tier*": 0.1, "cross": 0.15,
}  # fmt: skip
# A message may move the short signal without moving sales (urgency does), so its own level there is wide.
MESSAGE_SIGNAL_SCALE = 2.5
# Of touches sales tell slowly, and who writes matters mostly by how hard the question is, which the steps of price
# carry: what more a writer is on one intent or with one message is little. What to say hangs on who asks and on what.
TOUCH_SCALE = {
    "tier*intent": 0.4, "tier*": 0.7, "tier*msg": 0.5,
    "msg*persona": 1.3, "msg*intent": 1.3, "msg*stage": 0.7, "msg*campaign": 0.7,
}  # fmt: skip


def _group(name: str) -> Group:
    """Priors by kind of coefficient."""
    kind, _, rest = name.partition(":")
    if name == "bias":
        return Group(name, -2.5, SD["bias"], NO_SLOPE, False)
    if kind == "context":
        return Group(name, 0.0, SD["context"], NO_SLOPE, True)
    if kind == "step":
        return Group(name, STEP_MEAN[rest], SD["step"], TIER, False)
    if name == "rule:tier":
        return Group(name, 0.0, SD["rule:tier"], TIER, False)
    if kind == "rule":
        return Group(name, RULE_MEAN, SD["rule"], MESSAGE, False)
    if name == "arm:tier":
        return Group(name, 0.0, SD["arm:tier"], TIER, False)
    if kind == "arm":
        return Group(name, 0.0, SD["arm"], MESSAGE, False, MESSAGE_SIGNAL_SCALE)
    if name == "tier*intent":
        return Group(name, 0.0, SD["tier*intent"], TIER, True, touch_scale=TOUCH_SCALE[name])
    if name.startswith("tier*") and name != "tier*msg":
        return Group(name, 0.0, SD["tier*"], TIER, True, touch_scale=TOUCH_SCALE["tier*"])
    return Group(name, 0.0, SD["cross"], CROSS, True, touch_scale=TOUCH_SCALE.get(name, 1.0))
