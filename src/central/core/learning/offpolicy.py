"""Proof from the log: SNIPS and doubly robust estimates, their honest intervals, and refusal when data are too few."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from central.core.learning.choice import generator

FloatArray = NDArray[np.float64]

LEAST_EFFECTIVE = 200.0
BOOTSTRAPS = 400


@dataclass(frozen=True, slots=True)
class Estimate:
    """R$ (or rate) per decision with its 95 % interval; `refusal` says why there is no figure (Portuguese)."""

    value: float | None
    low: float | None
    high: float | None
    effective: float
    n: int
    people: int
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """One row a decision: who, the slot propensity of what was done, its target's chance, the reward, the model's view.

    `predicted` is the model's reward for what was done, `expected` its mean under the target policy.
    """

    person: Sequence[Hashable]
    propensity: FloatArray
    target: FloatArray
    reward: FloatArray
    predicted: FloatArray
    expected: FloatArray


def snips(log: Log, seed: int) -> Estimate:
    """Self-normalised importance sampling."""
    weight = _weights(log)
    return _estimate(log, np.stack([weight * log.reward, weight]), weight, seed)


def doubly_robust(log: Log, seed: int) -> Estimate:
    """The model's view of the target, corrected by what the log shows it gets wrong (self-normalised)."""
    weight = _weights(log)
    parts = np.stack([weight * (log.reward - log.predicted), weight, log.expected, np.ones(len(weight))])
    return _estimate(log, parts, weight, seed)


def lift(treated: FloatArray, control: FloatArray, seed: int) -> Estimate:
    """R$ per person above the control group; both arguments are one figure a person."""
    n, people = len(treated) + len(control), len(treated) + len(control)
    least = min(len(treated), len(control))
    if least < LEAST_EFFECTIVE:
        return _refuse(
            float(least), n, people, f"só há {least} pessoas no grupo menor; são precisas {LEAST_EFFECTIVE:.0f}"
        )
    draws = generator(seed, "lift", n)
    a = _resampled_means(treated, draws)
    b = _resampled_means(control, draws)
    low, high = np.percentile(a - b, [2.5, 97.5])
    return Estimate(float(treated.mean() - control.mean()), float(low), float(high), float(least), n, people)


def smallest_lift(rate: float, treated: int, control: int) -> float:
    """Smallest relative lift in conversion these groups can prove (80 % power, two sides of 5 %)."""
    if min(treated, control) < 1 or not 0 < rate < 1:
        return float("inf")
    return float(2.8016 * np.sqrt((1 - rate) / rate * (1 / treated + 1 / control)))


@dataclass(frozen=True, slots=True)
class Saving:
    """R$ against writing every reply with the strong model, and its basis in words for the owner."""

    ai: float
    bill: float
    ai_share: float
    bill_share: float
    basis: str


def saving(spent_ai: float, strong_ai: float, delivery: float, prices: str) -> Saving:
    """Saved on AI alone and on the whole bill (AI and Meta's charge per delivered reply); all in R$."""
    saved = strong_ai - spent_ai
    whole = strong_ai + delivery
    basis = f"Preços da lista {prices}; comparação: toda resposta pelo modelo forte."
    return Saving(saved, saved, saved / strong_ai if strong_ai else 0.0, saved / whole if whole else 0.0, basis)


def _weights(log: Log) -> FloatArray:
    if (log.propensity <= 0).any():
        raise ValueError("every logged propensity must be above nought")
    return np.asarray(log.target / log.propensity, np.float64)


def _estimate(log: Log, parts: FloatArray, weight: FloatArray, seed: int) -> Estimate:
    """`parts` rows: sum of numerators, sum of weights (and of the direct part and its count); bootstrap by person."""
    code = (
        np.unique(np.array([str(p) for p in log.person]), return_inverse=True)[1]
        if len(log.person)
        else np.zeros(0, int)
    )
    people, n = int(code.max()) + 1 if len(code) else 0, len(weight)
    square = float((weight**2).sum())
    effective = float(weight.sum() ** 2 / square) if square else 0.0
    if effective < LEAST_EFFECTIVE or people < LEAST_EFFECTIVE:
        least = f"{min(effective, people):.0f}"
        return _refuse(effective, n, people, f"a amostra efetiva é {least}; são precisas {LEAST_EFFECTIVE:.0f}")
    by_person = np.stack([np.bincount(code, p, people) for p in parts])
    draws = generator(seed, "bootstrap", n)
    count = draws.multinomial(people, np.full(people, 1 / people), BOOTSTRAPS)
    values = _ratio(np.asarray(count @ by_person.T, np.float64))
    low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(float(_ratio(by_person.sum(1)[None])[0]), float(low), float(high), effective, n, people)


def _ratio(sums: FloatArray) -> FloatArray:
    value = sums[:, 0] / np.maximum(sums[:, 1], 1e-12)
    return np.asarray(value + sums[:, 2] / sums[:, 3] if sums.shape[1] == 4 else value, np.float64)


def _refuse(effective: float, n: int, people: int, reason: str) -> Estimate:
    return Estimate(None, None, None, effective, n, people, f"Ainda não há dados para este número: {reason}.")


def _resampled_means(x: FloatArray, draws: np.random.Generator) -> FloatArray:
    return np.array([x[draws.integers(0, len(x), len(x))].mean() for _ in range(BOOTSTRAPS)])
