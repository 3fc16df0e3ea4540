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
    along = np.append(rng.normal(0, 0.2, d), 0.0)
    along[0] = 0.0
    return rows, Prior(np.zeros(d + 1), variance, along), truth


def covariance(prior):
    return np.diag(prior.variance) + np.outer(prior.along, prior.along)


def test_the_mode_is_where_the_gradient_vanishes():
    rows, prior, _ = data()
    found, d = fit(rows, prior).mean, 140
    chance = logistic(found[:d][rows.index].sum(1) + rows.dense[:, 0] * found[d])
    design = np.zeros((len(rows.tries), d + 1))
    for k in range(4):
        np.add.at(design, (np.arange(len(design)), rows.index[:, k]), 1.0)
    design[:, d] = rows.dense[:, 0]
    gradient = design.T @ (rows.wins - rows.tries * chance) - np.linalg.solve(covariance(prior), found)
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
    expected = np.linalg.inv(design.T @ (weight[:, None] * design) + np.linalg.inv(covariance(prior)))
    assert found.variance == pytest.approx(np.diag(expected), rel=0.02)
    assert found.root @ found.root.T == pytest.approx(expected, abs=2e-3)


def test_intervals_hold_the_truth():
    inside = []
    for seed in range(5):
        rows, prior, truth = data(seed)
        found = fit(rows, prior)
        inside.append(np.abs(found.mean - truth)[1:] < 1.96 * found.variance[1:] ** 0.5)
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)


def test_a_guess_that_fails_where_it_was_tried_is_trusted_less_where_it_was_not():
    guess = np.array([0.0, 0.4, -0.4])
    rows = Rows(np.array([[0], [1]]), np.zeros((2, 0)), np.array([4000.0, 4000.0]), np.array([2000.0, 2000.0]))
    narrow = np.array([1e-6, 0.01, 0.01])
    alone, together = (fit(rows, Prior(guess, narrow, share * guess)).mean for share in (0.0, 0.8))
    assert np.abs([together[1], alone[1]]).max() < 0.1
    assert alone[2] == pytest.approx(-0.4, abs=0.01)
    assert -0.2 < together[2] <= 0.05


def test_groups_learn_how_much_they_vary():
    rows, prior, _ = data()
    group = np.ones(140, np.int64)
    group[0] = 0
    for start in (0.02, 2.0):
        variance = np.full(141, start)
        variance[0] = 1e-6
        now = Prior(prior.mean, variance, np.zeros(141))
        for _ in range(8):
            spread = adapt(fit(rows, now), now, group, np.array([1]), np.full(140, 0.25))
            now = Prior(prior.mean, spread, np.zeros(141))
        assert now.variance[5] == pytest.approx(0.25, rel=0.35)
