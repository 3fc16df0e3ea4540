"""Totals: quantities and several products, by each way of paying, with the freight where it is told."""

from __future__ import annotations

import re
from itertools import product as cross

from central.core.guard.book import Goods
from central.core.guard.freight import FREIGHT, WITH_FREIGHT, freight_of
from central.core.guard.said import Mention, Said
from central.core.selling.catalog import Payment

TOTAL_BEFORE = re.compile(
    r"\b(?:total\w*|tudo|junt[oa]s|som\w+|ao todo|(?:os|as) (?:2|3|4|dois|duas|tres|quatro)|ambos|ambas|dupla|"
    r"combo|par|kits?|levando|leva|levar|leve|completo|conta|carrinho|dao|"
    r"pedido|=)\b|=|\+"
)
TOTAL_AFTER = re.compile(
    r"^[ \n]*(?:ja |tudo |e )?(?:n[oa] total|ao todo|tudo|(?:os|as) (?:2|3|4|dois|duas|tres)|junt[oa]s|somando|"
    r"total|com tudo|o par|pel[oa]s (?:2|3|dois|duas)|"
    r"n[oa]s? (?:2|3|dois|duas))\b|"
    r"^ (?:reais )?(?:ja )?(?:voce |vc )?(?:leva|levo|levando|juntando|pegando|comprando|tem|fica com|saem?) "
    r"[^.,;!?]{0,20}\x01+ (?:e|mais|com|\+) (?:o "
    r"|a )?\x01"
)
_SEVERAL = 2
_ADDED = re.compile(r"(?:\b(?:com|mais|junto com|somando|e mais)|\+) ?(?:(?:o|a|os|as|esse|essa|um|uma|\d{1,2}) )*$")
_TOGETHER = re.compile(
    r"\b(?:total|tudo|junt[oa]s|som\w+|ao todo|(?:os|as) (?:2|3|4)|ambos|ambas|dupla|combo|completo|conta|carrinho)\b"
)
_QUANTITY = re.compile(
    r"(?<![\d.,/])([2-9]|1\d)(?:x)?(?:[ ]*(?:unidades?|pecas?|frascos?|potes?|caixas?|pacotes?|sacos?|garrafas?|"
    r"latas?|barras?|kits?|pares|rolos?|vidros?|batons|perfumes|vestidos|"
    r"itens)(?: d[eoa]s?)?)?(?: d[eoa]s?)?[ ]*$"
)
_LOOSE_QUANTITY = re.compile(
    r"(?<![\d.,/])([2-9])(?![\d/:%x]|[.,]\d|º| ?(?:dias?|ml|g|cm|vezes|horas?|meses|anos?|parcelas|cores|opcoes)\b)|"
    r"\b(dois|duas|ambos|ambas|par|dupla)\b|\b(tres|trio)\b"
)


def totals(said: Said, start: int, end: int, words: str, method: str = "") -> set[int]:
    """Every true sum of what is spoken of: quantities, ways of paying, freight where it is told or unknown."""
    mentions = list(inside(said, start))
    if not mentions or (len({m.ids for m in mentions}) < _SEVERAL and _TOGETHER.search(said.around(start))):
        mentions = list(said.named_so_far(start)) or mentions
    mentions += _beside(said, mentions)
    items = [(m, _count(said, m)) for m in {m.ids: m for m in mentions}.values()]
    sums: set[int] = set()
    payment = said.facts.book.payment
    for chosen in (*_carts(said, items, start), *_variants(said, items, start)):
        for reduced in _ways(method, said):
            for base in _bills(chosen, payment, reduced):
                sums |= _with_freight(said, start, words, base, sum(price * n for price, n in chosen))
    return sums


def _beside(said: Said, mentions: list[Mention]) -> list[Mention]:
    """The product talked about, where another one is put to it: "com o lenço fica ..."."""
    product = said.facts.product
    if product is None or len({m.ids for m in mentions}) != 1 or product in mentions[0].ids:
        return []
    added = _ADDED.search(said.before(mentions[0].start)) is not None
    return [Mention(mentions[0].start, mentions[0].start, frozenset({product}))] if added else []


def quantified(said: Said, at: int, head: str) -> bool:
    """Whether several pieces are spoken of before the amount."""
    start = said.sentence(at)[0]
    if any(re.search(r"\b\d+ \w+", g.texts) and _as_written(said.full[start:at], g.texts) for g in said.goods(at)):
        return False
    if any(_QUANTITY.search(said.text[start : m.start]) for m in inside(said, at) if m.start < at):
        return True
    return (
        re.search(
            r"\b(?:lev\w+|compr\w+|peg\w+|na compra de|sao|as|os|kit com)[ ]+(?:mais )?([2-9]|dois|duas|"
            r"tres)(?: unidades| pecas| d[eo]l[ea]s| itens|,)?(?= |$)(?![ ]*(?:dias|vezes|x|ml|horas))|"
            r"\b([2-9]|1\d) (?!dias|vezes|x\b|horas|meses|ml|cm)(?:\w+ ){0,4}(?:ficam|saem|dao|custam|somam|sao)\b|"
            r"(?<!tem )(?<!tenho )(?<!temos )(?<!restam )(?<!so )(?<!ha )([2-9]) (?:unidades|pecas|itens|potes|"
            r"frascos|batons|perfumes)",
            head,
        )
        is not None
    )


