"""Suggested wordings on their way to be drafts: whether the guard would let them out, and the scripts they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from central.core.guard import facts_of, inspect, passes
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.replying.script import Script, fill, values_for

MOST_VARIANTS = 6
SAFEST = "outro"
TRIED = 2
SOMEBODY = "Ana"


def fits(operation: Operation, persona: Persona, *texts: str) -> bool:
    """Whether the guard lets the bubbles out with the facts of her products; what cannot be filled is not judged."""
    region = next(iter(operation.catalog.regions), None)
    for product in [p for p in operation.catalog.of(persona.id) if p.stock][:TRIED]:
        values = values_for(
            operation.catalog, product, persona=persona.name, persona_id=persona.id, name=SOMEBODY, region=region
        )
        said = [fill(text, values) for text in texts]
        facts = facts_of(operation, persona, product.id, region=region, name=SOMEBODY)
        if not passes(inspect([text for text in said if text is not None], facts)):
            return False
    return True


def true_ones(operation: Operation, persona: Persona, script: Script) -> Script:
    """The script without the ways to say it that the guard would hold in this shop; as it was where none is left."""
    kept = tuple(variant for variant in script.variants if fits(operation, persona, *variant))
    return replace(script, variants=kept) if kept else script


def scripts_of(operation: Operation, persona: Persona, texts: Mapping[str, Sequence[str]]) -> tuple[Script, ...]:
    """Her own scripts with these wordings, by intent: new ones, or those she has with more ways to say it.

    Where no wording can be filled, the script answers that the general one would have fallen back to.
    """
    made = []
    for id, said in texts.items():
        own = next((s for s in operation.scripts if s.id == id and s.persona == persona.id), None)
        known = own.variants if own is not None else ()
        new = tuple((text,) for text in dict.fromkeys(said) if (text,) not in known)
        variants = (*known, *new)[:MOST_VARIANTS]
        if new and len(variants) > len(known):
            made.append(_script(operation, persona, id, variants, own))
    return tuple(made)


def _script(
    operation: Operation, persona: Persona, id: str, variants: tuple[tuple[str, ...], ...], own: Script | None
) -> Script:
    if own is not None:
        return Script(
            id=id,
            variants=variants,
            persona=persona.id,
            asks=own.asks,
            buttons=own.buttons,
            otherwise=own.otherwise,
            photo=own.photo,
            testimonial=own.testimonial,
            media=own.media,
        )
    general = next((s for s in operation.scripts if s.id == id and s.persona is None), None)
    back = general.otherwise if general is not None else None
    return Script(id, variants, persona.id, otherwise=back or (SAFEST if id != SAFEST else None))
