"""What goes wrong at a CRM, drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

Mishap = Literal["", "down", "html", "too_fast", "refuse", "lie", "forget", "late", "stall"]


@dataclass
class Faults:
    """`down` drops every connection. The others are chances of a write (`refuse`, `lie`, `forget`, `late`, `stall`) or
    of any request:

    `refuse`: a refusal of what was written; `lie`: an error (in Flowlu and HubSpot under a good status) and nothing
    done; `forget`: "ok" and nothing done; `late`: done, but an error is answered; `stall`: done, and the answer comes
    after `stall_ms`; `too_fast`: 429; `html`: a page where JSON was asked for. `slow_ms` comes before every answer; a
    search sees what was `lag_ms` ago.
    """

    down: bool = False
    refuse: float = 0.0
    lie: float = 0.0
    forget: float = 0.0
    late: float = 0.0
    too_fast: float = 0.0
    html: float = 0.0
    stall: float = 0.0
    stall_ms: int = 1_000
    slow_ms: int = 0
    lag_ms: int = 0
    seed: int = 7
    drawn: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.drawn = random.Random(self.seed)  # noqa: S311 - chances of a pretence

    def draw(self, writes: bool) -> Mishap:
        """What happens to this request."""
        if self.down:
            return "down"
        chances: list[tuple[Mishap, float]] = [("too_fast", self.too_fast), ("html", self.html)]
        if writes:
            chances += [("refuse", self.refuse), ("lie", self.lie), ("forget", self.forget)]
            chances += [("late", self.late), ("stall", self.stall)]
        at = self.drawn.random()
        for mishap, chance in chances:
            if at < chance:
                return mishap
            at -= chance
        return ""
