"""What the flow needs from the world, by noun. Adapters and pretend parts fulfil these Protocols.

Times are epoch milliseconds UTC. Every method that changes something is one transaction and idempotent by its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.errors import TryLater
from central.core.messaging.conversation import Address, Scene
from central.core.messaging.health import Health
from central.core.messaging.message import Bubble, MediaKind
from central.core.messaging.standing import Standing
from central.core.messaging.update import Notice, StatusChange
from central.core.operation import Operation
from central.core.origin.campaign import Click, Tracking
from central.core.people.coexistence import AppContact, AppMessage, Preference
from central.core.people.kinship import Change
from central.core.reading.meaning import Reading
from central.core.replying.choice import Asked, Chosen
from central.core.replying.quote import Quote
from central.core.replying.shelf import Shelf
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.cost import Usage
from central.core.selling.order import Order
from central.core.selling.pix import PixAsk
from central.core.selling.shipment import Purchase
from central.core.turn import Accepted, Arrival, Concern, Due, Outcome, Outgoing, Sent

Ids = Callable[[], str]
"""Makes time-ordered 128-bit ids (UUIDv7 layout) as 32 lower-case hex digits."""


class Clock(Protocol):
    """Time, so that tests and simulations can own it."""

    def now(self) -> int:
        """Epoch milliseconds."""

    async def sleep(self, ms: float) -> None:
        """Wait `ms` of this clock's time."""


class Journal(Protocol):
    """The durable heart: what came in, in which order, who works on it, and what must go out."""

    async def accept(
        self,
        now: int,
        arrivals: Sequence[Arrival] = (),
        statuses: Sequence[StatusChange] = (),
        notices: Sequence[Notice] = (),
    ) -> list[Accepted]:
        """Store updates durably; returns after COMMIT, one `Accepted` an arrival, in order.

        Resolves the person by alias, opens the conversation, gives each message its `seq`, moves the end of the
        burst. Duplicates (channel + wamid) change nothing. A status raises a rank, settles UNCERTAIN, never lowers.
        """

    async def keep_body(self, now: int, body: bytes, reason: str) -> None:
        """Store an authentic body that could not be parsed, whole."""

    async def claim(self, now: int, limit: int) -> list[Scene]:
        """Lease up to `limit` conversations whose burst closed or whose timer is due, and freeze their messages.

        A turn that was frozen before (crash, lost lease) comes back with the same turn id and the same messages.
        A reply still wholly unsent while the lead wrote more is taken back and its messages join the burst.
        """

    async def next_due(self, now: int) -> int | None:
        """When the next conversation becomes claimable; None if nothing waits."""

    async def renew(self, conversation: str, epoch: int, now: int) -> bool:
        """Prolong a lease; False when another worker has it."""

    async def finish(self, outcome: Outcome) -> bool:
        """The one transaction that ends a turn; False (and nothing written) when the fence fell."""

    async def postpone(self, scene: Scene, now: int, retry_at: int, reason: str) -> bool:
        """Give a failed turn back for `retry_at`; after too many tries it becomes a dead letter (returns False)."""

    async def claim_sends(self, now: int, limit: int) -> list[Outgoing]:
        """Mark due outbox rows `sending` (committed before this returns), in order within each conversation.

        Rows whose lead wrote more since are left for `claim` to take back while they can be.
        """

    async def next_send(self, now: int) -> int | None:
        """When the next outbox row becomes due; None if none waits."""

    async def settle(self, results: Sequence[Sent]) -> None:
        """Write what became of claimed sends."""

    async def sweep(self, now: int, uncertain_after: int, since: int = 0) -> int:
        """Turn orphaned `sending` rows into UNCERTAIN; send one once more if `uncertain_after` ms passed, also since
        the caller began to look, without its status while a send made after the doubt got one, none comes late,
        the window is open and nobody answered; else leave it in Atenção. Returns how many rows moved."""

    async def prune(self, now: int, keep_raw_ms: int) -> int:
        """Delete raw rows and finished work older than `keep_raw_ms`; returns how many rows went."""

    async def attention(self, limit: int = 100) -> list[Concern]:
        """What a person should look at, newest first."""

    async def replay(self, ref: str, now: int) -> bool:
        """Put a dead letter or a failed send back to work; False when there is no such record."""

    async def end_handoff(self, conversation: str, by: str, now: int) -> bool:
        """Hand the conversation back to the bot."""

    def on_wake(self, wake: Callable[[], None], what: Due = Due.ALL) -> None:
        """Call `wake` (on the event loop) whenever any of this may have come due, in this process or another."""

    async def close(self) -> None:
        """Finish what is queued, free our leases, close."""