def several_named(said: Said, at: int) -> bool:
    """Whether several products, or several variants of one, are named in the sentence before a position."""
    before = [m for m in inside(said, at) if m.start < at]
    if len({m.ids for m in before}) > 1 or _beside(said, before):
        return True
    goods = said.goods(at)
    return len(goods) == 1 and len(said.variants(goods[0], said.sentence(at)[0], at)) > 1


def _as_written(head: str, texts: str) -> bool:
    """Whether the pieces spoken of are what the owner says the product has: "quatro miniaturas"."""
    pieces = re.findall(r"\b(?:[2-9]|1\d) [a-z]{4,}", head)
    return bool(pieces) and all(one in texts for one in pieces)


def inside(said: Said, at: int) -> list[Mention]:
    start, end = said.sentence(at)
    return [m for m in said.mentions if start <= m.start < end]


def _carts(said: Said, items: list[tuple[Mention, int]], at: int) -> list[tuple[tuple[int, int], ...]]:
    """Each choice of (price, pieces) that the words may mean."""
    if not items:
        items = [(Mention(at, at, said.facts.own), 1)] if len(said.facts.own) == 1 else []
    lines: list[list[tuple[int, int]]] = []
    several = [int(n) if n else (2 if two else 3) for n, two, _ in _LOOSE_QUANTITY.findall(said.around(at))]
    for mention, count in items:
        goods = [g for id in mention.ids if (g := said.facts.goods(id)) is not None]
        prices = {p for g in goods for p in _prices(said, g, mention)}
        if len(items) == 1:
            wanted = {count} if count > 1 else {1, *several}
            if (
                several
                and count == 1
                and re.search(
                    r"\blev|\bcompr|unidades|pecas|\bos \d|\bas \d|\b(?:dois|duas|par)\b",
                    said.before(at) + said.after(at),
                )
            ):
                wanted = set(several)
        else:
            wanted = {count}
        lines.append([(p, n) for p in sorted(prices) for n in sorted(wanted)])
    carts = list(cross(*lines)) if lines and len(lines) <= 5 else []
    return carts[:200]


def _prices(said: Said, goods: Goods, mention: Mention) -> frozenset[int]:
    """What a product may cost where it stands among others: of the variant named between it and the next one."""
    if not goods.splits:
        return goods.prices
    start, end = said.sentence(mention.start)
    after = min((m.start for m in said.mentions if m.start >= max(mention.end, mention.start + 1)), default=end)
    head = start if mention.start == mention.end else mention.end
    named = said.variants(goods, head, mention.start if head == start else min(after, end))
    return frozenset(goods.product.price if v.price is None else v.price for v in named) or goods.prices


def _variants(said: Said, items: list[tuple[Mention, int]], at: int) -> list[tuple[tuple[int, int], ...]]:
    """One of each variant that the sentence names: "um de 30 e um de 15"."""
    goods = said.goods(at)
    if len(items) > 1 or len(goods) != 1:
        return []
    named = said.variants(goods[0], *said.sentence(at))
    return [tuple((goods[0].product.price if v.price is None else v.price, 1) for v in named)] if len(named) > 1 else []


def _ways(method: str, said: Said) -> tuple[bool, ...]:
    match method:
        case "pix":
            return (True,)
        case "cartao":
            return (False,)
    return (False, True) if "pix" in said.words else (False,)


def _bills(cart: tuple[tuple[int, int], ...], payment: Payment, reduced: bool) -> set[int]:
    whole = sum(price * n for price, n in cart)
    return {payment.pix(whole), sum(payment.pix(price) * n for price, n in cart)} if reduced else {whole}


def _with_freight(said: Said, at: int, words: str, bill: int, whole: int) -> set[int]:
    region = said.region(at)
    included = WITH_FREIGHT.search(words) is not None
    if region is None:
        return set() if included else {bill}
    freight = freight_of(region, whole)
    if included:
        return {bill + freight}
    return (
        {bill, bill + freight}
        if (said.freight_told or re.search(FREIGHT, said.before(at))) and not re.search(r"\bsem (?:o )?frete", words)
        else {bill}
    )


def _count(said: Said, mention: Mention) -> int:
    if mention.start == mention.end:
        return 1
    start = said.sentence(mention.start)[0]
    match = _QUANTITY.search(said.text[start : mention.start])
    if match:
        return int(match[1])
    return next(
        (
            n
            for word, n in (("dois", 2), ("duas", 2), ("tres", 3))
            if re.search(rf"\b{word}(?: d[eo]s?)? $", said.text[start : mention.start])
        ),
        1,
    )
