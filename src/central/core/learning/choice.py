"""Draws, shares and propensities: which arm, and how likely it was."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from central.core.learning.design import Arm

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

DRAWS, BOLD_DRAWS = 96, 3
NARROW, WIDE, WIDE_AFTER = 0.1, 0.25, 4000
THRIFT = 0.04  # a dearer reply must settle this much more often where its price is nothing beside the gain
DOUBT, SHOWN = 0.06, 0.9  # spread of what it settles more while little is known, and how surely it must be more after


@dataclass(frozen=True, slots=True)
class Pick:
    """`index` of the arm taken; `shares` is the exact chance each arm had; `draw` the posterior draw that decided."""

    index: int
    propensity: float
    shares: FloatArray
    draw: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner allows of a choice: the most each arm may take, and whether trying is off (`frozen`)."""

    caps: FloatArray
    frozen: bool = False


def certain(index: int, arms: int) -> Pick:
    """The choice that leaves nothing to chance."""
    shares = np.zeros(arms)
    shares[index] = 1.0
    return Pick(index, 1.0, shares, -1)


def generator(seed: int, *parts: object) -> np.random.Generator:
    """Counter-based stream that depends on nothing but its key."""
    digest = blake2b(repr((seed, *parts)).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


def wins(utility: FloatArray) -> tuple[IntArray, FloatArray]:
    """Best arm of every draw of (arms, draws), and the share of draws each arm wins."""
    best = utility.argmax(0)
    return best, np.bincount(best, minlength=len(utility)) / utility.shape[1]


def thrifty(
    best: IntArray, drawn: FloatArray, whole: FloatArray, arms: Sequence[Arm], labels: Sequence[str], cheap: float
) -> tuple[IntArray, FloatArray]:
    """The same message for less, where the best arm does not settle doubts `THRIFT` more often.

    `drawn` and `whole` are the chances to settle, (arms, draws), as drawn and under the whole posterior. `cheap` is 1
    where prices are nothing beside the gain and so decide nothing, 0 where they decide by themselves. Once `whole`
    knows well what the dearer arm settles more, that must be `SHOWN` too, or noise would pay.
    """
    out = best.copy()
    for arm in np.unique(best) if cheap else ():
        cheaper = [n for n, a in enumerate(arms) if labels[n] == labels[arm] and a["cost"] < arms[arm]["cost"]]
        mine = best == arm
        for n in sorted(cheaper, key=lambda n: -float(arms[n]["cost"])):
            more = whole[arm] - whole[n]
            doubted = more.std() <= DOUBT and (more > 0).mean() < SHOWN
            out[mine & ((drawn[arm] - drawn[n] < THRIFT * cheap) | doubted)] = n
    return out, np.bincount(out, minlength=len(drawn)) / drawn.shape[1]


def pick(
    best: IntArray, shares: FloatArray, seed: int, decision_id: str, floor: float = 0.0, caps: FloatArray | None = None
) -> Pick:
    """Take an arm. `floor` is the total share given evenly to all arms; `caps` limit the share of an arm."""
    mixed = floor / len(shares) + (1 - floor) * shares
    draws = generator(seed, "choice", decision_id)
    if caps is not None and (mixed > caps + 1e-12).any():
        mixed = capped(mixed, caps)
        index = int(np.searchsorted(np.cumsum(mixed), draws.random() * mixed.sum(), side="right"))
        index = min(index, len(mixed) - 1)
        return Pick(index, float(mixed[index]), mixed, -1)
    if floor and draws.random() < floor:
        index = int(draws.integers(len(shares)))
        return Pick(index, float(mixed[index]), mixed, -1)
    draw = int(draws.integers(len(best)))
    index = int(best[draw])
    return Pick(index, float(mixed[index]), mixed, draw)


def capped(shares: FloatArray, caps: FloatArray) -> FloatArray:
    """Shares cut at their caps, the rest spread over the arms below theirs; caps that leave no room are widened."""
    caps = np.asarray(caps, np.float64)
    if caps.sum() < 1:
        caps = caps / max(caps.sum(), 1e-12)
    out = np.minimum(shares, caps)
    for _ in range(len(shares)):
        lacking, room = 1 - out.sum(), caps - out
        if lacking < 1e-12:
            break
        out = out + np.minimum(room, lacking * room / max(room.sum(), 1e-12))
    return np.asarray(out / out.sum(), np.float64)


def marginals(arms: Sequence[Arm], shares: FloatArray, index: int) -> dict[str, float]:
    """Propensity per slot: the chance that this arm's tier, message, … was shown, whatever came with it."""
    taken = arms[index]
    keys = [k for k, v in taken.items() if k not in ("id", "text") and k[:1] != "_" and isinstance(v, str)]
    return {k: float(sum(s for a, s in zip(arms, shares, strict=True) if a.get(k) == taken[k])) for k in keys}


def damping(decisions: int, value: float, typical: float) -> float:
    """How wide the posterior is drawn (1 = plain Thompson sampling).

    Little while data are few; more where a try costs little: a cheap context teaches what a dear one would.
    """
    widest = NARROW + (WIDE - NARROW) * min(1.0, decisions / WIDE_AFTER)
    return min(0.6, widest * math.sqrt(max(typical, 1e-9) / max(value, 1e-9)))


def widths(damped: float) -> FloatArray:
    """Width of every draw of the bank: nearly all damped, a few full, so that nothing likely stays untried."""
    width = np.full(DRAWS, damped)
    width[:BOLD_DRAWS] = 1.0
    return width


def pace(multiplier: float, spent: float, planned: float, rate: float = 0.5) -> float:
    """Next multiplier on reply costs so that the month ends under its ceiling; 1 when there is room."""
    if planned <= 0:
        return multiplier
    return float(np.clip(multiplier * np.exp(rate * (spent / planned - 1)), 1.0, 50.0))