class People(Protocol):
    """Who is who, and what was said to them before Central or beside it."""

    async def changed(self, now: int, portfolio: str, changes: Sequence[Change]) -> None:
        """Let people be known by their new number or user id."""

    async def meet(self, now: int, portfolio: str, contacts: Sequence[AppContact]) -> None:
        """Keep contacts of an address book; a name is taken only where there is none."""

    async def prefer(self, now: int, portfolio: str, preferences: Sequence[Preference]) -> None:
        """Leave who switched marketing off in peace; who switched it on again may be called back."""

    async def remember(self, now: int, portfolio: str, messages: Sequence[AppMessage]) -> int:
        """Put messages of the app into their conversations without waking the bot; returns how many were new.

        A new live one hands its conversation to a person and takes back what the bot was about to say.
        """


class Operations(Protocol):
    """The operation's numbered, immutable versions."""

    async def current(self) -> Operation | None:
        """The version in force; cheap when nothing changed."""

    async def publish(self, document: str, digest: str, by: str, now: int, note: str = "") -> int:
        """Store a new version and put it in force; returns its number (the old one's if the digest is equal)."""


class Clicks(Protocol):
    """The visits of our own links, and who came of them."""

    async def add(self, click: Click, tracking: Tracking) -> bool:
        """Keep a visit; False when its code is taken."""

    async def join(self, code: str, person: str, now: int) -> Click | None:
        """The visit behind a code. The first person to say it keeps it: `Click.person` is that one."""

    async def recent(self, channel: str, since: int, until: int) -> list[Click]:
        """Visits that led to a number and whose code nobody said yet, the newest first."""


class Numbers(Protocol):
    """How well each number is."""

    async def current(self) -> Mapping[str, Health]:
        """The last word on every number somebody spoke of, at most ten seconds old."""

    async def report(self, said: Sequence[Health]) -> None:
        """Keep what was said; the same word twice changes nothing."""


class Standings(Numbers, Protocol):
    """How well each number is, and what it may."""

    async def standings(self) -> Mapping[str, Standing]:
        """What the platform said last of each number's limit, throughput and name."""

    async def read(self, said: Sequence[Standing]) -> None:
        """Keep what it says now; older than what is kept changes nothing."""


class Quotes(Protocol):
    """What people were told, which binds the seller while it holds."""

    async def of(self, person: str, operation: int, now: int) -> Sequence[Quote]:
        """What this person was told under operations before this one, held or ended lately; mostly nothing."""


class Chooser(Protocol):
    """Decides what may be decided: by the rules, or by what was learned."""

    async def choose(self, asked: Asked) -> Chosen:
        """The same `asked.id` under the same snapshot is always answered alike; never raises, the rules are left."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a context-free reader may know of the conversation."""

    asked: str | None = None
    stage: str = "novo"
    name: str = ""
    """The profile's name, so that a reader who asks others can keep it back."""


class Reader(Protocol):
    """Reads what a burst means."""

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        """One reading for the whole burst; never raises for strange text."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a writer is told; all that came from the lead is masked already.

    `base` is what the script would say, `history` the last lines of both sides (`lead` or `persona`, words), `summary`
    what was before them, `refused` why the guard turned the last draft down.
    """

    persona: str
    voice: str
    product: str | None
    facts: tuple[str, ...]
    words: tuple[str, ...]
    intent: str
    strong: bool
    introduce: bool
    history: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    base: str = ""
    seller: str = ""
    adult: bool = False
    refused: str = ""
    shelf: Shelf | None = None
    examples: tuple[str, ...] = ()
    """How the seller says such things, without figures and names."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and who wrote it (`ensaiado` when no model did).

    `told` is what tools answered, `used` every call it took, `prompt` the version of the instructions, `canary` a word
    of them that nobody may see.
    """

    text: str
    writer: str
    told: tuple[str, ...] = ()
    used: tuple[Usage, ...] = ()
    prompt: str = ""
    canary: str | None = None


