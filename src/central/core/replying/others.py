"""What else a persona may speak of: her shelf, and the further products that a burst names or compares."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.once import once_per
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.people.persona import Persona
from central.core.reading.lexical import parts_of
from central.core.reading.meaning import Reading
from central.core.reading.spelling import spelled
from central.core.replying.besides import MOST_OTHERS
from central.core.replying.following import compares
from central.core.selling.catalog import Product
from central.core.selling.described import pointed_at
from central.core.text import folded as folded_words

_FOR = re.compile(r"\b(?:pr[oa]|para(?: [oa]s?)?) ([a-z]{4,})\b")
_TELLS = frozenset({"preco", "produto", "desconto", "variacoes", "compra", "pagamento", "objecao_preco", "saudacao"})
"""Intents that ask something of every product they name."""


def further(
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    folded: str,
    product: Product | None,
    before: str | None = None,
) -> tuple[Product, ...]:
    """Further products the burst names, and where it compares the one of `before` and those compared then.

    Adult ones by adults only.
    """
    if product is None or reading.intent not in _TELLS:
        return ()
    shelf = shelf_of(operation, persona)
    named = also_named(shelf, product, folded)
    if compares(folded):
        named += [
            p
            for p in shelf
            if p.id in (before, *memo.also, *([] if memo.also else [memo.earlier]))
            and p.id != product.id
            and p not in named
        ]
    return tuple(dict.fromkeys((*named, *_asked_by_use(shelf, product, folded))))[:MOST_OTHERS]


def also_named(shelf: tuple[Product, ...], product: Product, folded: str) -> list[Product]:
    """What the words name beside the product."""
    return [p for p in shelf if p.id != product.id and names(p, folded) and not _within(p, product, folded)]


def _asked_by_use(shelf: tuple[Product, ...], product: Product, folded: str) -> list[Product]:
    """What other parts of the burst ask for by what it is for: "tem hidratante? e creme para o cabelo?"."""
    parts = parts_of(spelled(folded))
    if len(parts) < 2 or not any(names(product, part) for part in parts):
        return []
    asked = [part for part in parts if part.startswith("e ") and not any(names(p, part) for p in shelf)]
    own = tuple(p for p in shelf if p.persona == product.persona)
    return [p for part in asked if (p := pointed_at(own, part, _FOR)) is not None and p.id != product.id]


def shelf_of(operation: Operation, persona: Persona) -> tuple[Product, ...]:
    """What this persona may speak of: adult products by adults only."""
    products = operation.catalog.products
    return _active(products) if persona.adult else _for_all(products)


@once_per
def _active(products: tuple[Product, ...]) -> tuple[Product, ...]:
    return tuple(p for p in products if p.active)


@once_per
def _for_all(products: tuple[Product, ...]) -> tuple[Product, ...]:
    return tuple(p for p in products if p.active and not p.adult)


def _within(one: Product, other: Product, folded: str) -> bool:
    """Whether all the words that name the one stand within words that name the other."""
    without_other = folded
    for name in sorted(folded_words((other.name, *other.words)), key=len, reverse=True):
        without_other = without_other.replace(name, " ")
    return not names(one, without_other)
