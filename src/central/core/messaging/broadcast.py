"""A send to many people: its state, how fast it may go, and when it has to stop by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from central.core.messaging.health import State

Progress = Literal["enviando", "pausado", "terminado", "cancelado"]
DAY_MS = 24 * 3_600_000
SPEEDS: dict[State, int] = {"green": 20, "yellow": 4, "red": 0, "restricted": 0, "banned": 0}
"""Messages a second of one send, by how well the number is."""
WARM_UP_FIRST = 200
"""People on the first day that a shop writes unasked; each day twice as many."""
FAILED_LEAST, FAILED_PERCENT = 30, 20
"""A send of which so many, and so large a part, did not arrive stops."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One send. `price` in micro-reais a message, by the `category` Meta billed when the owner saw it last."""

    id: str
    name: str
    template: str
    segment: str
    """As JSON."""
    category: str
    price: int
    state: Progress
    why: str
    at: int
    by: str
    changed_at: int
    changed_by: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How far it is: `out` were left out on the way, `doubt` may or may not have left."""

    total: int = 0
    waiting: int = 0
    queued: int = 0
    sent: int = 0
    delivered: int = 0
    read: int = 0
    failed: int = 0
    doubt: int = 0
    out: int = 0

    @property
    def percent(self) -> int:
        """How much of it is done.

        >>> Counts(total=200, waiting=50, queued=10).percent
        70
        """
        return 100 * (self.total - self.waiting - self.queued) // self.total if self.total else 100

    def failing(self) -> bool:
        """Whether too much of it does not arrive.

        >>> Counts(sent=70, failed=30).failing(), Counts(sent=10, failed=10).failing()
        (True, False)
        """
        settled = self.sent + self.failed
        return self.failed >= FAILED_LEAST and self.failed * 100 >= FAILED_PERCENT * settled


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody of a send whose turn has come, as they are now."""

    place: int
    person: str
    conversation: str
    channel: str
    persona: str
    product: str | None
    name: str | None
    silent: bool
    consented: bool
    held: bool
    called: int


@dataclass(frozen=True, slots=True)
class Step:
    """A portion of a send at `now`, its bubbles over `spread` ms; `said` and `price` (micro-reais) go to the ledger."""

    broadcast: str
    limit: int
    now: int
    said: str
    price: int
    spread: int
    until: int | None = None
    """Nothing of it goes out from then on, by the hours of rest."""


def allowance(limit: int | None, used: int, first_at: int | None, now: int, warm_up: bool) -> int:
    """How many more people may be written to unasked in these 24 hours. `limit`: Meta's, None unknown or none;
    `used` in the last 24 hours, `first_at` the first time ever.

    >>> allowance(2_000, 1_950, 0, 30 * DAY_MS, True), allowance(None, 0, None, 0, True)
    (50, 200)
    """
    most = 1_000_000 if limit is None else limit
    if warm_up:
        days = 0 if first_at is None else max(0, now - first_at) // DAY_MS
        most = min(most, WARM_UP_FIRST << min(days, 20))
    return max(0, most - used)
