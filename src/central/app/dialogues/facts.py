"""Whether a reply tells a fact of a product as the catalogue has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from central.app.dialogues.words import plain
from central.core.messaging.conversation import Memo
from central.core.money import reais
from central.core.operation import Operation
from central.core.replying.script import values_for
from central.core.selling.catalog import Catalog, Product, Region, Variant

NO_REGION = "não se sabe a região: nenhum CEP foi entendido"


@dataclass(frozen=True, slots=True)
class _Told:
    """A folded text beside what the lead chose so far."""

    text: str
    catalog: Catalog
    product: Product
    variant: Variant | None
    region: Region | None

    def has(self, slot: str) -> bool:
        """Whether the text holds what a script would say in this slot."""
        values = values_for(
            self.catalog, self.product, persona="", persona_id="", region=self.region, variant=self.variant
        )
        return bool(values.get(slot)) and plain(values[slot]) in self.text


def tells(field: str, product: Product, text: str, operation: Operation, memo: Memo) -> str | None:
    """None when the folded text holds the catalogue's value, else what is missing; KeyError for a strange field."""
    region = operation.catalog.region_named(memo.region)
    variant = next((v for v in product.variants if v.id == memo.variant), None)
    return FIELDS[field](_Told(text, operation.catalog, product, variant, region))


def _price(told: _Told) -> str | None:
    """Any price the product is sold at: of the variant that was named, if one was."""
    product = told.product
    offers = [told.variant] if told.variant is not None else list(product.available or product.variants)
    prices = {v.price if v.price is not None else product.price for v in offers} or {product.price}
    text = told.text.replace("r$ ", "r$")
    found = any(plain(reais(price)).replace("r$ ", "r$") in text for price in prices)
    return None if found else "não disse o preço do catálogo"


def _deadline(told: _Told) -> str | None:
    if told.region is None:
        return NO_REGION
    return None if told.has("prazo") else "não disse o prazo da região"


def _freight(told: _Told) -> str | None:
    if told.region is None:
        return NO_REGION
    return None if told.has("frete") else "não disse o frete da região"


def _variants(told: _Told) -> str | None:
    missing = [v.name for v in told.product.available if plain(v.name) not in told.text]
    return f"não disse {', '.join(missing)}" if missing else None


def _payment(told: _Told) -> str | None:
    card = re.search(r"\bcartao\b|\b\d{1,2}x\b", told.text)
    return None if "pix" in told.text and card else "não disse Pix e cartão"


def _stock(told: _Told) -> str | None:
    units = told.variant.stock if told.variant is not None else told.product.stock
    if units == 0:
        gone = re.search(r"\b(?:esgotad\w+|acabou|nao tenho|nao tem|sem estoque|indisponivel)\b", told.text)
        return None if gone else "não disse que acabou"
    there = re.search(rf"\b{units}\b|\b(?:tenho|temos|tem|disponive\w+|em estoque)\b", told.text)
    return None if there else "não disse que tem"


def _warranty(told: _Told) -> str | None:
    return None if told.has("garantia") else "não disse a garantia"


def _link(told: _Told) -> str | None:
    return None if told.product.link.casefold() in told.text else "não mandou o link"


FIELDS: dict[str, Callable[[_Told], str | None]] = {
    "preco": _price,
    "prazo": _deadline,
    "frete": _freight,
    "variacoes": _variants,
    "pagamento": _payment,
    "estoque": _stock,
    "garantia": _warranty,
    "link": _link,
}
"""The facts of `says_fact`."""
