"""Beliefs: a numbered snapshot fitted from the table, and what it says about arms.

Two logistic models share one vocabulary: the short signal (`resolved`, within minutes) and the sale. The sale's
coefficients are its own plus learned slopes times the signal's, so that a signal is worth what sales say it is worth.
A decision still pending counts as the part of a failure that its age allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning import delay
from central.core.learning.choice import DRAWS, generator
from central.core.learning.design import NO_SLOPE, TIER, Design, Layout, writer_level
from central.core.learning.regression import Posterior, Prior, Rows, adapt, fit
from central.core.learning.table import Table, is_conversation

FloatArray = NDArray[np.float64]

SLOPE_MEAN = np.array([0.7, 0.0, 0.5])  # tier, message, interactions: from the signal to the sale
SLOPE_SD = np.array([0.4, 0.15, 0.4])
SIGNAL_SHARE, SALE_SHARE = 0.6, 0.5  # how a prior mean is split between the two models
SALE_SCALE, SALE_CROSS_SCALE = 0.4, 0.5  # the sale's own spread, given that the signal carries part
SIGNAL_BIAS = 0.8
STEPS_HOLD = 0.6  # spread of how far what is assumed of dearer and cheaper writers holds, all steps alike
STEP_SCALE = 0.5  # of one writer's own level, where its level is one guess with those of the others
REFUND_BASE, REFUND_BASE_SALES, REFUND_SALES = 0.05, 40.0, 30.0
TYPICAL_ROWS = 200.0
KEPT_SALES = 20  # fewer sales say nothing about the margin a message really keeps


@dataclass(frozen=True, slots=True)
class Model:
    """One fitted outcome: posterior mean and sd, and the spread of each group (a vector by group number)."""

    mean: FloatArray
    sd: FloatArray
    variance: FloatArray


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`center` and `spread` (d, draws) are the coefficients of the sale as drawn; `signal_*` those of the signal."""

    number: int
    at: float
    rows: int
    signal: Model
    sale: Model
    slopes: FloatArray
    slopes_sd: FloatArray
    center: FloatArray
    spread: FloatArray
    signal_center: FloatArray
    signal_spread: FloatArray
    curve: FloatArray
    typical: float  # R$ of margin a decision brings on average; 0 = not known
    refunds: dict[str, float]
    kept: dict[str, float]
    tried: int = 0
    """Rows that learning chose: only they have shown what arms do."""


def unlearned(seed: int) -> Snapshot:
    """The rules and the priors, before any data."""
    nothing = Model(np.zeros(0), np.zeros(0), np.zeros(0))
    none = np.zeros((0, DRAWS))
    return Snapshot(
        0,
        0.0,
        0,
        nothing,
        nothing,
        SLOPE_MEAN,
        SLOPE_SD,
        np.zeros(0),
        none,
        np.zeros(0),
        none,
        np.zeros(0),
        0.0,
        {},
        {},
    )


def believe(
    table: Table,
    now: float,
    seed: int,
    number: int,
    previous: Snapshot | None = None,
    weight: FloatArray | None = None,
    use_signal: bool = True,
) -> Snapshot:
    """Fit both models at `now` (hours). `weight` is what each row counts.

    `previous` only speeds the search up and carries the groups' spreads on.
    """
    layout, index = table.design.layout(), table.matrix()
    weight = np.ones(len(table)) if weight is None else weight
    signal, signal_root = _fit_signal(table, index, layout, weight, now, previous)
    shape = _curve(table, now)
    slope_mean = SLOPE_MEAN if use_signal else np.zeros(3)
    sale, sale_root = _fit_sale(table, index, layout, weight, now, shape, signal.mean, slope_mean, previous)
    d = len(layout.group)
    slopes = sale.mean[d:]
    carried = np.where(layout.slope == NO_SLOPE, 0.0, slopes[layout.slope])
    z = generator(seed, "bank", number)
    signal_spread = signal_root @ z.standard_normal((d, DRAWS))
    own = sale_root @ z.standard_normal((d + 3, DRAWS))
    wobble = np.where((layout.slope == NO_SLOPE)[:, None], 0.0, own[d:][layout.slope])
    spread = own[:d] + wobble * signal.mean[:, None] + (carried[:, None] + wobble) * signal_spread
    refunds, kept = _margins(table, now)
    return Snapshot(
        number, now, len(table), signal, Model(sale.mean[:d], sale.sd[:d], sale.variance), slopes, sale.sd[d:],
        sale.mean[:d] + carried * signal.mean, spread - spread.mean(1, keepdims=True),
        signal.mean, signal_spread - signal_spread.mean(1, keepdims=True), shape, _typical(table, now, shape),
        refunds, kept, _tried(table),
    )  # fmt: skip


