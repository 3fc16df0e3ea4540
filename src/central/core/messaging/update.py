"""One webhook update after parsing: something heard, a status of something sent, or a notice.

Each keeps `raw`, its own JSON with the envelope that came with it, so that nothing Meta said is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from central.core.messaging.message import Content, Referral
from central.core.people.identity import Sender
from central.core.records import swift


@swift
@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a lead. `at` is Meta's time in epoch milliseconds; `wamid` is unique on its channel."""

    channel: str
    waba: str
    wamid: str
    at: int
    sender: Sender
    content: Content
    raw: bytes
    reply_to: str | None = None
    referral: Referral | None = None
    forwarded: bool = False
    referred_product: str | None = None


class Rank(IntEnum):
    """How far a sent message came. A status never lowers it; FAILED is kept apart by `StatusChange.failed`."""

    NONE = 0
    SENT = 1
    DELIVERED = 2
    READ = 3
    PLAYED = 4


@swift
@dataclass(frozen=True, slots=True)
class Pricing:
    """What Meta says a delivery costs: compute from `type` and `category`, `billable` is being retired."""

    category: str
    type: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of Meta's table: logic looks at `code`, people read the rest."""

    code: int
    title: str = ""
    details: str = ""


@swift
@dataclass(frozen=True, slots=True)
class StatusChange:
    """What became of a message we sent. `callback` is our outbox id if Meta echoed it."""

    channel: str
    waba: str
    wamid: str
    at: int
    status: str
    rank: Rank
    raw: bytes
    callback: str | None = None
    pricing: Pricing | None = None
    fault: Fault | None = None

    @property
    def failed(self) -> bool:
        """Meta gave up on it."""
        return self.status == "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """An update of another field (template, quality, account …) or one whose shape is strange; kept as it came.

    `why` is empty for a field Central knows and says what was strange otherwise.
    """

    field: str
    waba: str
    at: int
    raw: bytes
    channel: str | None = None
    why: str = ""


Update = Heard | StatusChange | Notice
