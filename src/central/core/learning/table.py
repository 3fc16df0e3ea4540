"""The reward ledger folded into columns: what the models read.

Folding is commutative and idempotent: of each kind of outcome the earliest record stands, so events may come doubled,
in any order and weeks late. Times are hours (floats) from any fixed origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning.design import RESERVED, Arm, Context, Design, Encoded, IntArray, Key

FloatArray = NDArray[np.float64]

COLUMNS: dict[str, tuple[type, float]] = {
    "cell": (np.int64, 0),
    "at": (np.float64, 0.0),
    "margin": (np.float64, 0.0),
    "cost": (np.float64, 0.0),
    "before": (np.int64, -1),
    "after": (np.int64, -1),
    "resolved_at": (np.float64, np.inf),
    "resolved": (np.float64, 0.0),
    "silent_at": (np.float64, np.inf),
    "silent": (np.float64, 0.0),
    "sold_at": (np.float64, np.inf),
    "sold": (np.float64, 0.0),
    "refunded_at": (np.float64, np.inf),
    "refunded": (np.float64, 0.0),
    "expired_at": (np.float64, np.inf),
    "expired": (np.float64, 0.0),
}
SILENCE_H = 6.0  # after this long without another doubt a conversation is over
OUTCOMES = {
    "resolved": "resolved",
    "silent": "silent",
    "purchase": "sold",
    "refund": "refunded",
    "chargeback": "refunded",
    "expired": "expired",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One distinct (context, arms) seen; `factors` is the context without its reserved keys."""

    encoded: Encoded
    factors: dict[str, Any]
    rule_arm: str | None
    arms: tuple[Arm, ...]