def extended(snapshot: Snapshot, design: Design, seed: int) -> Snapshot:
    """The same snapshot with coefficients that appeared since, at their priors; draws keyed by their names."""
    known, d = len(snapshot.center), len(design)
    if known >= d:
        return snapshot
    layout, names = design.layout(), design.names()
    new = np.arange(known, d)
    slope = layout.slope[new]
    carried = np.where(slope == NO_SLOPE, 0.0, snapshot.slopes[slope])
    signal_mean, sale_mean = (_prior(layout, s, None, touches=False).mean[new] for s in (True, False))
    signal_sd, sale_sd = (_prior(layout, s, None, touches=False).variance[new] ** 0.5 for s in (True, False))
    z = np.array([generator(seed, "bank", snapshot.number, names[i]).standard_normal((2, DRAWS)) for i in new])
    signal_spread = z[:, 0] * signal_sd[:, None]
    spread = z[:, 1] * sale_sd[:, None] + carried[:, None] * signal_spread
    spread[slope == NO_SLOPE] = 0.0
    return replace(
        snapshot,
        center=np.concatenate([snapshot.center, sale_mean + carried * signal_mean]),
        spread=np.vstack([snapshot.spread, spread]),
        signal_center=np.concatenate([snapshot.signal_center, signal_mean]),
        signal_spread=np.vstack([snapshot.signal_spread, signal_spread]),
    )


def _tried(table: Table) -> int:
    return int((~np.array(table.bound, bool)[table.cell]).sum())


def refund_rate(snapshot: Snapshot, label: str) -> float:
    return snapshot.refunds.get(label, snapshot.refunds.get("", REFUND_BASE))


def _fit_signal(
    table: Table, index: NDArray[np.int64], layout: Layout, weight: FloatArray, now: float, previous: Snapshot | None
) -> tuple[Model, FloatArray]:
    told, settled = table.heard(now)
    cells = len(index)
    tries, won = (_count(table.cell, weight * part, cells) for part in (told, settled))
    touches = not is_conversation(table)
    prior = _prior(layout, True, previous, touches)
    start = None if previous is None else _continue(previous.signal.mean, prior.mean)
    on = tries > 0
    found = fit(Rows(index[on], np.zeros((int(on.sum()), 0)), tries[on], won[on]), prior, start)
    return _model(found, prior, layout, True, touches), found.root


def _fit_sale(
    table: Table, index: NDArray[np.int64], layout: Layout, weight: FloatArray, now: float, shape: FloatArray,
    signal: FloatArray, slope_mean: FloatArray, previous: Snapshot | None,
) -> tuple[Model, FloatArray]:  # fmt: skip
    sold, expired = table.sold_at <= now, table.expired_at <= now
    label = np.unique(np.array(table.labels()), return_inverse=True)[1][table.cell]
    took = np.where(sold, table.sold_at - table.at, np.inf)
    failed = np.where(expired, 1.0, delay.matured_by(label, now - table.at, took, shape)) * ~sold
    cells = len(index)
    won = _count(table.cell, weight * sold, cells)
    tries = won + _count(table.cell, weight * failed, cells)
    touches = not is_conversation(table)
    own = _prior(layout, False, previous, touches)
    slope_sd = SLOPE_SD if slope_mean.any() else np.full(3, 1e-3)
    prior = Prior(
        np.concatenate([own.mean, slope_mean]),
        np.concatenate([own.variance, slope_sd**2]),
        np.concatenate([own.along, np.zeros(3)]),
    )
    start = None
    if previous is not None and len(previous.sale.mean):
        start = np.concatenate([_continue(previous.sale.mean, own.mean), previous.slopes])
    dense = np.stack([np.where(layout.slope == k, signal, 0.0)[index].sum(1) for k in range(TIER, TIER + 3)], 1)
    on = tries > 1e-6
    found = fit(Rows(index[on], dense[on], tries[on], won[on]), prior, start)
    return _model(found, prior, layout, False, touches), found.root


