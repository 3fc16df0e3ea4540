"""Ready replies: variants with slots that only the catalogue fills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from central.core.catalog import Catalog, Product, Region, Variant
from central.core.money import reais

SLOTS = (
    "nome",
    "persona",
    "produto",
    "resumo",
    "preco",
    "preco_pix",
    "parcelas",
    "pagamento",
    "variacoes",
    "estoque",
    "frete",
    "prazo",
    "regiao",
    "link",
    "garantia",
    "uso",
    "composicao",
    "produtos",
)
"""The slots a script may use. A variant whose slots cannot all be filled is not used."""

_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Script:
    """One reply by id; each variant is one or two bubbles. `persona` None: for all of them."""

    id: str
    variants: tuple[tuple[str, ...], ...]
    persona: str | None = None
    asks: str | None = None
    """The closed question it ends with (`cep`, `variacao`, `idade`, `sim_nao`)."""
    buttons: tuple[str, ...] = ()
    otherwise: str | None = None
    """The script to use when no variant can be filled (no product, no CEP yet)."""
    photo: bool = False
    """Sends the photo of the product, or of the variant the lead named."""


def slots_of(text: str) -> frozenset[str]:
    """The names of the slots in a text.

    >>> sorted(slots_of("{produto} por {preco}"))
    ['preco', 'produto']
    """
    return frozenset(_SLOT.findall(text))


def fill(text: str, values: dict[str, str]) -> str | None:
    """The text with its slots filled; None when one of them has no value.

    >>> fill("{produto} por {preco}", {"produto": "Sérum", "preco": "R$ 89,90"})
    'Sérum por R$ 89,90'
    """
    if any(not values.get(name) for name in slots_of(text)):
        return None
    return _SLOT.sub(lambda m: values[m[1]], text)


def choose(script: Script, values: dict[str, str], said: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The first fillable variant that was not said lately, else the least recent; its key and its bubbles."""
    usable = []
    for number, variant in enumerate(script.variants):
        bubbles = [fill(text, values) for text in variant]
        if all(b is not None for b in bubbles):
            usable.append((f"{script.id}/{number}", tuple(b for b in bubbles if b is not None)))
    if not usable:
        return None
    recency = {key: position for position, key in enumerate(said)}
    return min(usable, key=lambda item: recency.get(item[0], -1))


def values_for(
    catalog: Catalog,
    product: Product | None,
    *,
    persona: str,
    persona_id: str,
    name: str | None = None,
    region: Region | None = None,
    variant: Variant | None = None,
    link: str = "",
) -> dict[str, str]:
    """What the catalogue says now, by slot; a slot without a fact is absent."""
    values = {"persona": persona, "produtos": _listed([p.name for p in catalog.of(persona_id)])}
    if name:
        values["nome"] = name
    if region is not None:
        values |= {"regiao": region.name, "prazo": _days(region), "frete": _freight(region, product)}
    if product is None:
        return values
    price = variant.price if variant is not None and variant.price is not None else product.price
    count, each = catalog.payment.times(price)
    values |= {
        "produto": product.name,
        "resumo": product.summary,
        "preco": reais(price),
        "preco_pix": reais(catalog.payment.pix(price)),
        "parcelas": f"{count}x de {reais(each)} sem juros" if count > 1 else f"à vista por {reais(price)}",
        "pagamento": _payment(catalog, price),
        "variacoes": _listed([v.name for v in product.available]),
        "estoque": _stock(product, variant),
        "link": link or product.link,
    }
    return values | {kind: text for kind, text in product.details if kind in SLOTS}


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " e " + names[-1]


def _days(region: Region) -> str:
    if region.days_min == region.days_max:
        return f"{region.days_min} dias úteis"
    return f"{region.days_min} a {region.days_max} dias úteis"


def _freight(region: Region, product: Product | None) -> str:
    if region.price == 0:
        return "grátis"
    if region.free_above is not None and product is not None and product.price >= region.free_above:
        return "grátis"
    return reais(region.price)


def _payment(catalog: Catalog, price: int) -> str:
    facts = catalog.payment
    pix = f"Pix por {reais(facts.pix(price))}" + (f" ({facts.pix_percent}% off)" if facts.pix_percent else "")
    count, each = facts.times(price)
    ways = [pix, f"cartão em até {count}x de {reais(each)} sem juros" if count > 1 else "cartão à vista"]
    if facts.boleto:
        ways.append("boleto")
    if facts.on_delivery:
        ways.append("pagamento na entrega")
    return _listed(ways)


def _stock(product: Product, variant: Variant | None) -> str:
    units = variant.stock if variant is not None else product.stock
    name = f" na opção {variant.name}" if variant is not None else ""
    if units == 0:
        return f"esgotado{name}"
    return f"{units} {'unidade' if units == 1 else 'unidades'}{name}"
