"""What writing unasked is worth: R$ a person over those whom nobody calls back or offers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

FEWEST = 30
"""People in each group before a figure is shown."""
_Z = 1.959964
"""Of a 95 % interval."""
WINDOW_MS = 30 * 86_400_000
"""How long after the moment of the offer purchases count."""
CALL_MS = 7 * 86_400_000
"""How long after the moment of the first call back payments count."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Means in centavos a person; `over` is asked less untouched, with the ends of its 95 % interval (Welch)."""

    asked: int
    untouched: int
    mean_asked: float
    mean_untouched: float
    over: float
    low: float
    high: float


def worth(asked: Sequence[int], untouched: Sequence[int]) -> Worth | None:
    """What later purchases (centavos a person) say of asking; None while there are too few people.

    >>> found = worth([0, 1000] * 50, [0, 0] * 50)
    >>> round(found.over), round(found.low), round(found.high)
    (500, 402, 598)
    >>> worth([1000] * 5, [0] * 500) is None
    True
    """
    if min(len(asked), len(untouched)) < FEWEST:
        return None
    one, other = fmean(asked), fmean(untouched)
    error = sqrt(variance(asked) / len(asked) + variance(untouched) / len(untouched))
    return Worth(
        len(asked), len(untouched), one, other, one - other, one - other - _Z * error, one - other + _Z * error
    )
