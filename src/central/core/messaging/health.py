"""Which numbers new leads are sent to: what Meta or a person said of each, and the choice among those that are well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from central.core.messaging.channel import ChannelSpec
from central.core.messaging.standing import Moved
from central.core.operation import Operation

State = Literal["green", "yellow", "red", "restricted", "banned"]
STATES: dict[State, str] = {
    "green": "verde",
    "yellow": "amarelo",
    "red": "vermelho",
    "restricted": "restrito",
    "banned": "banido",
}
"""Every state with the owner's word for it, the best first."""

WELL: frozenset[State] = frozenset({"green", "yellow"})


@dataclass(frozen=True, slots=True)
class Health:
    """The last word on a number: since when, until when if a restriction ends by itself, and who said so."""

    channel: str
    state: State
    at: int
    by: str
    reason: str
    until: int | None = None

    def now(self, now: int) -> State:
        """The state at this moment; what ended by itself leaves yellow."""
        return "yellow" if self.until is not None and now >= self.until else self.state


@dataclass(frozen=True, slots=True)
class Signal:
    """What a notice says: of one number (as people dial it), or of all numbers of an account."""

    waba: str
    number: str | None
    state: State
    reason: str
    at: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Stranded:
    """An ad that Meta sends to a number that is not well; only a person can change it there."""

    channel: str
    ad: str
    campaign: str | None


def rated(quality: str, before: str, state: State) -> State | None:
    """What Meta's rating of a number makes of its state; None when it says nothing new, or less than is known.

    `before` is the rating as it was read last, empty for a first reading: only a change is news.

    >>> rated("YELLOW", "GREEN", "green"), rated("GREEN", "YELLOW", "yellow"), rated("RED", "", "green")
    ('yellow', 'green', 'red')
    >>> rated("GREEN", "GREEN", "red"), rated("RED", "YELLOW", "banned"), rated("UNKNOWN", "RED", "red")
    (None, None, None)
    """
    found: dict[str, State] = {"GREEN": "green", "YELLOW": "yellow", "RED": "red"}
    new = found.get(quality)
    if new is None or quality == before or state not in ("green", "yellow", "red") or new == state:
        return None
    return new


def state_of(health: Mapping[str, Health], channel: str, now: int) -> State:
    """The state of a number; one nobody spoke of is well."""
    found = health.get(channel)
    return "green" if found is None else found.now(now)


def healthy_channel(operation: Operation, persona: str, health: Mapping[str, Health], now: int) -> ChannelSpec | None:
    """The number that a persona's new leads are sent to: well, her own before shared ones, in the owner's order."""
    able = [c for c in operation.channels if persona in c.personas and state_of(health, c.id, now) in WELL]
    return min(able, key=lambda c: (len(c.personas) > 1, _worse(health, c, now)), default=None)


def any_healthy_channel(operation: Operation, health: Mapping[str, Health], now: int) -> ChannelSpec | None:
    """A number for somebody whose link leads nowhere: one where no adult persona is alone, if there is one."""
    adults = {p.id for p in operation.personas if p.adult}
    able = [c for c in operation.channels if state_of(health, c.id, now) in WELL]
    return min(able, key=lambda c: (adults.issuperset(c.personas), _worse(health, c, now)), default=None)


def channels_of(operation: Operation, signal: Signal | Moved) -> tuple[ChannelSpec, ...]:
    """The numbers that a notice speaks of."""
    if signal.number is not None:
        wanted = _digits(signal.number)
        return tuple(c for c in operation.channels if c.id == wanted or _digits(c.number) == wanted)
    return tuple(c for c in operation.channels if c.waba == signal.waba)


def shares_of(operation: Operation, moved: Moved) -> dict[str, Moved]:
    """What of a notice concerns which number: a limit is the whole portfolio's, all else the number's own."""
    named = {channel.id for channel in channels_of(operation, moved)}
    portfolios = {c.portfolio for c in operation.channels if c.waba == moved.waba and c.portfolio}
    shared = replace(moved, throughput="", name_status="")
    found = [c for c in operation.channels if c.id in named or c.waba == moved.waba or c.portfolio in portfolios]
    return {c.id: moved if c.id in named else shared for c in found}


def stranded(
    operation: Operation, health: Mapping[str, Health], seen: Mapping[str, tuple[str, ...]], now: int
) -> tuple[Stranded, ...]:
    """The click-to-WhatsApp ads to change by hand. `seen`: the ads whose leads wrote to each number.

    An ad nobody saw yet is told for every number of its persona that is not well: Meta does not say which it has.
    """
    elsewhere = {ad for ads in seen.values() for ad in ads}
    found = []
    for channel in operation.channels:
        if state_of(health, channel.id, now) in WELL:
            continue
        running = [c for c in operation.campaigns if not c.ended and c.persona in channel.personas]
        planned = [a for c in running for a in c.ads if a not in elsewhere]
        for ad in dict.fromkeys((*seen.get(channel.id, ()), *planned)):
            campaign = next((c.id for c in operation.campaigns if ad in c.ads), None)
            found.append(Stranded(channel.id, ad, campaign))
    return tuple(found)


def _worse(health: Mapping[str, Health], channel: ChannelSpec, now: int) -> int:
    return list(STATES).index(state_of(health, channel.id, now))


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