def _prior(layout: Layout, signal: bool, previous: Snapshot | None, touches: bool) -> Prior:
    """What is assumed of every coefficient; `touches` where every reply is a touch of its own."""
    own = np.where(np.isin(layout.group, layout.adaptive), SALE_CROSS_SCALE, SALE_SCALE)
    scale = np.where(layout.slope == NO_SLOPE, 1.0, layout.signal_scale if signal else own)
    share = np.where(layout.slope == NO_SLOPE, 1.0, SIGNAL_SHARE if signal else SALE_SHARE)
    sd = layout.sd * layout.touch_scale if touches else layout.sd
    mean, variance = layout.mean * share, (sd * scale) ** 2
    if signal:
        mean = np.where(layout.mean < -2, SIGNAL_BIAS, mean)
    if previous is not None:
        spread = (previous.signal if signal else previous.sale).variance
        known = layout.group < len(spread)
        learned = (
            np.where(known, spread[np.minimum(layout.group, len(spread) - 1)], np.nan) if len(spread) else variance
        )
        variance = np.where(np.isnan(learned), variance, learned)
    prior = Prior(mean, variance, np.zeros(len(mean)))
    return _as_one_guess(prior, layout) if touches else prior


def _as_one_guess(prior: Prior, layout: Layout) -> Prior:
    """What is assumed of writers holds for all or for none: so it is where every reply is a touch of its own.

    Sales are few there and a signal only hints at them. In conversations it is the worth itself, and what one intent
    shows of a writer says nothing of the next.
    """
    level = writer_level(layout)
    variance = np.where(level, STEP_SCALE**2, 1.0) * prior.variance
    return Prior(prior.mean, variance, STEPS_HOLD * np.where(level, prior.mean, 0.0))


def _model(found: Posterior, prior: Prior, layout: Layout, signal: bool, touches: bool) -> Model:
    fresh = _prior(layout, signal, None, touches).variance
    spread = adapt(found, prior, layout.group, layout.adaptive, fresh)
    by_group = np.full(int(layout.group.max()) + 1, np.nan)
    on = np.isin(layout.group, layout.adaptive)
    by_group[layout.group[on]] = spread[: len(layout.group)][on]
    return Model(found.mean, found.variance**0.5, by_group)


def _continue(mean: FloatArray, prior: FloatArray) -> FloatArray:
    return np.concatenate([mean, prior[len(mean) :]])


def _curve(table: Table, now: float) -> FloatArray:
    sold = table.sold_at <= now
    return delay.curve((table.sold_at - table.at)[sold], (now - table.at)[sold])


def _typical(table: Table, now: float, shape: FloatArray) -> float:
    """Margin a decision brings, shrunk to a twentieth of the listed margins."""
    share = np.where(table.expired_at <= now, 1.0, delay.matured(now - table.at, shape))
    earned = float(table.sold[table.sold_at <= now].sum())
    guess = 0.05 * float(table.margin.mean())
    return (earned + TYPICAL_ROWS * guess) / (float(share.sum()) + TYPICAL_ROWS)


def _margins(table: Table, now: float) -> tuple[dict[str, float], dict[str, float]]:
    """Refund rate, and margin kept over margin listed, by message; shrunk to the mean (key '')."""
    rows = np.flatnonzero(table.sold_at <= now)
    names, code = np.unique(np.array([*table.labels(), ""]), return_inverse=True)
    label = code[table.cell[rows]]
    sales = _count(label, None, len(names))
    back = _count(label, table.refunded_at[rows] <= now, len(names))
    value, listed = (_count(label, x[rows], len(names)) for x in (table.sold, table.margin))
    base = float((back.sum() + REFUND_BASE * REFUND_BASE_SALES) / (len(rows) + REFUND_BASE_SALES))
    rate = (back + REFUND_SALES * base) / (sales + REFUND_SALES)
    refunds = {str(k): float(rate[n]) for n, k in enumerate(names) if sales[n]}
    kept = {
        str(k): float(value[n] / listed[n]) for n, k in enumerate(names) if sales[n] >= KEPT_SALES and listed[n] > 0
    }
    return {**refunds, "": base}, kept


def _count(at: NDArray[np.int64], weight: NDArray[Any] | None = None, size: int = 0) -> FloatArray:
    return np.bincount(at, weight, size).astype(np.float64)