class Table:
    """Decisions in rows; rows of one person's conversation are chained by `before` and `after`."""

    def __init__(self) -> None:
        self.design = Design()
        self.frames: list[Frame] = []
        self.cells: list[tuple[int, int]] = []  # (frame, arm)
        self.bound: list[bool] = []  # of every cell: the rule alone decided
        self.ids: list[str] = []
        self.follow_ups = 0
        self.silence = SILENCE_H
        self._row: dict[str, int] = {}
        self._last: dict[Any, int] = {}
        self._frame: dict[Key, int] = {}
        self._cell: dict[tuple[int, int, bool], int] = {}
        self._columns: dict[str, NDArray[Any]] = {k: np.full(1024, fill, kind) for k, (kind, fill) in COLUMNS.items()}
        self._matrix: IntArray = np.zeros((0, 0), np.int64)
        self._filled = 0

    def __len__(self) -> int:
        return len(self.ids)

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name in COLUMNS:
            return self._columns[name][: len(self.ids)]
        raise AttributeError(name)

    def add(
        self, decision_id: str, context: Context, arms: Sequence[Arm], arm: str, lead: Any, at: float,
        bound: bool = False,
    ) -> int:  # fmt: skip
        """Record a decision once; a known id changes nothing. Returns its row.

        Where the rule alone decided (`bound`) an arm stands for its context and the context for its arm: such a row
        teaches what the rule achieves there, and nothing of the arm.
        """
        if decision_id in self._row:
            return self._row[decision_id]
        row, frame = len(self.ids), self.frame(context, arms)
        if row == len(self._columns["cell"]):
            self._grow()
        chosen = self.frames[frame].encoded.ids.index(arm)
        c = self._columns
        c["cell"][row] = self._cell_of(frame, chosen, bound)
        c["at"][row], c["margin"][row], c["cost"][row] = at, float(context["margin"]), float(arms[chosen]["cost"])
        self.ids.append(decision_id)
        self._row[decision_id] = row
        if lead is not None:
            self._chain(lead, row)
        return row

    def outcome(self, decision_id: str, event: str, value: float, at: float) -> bool:
        """Fold one outcome in; False if the decision or the event is unknown."""
        row, column = self._row.get(decision_id), OUTCOMES.get(event)
        if row is None or column is None:
            return False
        when, what = self._columns[f"{column}_at"], self._columns[column]
        if (at, value) < (when[row], what[row]) or when[row] == np.inf:
            when[row], what[row] = at, value
        return True

    def last_of(self, lead: Any) -> int:
        """Latest row of this conversation, -1 if none."""
        return self._last.get(lead, -1) if lead is not None else -1

    def rows_of(self, frame: Frame, arm: int) -> IntArray:
        """Rows in which this arm was taken in this context."""
        number = self._frame[frame.encoded.key]
        cells = [self._cell.get((number, arm, bound), -1) for bound in (False, True)]
        return np.flatnonzero((self.cell == cells[0]) | (self.cell == cells[1]))

    def tally(self, frame: Frame) -> tuple[IntArray, IntArray]:
        """How often each arm was taken in this context, and how many sales came of it."""
        rows = [self.rows_of(frame, n) for n in range(len(frame.encoded.ids))]
        sold = np.isfinite(self.sold_at)
        return np.array([len(r) for r in rows], np.int64), np.array([int(sold[r].sum()) for r in rows], np.int64)

    def frame(self, context: Context, arms: Sequence[Arm]) -> int:
        """Number of this (context, arms), known or new."""
        encoded = self.design.encode(context, arms)
        number = self._frame.get(encoded.key)
        if number is None:
            number = self._frame[encoded.key] = len(self.frames)
            factors = {k: v for k, v in context.items() if k not in RESERVED and k[:1] != "_"}
            kept = tuple({k: v for k, v in a.items() if k[:1] != "_"} for a in arms)
            self.frames.append(Frame(encoded, factors, context.get("rule_arm"), kept))
        return number

    def matrix(self) -> IntArray:
        """(cells, k) active coefficients of every cell, padded with 0."""
        parts = [self._coefficients(n) for n in range(self._filled, len(self.cells))]
        width = max([self._matrix.shape[1], *map(len, parts)])
        out = np.zeros((len(self.cells), width), np.int64)
        out[: self._filled, : self._matrix.shape[1]] = self._matrix[: self._filled]
        for n, part in enumerate(parts, self._filled):
            out[n, : len(part)] = part
        self._matrix, self._filled = out, len(self.cells)
        return out

    def heard(self, now: float) -> tuple[FloatArray, FloatArray]:
        """What every row tells of its doubt by `now`: how much of a try it is, and of a settled one."""
        told = self.resolved_at <= now
        part = np.where(self.silent_at <= now, self.silent, told)
        return part, (told & (self.resolved >= 0.5)).astype(np.float64)

    def labels(self) -> list[str]:
        """Message label of every cell."""
        return [self.frames[f].encoded.labels[a] for f, a in self.cells]

    def dump(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """JSON part and arrays; `restore` gives back an equal table."""
        frames = [{"factors": f.factors, "rule_arm": f.rule_arm, "arms": list(f.arms)} for f in self.frames]
        leads = [[k, v] for k, v in self._last.items()]
        cells = [[*cell, bound] for cell, bound in zip(self.cells, self.bound, strict=True)]
        head = {"design": self.design.dump(), "frames": frames, "cells": cells, "ids": self.ids, "leads": leads}
        return head, {k: getattr(self, k) for k in COLUMNS}

    @classmethod
    def restore(cls, head: Mapping[str, Any], columns: Mapping[str, NDArray[Any]]) -> Table:
        table = cls()
        table.design = Design.restore(head["design"])
        for f in head["frames"]:
            table.frame({**f["factors"], "rule_arm": f["rule_arm"]}, f["arms"])
        for frame, arm, bound in head["cells"]:
            table._cell_of(frame, arm, bound)
        table.ids = list(head["ids"])
        table._row = {k: n for n, k in enumerate(table.ids)}
        table._last = dict(head["leads"])
        table._columns = {k: np.array(columns[k]) for k in COLUMNS}
        table.follow_ups = int((table.before >= 0).sum())
        return table

    def _cell_of(self, frame: int, arm: int, bound: bool) -> int:
        number = self._cell.get((frame, arm, bound))
        if number is None:
            number = self._cell[frame, arm, bound] = len(self.cells)
            self.cells.append((frame, arm))
            self.bound.append(bound)
        return number

    def _chain(self, lead: Any, row: int) -> None:
        last = self._last.get(lead, -1)
        if last >= 0:
            self._columns["before"][row], self._columns["after"][last] = last, row
            self.follow_ups += 1
        self._last[lead] = row

    def _coefficients(self, cell: int) -> list[int]:
        frame, arm = self.cells[cell]
        encoded = self.frames[frame].encoded
        own = encoded.own[arm].tolist()
        if self.bound[cell]:
            own = [c for c in own if self.design.groups[self.design.group_of[c]].name.startswith("rule:")]
        return [*encoded.shared.tolist(), *own]

    def _grow(self) -> None:
        for name, (kind, fill) in COLUMNS.items():
            old = self._columns[name]
            self._columns[name] = np.concatenate([old, np.full(max(len(old), 1024), fill, kind)])


def is_conversation(table: Table) -> bool:
    """Whether people come back often enough for replies to be steps of a path rather than separate touches."""
    return len(table) >= 20 and table.follow_ups > 0.1 * len(table)