class NoDraft(TryLater):
    """A model failed or was late; `used` is what that cost."""

    def __init__(self, reason: str, *, code: str, used: tuple[Usage, ...] = ()) -> None:
        super().__init__(reason, code=code)
        self.used = used


class Writer(Protocol):
    """Writes a reply; the only slow step of a turn."""

    async def write(self, brief: Brief) -> Draft:
        """Raises NoDraft when the model fails or is late."""


class Channel(Protocol):
    """One way out to leads: WhatsApp's Cloud API or something that behaves like it."""

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        """Send one bubble and return its wamid (accepted, not yet delivered).

        Raises TryLater (certainly not accepted), OutcomeUnknown (may have been), GiveUp, AskHuman.
        """

    async def typing(self, channel: str, wamid: str) -> None:
        """Mark as read and show "digitando…" (at most 25 s); best effort, never raises."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of the media library; at most 16 MB."""

    key: str
    kind: MediaKind
    mime_type: str
    content: bytes
    sha256: str


class MediaLibrary(Protocol):
    """The photos, audios and videos a persona may send."""

    async def get(self, key: str) -> MediaFile | None:
        """The file under this key."""

    async def put(self, key: str, kind: MediaKind, mime_type: str, content: bytes) -> str:
        """Keep a file; returns its sha256."""

    async def uploaded(self, channel: str, sha256: str, now: int) -> str | None:
        """The platform's id of this file on that channel, while it lives."""

    async def remember_upload(self, channel: str, sha256: str, media_id: str, expires_at: int) -> None:
        """Keep the platform's id until `expires_at`."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody posted to an address of ours: header names in small letters, the body as it came."""

    headers: tuple[tuple[str, str], ...]
    query: str
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header that came exactly once."""
        found = [value for key, value in self.headers if key == name]
        return found[0] if len(found) == 1 else None


class Checkout(Protocol):
    """One of the seller's checkouts: whether a delivery is really its own, and what it says."""

    def genuine(self, delivery: Delivery, now: int) -> bool:
        """Whether the delivery carries this checkout's signature; never true without a secret."""

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        """The orders a genuine delivery tells of, looked up at the provider where it only names them.

        Empty when it is about something else. Raises ValueError when it cannot be understood, TryLater when the
        provider does not answer, AskHuman when its API refuses us.
        """


@dataclass(frozen=True, slots=True)
class PixMade:
    """A Pix charge as its provider made it; `expires_at` epoch ms."""

    payment: str
    code: str
    expires_at: int


class Till(Protocol):
    """A provider at which money is asked for."""

    async def charge(self, ask: PixAsk) -> PixMade:
        """Make this Pix charge, or give the one that was made under its key. Raises TryLater, AskHuman, GiveUp."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A genuine delivery in the store; `state` is waiting, done or dead."""

    id: str
    checkout: str
    received_at: int
    query: str
    body: bytes
    tries: int
    state: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An outcome in the store; `fresh` is false when it was known."""

    order: str
    fresh: bool
    status: str
    person: str | None
    conversation: str | None


class Purchases(Protocol):
    """What people bought and where it is."""

    async def of(self, person: str) -> Sequence[Purchase]:
        """The orders of a person, the newest first."""


class Orders(Protocol):
    """Deliveries of checkouts and the orders they tell of."""

    async def keep(self, key: str, checkout: str, query: str, body: bytes, now: int) -> Kept:
        """Keep a delivery under its digest; the same one again gives the one that was kept."""

    async def settle(self, delivery: str, state: str, due_at: int, reason: str = "") -> int:
        """Write what became of reading it; returns how often that was tried."""

    async def due(self, now: int, limit: int) -> list[Kept]:
        """Deliveries that wait to be read."""

    async def record(self, spec: CheckoutSpec, order: Order, by: str, now: int, proof: str | None = None) -> Recorded:
        """Take an outcome in once: the order, its person, the stage of their conversation, the ledger; one commit."""
