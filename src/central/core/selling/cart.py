"""What a lead wants together: which products, in which variants, how many of each, and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.core.money import reais
from central.core.selling.catalog import Catalog, Product, Region, Variant


@dataclass(frozen=True, slots=True)
class Pick:
    """So many pieces of one product; `variant` is an id, empty while none was named."""

    product: str
    variant: str = ""
    count: int = 1


def pieces(cart: Sequence[Pick]) -> int:
    """How many things are in the cart.

    >>> pieces((Pick("a"), Pick("b", count=2)))
    3
    """
    return sum(pick.count for pick in cart)


def merged(cart: Sequence[Pick], more: Sequence[Pick]) -> tuple[Pick, ...]:
    """The cart with more put in: the same thing again counts up.

    >>> merged((Pick("a"),), (Pick("a"), Pick("b")))
    (Pick(product='a', variant='', count=2), Pick(product='b', variant='', count=1))
    """
    counts: dict[tuple[str, str], int] = {}
    for pick in (*cart, *more):
        counts[pick.product, pick.variant] = counts.get((pick.product, pick.variant), 0) + pick.count
    return tuple(Pick(product, variant, count) for (product, variant), count in counts.items())


def total(catalog: Catalog, cart: Sequence[Pick], pix: bool = False) -> int | None:
    """The sum in centavos, of prices or of `pix` prices; None where something is not sold, or there is too little."""
    whole = 0
    for pick in cart:
        product, variant = _meant(catalog, pick)
        held = variant.stock if variant is not None else product.stock if product is not None else 0
        if product is None or held < pick.count:
            return None
        price = _price(product, variant)
        whole += pick.count * (catalog.payment.pix(price) if pix else price)
    return whole


def told(catalog: Catalog, cart: Sequence[Pick], region: Region | None) -> dict[str, str]:
    """What scripts may say of the cart, by slot; empty where it has no sum."""
    whole = total(catalog, cart) if cart else None
    if whole is None:
        return {}
    values = {
        "itens": _listed([_line(catalog, pick) for pick in cart]),
        "soma": reais(whole),
        "soma_pix": reais(total(catalog, cart, pix=True) or 0) if catalog.payment.pix_percent else "",
    }
    if region is not None:
        cost = region.freight(whole)
        values["soma_frete"] = reais(cost) if cost else "grátis"
    return values


def _line(catalog: Catalog, pick: Pick) -> str:
    """One product with its price: "Batom Veludo em Ameixa (R$ 39,90)", "Batom Veludo, 2 por R$ 79,80"."""
    product, variant = _meant(catalog, pick)
    if product is None:
        return ""
    name = product.name if variant is None or not variant.name else f"{product.name} em {variant.name}"
    price = _price(product, variant)
    return f"{name} ({reais(price)})" if pick.count == 1 else f"{name}, {pick.count} por {reais(price * pick.count)}"


def _meant(catalog: Catalog, pick: Pick) -> tuple[Product | None, Variant | None]:
    """The product, and the variant that was named; where prices differ and none was, the one at the product's price."""
    product = catalog.product(pick.product)
    if product is None:
        return None, None
    named = next((v for v in product.variants if v.id == pick.variant), None)
    if named is None and any(v.price is not None for v in product.variants):
        named = next((v for v in product.available if v.price is None), None)
    return product, named


def _price(product: Product, variant: Variant | None) -> int:
    return product.price if variant is None or variant.price is None else variant.price


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " e " + names[-1]
