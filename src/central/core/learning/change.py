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
from central.core.learning.table import Table, is_conversation

FloatArray = NDArray[np.float64]

BREAK_Z = 4.0  # some hundred coefficients are watched at once
LEAST_ROWS = 40
WATCH_ROWS, WATCH_SHARE = 800, 0.5  # how much is held against one reference before it moves on
OLD_WEIGHT = 0.1
YOUNG_H = 0.1  # who was answered so shortly ago is known of only if they were quick
NEWEST = (0.0, 0.5, 0.75, 0.875)  # where in what is watched a break may have come
TURN_Z = 3.0  # of one writer on one intent, which are some dozens
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
    """Breaks among the rows decided since `reference`; `names` are its coefficients if they are not the table's.

    What one break explains is taken away before the next is looked for: who broke in one intent broke nowhere else.
    """
    known = len(reference.signal.mean)
    rows = watched(table, reference, now)
    if not known:
        return []
    told = list(names[:known]) or table.design.names()[:known]
    slope, index = table.design.layout().slope, _in_terms_of(table, told)[table.matrix()]
    arms = np.array([len(n) > 1 and slope[table.design.index.get(n, 0)] != NO_SLOPE for n in told])
    found: list[Change] = []
    while len(rows) >= LEAST_ROWS:
        ages = [rows[int(len(rows) * share) :] for share in NEWEST]
        z = np.where(arms, np.array([_surprise(table, index, mine, reference, now) for mine in ages]), 0.0)
        age, worst = np.unravel_index(np.abs(z).argmax(), z.shape)
        if abs(z[age, worst]) <= BREAK_Z:
            break
        since = float(table.at[ages[age][0]]) if age else reference.at
        found.append(Change(told[worst], since, float(z[age, worst])))
        rows = rows[(index[table.cell[rows]] != worst).all(1)]
    return found


def watched(table: Table, reference: Snapshot, now: float) -> NDArray[np.int64]:
    """Rows decided since `reference` that are old enough to be held against it."""
    rows = np.flatnonzero((table.heard(now)[0] > 0) & (table.at <= now - YOUNG_H))
    return rows[rows >= reference.rows]


def moves_on(table: Table, reference: Snapshot, now: float) -> bool:
    """Whether enough has been held against `reference` for a newer one to take its place."""
    return len(watched(table, reference, now)) >= max(WATCH_ROWS, WATCH_SHARE * len(table))


def row_weights(table: Table, changes: Sequence[Change], now: float, half_life: float | None) -> FloatArray:
    """What every row counts: less where the rule alone chose, before a break of a coefficient it has, with age if a
    half-life is given, and in conversations before a writer turned on its intent."""
    weight = np.where(np.array(table.bound, bool)[table.cell], BOUND_WEIGHT, 1.0)
    if is_conversation(table):
        weight[_turned(table, now)] *= OLD_WEIGHT
    if half_life is not None:
        weight *= 0.5 ** ((now - table.at) / half_life)
    if changes:
        index = table.matrix()
        for change in changes:
            has = (index == table.design.index.get(change.name, -1)).any(1)
            old = has[table.cell] & (table.at < change.at)
            weight[old] = np.minimum(weight[old], OLD_WEIGHT)
    return weight


def _turned(table: Table, now: float) -> NDArray[np.bool_]:
    """Rows of an intent from before a writer did clearly better or worse on it than until then.

    Those of its other writers too: who was tried little could stay behind for what it was once."""
    names = table.design.names()
    intents = [name[2] if name[0] == "tier*intent" else "" for name in names]
    crossed = np.array([n if intent else 0 for n, intent in enumerate(intents)], np.int64)
    crossed = crossed[table.matrix()].max(1, initial=0)
    intent = np.unique(intents, return_inverse=True)[1][crossed][table.cell]
    pair = np.where(np.array(table.bound, bool), 0, crossed)[table.cell]
    tries, wins = table.heard(now)
    out = np.zeros(len(pair), bool)
    for alike in np.unique(pair[pair > 0]):
        rows = np.flatnonzero((pair == alike) & (tries > 0) & (table.at <= now - YOUNG_H))
        if place := _turn(tries[rows], wins[rows]):
            out[: rows[place]] |= intent[: rows[place]] == intent[rows[0]]
    return out


def _turn(tries: FloatArray, wins: FloatArray) -> int:
    """Where in these rows, in order of time, the share of wins turned most clearly; 0 = nowhere clearly."""
    place = len(tries) - LEAST_ROWS * 2 ** np.arange(16)
    place = place[place >= LEAST_ROWS]
    if not len(place):
        return 0
    n, won = np.cumsum(tries)[place - 1], np.cumsum(wins)[place - 1]
    m, rest = tries.sum() - n, wins.sum() - won
    share = wins.sum() / tries.sum()
    error = np.sqrt(np.maximum(share * (1 - share), 1e-9) * (1 / n + 1 / m))
    z = np.abs(rest / m - won / n) / error
    best = int(z.argmax())
    return int(place[best]) if z[best] > TURN_Z else 0


def _in_terms_of(table: Table, names: Sequence[tuple[str, ...]]) -> NDArray[np.int64]:
    """The reference's number of every coefficient of the table; 0 for those it does not know."""
    number = {name: n for n, name in enumerate(names)}
    return np.array([number.get(name, 0) for name in table.design.names()], np.int64)


def _surprise(
    table: Table, index: NDArray[np.int64], rows: NDArray[np.int64], reference: Snapshot, now: float
) -> FloatArray:
    """z of what every coefficient's rows did against what was expected; 0 for those too few rows speak of."""
    size = len(reference.signal.mean)
    cells, cell = np.unique(table.cell[rows], return_inverse=True)
    index = index[cells]
    tries, wins = (np.bincount(cell, part[rows], len(cells)).astype(np.float64) for part in table.heard(now))
    expected = logistic(reference.signal_center[:size][index].sum(1))
    noise = tries * expected * (1 - expected)
    gap = _by_coefficient(index, wins - tries * expected, size)
    gap[_by_coefficient(index, tries, size) < LEAST_ROWS] = 0.0
    variance = np.maximum(_by_coefficient(index, noise, size), 1e-9)
    if (np.abs(gap) > BREAK_Z * np.sqrt(variance)).any():
        variance = variance + _doubt(index, noise, reference, size)
    return np.asarray(gap / np.sqrt(variance), np.float64)


def _by_coefficient(index: NDArray[np.int64], value: FloatArray, size: int) -> FloatArray:
    return np.bincount(index.ravel(), np.repeat(value, index.shape[1]), size).astype(np.float64)


def _doubt(index: NDArray[np.int64], noise: FloatArray, reference: Snapshot, size: int) -> FloatArray:
    """Variance of the expected sums that comes from the reference's own uncertainty."""
    spread = reference.signal_spread[:size, :DRAWS_USED]
    moved = [_by_coefficient(index, noise * spread[:, b][index].sum(1), size) for b in range(DRAWS_USED)]
    return np.asarray(np.var(moved, axis=0), np.float64)
