"""Bayesian logistic regression over sparse one-hot rows, with group variances learned from the data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

NEWTON_STEPS = 12
TOLERANCE = 1e-2  # logits; the next step would be a hundredth of that
VARIANCE_FLOOR = 0.03**2
VARIANCE_WEIGHT = 3.0  # how many coefficients the prior variance of a group is worth


@dataclass(frozen=True, slots=True)
class Rows:
    """Distinct (context, arm) cells: active coefficients, tries and successes (both may be fractional)."""

    index: IntArray  # (cells, k), padded with 0
    dense: FloatArray  # (cells, m) extra numeric columns
    tries: FloatArray
    wins: FloatArray


@dataclass(frozen=True, slots=True)
class Prior:
    """Gaussian: `variance` of each coefficient by itself, and `along`, one standard deviation of what all share.

    A guess about many coefficients holds for all of them or for none: what is seen of some moves the others with them.
    """

    mean: FloatArray  # (d + m,)
    variance: FloatArray
    along: FloatArray

    def precision(self) -> FloatArray:
        """Inverse of diag(variance) + along along'."""
        out, shared = np.diag(1 / self.variance), self.along / self.variance
        on = np.flatnonzero(shared)
        out[np.ix_(on, on)] -= np.outer(shared[on], shared[on]) / (1 + shared @ self.along)
        return out

    def pull(self, gap: FloatArray) -> FloatArray:
        """The precision times a `gap` from the mean."""
        shared = self.along / self.variance
        return np.asarray(gap / self.variance - shared * (shared @ gap) / (1 + shared @ self.along), np.float64)


@dataclass(frozen=True, slots=True)
class Posterior:
    """Gaussian around the mode; `root` @ standard normals is a posterior deviation."""

    mean: FloatArray
    root: FloatArray
    variance: FloatArray


def fit(rows: Rows, prior: Prior, start: FloatArray | None = None) -> Posterior:
    """Laplace approximation at the posterior mode, by Newton steps with halving."""
    d, m = len(prior.mean) - rows.dense.shape[1], rows.dense.shape[1]
    k = rows.index.shape[1]
    left, right = np.tril_indices(k)
    pairs = (rows.index[:, left] * d + rows.index[:, right]).ravel()
    theta = prior.mean.copy() if start is None else start.copy()
    value = -np.inf
    precision = prior.precision()
    hessian = precision
    for _ in range(NEWTON_STEPS):
        chance = _chance(rows, theta, d)
        residual = rows.wins - rows.tries * chance
        weight = rows.tries * chance * (1 - chance)
        gradient = _transpose(rows, residual, d) - prior.pull(theta - prior.mean)
        hessian = _hessian(rows, weight, pairs, left == right, d, m) + precision
        # Single precision is plenty for a direction; the mode itself is found in double.
        step = np.linalg.solve(hessian.astype(np.float32), gradient.astype(np.float32)).astype(np.float64)
        theta, value = _advance(rows, prior, theta, step, value, d)
        if np.abs(step).max() < TOLERANCE:
            break
    inverse = _inverse_lower(np.asarray(np.linalg.cholesky(hessian), np.float64))
    return Posterior(theta, inverse.T, np.einsum("ij,ij->j", inverse, inverse))


def adapt(posterior: Posterior, prior: Prior, group_of: IntArray, adapts: IntArray, initial: FloatArray) -> FloatArray:
    """Empirical Bayes: each adaptive group's variance from the spread its coefficients show beyond their noise."""
    variance = prior.variance.copy()
    d = len(group_of)
    for g in adapts:
        mine = np.flatnonzero(group_of == g)
        if len(mine) < 4:
            continue
        spread = ((posterior.mean[:d][mine] - prior.mean[:d][mine]) ** 2).sum()
        known = np.clip(1 - posterior.variance[:d][mine] / variance[mine], 0, 1).sum()
        variance[mine] = max(VARIANCE_FLOOR, (spread + VARIANCE_WEIGHT * initial[mine[0]]) / (known + VARIANCE_WEIGHT))
    return variance


def logistic(x: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float64)


def _inverse_lower(lower: FloatArray) -> FloatArray:
    """Inverse of a lower triangle by halves: numpy knows no triangular solve."""
    n = len(lower)
    if n <= 64:
        return np.asarray(np.linalg.inv(lower), np.float64)
    half, out = n // 2, np.zeros_like(lower)
    first, second = _inverse_lower(lower[:half, :half]), _inverse_lower(lower[half:, half:])
    out[:half, :half], out[half:, half:] = first, second
    out[half:, :half] = -second @ (lower[half:, :half] @ first)
    return out


def _chance(rows: Rows, theta: FloatArray, d: int) -> FloatArray:
    return logistic(theta[rows.index].sum(1) + rows.dense @ theta[d:])


def _transpose(rows: Rows, weight: FloatArray, d: int) -> FloatArray:
    k = rows.index.shape[1]
    own = np.bincount(rows.index.ravel(), np.repeat(weight, k), d)
    return np.concatenate([own, rows.dense.T @ weight])


def _hessian(rows: Rows, weight: FloatArray, pairs: IntArray, same: NDArray[np.bool_], d: int, m: int) -> FloatArray:
    out = np.empty((d + m, d + m))
    scaled = np.where(same, 0.5, 1.0)
    lower = np.bincount(pairs, (weight[:, None] * scaled).ravel(), d * d).reshape(d, d)
    out[:d, :d] = lower + lower.T
    for j in range(m):
        column = np.repeat(weight * rows.dense[:, j], rows.index.shape[1])
        out[d + j, :d] = out[:d, d + j] = np.bincount(rows.index.ravel(), column, d)
    out[d:, d:] = rows.dense.T @ (weight[:, None] * rows.dense)
    return out


def _advance(
    rows: Rows, prior: Prior, theta: FloatArray, step: FloatArray, value: float, d: int
) -> tuple[FloatArray, float]:
    for _ in range(6):
        ahead = theta + step
        reached = _log_posterior(rows, prior, ahead, d)
        if reached >= value - 1e-9:
            return ahead, reached
        step = step / 2
    return ahead, reached


def _log_posterior(rows: Rows, prior: Prior, theta: FloatArray, d: int) -> float:
    eta = theta[rows.index].sum(1) + rows.dense @ theta[d:]
    likelihood = rows.wins * eta - rows.tries * np.logaddexp(0, eta)
    gap = theta - prior.mean
    return float(likelihood.sum() - gap @ prior.pull(gap) / 2)
