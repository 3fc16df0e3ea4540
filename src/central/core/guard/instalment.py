"""Instalments: how many, how much each, and on which terms."""

from __future__ import annotations

import re

from central.core.guard.denial import denied
from central.core.guard.money import Amount, figure
from central.core.guard.paid import PIX, priced
from central.core.guard.said import Said
from central.core.guard.total import TOTAL_BEFORE, inside, totals

_COUNT = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,3})[ \n]?(?:x\b(?![ ]?\d+(?:,\d+)? ?(?:cm|mm|m|metros?)\b)|(?:vez(?:es|inhas)|"
    r"parcel(?:as?|inhas?)\b|prestac\w+|"
    r"pagamentos|mensalidades|mensais)\b)"
    r"(?![ ]*(?:mais\b|ao dia|por dia|no dia|por semana|na semana|ao mes|por mes|diari\w+|semana\w*|"
    r"d[eo]s? (?:manha|noite|ano)))"
    r"|\b(?:parcel\w+|divid\w+|racha\w*|quebr\w+)[ ]+(?:(?:o valor|tudo|isso|ele|ela|no cartao|pra voce|para voce|"
    r"ate|em)[ ]+)*(?P<m>\d{1,3})(?![\d,.%]| ?(?:dias|ml))(?: ?x\b|"
    r" vez(?:es|inhas)\b| parcel\w+)?"
    r"|\bem[ ]+(?:ate[ ]+)?(?P<o>\d{1,2})(?=[ ]+(?:sem juros|no cartao|no credito|iguais|sem acrescimo|de r\$|"
    r"de \d+,\d\d|fixas|suaves))"
)
_EACH = re.compile(
    r"^[ \n]*(?:(?:parcelas?|prestacoes|fica|ficam|da|dao|sai|saem|por|vezes|iguais|fixas|mensais|suaves|"
    r"sem juros|no cartao|de so|so|apenas|uns|"
    r"cada(?: uma| parcela)?|[oa] [a-z]+|por mes)[ ,]+)*(?:de|por|a|com|=|:)?[ ]*(?:so |apenas |uns )?(?:r\$)?[ ]*$"
)
_NEAR = 30
_SPLIT_IN = re.compile(
    r"[ ,(]*(?:reais )?(?:por mes )?(?:,? ?(?:n[oa]|em|se for em|se for|parcelando em|dividindo em)(?: ate| cartao "
    r"em)? ?)?"
)
_A_PART = re.compile(r"\b(?:parcel(?:a|as|inha)|prestac\w+|mensalidade|cada uma)\b[^,.;\d]{0,25}$")
_INTEREST = re.compile(
    r"(?<!sem )(?<!zero )(?<!0 )\b(?:juros|jurinhos?)\b(?! (?:zero|0\b|nenhum))|"
    r"\bcom (?:um )?acrescimo\b|(?:1a|primeira|1º) (?:parcela|"
    r"prestacao)|come\w+ a pagar|so (?:paga|comeca)|paga(?:r)? (?:so )?(?:depois|daqui|mes que vem|no mes|"
    r"em janeiro|quando)|entrada de|\b(?:da|dar|dando|paga|pagando|com) (?:uma )?entrada\b(?! (?:usb|principal))|"
    r"(?:parcel\w+|divid\w+)[^.!?\n]{0,20}quantas vezes|boleto (?:em|parcelado)|"
    r"parcel\w+ no boleto|carencia|crediario|carne\b|fiado|cheque"
)
_BY_THE_SUM = re.compile(
    r"\b(?:conforme|dependendo|depende|de acordo com|a depender) (?:d?[oe] )?(?:valor|total|compra|pedido)\b"
)
_BOLETO = re.compile(r"\bboleto\b(?! ?\?)")
_ON_DELIVERY = re.compile(
    r"\bmaquininha\b|\b(?:pag\w+|acert\w+|dinheiro|cartao|pix|maquininha)\b[^.!?,;\n]{0,20}\b(?:n[ao] (?:hora da "
    r")?entrega|"
    r"ao receber|quando (?:chegar|receber))"
)
_FREQUENCY = re.compile(
    r"\b(?:usar?|aplicar?|passar?|lavar?|repet\w+|uso|por dia|ao dia|semana|borrif\w+|reaplic\w+|hidrat\w+)\b"
)


def check(said: Said, found: list[Amount]) -> set[int]:
    """Judge each number of instalments; returns where the amounts stand that were judged with them."""
    used: set[int] = set()
    for match in list(_COUNT.finditer(said.text)):
        _judge(said, match, found, used)
    return used


def terms(said: Said) -> None:
    """Judge what is told of interest, of a down payment, of a first instalment later."""
    payment = said.facts.book.payment
    for match, offered in ((_BOLETO, payment.boleto), (_ON_DELIVERY, payment.on_delivery)):
        way = None if offered else match.search(said.text)
        if way is not None and not denied(said.before(way.start()), said.after(way.end())):
            said.rule(False, "parcelas", way.start(), way.end())
    found = _INTEREST.search(said.text)
    if found is not None and not denied(said.before(found.start()), said.after(found.end())):
        said.rule(False, "parcelas", found.start(), found.end())


def _judge(said: Said, match: re.Match[str], found: list[Amount], used: set[int]) -> None:
    count = int(match["n"] or match["m"] or match["o"])
    before, after = said.before(match.start()), said.after(match.end())
    if "+" in before[-8:] + after[:8] and _factor(said, match, after):
        return
    if match[0].endswith(("vezes", "vez")) and _FREQUENCY.search(said.around(match.start())) and not PIX.search(after):
        return
    each = next((a for a in found if a.start >= match.end() and _EACH.match(said.text[match.end() : a.start])), None)
    each = each or next((a for a in found if _each_before(said, a, match)), None)
    bases = _bases(said, match.start(), match.end(), each)
    payment = said.facts.book.payment
    allowed = [b for b in bases if 1 <= count <= payment.times(b)[0]]
    right = bool(allowed) if each is None else any(-(-b // count) == each.centavos for b in allowed)
    if each is not None:
        used.add(each.start)
    if not right and each is None and (denied(before, after) or _of_the_shop(said, match, count)):
        return
    said.rule(right, "parcelas", match.start(), max(each.end, match.end()) if each else match.end())
    said.hide(match.start(), match.end())


def _each_before(said: Said, amount: Amount, match: re.Match[str]) -> bool:
    """Whether an amount before the number of instalments is told as one of them: "cada parcela sai por … em 3x"."""
    if not 0 <= match.start() - amount.end < _NEAR or amount.start < said.sentence(match.start())[0]:
        return False
    between = said.text[amount.end : match.start()]
    return _SPLIT_IN.fullmatch(between) is not None and _A_PART.search(said.before(amount.start)) is not None


def _factor(said: Said, match: re.Match[str], after: str) -> bool:
    """Whether it multiplies a price in a sum that is written out: "749 + 2 x 219"."""
    price = re.match(r" ?(?:r\$ ?)?(\d[\d.,]*\d)", after)
    ids = said.facts.own.union(*(m.ids for m in said.mentions))
    return price is not None and any(
        figure(price[1]) in g.prices for id in ids if (g := said.facts.goods(id)) is not None
    )


def _of_the_shop(said: Said, match: re.Match[str], count: int) -> bool:
    """Whether the most instalments that the shop has are told among its ways of paying, of no product."""
    around = said.around(match.start())
    if _BY_THE_SUM.search(around):
        return count == said.facts.book.payment.instalments and not inside(said, match.start())
    ways = sum(way in around for way in ("pix", "boleto", "cartao"))
    return count == said.facts.book.payment.instalments and ways > 1 and not inside(said, match.start())


def _bases(said: Said, start: int, end: int, each: Amount | None) -> set[int]:
    """The sums that may be split here: the price of the subject, or the total where one is spoken of."""
    goods = said.goods(start)
    around = said.around(start)
    bases = {price for g in goods for price in priced(said, g, start, (each.end if each else end), "")}
    if TOTAL_BEFORE.search(said.before(start)) or len(inside(said, start)) > 1 or "frete" in around:
        bases |= totals(said, start, end, around)
    return bases
