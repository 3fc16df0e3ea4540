"""Time that a test holds in its hand."""

from __future__ import annotations

from dataclasses import dataclass

START = 1_795_000_000_000


@dataclass
class FakeClock:
    """Time that passes only when somebody sleeps or a test says so."""

    time: int = START

    def now(self) -> int:
        return self.time

    async def sleep(self, ms: float) -> None:
        self.time += round(ms)
