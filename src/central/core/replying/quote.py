"""Quotes: a price or freight that was told binds the seller (Brazilian consumer law), for a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from central.core.messaging.conversation import SERVICE_WINDOW_MS
from central.core.money import reais
from central.core.records import swift
from central.core.selling.catalog import Catalog, Product, Region

VALID_MS = 24 * 3600 * 1000
"""How long what was told holds. No shorter than a free reply may wait to be sent, so that whatever leaves still holds
when it does: the window of the lead's last message closes before the quote of the reply to it ends."""

KEPT_MS = 7 * VALID_MS
"""How long a quote that ended is remembered, so that a higher price is not passed over in silence."""

assert VALID_MS >= SERVICE_WINDOW_MS

BY_HAND = 0
"""The operation of a price that somebody of the team gave: older than any version."""

Kind = Literal["preco", "frete"]
_DIGIT = re.compile(r"\d")


@swift
@dataclass(frozen=True, slots=True)
class Quote:
    """What a person was told: the price of a variant ("" where there is none) or the freight to a region (`subject`).

    `value` in centavos, `operation` the version it was told under, `until` when it ends (epoch ms).
    """

    person: str
    kind: Kind
    subject: str
    variant: str
    value: int
    at: int
    until: int
    operation: int


def quotes_told(
    texts: Iterable[str],
    catalog: Catalog,
    product: Product | None,
    region: Region | None,
    person: str,
    operation: int,
    now: int,
) -> tuple[Quote, ...]:
    """The quotes that a reply about this product and region makes.

    A price is told where it is written, in full or as what Pix leaves of it.
    """
    text = "\n".join(texts).replace("\xa0", " ")
    if _DIGIT.search(text) is None:
        return ()
    found = []
    if product is not None:
        for variant, price in _prices(product):
            if any(_bare(amount) in text for amount in (price, catalog.payment.pix(price))):
                found.append(Quote(person, "preco", product.id, variant, price, now, now + VALID_MS, operation))
    if region is not None and region.price and "rete" in text and _bare(region.price) in text:
        found.append(Quote(person, "frete", region.name, "", region.price, now, now + VALID_MS, operation))
    return tuple(found)


def in_force(catalog: Catalog, quotes: Sequence[Quote], now: int) -> Catalog:
    """The catalogue this person buys by: what was told to them or the new price, whichever is lower.

    The very same catalogue when no quote is lower.
    """
    least = _least(quotes, now)
    products = tuple(_quoted(p, least) for p in catalog.products)
    regions = tuple(_carried(r, least) for r in catalog.regions)
    unchanged = all(a is b for a, b in zip(products, catalog.products, strict=True)) and all(
        a is b for a, b in zip(regions, catalog.regions, strict=True)
    )
    return catalog if unchanged else replace(catalog, products=products, regions=regions)


def lapsed(quotes: Sequence[Quote], product: Product, now: int) -> str:
    """The honest sentence when a price that was told is over and the new one is higher; empty when there is none."""
    prices = dict(_prices(product))
    held = _least(quotes, now)
    for quote in sorted(quotes, key=lambda q: -q.until):
        price = prices.get(quote.variant)
        mine = (quote.kind, quote.subject) == ("preco", product.id)
        if mine and price is not None and quote.until <= now and quote.value < price and not _holds(held, quote):
            return (
                f"O preço que te passei antes, {reais(quote.value)}, valia por 24 horas; o de agora é {reais(price)}."
            )
    return ""


def _holds(held: dict[tuple[Kind, str, str], int], quote: Quote) -> bool:
    return (quote.kind, quote.subject, quote.variant) in held


def _least(quotes: Sequence[Quote], now: int) -> dict[tuple[Kind, str, str], int]:
    found: dict[tuple[Kind, str, str], int] = {}
    for quote in quotes:
        if quote.until > now:
            place = (quote.kind, quote.subject, quote.variant)
            found[place] = min(quote.value, found.get(place, quote.value))
    return found


def _prices(product: Product) -> list[tuple[str, int]]:
    priced = [(v.id, product.price if v.price is None else v.price) for v in product.variants]
    return priced or [("", product.price)]


def _quoted(product: Product, least: dict[tuple[Kind, str, str], int]) -> Product:
    told = {variant: least.get(("preco", product.id, variant), price) for variant, price in _prices(product)}
    if all(told[variant] >= price for variant, price in _prices(product)):
        return product
    product = replace(product, listed=max(price for _, price in _prices(product)))
    if not product.variants:
        return replace(product, price=told[""])
    variants = tuple(
        replace(v, price=min(told[v.id], product.price if v.price is None else v.price)) for v in product.variants
    )
    same = {v.price for v in variants}
    if len(same) == 1:
        return replace(
            product,
            price=next(p for p in same if p is not None),
            variants=tuple(replace(v, price=None) for v in variants),
        )
    return replace(product, variants=variants)


def _carried(region: Region, least: dict[tuple[Kind, str, str], int]) -> Region:
    told = least.get(("frete", region.name, ""), region.price)
    return replace(region, price=told, listed=region.price) if told < region.price else region


def _bare(centavos: int) -> str:
    """The figures of an amount: "89,90"."""
    return reais(centavos).removeprefix("R$ ")
