"""Meta's limits that a sender can hit: messages to one person, messages of one number.

Source: Meta, "about the platform" (pair rate) and "throughput" (2026).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from central.pretend.cloud.graph_error import GraphError

PairKey = tuple[str, str]


@dataclass(slots=True)
class Limits:
    """One message per `pair_ms` to one person, `pair_burst` of them borrowed from the future; `per_second` a number.

    Meta's text asks for silence until a burst is paid back (`loan`): the strict reading. By default the debt only
    caps at the burst, as senders see it in practice.
    """

    pair_ms: int = 6_000
    pair_burst: int = 45
    per_second: int = 80
    loan: bool = False
    _paid_until: dict[PairKey, int] = field(default_factory=dict)
    _burst_since: dict[PairKey, int] = field(default_factory=dict)
    _second: dict[str, tuple[int, int]] = field(default_factory=dict)

    def spend(self, number: str, person: str, now: int) -> None:
        """Count one message; GraphError 130429 or 131056 when a limit is reached, and nothing is counted."""
        since, sent = self._second.get(number, (now, 0))
        if now - since >= 1000:
            since, sent = now, 0
        if sent >= self.per_second:
            raise GraphError(130429, "Message failed to send because there were too many messages sent from this phone")
        self._pair((number, person), now)
        self._second[number] = (since, sent + 1)

    def _pair(self, key: PairKey, now: int) -> None:
        paid = max(self._paid_until.get(key, now), now)
        if self.loan:
            if paid == now:
                self._burst_since[key] = now
            refused = now - self._burst_since[key] >= self.pair_ms
        else:
            refused = False
        if refused or paid - now > self.pair_ms * (self.pair_burst - 1):
            raise GraphError(131056, "Too many messages sent to the same phone number in a short period of time")
        self._paid_until[key] = paid + self.pair_ms
