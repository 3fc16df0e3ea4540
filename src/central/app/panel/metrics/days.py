"""The figures day by day: who came and who bought, and what the models cost beside what all-GPT-4 would have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from central.app.panel.metrics.figures import TIERS, centavos
from central.core.replying.choice import REPLY_COSTS

EPOCH = date(1970, 1, 1)
WIDE, TALL, FOOT = 720.0, 150.0, 22.0
MOST_MARKS = 8


@dataclass(frozen=True, slots=True)
class Day:
    """One day; costs in centavos and summed up since the first day of the period."""

    day: date
    leads: int
    orders: int
    net: int
    ours: int
    strong: int

    @property
    def saved(self) -> int:
        """Centavos saved so far."""
        return self.strong - self.ours


@dataclass(frozen=True, slots=True)
class Bars:
    """Places of a day: its column from `left`, `step` wide, its bars (leads, and orders before them), its costs."""

    day: Day
    left: float
    step: float
    x: float
    width: float
    leads: float
    orders: float
    ours: float
    strong: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Both charts; `marks` are days that are named under them."""

    bars: Sequence[Bars]
    ours: str
    strong: str
    saved: str
    most: int
    most_cost: int
    marks: Sequence[tuple[float, str]]
    wide: float = WIDE
    tall: float = TALL
    foot: float = FOOT


def days_of(found: Mapping[int, Counter[str]]) -> list[Day]:
    """The days in their order."""
    ours = accumulate(counts["ia"] + counts["ia:forte"] for counts in found.values())
    replies = accumulate(sum(counts[f"resposta:{tier}"] for tier in TIERS) for counts in found.values())
    return [
        Day(
            EPOCH + timedelta(days=day),
            counts["lead"] + counts["retorno"],
            counts["pago"],
            counts["pago:valor"] - counts["devolvido:valor"],
            centavos(spent),
            centavos(REPLY_COSTS["forte"] * said),
        )
        for (day, counts), spent, said in zip(found.items(), ours, replies, strict=True)
    ]


def drawn(days: Sequence[Day]) -> Drawing:
    """Where everything stands on a field of WIDE by TALL."""
    most, most_cost = max(1, *(d.leads for d in days), 1), max(1, *(max(d.ours, d.strong) for d in days), 1)
    step = WIDE / max(1, len(days))
    bars = [
        Bars(
            d,
            round(n * step, 1),
            round(step, 1),
            round(n * step + step * 0.14, 1),
            round(step * 0.72, 1),
            *(_up(d.leads, most), _up(d.orders, most), _up(d.ours, most_cost), _up(d.strong, most_cost)),
        )
        for n, d in enumerate(days)
    ]
    every = max(1, -(-len(days) // MOST_MARKS))
    marks = [(round(n * step + step / 2, 1), f"{d.day:%d/%m}") for n, d in enumerate(days) if n % every == 0]
    ours, strong = (_points([getattr(d, name) for d in days], most_cost, step) for name in ("ours", "strong"))
    saved = f"{_line([*strong, *reversed(ours)])} Z" if days else ""
    return Drawing(bars, _line(ours), _line(strong), saved, most, most_cost, marks)


def _up(value: int, most: int) -> float:
    return round(TALL * value / most, 1)


def _points(values: Sequence[int], most: int, step: float) -> list[str]:
    return [f"{n * step + step / 2:.1f},{TALL - TALL * value / most:.1f}" for n, value in enumerate(values)]


def _line(points: Sequence[str]) -> str:
    return "M" + " L".join(points) if points else ""
