"""Where marks of the charts of learning stand: one scale for all bars of a table, areas for shares over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from central.app.panel.learning.figures import Gain, Group, Option

WIDE, PAD = 220.0, 8.0
AREA_WIDE, AREA_TALL = 720.0, 180.0


@dataclass(frozen=True, slots=True)
class Scale:
    """R$ to places; the rule's own nought is always within."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Where a value stands."""
        room = (self.high - self.low) or 1.0
        return round(PAD + (WIDE - 2 * PAD) * (value - self.low) / room, 1)

    def hill(self, gain: Gain) -> str:
        """The outline of what is believed, as a path over 40 units of height."""
        most, step = max(gain.curve), (gain.high - gain.low) / len(gain.curve)
        tops = [(gain.low + step * (n + 0.5), 34 - 26 * count / most) for n, count in enumerate(gain.curve)]
        points = [(gain.low, 34.0), *tops, (gain.high, 34.0)]
        return "M" + " L".join(f"{self.x(value)},{y:.1f}" for value, y in points) + " Z"


def scale(groups: Sequence[Group]) -> Scale:
    """One scale for a table."""
    gains = [o.gain for g in groups for o in g.options if o.gain is not None]
    return Scale(min([0.0, *(g.low for g in gains)]), max([0.0, *(g.high for g in gains)]))


def tone(option: Option) -> str:
    """Green only past the threshold."""
    return "good" if option.gain is not None and option.gain.best >= 0.95 else ""


def areas(shares: Sequence[tuple[int, tuple[int, int, int]]]) -> tuple[str, str, str]:
    """Stacked paths of the three tiers, from the bottom."""
    if len(shares) < 2:
        return "", "", ""
    step, edges = AREA_WIDE / (len(shares) - 1), [[0.0] * len(shares)]
    for tier in range(3):
        edges.append([edges[-1][n] + counts[tier] / sum(counts) for n, (_, counts) in enumerate(shares)])
    made = []
    for under, over in pairwise(edges):
        up = [f"{n * step:.1f},{AREA_TALL * (1 - y):.1f}" for n, y in enumerate(over)]
        down = [f"{n * step:.1f},{AREA_TALL * (1 - y):.1f}" for n, y in reversed(list(enumerate(under)))]
        made.append("M" + " L".join([*up, *down]) + " Z")
    return made[0], made[1], made[2]
