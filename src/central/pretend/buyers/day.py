"""When buyers come: a day of a Brazilian shop, with one hour that brings ten times the mean."""

from __future__ import annotations

from collections.abc import Sequence

from central.pretend.buyers.world import draw

HOUR_MS = 3_600_000
PEAK_HOUR, PEAK = 20, 10.0
_SHAPE = (6, 4, 2, 1, 1, 2, 5, 10, 14, 16, 18, 20, 24, 22, 18, 18, 20, 22, 26, 30, 0, 30, 24, 14)
"""How full each other hour is, against the others."""


def hours_of_day() -> tuple[float, ...]:
    """The share of the day's buyers that each hour brings."""
    peak = PEAK / 24
    rest = (1 - peak) / sum(_SHAPE)
    return tuple(peak if hour == PEAK_HOUR else full * rest for hour, full in enumerate(_SHAPE))


def arrivals(buyers: int, seed: int, hours: Sequence[float] = (1.0,)) -> list[int]:
    """When each buyer comes, in ms from the beginning and in order; `hours` are shares of the hours that follow."""
    moments: list[float] = []
    shares = sum(hours)
    for number in range(buyers):
        place = draw(seed, "chegada", number) * shares
        for hour, share in enumerate(hours):
            if place < share:
                moments.append(hour + place / share)
                break
            place -= share
        else:
            moments.append(len(hours) - draw(seed, "fim", number))
    return sorted(int(moment * HOUR_MS) for moment in moments)
