"""Human pace: how long to type, and how fast Meta lets us talk."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.messaging.message import Bubble, spoken
from central.core.records import replace


def typing_ms(bubble: Bubble) -> int:
    """How long a quick person would type this bubble after another one: 0.5 s to 1.5 s, by its length.

    >>> from central.core.messaging.message import SayText
    >>> typing_ms(SayText("Oi!")), typing_ms(SayText("x" * 1000))
    (518, 1500)
    """
    return min(1500, 500 + 6 * len(spoken(bubble)))


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket: `tokens` left at `at` (epoch ms), refilled by one every `every` ms up to `size`."""

    size: int
    every: int
    tokens: float
    at: int

    @classmethod
    def full(cls, size: int, every: int, now: int) -> Bucket:
        """A bucket nobody drew from yet."""
        return cls(size, every, float(size), now)

    def level(self, now: int) -> float:
        """The tokens it holds at `now`."""
        return min(float(self.size), self.tokens + max(0, now - self.at) / self.every)

    def draw(self, now: int) -> tuple[Bucket, int]:
        """Take one token: the bucket after, and 0; or the bucket as it is, and the ms until there is one.

        >>> bucket, wait = Bucket.full(1, 6000, 0).draw(0)
        >>> wait, bucket.draw(1000)[1], bucket.draw(6000)[1]
        (0, 5000, 0)
        """
        tokens = self.level(now)
        if tokens >= 1:
            return replace(self, tokens=tokens - 1, at=max(now, self.at)), 0
        return self, max(1, round((1 - tokens) * self.every))


PAIR_SIZE, PAIR_EVERY_MS = 30, 6000
"""Meta lets one number write to one person once in 6 s, and lends up to 45 from the future; we borrow at most 30."""

NUMBER_SIZE, NUMBER_EVERY_MS = 20, 17
"""Meta's default throughput is 80 messages a second and number; no second of ours holds more than 79."""
