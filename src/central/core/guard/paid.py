"""What a product costs where an amount stands: of the variant named nearest, by the way of paying."""

from __future__ import annotations

import re
from collections.abc import Iterable

from central.core.guard.book import Goods
from central.core.guard.money import Amount
from central.core.guard.option import Variants
from central.core.guard.said import Said, stands_alone

PIX = re.compile(r"\bpix\b|\ba ?vista\b|\bdinheiro\b|\bespecie\b")
_PIX_AFTER = re.compile(
    r"^[ ,(]*(?:(?:se for|pagando|pago|fechando|comprando|isso|ja|so|tudo)[ ]+)?(?:n[oa]|via|pel[oa]|por|com|em|"
    r"a)?[ ]*(?:o )?(?:pix|vista)\b"
)
_CARD = re.compile(r"\bcartao\b|\bcredito\b|\bboleto\b|\bdebito\b|\bcheio\b|\bparcelad\w+")
_CARD_AT_ONCE = re.compile(r"\bcartao (?:(?:de credito|da|fica|sai|e) )*a ?vista\b")
_AT_ONCE_ON_CARD = re.compile(r"^ a ?vista (?:n[oa]|em) (?:cartao|credito|debito)\b")
_CARD_AFTER = re.compile(r"^[ (]*(?:n[oa]|via|pel[oa]|com|em)[ ]+(?:o )?(?:cartao|credito|boleto|debito)\b")
LINKED = re.compile(r"^(?:[ :=,-]|sai|fica|cai|por|para|pra|de|e|so|vai|dele|dela|o|valor|custa|da|baixa|apenas)*$")
_BRACKETS = re.compile(r"(?: sem juros)? ?\(([^)]{1,60})\)")


def priced(said: Said, goods: Goods, start: int, end: int, method: str) -> set[int]:
    """The prices of a product that may be said here: of the variant named nearest, by the way of paying."""
    prices = set(goods.prices)
    if goods.splits and (variant := _nearest_variant(said, goods, start, end)) is not None:
        prices = variant
    payment = said.facts.book.payment
    reduced = {payment.pix(price) for price in prices}
    match method:
        case "pix":
            return reduced
        case "cartao":
            return prices
        case "cheio":
            return prices | reduced
    return prices | reduced if "pix" in said.words else prices


def method_of(said: Said, head: str, tail: str, following: Amount | None) -> str:
    """How this amount would be paid: pix · cartao · cheio (both are named) · "" (nothing is said)."""
    head = _CARD_AT_ONCE.sub("cartao", head)
    if _AT_ONCE_ON_CARD.match(tail):
        return "cartao"
    near = PIX.search(head) is not None
    match = _PIX_AFTER.search(tail)
    if match and not (following is not None and LINKED.match(tail[match.end() :])):
        return "pix"
    card = _CARD.search(head) is not None
    if near and card:
        last_pix = max(m.start() for m in PIX.finditer(head))
        last_card = max(m.start() for m in _CARD.finditer(head))
        between = head[min(last_pix, last_card) : max(last_pix, last_card)]
        if re.search(r"\bou\b|,|\be\b", between) and len(between) < 25 and not re.search(r"\bn[oa] \w+$", between):
            return "cheio"
        return "pix" if last_pix > last_card else "cartao"
    if near:
        avista = re.search(r"\bpix\b", head) is None
        return "cheio" if avista else "pix"
    behind = _CARD_AFTER.match(tail)
    return "cartao" if card or (behind and not (following and LINKED.match(tail[behind.end() :]))) else ""


def _nearest_variant(said: Said, goods: Goods, start: int, end: int) -> set[int] | None:
    first, last = said.sentence(start)
    if (behind := _BRACKETS.match(said.full, end, last)) and (named := said.variants(goods, *behind.span(1))):
        return {goods.product.price if v.price is None else v.price for v in named}
    sentence = said.full[first:last]
    spots = _spots(sentence, first, ((phrase, (v,)) for v, phrases in goods.options for phrase in phrases), goods)
    spots = spots or _spots(sentence, first, goods.parts, goods)
    if not spots:
        if said.facts.variant is None or goods.id != said.facts.product:
            return None
        return {
            goods.product.price if v.price is None else v.price for v, _ in goods.options if v.id == said.facts.variant
        } or None
    spots.sort(key=lambda spot: spot[0])
    earlier = [prices for at, prices in spots if at < start]
    later = [prices for at, prices in spots if at >= end]
    if later and amounts_before(said, first, spots[0][0]):
        return later[0]
    nearest = earlier[-1:] or later[:1]
    return nearest[0] if nearest else None


def _spots(
    sentence: str, first: int, named: Iterable[tuple[str, Variants]], goods: Goods
) -> list[tuple[int, set[int]]]:
    """Where variants are named in a sentence that begins at `first`, each place with what it may cost."""
    spots = []
    for phrase, variants in named:
        at = sentence.find(phrase)
        while at >= 0:
            if stands_alone(sentence, phrase, at):
                prices = {goods.product.price if v.price is None else v.price for v in variants}
                spots.append((first + at, prices))
            at = sentence.find(phrase, at + 1)
    return spots


def amounts_before(said: Said, start: int, end: int) -> bool:
    """Whether money stands between two positions."""
    return re.search(r"r\$|\d,\d\d|\d reais", said.full[start:end]) is not None
