"""How a persona begins: the first sentence a lead reads, one of several that compete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.core.people.persona import Persona
from central.core.replying.script import fill

DEFAULT = "padrao"
"""The opening every persona has: her `apresentacao`."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A first sentence of one persona, perhaps for some products only; it says her name and may say the lead's."""

    id: str
    persona: str
    text: str
    products: tuple[str, ...] = ()


def openings_for(openings: Sequence[Opening], persona: Persona, product: str | None) -> tuple[Opening, ...]:
    """The openings of this persona that fit the product, her own introduction first."""
    own = Opening(DEFAULT, persona.id, persona.introduction)
    fitting = (o for o in openings if o.persona == persona.id and (not o.products or product in o.products))
    return (own, *fitting)


def begin(opening: Opening, name: str | None) -> str:
    """The sentence with the lead's first name, or without a gap where it is unknown.

    >>> begin(Opening("a", "livia", "Oi, {nome}! Aqui é a Lívia."), None)
    'Oi! Aqui é a Lívia.'
    """
    if name is not None:
        return fill(opening.text, {"nome": name}) or opening.text
    return opening.text.replace(", {nome}", "").replace(" {nome}", "").replace("{nome}", "")
