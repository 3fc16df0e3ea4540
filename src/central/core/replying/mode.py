"""How far the bot may go alone: say it, let a person see it first, or only show what it would have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from central.core.decision import Tier
from central.core.reading.meaning import Reading

Name = Literal["automatico", "supervisionado", "sombra"]
After = Literal["enviar", "script", "pessoa"]
NAMES: tuple[Name, ...] = ("automatico", "supervisionado", "sombra")
AFTERS: tuple[After, ...] = ("enviar", "script", "pessoa")


@dataclass(frozen=True, slots=True)
class Mode:
    """A line of the owner's: what may happen to replies of these personas, tiers and intents; none named: to all.

    `wait` is how long a supervised reply waits, in ms (0: for as long as it takes), `after` what happens then.
    """

    id: str
    name: Name
    personas: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    intents: tuple[str, ...] = ()
    wait: int = 0
    after: After = "pessoa"

    def speaks_of(self, persona: str, tier: Tier, reading: Reading | None) -> bool:
        """Whether it is meant for this reply; without a `reading` (nobody wrote) only lines that name no intent are."""
        return (
            (not self.personas or persona in self.personas)
            and (not self.tiers or tier in self.tiers)
            and (not self.intents or (reading is not None and any(reading.has(i) for i in self.intents)))
        )

    def holds(self, action: str) -> bool:
        """Whether a reply that does this waits. What cannot wait goes out but in the shadow: help in danger, the word
        that a person comes, that nobody writes any more."""
        return self.name == "sombra" or (self.name == "supervisionado" and action == "responder")


AUTOMATIC = Mode("", "automatico")


def mode_for(modes: Sequence[Mode], persona: str, tier: Tier, reading: Reading | None) -> Mode:
    """The first line that speaks of this reply; where none does, the bot answers alone.

    >>> lines = (Mode("melissa", "sombra", ("melissa",)), Mode("fortes", "supervisionado", tiers=("forte",)))
    >>> [mode_for(lines, *who, None).name for who in (("melissa", "forte"), ("livia", "forte"), ("livia", "script"))]
    ['sombra', 'supervisionado', 'automatico']
    """
    return next((mode for mode in modes if mode.speaks_of(persona, tier, reading)), AUTOMATIC)


def unasked(modes: Sequence[Mode], persona: str | None) -> str:
    """Why this persona may say nothing that nobody asked for, in Portuguese; empty when she may: alone.

    >>> unasked((Mode("m", "sombra", ("melissa",)),), "melissa"), unasked((), "melissa")
    ('modo sombra', '')
    """
    mode = mode_for(modes, persona or "", "script", None)
    return "" if mode.name == "automatico" else f"modo {mode.name}"
