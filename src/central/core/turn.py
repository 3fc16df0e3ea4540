"""What leaves a turn: the values the finishing transaction writes, and what a send became."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import Literal

from central.core.decision import Decision
from central.core.held import Ended, Example, Held
from central.core.messaging.conversation import Address, Handoff, Memo, OptOut, Timer, Touch
from central.core.messaging.message import Bubble
from central.core.messaging.update import Heard
from central.core.records import swift
from central.core.replying.choice import Chosen, Reward
from central.core.replying.quote import Quote
from central.core.selling.checkout import SentLink
from central.core.selling.ticket import Move


class Due(Flag):
    """What may have come due."""

    NOTHING = 0
    TURNS = auto()
    SENDS = auto()
    ALL = TURNS | SENDS


@swift
@dataclass(frozen=True, slots=True)
class Arrival:
    """A heard message with how long its conversation should wait for the rest of the burst, in ms.

    `portfolio` scopes the aliases; `wait_if_asked` holds when a closed question of ours is open.
    """

    heard: Heard
    portfolio: str
    wait: int
    wait_if_asked: int


@swift
@dataclass(frozen=True, slots=True)
class Accepted:
    """What acceptance made of an arrival; `fresh` is false for a duplicate."""

    fresh: bool
    conversation: str | None = None
    person: str | None = None
    due_at: int | None = None


@swift
@dataclass(frozen=True, slots=True)
class Send:
    """A bubble on its way into the outbox; `id` travels as `biz_opaque_callback_data`."""

    id: str
    bubble: Bubble
    send_at: int
    author: str | None = None
    """The account whose words they are; None: the bot's."""
    until: int | None = None
    """Not asked for: it goes out before the hours of rest begin, or not at all."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A person's persona changes, by a rule (`by` names it) or by hand."""

    person: str
    before: str | None
    after: str
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class CallBack:
    """A silent lead was called back by a rule, or could have been: `said` is the script or template, empty for none,
    and `why` then tells why. `price` in micro-reais, as known before the send."""

    person: str
    rule: str
    said: str
    price: int
    why: str


@swift
@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the finishing transaction writes, at once and only if the fence holds."""

    conversation: str
    turn: str
    epoch: int
    upto: int
    at: int
    memo: Memo
    sends: tuple[Send, ...] = ()
    retractable: bool = True
    """The reply may be taken back while nothing of it was sent, if the lead writes more."""
    sticky: str | None = None
    """Set once: the persona the person keeps from now on."""
    decision: Decision | None = None
    handoff: Handoff | None = None
    hands_back: str = ""
    """The hand-over that nobody is needed for any more: what a person was asked in for came by itself."""
    optout: OptOut | None = None
    called_back: CallBack | None = None
    consent: str = ""
    """The person allowed messages they did not ask for; where they said so."""
    of_age: bool = False
    """The person said to be of age to an adult persona, who serves them from now on; kept with the proof."""
    welcome_back: bool = False
    """The person ended their silence."""
    timers: tuple[Timer, ...] = ()
    cancel: tuple[str, ...] = ()
    touches: tuple[tuple[int, Touch], ...] = ()
    """What brought the lead, each with the `seq` of the message that says so."""
    switch: Switch | None = None
    move: Move | None = None
    """What changed about the sale, for its ticket."""
    links: tuple[SentLink, ...] = ()
    """Links with a token that the reply says."""
    choices: tuple[Chosen, ...] = ()
    """What was chosen, for the reward ledger."""
    rewards: tuple[Reward, ...] = ()
    """What this burst says of earlier choices."""
    quotes: tuple[Quote, ...] = ()
    """What the reply tells of prices and freight, which binds."""
    held: Held | None = None
    """A reply that waits for a person or is only shown to one."""
    ended: Ended | None = None
    """What becomes of the held reply of an earlier turn; what is sent is said in that turn's name."""
    example: Example | None = None
    """What a person made of it, kept as an example of the persona's voice."""


@swift
@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed outbox row: marked `sending` before this value exists."""

    id: str
    conversation: str
    channel: str
    address: Address
    bubble: Bubble
    tries: int
    heard_at: int
    suppressed: bool
    """The person opted out after this was planned; only a confirmation goes through."""
    typing_for: str | None = None


SendState = Literal["accepted", "waiting", "uncertain", "failed"]


@swift
@dataclass(frozen=True, slots=True)
class Sent:
    """What a POST became. `waiting` tries again at `retry_at`; `failed` is dead and stands in Atenção."""

    id: str
    state: SendState
    at: int
    wamid: str | None = None
    retry_at: int | None = None
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A line of Atenção: something a person should look at. `kind` is one of
    `rascunho` (a reply waits for a tap), `sombra` (one that only a person gives), `pessoa`, `incerto`, `falhou`,
    `carta_morta`, `identidade`, `numero` (not well), `parado` (a reply that such a number, or
    Meta for the account's sake, holds back), `envio` (stopped by itself), `gasto` (of an ad account that cannot be
    read); `ref` finds the record it speaks of."""

    kind: str
    ref: str
    at: int
    reason: str
    conversation: str | None = None
    name: str | None = None
