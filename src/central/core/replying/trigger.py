"""Sales triggers: a sentence of the owner's that may stand beside a reply when the catalogue bears it out today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from central.core.money import reais
from central.core.replying.script import fill
from central.core.selling.catalog import Product, Variant

Kind = Literal["nenhum", "prova_social", "escassez", "autoridade", "garantia", "desconto", "urgencia"]
NONE: Kind = "nenhum"
KINDS: tuple[Kind, ...] = (NONE, "prova_social", "escassez", "autoridade", "garantia", "desconto", "urgencia")
SLOTS = ("fato", "fonte", "desconto", "preco_desconto", "cupom", "ate")
"""What a trigger's sentence may say besides what a script may."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of some products (none named: all of them). Its precondition is read from the catalogue each time."""

    id: str
    kind: Kind
    texts: tuple[str, ...]
    products: tuple[str, ...] = ()
    fact: str = ""
    """The figure of `prova_social` and `autoridade`, the offer of `urgencia`."""
    source: str = ""
    """Where the fact comes from, so that anybody can check it."""
    stock_at_most: int = 0
    percent: int = 0
    coupon: str = ""
    until: str = ""
    """The last day of an offer, ISO."""

    def speaks_of(self, product: str | None) -> bool:
        """Whether it is meant for this product."""
        return product is not None and (not self.products or product in self.products)


@dataclass(frozen=True, slots=True)
class Standing:
    """A trigger at this moment: `against` says in Portuguese why it may not be used; empty when it may."""

    trigger: Trigger
    against: str


def standing(
    triggers: Sequence[Trigger], product: Product | None, variant: Variant | None, moment: datetime
) -> tuple[Standing, ...]:
    """Every trigger of the product, with what speaks against it now."""
    if product is None:
        return ()
    found = (t for t in triggers if t.speaks_of(product.id))
    return tuple(Standing(t, _against(t, product, variant, moment)) for t in found)


def sentence(
    trigger: Trigger, product: Product, variant: Variant | None, values: Mapping[str, str], said: int
) -> str | None:
    """The trigger's sentence, its variants taking turns by `said`; None when no variant can be filled."""
    slots = {**values, **facts(trigger, product, variant)}
    texts = trigger.texts[said % len(trigger.texts) :] + trigger.texts[: said % len(trigger.texts)]
    return next((text for raw in texts if (text := fill(raw, slots)) is not None), None)


def facts(trigger: Trigger, product: Product, variant: Variant | None) -> dict[str, str]:
    """What the trigger itself may say, by slot."""
    told = {"fato": trigger.fact, "fonte": trigger.source, "cupom": trigger.coupon}
    if trigger.percent:
        told["desconto"] = f"{trigger.percent}%"
        if variant is not None or all(v.price is None for v in product.variants):
            told["preco_desconto"] = reais(discounted(trigger, product, variant))
    if trigger.until:
        told["ate"] = date.fromisoformat(trigger.until).strftime("%d/%m")
    return {slot: value for slot, value in told.items() if value}


def discounted(trigger: Trigger, product: Product, variant: Variant | None) -> int:
    """The price with the trigger's discount in centavos, a fraction falling to the lead."""
    price = variant.price if variant is not None and variant.price is not None else product.price
    return price - (price * trigger.percent + 99) // 100


def beside(text: str, sentence: str) -> str:
    """The text with the sentence said before its closing question or link, so that it still ends where it did.

    >>> beside("O Sérum sai por R$ 89,90. Quer o link?", "Hoje tenho 4 unidades.")
    'O Sérum sai por R$ 89,90. Hoje tenho 4 unidades. Quer o link?'
    >>> beside("É só abrir:\\nhttps://loja.example/serum", "Hoje tenho 4 unidades.")
    'Hoje tenho 4 unidades.\\n\\nÉ só abrir:\\nhttps://loja.example/serum'
    """
    if "https://" in text:
        return f"{sentence}\n\n{text}"
    if not text.endswith("?"):
        return f"{text} {sentence}"
    cut = max(text.rfind(mark, 0, -1) for mark in (". ", "! ", "? ", ".\n", "\n"))
    return f"{text[: cut + 1].rstrip()} {sentence} {text[cut + 1 :].lstrip()}" if cut > 0 else f"{sentence} {text}"


def _against(trigger: Trigger, product: Product, variant: Variant | None, moment: datetime) -> str:
    stock = variant.stock if variant is not None else product.stock
    if not stock:
        return "sem estoque"
    if trigger.until and moment.date() > date.fromisoformat(trigger.until):
        return f"a oferta acabou em {trigger.until}"
    match trigger.kind:
        case "escassez" if stock > trigger.stock_at_most:
            return f"estoque {stock}, acima de {trigger.stock_at_most}"
        case "garantia" if product.detail("garantia") is None:
            return "o produto não tem garantia escrita"
        case "desconto" if trigger.percent > product.most_discount:
            return f"{trigger.percent}% passa do limite do produto, {product.most_discount}%"
    return ""
