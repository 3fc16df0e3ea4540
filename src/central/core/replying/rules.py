"""The owner's rules: ordered, the first that matches decides; a decision names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from central.core.decision import Tier
from central.core.once import once_per
from central.core.reading.meaning import Reading
from central.core.records import swift
from central.core.replying.trigger import NONE, Kind
from central.core.text import holds_any

Deed = Literal["", "cobrar_pix", "conferir_pagamento", "rastrear"]
"""Making a Pix code, looking whether the money came, looking where an order is."""
SURE_BESIDES = 0.8
"""How sure a talk of an order beside something else must be before it decides."""
NEVER_BESIDES = frozenset({"objecao_adiamento", "agradecimento"})
"""What is no wish beside a question: who asks the price and says goodbye waits for the price."""
MANY = 1_000_000
"""No upper limit of touches."""


@swift
@dataclass(frozen=True, slots=True)
class Moment:
    """When and where in the sale the burst came; `at` is the seller's local time."""

    stage: str
    persona: str
    product: str | None
    touches: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions given must hold; an empty one holds always. `action` other than `responder` ends the sale talk."""

    id: str
    words: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    hours: tuple[int, int] | None = None
    """From and until, minutes since midnight; past midnight where the first is the later one."""
    touches: tuple[int, int] | None = None
    """How often the lead has written in this conversation, this time included: at least, at most."""
    script: str | None = None
    tier: Tier = "script"
    opening: str | None = None
    """The first sentence, where the persona was not introduced yet."""
    trigger: Kind = NONE
    action: Literal["responder", "chamar_pessoa", "bloquear", "pausar"] = "responder"
    must: bool | None = None
    """Whether its tier and trigger are law even where a persona learns; None: law where it goes by words."""
    deed: Deed = ""
    """What is done before the reply; where it cannot be, the rule's script is said."""
    switch_to: str | None = None
    """The persona who answers from now on, where the number has her."""

    @property
    def fixed(self) -> bool:
        """Whether learning may not choose otherwise."""
        return bool(self.words) if self.must is None else self.must

    @property
    def conditional(self) -> bool:
        """Whether it asks for anything at all."""
        named = (self.words, self.intents, self.stages, self.personas, self.products, self.hours, self.touches)
        return any(named)

    def matches(self, words: str, heard: frozenset[str], moment: Moment) -> bool:
        """Whether the rule speaks to this moment; `words` are folded, `heard` is what they are about, see `meant`."""
        return (
            (not self.stages or moment.stage in self.stages)
            and (not self.personas or moment.persona in self.personas)
            and (not self.products or moment.product in self.products)
            and (self.touches is None or self.touches[0] <= moment.touches <= self.touches[1])
            and (self.hours is None or _within(self.hours, moment.at))
            and (not self.intents or not heard.isdisjoint(self.intents))
            and (not self.words or holds_any(words, self.words))
        )


def because(rule: Rule) -> str:
    """Why a person is asked in by this rule, as the hand-over tells."""
    return f"regra {rule.id}"


def first_match(rules: Sequence[Rule], words: str, reading: Reading, moment: Moment) -> Rule | None:
    """The first rule in the owner's order that matches."""
    heard = meant(reading)
    spoken = holds_any(words, _words(rules))
    return next((r for r in rules if (spoken or not r.words) and r.matches(words, heard, moment)), None)


def meant(reading: Reading) -> frozenset[str]:
    """What the burst is about, and what it surely is besides: talk of an order only if it is that above all."""
    besides = (
        n for n, p in reading.intents if n not in NEVER_BESIDES and p >= (SURE_BESIDES if n == "pos_venda" else 0.5)
    )
    return frozenset((reading.intent, *besides))


@once_per
def _words(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The words of all rules: where none of them is said, only rules without words are left."""
    return tuple(word for rule in rules for word in rule.words)


def _within(hours: tuple[int, int], at: datetime) -> bool:
    opens, closes = hours
    minute = at.hour * 60 + at.minute
    return opens <= minute < closes if opens <= closes else minute >= opens or minute < closes
