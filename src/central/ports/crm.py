"""What the flow of tickets needs from the world: the store's tickets and outboxes, the CRMs, who is told.

Times are epoch milliseconds UTC. Every method that changes something is one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from central.core.selling.ticket import Change, Happened, Status, Ticket


class Tickets(Protocol):
    """The built-in HelpCenter's tickets."""

    async def apply_moves(self, now: int, limit: int = ...) -> int:
        """Bring tickets up to the oldest moves of turns; how many moves that were."""

    async def apply_orders(self, now: int, limit: int = ...) -> int:
        """Bring tickets up to what was said of orders; how many words that were."""

    async def lose_silent(self, before: int, now: int, limit: int = ...) -> int:
        """Lose open tickets whose lead said nothing since `before`; how many that were."""

    async def get(self, id: str) -> Ticket | None:
        """One ticket."""

    async def change(self, id: str, changes: Sequence[Change], by: str, now: int) -> Ticket | None:
        """Change a ticket with its line of history; None when there is none."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of history on its way to a hook; `tries` counts this one."""

    hook: str
    ticket: str
    version: int
    tries: int
    url: str | None


class HookQueue(Protocol):
    """The outbox of webhooks."""

    async def lease(self, now: int, until: int, limit: int) -> list[Delivery]:
        """Deliveries that are due, of each ticket only the oldest; due again at `until` unless settled before."""

    async def settle(self, delivery: Delivery, now: int, code: str, due_at: int | None, *, dead: bool = ...) -> None:
        """What became of a delivery."""

    async def line(self, ticket: str, version: int) -> Happened | None:
        """The line of history a delivery tells."""


class Teller(Protocol):
    """Posts to hooks."""

    async def post(self, url: str, hook: str, id: str, at_ms: int, body: bytes) -> None:
        """Tell it, signed. Raises TryLater or GiveUp."""


LinkState = Literal["idle", "due", "doubt", "dead"]
AWAY, CALM, GONE = "fora", "429", "sumiu"
"""Codes of a CRM's errors: all of it is away, it asks for fewer requests, it has no such record."""


@dataclass(frozen=True, slots=True)
class Known:
    """What we last saw or wrote in a CRM. `status` fields are those that tell whether the sale was made; `content` is
    what we wrote beside them, by the CRM's own field names."""

    status: dict[str, str] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    told: tuple[str, str, int | None] | None = None
    """The ticket's status, reason and value that `status` stands for."""
    held: str | None = None
    """Who works on the record there, by the CRM's own id, empty for nobody; None: nobody looked yet."""


@dataclass(frozen=True, slots=True)
class Link:
    """A ticket in an outside CRM: `wanted` is the version it should show, `shown` the one it shows; -1 once its person
    was erased, until the CRM shows that."""

    ticket: str
    ref: str | None = None
    contact: str | None = None
    wanted: int = 0
    shown: int = 0
    state: LinkState = "due"
    tries: int = 0
    known: Known | None = None
    checkpoint: str | None = None
    """The newest record there when a creation was begun whose outcome is unknown."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a CRM as it stands there. `ticket` is our key in it, if it carries one; `status` None when what it
    says is none of ours (a stage of the seller's own)."""

    ref: str
    ticket: str | None
    known: Known
    status: Status | None
    reason: str = ""
    value: int | None = None
    over: bool = False
    """Whether nobody works on it any more, won, lost or neither."""


class CrmLinks(Protocol):
    """The outbox of outside CRMs."""

    async def hold(self, crm: str, now: int, until: int) -> bool:
        """Take or keep the one line to a CRM; False while another process has it."""

    async def lease(self, crm: str, now: int, until: int, limit: int) -> list[Link]:
        """Links that are due; due again at `until` unless settled before."""

    async def begin(self, crm: str, link: Link, checkpoint: str) -> None:
        """A record is about to be made; if we fall now its outcome is in doubt."""

    async def keep(self, crm: str, link: Link, before: int, now: int) -> None:
        """The CRM shows `link.shown`, and `before` when that was begun; due anew if it was reset meanwhile."""

    async def delay(self, crm: str, link: Link, due_at: int, now: int, code: str, reason: str) -> None:
        """Not now; `link.state` says whether it is due, in doubt or dead, which it is not if more is wanted since."""

    async def know(self, crm: str, ticket: str, known: Known) -> None:
        """What we saw there; nothing, if it was forgotten since."""

    async def reshow(self, crm: str, ticket: str, known: Known, now: int) -> None:
        """It shows what it should not: write all of it anew."""

    async def remake(self, crm: str, ticket: str, now: int) -> None:
        """The record is gone over there: make it again."""

    async def of_ref(self, crm: str, ref: str) -> Link | None:
        """The ticket behind a record."""

    async def of_ticket(self, crm: str, ticket: str) -> Link | None:
        """A ticket's link."""

    async def page(self, crm: str, after: str, limit: int) -> list[Link]:
        """Links in the order of their tickets."""

    async def open_refs(self, crm: str) -> list[str]:
        """Records whose tickets are open."""

    async def adopt(self, crm: str, now: int, limit: int) -> int:
        """Want tickets shown that the CRM never heard of; how many that were."""

    async def hint(self, crm: str, refs: Sequence[str], now: int) -> None:
        """These records may have changed."""

    async def hints(self, crm: str, limit: int) -> list[str]:
        """The oldest hints."""

    async def read_again(self, crm: str, ref: str) -> None:
        """A hint was followed."""

    async def drifted(self, crm: str, at: int, checked: int, drift: int, mended: int) -> None:
        """How far the CRM was from us."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Records that people may have changed; `all_open`: they are all that are open there, so that one of ours which
    is missing was closed or thrown away."""

    records: Sequence[Record]
    all_open: bool


class Crm(Protocol):
    """An outside CRM.

    Every method may raise TryLater (code AWAY or CALM when the whole CRM is), GiveUp (this record will never be taken;
    code GONE when there is none) or AskHuman (a person has to mend the settings); `create` also OutcomeUnknown.
    """

    name: str

    async def newest(self) -> str:
        """A checkpoint: the newest record there now, or anything where records are found by our key alone."""

    async def contact(self, ticket: Ticket) -> str:
        """The contact with this phone number, found or made."""

    async def create(self, ticket: Ticket, contact: str) -> str:
        """Make the record, which carries our key; its ref."""

    async def find(self, ticket: str, checkpoint: str) -> str | None:
        """The oldest record made after the checkpoint that carries our key."""

    async def show(self, ticket: Ticket, link: Link) -> Known:
        """Bring the record up to the ticket and read it back; what it shows now.

        Raises TryLater when it says it did and did not.
        """

    async def read(self, ref: str) -> Record | None:
        """A record as it stands there; None when it is gone."""

    def shows(self, record: Record, known: Known) -> bool:
        """Whether a record still says what we keep up to date in it."""

    async def changed(self, since: int) -> Seen:
        """Records that people may have changed since (epoch ms); lists may lag behind the records."""

    async def all(self) -> list[Record]:
        """Every record that may be one of ours, in the order of their making; the list may lag behind the records."""

    async def drop_double(self, ref: str) -> None:
        """Take away a record that we made twice."""
