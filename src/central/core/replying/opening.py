"""How a persona begins: the first sentence a lead reads, one of several that compete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from central.core.once import once_per
from central.core.people.persona import Persona
from central.core.replying.script import fill

DEFAULT = "padrao"
"""The opening every persona has: her `apresentacao`."""
KEPT = 1_024


@dataclass(frozen=True, slots=True)
class Opening:
    """A first sentence of one persona, perhaps for some products only; it says her name and may say the lead's."""

    id: str
    persona: str
    text: str
    products: tuple[str, ...] = ()


def openings_for(openings: Sequence[Opening], persona: Persona, product: str | None) -> tuple[Opening, ...]:
    """The openings of this persona that fit the product, her own introduction first."""
    return _openings(openings)(persona.id, persona.introduction, product)


@once_per
def _openings(openings: Sequence[Opening]) -> Callable[[str, str, str | None], tuple[Opening, ...]]:
    @lru_cache(maxsize=KEPT)
    def fitting(persona: str, introduction: str, product: str | None) -> tuple[Opening, ...]:
        own = Opening(DEFAULT, persona, introduction)
        return (own, *(o for o in openings if o.persona == persona and (not o.products or product in o.products)))

    return fitting


def begin(opening: Opening, name: str | None) -> str:
    """The sentence with the lead's first name, or without a gap where it is unknown.

    >>> begin(Opening("a", "livia", "Oi, {nome}! Aqui é a Lívia."), None)
    'Oi! Aqui é a Lívia.'
    """
    if name is not None:
        return fill(opening.text, {"nome": name}) or opening.text
    return opening.text.replace(", {nome}", "").replace(" {nome}", "").replace("{nome}", "")
