"""Which people a send is for, and who of them is left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from central.core.replying.reengage import Restraint, is_untouched


@dataclass(frozen=True, slots=True)
class Segment:
    """What the owner asks for; what is not said lets everybody through. Spans in ms."""

    personas: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    tag: str = ""
    bought: bool | None = None
    seen_within: int | None = None
    """Wrote at most so long ago."""
    silent_for: int | None = None
    """Wrote last so long ago, or longer."""
    channel: str = ""
    imported: bool = False
    """Also people of an imported list who never wrote, if their permission is on record with its source."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A conversation of a person, as far as a send looks at it; `conversation` is empty while they never wrote."""

    person: str
    conversation: str
    channel: str
    persona: str
    stage: str
    product: str | None
    heard_at: int
    name: str | None
    bought: bool
    tags: tuple[str, ...]
    silent: bool
    consented: bool
    held: bool
    """Somebody of the team has it, or should."""
    called: int
    """How often anybody wrote to this person unasked in seven days."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody with a phone and no conversation, as far as a send looks at them."""

    person: str
    portfolio: str
    persona: str
    name: str | None
    bought: bool
    silent: bool
    consented: bool
    called: int

    def candidate(self, channel: str) -> Candidate:
        """Them on a number, with the conversation still to be begun."""
        return Candidate(
            self.person,
            "",
            channel,
            self.persona,
            "novo",
            None,
            0,
            self.name,
            self.bought,
            (),
            self.silent,
            self.consented,
            False,
            self.called,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds whoever is asked for: `channels` are those whose account may send the template; conversations of
    `reserved` personas are reached only by a segment that names them."""

    restraint: Restraint
    marketing: bool
    channels: Collection[str]
    reserved: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """The people, each once with the conversation heard last; `left` counts those left out, by reason."""

    people: tuple[Candidate, ...]
    left: tuple[tuple[str, int], ...]


def wanted(segment: Segment, one: Candidate, reserved: Collection[str], now: int) -> bool:
    """Whether the owner asked for this conversation."""
    since = now - one.heard_at
    return (
        (one.persona in segment.personas if segment.personas else one.persona not in reserved)
        and (not segment.products or one.product in segment.products)
        and (not segment.stages or one.stage in segment.stages)
        and (not segment.tag or segment.tag in one.tags)
        and (segment.bought is None or one.bought is segment.bought)
        and (segment.seen_within is None or since <= segment.seen_within)
        and (segment.silent_for is None or since >= segment.silent_for)
        and (not segment.channel or one.channel == segment.channel)
    )


def against(one: Candidate, limits: Limits) -> str:
    """Why this person gets nothing now, in Portuguese; empty when they may."""
    if one.silent:
        return "pediu silêncio"
    if (limits.marketing or not one.conversation) and not one.consented:
        return "não deixou avisar"
    if one.held:
        return "está com uma pessoa da equipe"
    if is_untouched(one.person, limits.restraint.untouched):
        return "grupo intocado"
    if one.called >= limits.restraint.per_week:
        return f"já foi chamada {limits.restraint.per_week} vezes em sete dias"
    return ""


def picked(segment: Segment, candidates: Iterable[Candidate], limits: Limits, now: int) -> Picked:
    """Who gets the send, who wrote last first; a person's silence or limit counts on every conversation."""
    newest: dict[str, Candidate] = {}
    for one in candidates:
        if wanted(segment, one, limits.reserved, now) and one.channel in limits.channels:
            before = newest.get(one.person)
            if before is None or one.heard_at > before.heard_at:
                newest[one.person] = one
    reasons = {one.person: against(one, limits) for one in newest.values()}
    left = Counter(reason for reason in reasons.values() if reason)
    people = sorted((one for one in newest.values() if not reasons[one.person]), key=lambda o: (-o.heard_at, o.person))
    return Picked(tuple(people), tuple(left.most_common()))
