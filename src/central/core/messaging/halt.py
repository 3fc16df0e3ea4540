"""Where the bot is switched off: a number or a persona. Leads who write there go to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["numero", "persona"]
HALTED = "a IA está desligada aqui"
"""Why such a lead waits for a person; switching on again gives back whoever waits for nothing else."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Somebody switched the bot off."""

    scope: Scope
    id: str
    at: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Halts:
    """All that is switched off now."""

    all: tuple[Halt, ...] = ()

    def holds(self, channel: str, persona: str | None) -> bool:
        """Whether the bot says nothing on this number, or as this persona.

        >>> off = Halts((Halt("persona", "melissa", 0, "dona", ""),))
        >>> off.holds("100", "melissa"), off.holds("100", "livia"), off.holds("100", None)
        (True, False, False)
        """
        return any((h.scope, h.id) in (("numero", channel), ("persona", persona)) for h in self.all)

    def of(self, scope: Scope, id: str) -> Halt | None:
        """Who switched this off, and when."""
        return next((h for h in self.all if (h.scope, h.id) == (scope, id)), None)


NOTHING_HALTED = Halts()
