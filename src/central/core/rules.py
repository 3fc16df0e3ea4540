"""The owner's rules: ordered, the first that matches decides; a decision names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from central.core.decision import Tier
from central.core.reading import Reading
from central.core.text import holds_any


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions given must hold; an empty one holds always. `action` other than `responder` ends the sale talk."""

    id: str
    words: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    script: str | None = None
    tier: Tier = "script"
    action: Literal["responder", "chamar_pessoa", "bloquear"] = "responder"
    switch_to: str | None = None
    """The persona who answers from now on, where the number has her."""

    def matches(self, words: str, reading: Reading, stage: str, persona: str, product: str | None) -> bool:
        """Whether the rule speaks to this moment; `words` are folded."""
        return (
            (not self.stages or stage in self.stages)
            and (not self.personas or persona in self.personas)
            and (not self.products or product in self.products)
            and (not self.intents or any(reading.has(i) for i in self.intents))
            and (not self.words or holds_any(words, self.words))
        )


def first_match(
    rules: Sequence[Rule], words: str, reading: Reading, stage: str, persona: str, product: str | None
) -> Rule | None:
    """The first rule in the owner's order that matches."""
    return next((r for r in rules if r.matches(words, reading, stage, persona, product)), None)
