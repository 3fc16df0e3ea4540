from __future__ import annotations

import numpy as np
import pytest

from central.core.learning.regression import Prior, Rows, adapt, fit, logistic


def data(seed=0, cells=300, d=140):
    rng = np.random.default_rng(seed)
    index = rng.integers(1, d, (cells, 4))
    dense, truth = rng.normal(size=(cells, 1)), np.append(rng.normal(0, 0.5, d), 0.8)
    truth[0] = 0.0
    chance = logistic(truth[:d][index].sum(1) + dense[:, 0] * truth[d])
    tries = rng.integers(1, 60, cells).astype(float)
    rows = Rows(index, dense, tries, rng.binomial(tries.astype(int), chance).astype(float))
    variance = np.full(d + 1, 0.25)
    variance[0] = 1e-6
    return rows, Prior(np.zeros(d + 1), variance), truth


def test_the_mode_is_where_the_gradient_vanishes():
    rows, prior, _ = data()
    found, d = fit(rows, prior).mean, 140
    chance = logistic(found[:d][rows.index].sum(1) + rows.dense[:, 0] * found[d])
    design = np.zeros((len(rows.tries), d + 1))
    for k in range(4):
        np.add.at(design, (np.arange(len(design)), rows.index[:, k]), 1.0)
    design[:, d] = rows.dense[:, 0]
    gradient = design.T @ (rows.wins - rows.tries * chance) - found / prior.variance
    assert np.abs(gradient[1:]).max() < 0.05


def test_the_spread_is_the_inverse_of_the_curvature():
    rows, prior, _ = data()
    found, d = fit(rows, prior), 140
    chance = logistic(found.mean[:d][rows.index].sum(1) + rows.dense[:, 0] * found.mean[d])
    design = np.zeros((len(rows.tries), d + 1))
    for k in range(4):
        np.add.at(design, (np.arange(len(design)), rows.index[:, k]), 1.0)
    design[:, d] = rows.dense[:, 0]
    weight = rows.tries * chance * (1 - chance)
    covariance = np.linalg.inv(design.T @ (weight[:, None] * design) + np.diag(1 / prior.variance))
    assert found.variance == pytest.approx(np.diag(covariance), rel=0.02)
    assert found.root @ found.root.T == pytest.approx(covariance, abs=2e-3)


def test_intervals_hold_the_truth():
    inside = []
    for seed in range(5):
        rows, prior, truth = data(seed)
        found = fit(rows, prior)
        inside.append(np.abs(found.mean - truth)[1:] < 1.96 * found.variance[1:] ** 0.5)
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)


def test_groups_learn_how_much_they_vary():
    rows, prior, _ = data()
    group = np.ones(140, np.int64)
    group[0] = 0
    for start in (0.02, 2.0):
        variance = np.full(141, start)
        variance[0] = 1e-6
        now = Prior(prior.mean, variance)
        for _ in range(8):
            now = Prior(prior.mean, adapt(fit(rows, now), now, group, np.array([1]), np.full(140, 0.25)))
        assert now.variance[5] == pytest.approx(0.25, rel=0.35)
