"""What a lead wants together: which products, in which variants, how many of each, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    if (sizes := _sizes(catalog, cart)) is not None:
        return _told_each(catalog, cart[0], sizes, region)
    whole = total(catalog, cart) if cart else None
    if whole is None:
        return {}
    values = {
        "itens": _listed([_line(catalog, pick) for pick in cart]),
        "soma": reais(whole),
        "soma_pix": reais(total(catalog, cart, pix=True) or 0) if catalog.payment.pix_percent else "",
        "soma_parcelas": _instalments(catalog, whole),
    }
    if region is not None:
        values["soma_frete"] = _freight(region, whole)
        if cost := region.freight(whole):
            values["soma_total"] = reais(whole + cost)
            values["soma_total_pix"] = reais((total(catalog, cart, pix=True) or 0) + cost) if values["soma_pix"] else ""
    return values


def _instalments(catalog: Catalog, whole: int) -> str:
    """How a sum is split, "3x de R$ 59,90 sem juros"; empty where it is not."""
    count, each = catalog.payment.times(whole)
    return f"{count}x de {reais(each)} sem juros" if count > 1 else ""


def in_each(catalog: Catalog, pick: Pick) -> list[Pick]:
    """The pick in every variant it may be meant in, one a price: itself alone where that is no question.

    >>> from central.core.selling.catalog import Payment
    >>> sizes = Variant("g", "G", 5), Variant("p", "P", 5, 500)
    >>> catalog = Catalog((Product("a", "p", "A", 900, "", "l", variants=sizes),), (), Payment())
    >>> [pick.variant for pick in in_each(catalog, Pick("a", count=2))], in_each(catalog, Pick("a", "g"))
    (['p', 'g'], [Pick(product='a', variant='g', count=1)])
    """
    product = catalog.product(pick.product)
    if product is None or pick.variant:
        return [pick]
    cheapest = {_price(product, v): Pick(pick.product, v.id, pick.count) for v in reversed(product.available)}
    return [cheapest[price] for price in sorted(cheapest)] if len(cheapest) > 1 else [pick]


def _sizes(catalog: Catalog, cart: Sequence[Pick]) -> list[Pick] | None:
    """Several pieces of one product alone, in each of its prices, while no variant of it was named."""
    if len(cart) != 1:
        return None
    each = [pick for pick in in_each(catalog, cart[0]) if total(catalog, (pick,)) is not None]
    return each if len(each) > 1 else None


def _told_each(catalog: Catalog, pick: Pick, sizes: Sequence[Pick], region: Region | None) -> dict[str, str]:
    """What so many pieces come to in each price: "R$ 109,80 (15 ml) ou R$ 179,80 (30 ml)"."""
    product = catalog.product(pick.product)
    names = [one.name for size in sizes if (one := _meant(catalog, size)[1]) is not None]

    def each(said: Callable[[Pick], str]) -> str:
        texts = [said(size) for size in sizes]
        whole = texts[:1] if len(set(texts)) == 1 else [f"{t} ({n})" for t, n in zip(texts, names, strict=True)]
        return " ou ".join(whole)

    def bill(size: Pick, pix: bool = False, carried: bool = False) -> str:
        whole = total(catalog, (size,)) or 0
        paid = (total(catalog, (size,), pix=True) or 0) if pix else whole
        return reais(paid + (region.freight(whole) if carried and region is not None else 0))

    name, by_pix = product.name if product is not None else "", catalog.payment.pix_percent > 0
    values = {
        "itens": f"{pick.count} de {name}" if pick.count > 1 else name,
        "soma": each(bill),
        "soma_pix": each(lambda size: bill(size, pix=True)) if by_pix else "",
    }
    if region is not None:
        costs = {region.freight(total(catalog, (size,)) or 0) for size in sizes}
        values["soma_frete"] = each(lambda size: _freight(region, total(catalog, (size,)) or 0, told=len(costs) == 1))
        if costs != {0}:
            values["soma_total"] = each(lambda size: bill(size, carried=True))
            values["soma_total_pix"] = each(lambda size: bill(size, pix=True, carried=True)) if by_pix else ""
    return values


def _freight(region: Region, whole: int, told: bool = True) -> str:
    """The freight of a purchase worth so much; where there is none, what it would be for a smaller one, if `told`."""
    cost = region.freight(whole)
    saved = f" (seria {reais(region.price)})" if region.price and told else ""
    return reais(cost) if cost else f"grátis{saved}"


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
