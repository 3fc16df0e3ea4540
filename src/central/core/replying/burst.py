"""A burst as it is understood: who speaks, about what, what it means and what the conversation knows."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.reading.meaning import Reading
from central.core.reading.spelling import spelled
from central.core.records import swift
from central.core.selling.catalog import Product


@swift
@dataclass(frozen=True, slots=True)
class Burst:
    """What is answered. `words` are the lead's own, `folded` without what they deny."""

    operation: Operation
    persona: Persona
    memo: Memo
    product: Product | None
    reading: Reading
    words: str
    folded: str

    @property
    def text(self) -> str:
        """The folded words with abbreviations and typos written out."""
        return spelled(self.folded)

    @property
    def both(self) -> str:
        """The words as they are and written out, for patterns that know either."""
        return f"{self.folded} / {self.text}"
