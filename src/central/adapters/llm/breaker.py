"""A breaker in front of a model: after failures in a row it is left alone for a while, then one call tries."""

from __future__ import annotations

from dataclasses import dataclass

MOST_FAILURES = 4
REST_MS = 30_000
LONGEST_REST_MS = 300_000


@dataclass(slots=True)
class Breaker:
    """Counts what one tier of one process saw; times are milliseconds of any steady clock."""

    failures: int = 0
    rests: int = 0
    open_until: int = 0

    def allows(self, now: int) -> bool:
        """Whether a call may go out; while it rests, nobody; then one at a time until one succeeds."""
        if now < self.open_until:
            return False
        if self.failures >= MOST_FAILURES:
            self.open_until = now + REST_MS
        return True

    def succeeded(self) -> None:
        """The model answered: all is forgotten."""
        self.failures = self.rests = self.open_until = 0

    def failed(self, now: int) -> None:
        """One more failure; after enough of them each rest is twice as long."""
        self.failures += 1
        if self.failures >= MOST_FAILURES:
            self.open_until = now + min(LONGEST_REST_MS, REST_MS << self.rests)
            self.rests = min(self.rests + 1, 8)
