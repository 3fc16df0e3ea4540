"""A conversation is a person on a channel: what is remembered between turns, and what may be sent when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from central.core.messaging.loop import START, Circle
from central.core.messaging.message import Content, Edit, Referral, Revoke
from central.core.records import swift
from central.core.replying.choice import Awaiting
from central.core.selling.cart import Pick
from central.core.selling.pix import PixCharge

SERVICE_WINDOW_MS = 24 * 3600 * 1000
SAFETY_MS = 60 * 1000
"""A reply that would leave in the last minute of the window may arrive after it: it counts as closed."""

STAGES = ("novo", "interessado", "pediu_desconto", "checkout", "comprado", "perdido", "pos_venda")


@swift
@dataclass(frozen=True, slots=True)
class Touch:
    """One entry of the lead: what brought them, how sure that is, and why we think so."""

    at: int
    source: str
    """meta · youtube · kwai · desconhecida"""
    campaign: str | None = None
    product: str | None = None
    ad: str | None = None
    clid: str | None = None
    """Meta's `ctwa_clid`; an ad's id never stands in for it."""
    confidence: Literal["certa", "provável", "desconhecida"] = "desconhecida"
    evidence: str = ""
    persona: str | None = None
    """The persona whose field an unregistered ad speaks of."""
    click: str | None = None
    """The stored click whose code only this person used."""


@swift
@dataclass(frozen=True, slots=True)
class Memo:
    """What a conversation remembers from turn to turn; a retracted turn gives back the memo before it."""

    persona: str | None = None
    product: str | None = None
    variant: str | None = None
    stage: str = "novo"
    introduced: bool = False
    held: str = ""
    """The script of what was asked before the lead's age was known."""
    asked: str | None = None
    """The kind of closed question last asked (one of script.QUESTIONS), if it is still open."""
    region: str | None = None
    of_age: bool | None = None
    """What the lead said to an adult persona; once False it stays."""
    said: tuple[str, ...] = ()
    """The last script variants used, newest last, so that no reply repeats itself."""
    first_touch: Touch | None = None
    last_touch: Touch | None = None
    bursts: int = 0
    """How often the lead has written here."""
    last: str = ""
    """The script that was wanted last, so that "e na preta?" asks the same again."""
    also: tuple[str, ...] = ()
    """Products named together with the one talked about, while they are compared."""
    earlier: str | None = None
    """The product talked about before this one: the other of "os dois"."""
    cart: tuple[Pick, ...] = ()
    """What the lead wants together, where that is more than one thing."""
    supposed: bool = False
    """That cart was only asked about, "e se eu levar 2?": who then takes another number, or one thing, means that."""
    awaiting: Awaiting | None = None
    """The last choices, until the next burst tells what became of them."""
    called_back: tuple[str, ...] = ()
    """Rules by which this lead was called back in this sale, oldest first."""
    circle: Circle = START
    """Whether somebody human seems to be there."""
    given_up: int = 0
    """How often on end the guard let nothing through of what was planned."""
    pix: PixCharge | None = None
    """The last Pix code that was made for this lead, paid or not."""
    paying: bool = False
    """A Pix code was asked for, and something was missing that the lead was asked for."""
    used: tuple[str, ...] = ()
    """What was chosen to be said in this sale (`slot:label`), oldest first; `nenhum` counts too."""


@swift
@dataclass(frozen=True, slots=True)
class Handoff:
    """A person was asked in; open until `ended_at`."""

    id: str
    conversation: str
    at: int
    by: str
    reason: str
    ended_at: int | None = None
    ended_by: str | None = None


@dataclass(frozen=True, slots=True)
class OptOut:
    """A person asked for silence. `bloqueio`: nothing is sent any more, on any channel, but one confirmation.
    `pausa`: nothing that was not asked for, until `until`."""

    person: str
    at: int
    source: str
    words: str = ""
    level: Literal["bloqueio", "pausa"] = "bloqueio"
    until: int | None = None


@swift
@dataclass(frozen=True, slots=True)
class Line:
    """A message of the burst under answer; `seq` is the journal's order in the conversation."""

    seq: int
    wamid: str
    at: int
    content: Content
    reply_to: str | None = None
    referral: Referral | None = None


_CHANGES = (Edit, Revoke)


def standing(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines the lead still stands by: without what a later line deleted or wrote anew.

    >>> from central.core.messaging.message import Text
    >>> said = Line(1, "w1", 0, Text("oi")), Line(2, "w2", 0, Edit("w1", "olá")), Line(3, "w3", 0, Revoke("w1"))
    >>> [len(standing(said[:count])) for count in (1, 2, 3)]
    [1, 1, 0]
    """
    if not any(isinstance(line.content, _CHANGES) for line in lines):
        return lines
    gone: set[str] = set()
    kept: list[Line] = []
    for line in reversed(lines):
        content = line.content
        about = content.wamid if isinstance(content, _CHANGES) else line.wamid
        if about not in gone and not isinstance(content, Revoke):
            kept.append(line)
        if isinstance(content, _CHANGES):
            gone.add(about)
    return tuple(reversed(kept))


@dataclass(frozen=True, slots=True)
class Timer:
    """A wake-up of a conversation; `key` is unique in it, so setting it again moves it."""

    key: str
    due_at: int
    payload: dict[str, str] = field(default_factory=dict)


@swift
@dataclass(frozen=True, slots=True)
class Address:
    """Where a reply goes: Meta recommends the phone while it is known, the BSUID otherwise."""

    wa_id: str | None = None
    bsuid: str | None = None


@swift
@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a turn reads, read once. `lines` are frozen: a replay of the turn sees the same ones."""

    conversation: str
    person: str
    channel: str
    address: Address
    epoch: int
    turn: str
    memo: Memo
    sticky: str | None
    """The persona this person keeps on shared numbers."""
    name: str | None
    heard_at: int
    """When the lead last wrote, by Meta's clock; the service window counts from it."""
    lines: tuple[Line, ...]
    timers: tuple[Timer, ...] = ()
    handoff: Handoff | None = None
    opted_out: bool = False
    paused_until: int | None = None
    """Nothing unasked is said to this person before."""
    retractions: int = 0
    """How often a reply to this burst was already taken back because the lead went on writing."""

    @property
    def upto(self) -> int:
        """The last `seq` this turn answers."""
        return self.lines[-1].seq if self.lines else 0


def window_open(heard_at: int, now: int) -> bool:
    """Whether free-form replies may be sent: 24 h from the lead's last message, less a safety minute.

    >>> window_open(0, SERVICE_WINDOW_MS - SAFETY_MS - 1), window_open(0, SERVICE_WINDOW_MS - SAFETY_MS)
    (True, False)
    """
    return now - heard_at < SERVICE_WINDOW_MS - SAFETY_MS
