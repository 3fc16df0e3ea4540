"""Noticing that the world moved: an arm, or an arm in one kind of context, no longer does what it did.

Each coefficient's short signals since a reference snapshot are held against what that snapshot expected, its own
uncertainty included. A clear break makes the rows from before it count little wherever that coefficient took part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from central.core.learning.belief import Snapshot
from central.core.learning.design import NO_SLOPE
from central.core.learning.regression import logistic
from central.core.learning.table import Table

FloatArray = NDArray[np.float64]

BREAK_Z = 4.0  # some hundred coefficients are watched at once
LEAST_ROWS = 40
OLD_WEIGHT = 0.1
YOUNG_H = 1.0  # whoever is silent so shortly after a reply may still come back or pay: too soon to tell a break from
BOUND_WEIGHT = 0.2  # what the rule alone chose tells its context and its arm only together
DRAWS_USED = 24


@dataclass(frozen=True, slots=True)
class Change:
    """Coefficient `name` (group, labels…) broke with its past at `at` (hours); z > 0: better."""

    name: tuple[str, ...]
    at: float
    z: float

    def sentence(self) -> str:
        """For the owner."""
        way = "melhor" if self.z > 0 else "pior"
        what = " em ".join(f"“{x}”" for x in self.name[1:])
        return f"{what} está {way} do que vinha sendo (z = {self.z:+.1f}): o que se sabia antes passa a contar pouco."


def detect(table: Table, reference: Snapshot, now: float, names: Sequence[tuple[str, ...]] = ()) -> list[Change]:
    """Breaks among the rows decided since `reference`; `names` are its coefficients if they are not the table's."""
    known = len(reference.signal.mean)
    rows = np.flatnonzero((table.resolved_at <= now) & (table.at <= now - YOUNG_H))
    rows = rows[rows >= reference.rows]
    if len(rows) < LEAST_ROWS or not known:
        return []
    index = _in_terms_of(table, list(names[:known]) or table.design.names()[:known])[table.matrix()]
    cells = len(index)
    tries = np.bincount(table.cell[rows], minlength=cells).astype(np.float64)
    wins = np.bincount(table.cell[rows], table.resolved[rows] >= 0.5, cells)
    expected = logistic(reference.signal_center[:known][index].sum(1))
    noise = tries * expected * (1 - expected)
    gap = _by_coefficient(index, wins - tries * expected, known)
    variance = _by_coefficient(index, noise, known) + _doubt(index, noise, reference, known)
    z = gap / np.sqrt(np.maximum(variance, 1e-9))
    enough = _by_coefficient(index, tries, known) >= LEAST_ROWS
    told = list(names[:known]) or table.design.names()[:known]
    slope = table.design.layout().slope
    sloped = np.array([n in table.design.index and slope[table.design.index[n]] != NO_SLOPE for n in told])
    found = np.flatnonzero(enough & (np.abs(z) > BREAK_Z) & sloped)
    return [Change(told[j], reference.at, float(z[j])) for j in found if len(told[j]) > 1]


def row_weights(table: Table, changes: Sequence[Change], now: float, half_life: float | None) -> FloatArray:
    """What every row counts: less where the rule alone chose, before a break of a coefficient it has, and with age if
    a half-life is given."""
    weight = np.where(np.array(table.bound, bool)[table.cell], BOUND_WEIGHT, 1.0)
    if half_life is not None:
        weight *= 0.5 ** ((now - table.at) / half_life)
    if changes:
        index = table.matrix()
        for change in changes:
            has = (index == table.design.index.get(change.name, -1)).any(1)
            old = has[table.cell] & (table.at < change.at)
            weight[old] = np.minimum(weight[old], OLD_WEIGHT)
    return weight


def _in_terms_of(table: Table, names: Sequence[tuple[str, ...]]) -> NDArray[np.int64]:
    """The reference's number of every coefficient of the table; 0 for those it does not know."""
    number = {name: n for n, name in enumerate(names)}
    return np.array([number.get(name, 0) for name in table.design.names()], np.int64)


def _by_coefficient(index: NDArray[np.int64], value: FloatArray, size: int) -> FloatArray:
    return np.bincount(index.ravel(), np.repeat(value, index.shape[1]), size).astype(np.float64)


def _doubt(index: NDArray[np.int64], noise: FloatArray, reference: Snapshot, size: int) -> FloatArray:
    """Variance of the expected sums that comes from the reference's own uncertainty."""
    spread = reference.signal_spread[:size, :DRAWS_USED]
    moved = [_by_coefficient(index, noise * spread[:, b][index].sum(1), size) for b in range(DRAWS_USED)]
    return np.asarray(np.var(moved, axis=0), np.float64)
