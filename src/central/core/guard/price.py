"""Prices, discounts, totals, freight: each amount must be carried in the part it plays."""

from __future__ import annotations

import re

from central.core.guard import instalment
from central.core.guard.book import Goods
from central.core.guard.compare import difference
from central.core.guard.denial import denied
from central.core.guard.derived import derived
from central.core.guard.facts import Facts
from central.core.guard.freight import FREIGHT_BEFORE, WITH_FREIGHT, freight_of, is_freight
from central.core.guard.leftover import OF_THE_BODY
from central.core.guard.money import Amount, amounts, figure, gaps
from central.core.guard.paid import method_of, priced
from central.core.guard.said import Said
from central.core.guard.total import TOTAL_AFTER, TOTAL_BEFORE, inside, quantified, several_named, totals

_SIZE_ALONE = re.compile(
    r"\b(?:o|no|do|ao|um|os|2|frasco|vidro|pote) de (\d+)\b(?![.,/:]\d| ?(?:ml|g|l|kg|reais|dias?|x|%|anos?|conto)\b)"
)
_OF_STOCK = re.compile(r"\bestoque(?: (?:de|atual|hoje|agora|e))*[ :=-]*$")
_IN_STOCK = re.compile(
    r"^ \x01|^ (?:unid\w*|pecas?|frascos?|potes?)?[ ]?(?:no|em|do|de|na) (?:estoque|prateleira|deposito)\b"
)
_PIECES = re.compile(r"\d d[eoa]s? \d+ ?(?:ml|g|kg|l)\b")
_TO_THEM = re.compile(r"\b(?:pra|para) (?:voce|vc|ti)\b|\b(?:seu|teu) (?:frete|pedido|envio)\b|\bsua entrega\b")
_PLACE_PAYS = re.compile(
    r"(?:^|[.!?\n,;] ?)(?:e )?(?:ai )?(?:pr[oa]s?|para|em|n[oa]s?)(?: [oa]s?)? [^\x01,.;!?]{3,60}?"
    r"(?: (?:fica|ficam|sao|sai|custa|da|e|eh|paga|seria)(?: em| por| de| so)?| ?[:=-])? ?(?:r\$ ?)?$"
)
_BETWEEN = re.compile(r"\bentre (?:r\$ ?)?$|^ e (?:r\$ ?)?$")
_TIMES_AFTER = re.compile(r"^,? (?:voce |vc )?(?:leva |compra |da (?:pra|para) levar |sao )?([2-9])(?=[.,;!?\n]|$)")
_TIMES = re.compile(r"^,? ?(?:e |ou )?([2-9]|1\d),? ?(?:por |sai |saem |ficam |fica |dao )*(?:r\$ ?)?$")
_BELOW_IT = re.compile(r"\b(?:abaixo|menos|antes) (?:disso|desse valor)\b[^.!?]{0,20}$")
_A_SET = 2
_HOLDS = re.compile(r"\b(?:leva|vem com|traz|inclui|tem|contem|reune|junta|e composto|vai com)\b")
_WITH_GOODS = re.compile(
    r"\bcom (?:o |a |os |as )?\x01+ (?:tudo |ja )?(?:da|fica|sai|vai|soma|dao|ficam)[a-z ]*(?:r\$ ?)?$"
)
_OF_DAYS = re.compile(r"\bdias? uteis\b|\x02{3,}.*\x02{3,}|\x02 (?:dias|uteis)")
_OF_GOODS = re.compile(
    r"\b(?:el[ea]s?|nel[ea]|del[ea]|ness[ea] (?:valor|compra|pedido|preco)|dess[ea] (?:valor|compra|pedido|preco)|"
    r"produto|total|tudo|junt[oa]s)\b"
)
_DENIED = "negado"
"""The kind of an amount that is said not to be."""
_DISCOUNT_AFTER = re.compile(
    r"^[ \n]*(?:(?:reais|conto|pila)[ ]+)?(?:(?:d[eoa]|em|a|com|pra)[ ]+)?(?:desconto|descontinho|descontao|off|"
    r"abatimento|a menos|mais barato|"
    r"economia|cashback|bonus|credito|de volta|voucher|cupom|menos)"
)
_DISCOUNT_BEFORE = re.compile(
    r"(?:descont\w*|abat\w*|economi\w*|cashback|bonus|credito|voucher|cupom|vale|\btir\w+|\bmenos(?! de)|\bpoup\w+|"
    r"reduz\w*|\bdiminu\w+|rebaix\w+|ganh\w+)"
    r"(?:[ ]+(?:de|por|ate|uns|em|ai|ja|ainda|so|voce|mais|do valor|no valor|mais de|na hora|no pix|r\$|esses?|"
    r"os?))*[ ]*(?:r\$)?[ ]*$"
)
_OWN_PRICE = re.compile(r"\x01s? ?[(:=-]+ ?(?:r\$ ?)?$")
"""What stands between a name and its own price, though a sum goes on around it."""
_PLUS_BEFORE = re.compile(r"(?:\+|\bmais) ?(?:\d{1,2} ?x ?)?(?:r\$ ?)?$")
_PLUS_AFTER = re.compile(r"^ ?(?:reais )?(?:\([^)]{1,40}\) )?\+")
_CONDITION = re.compile(
    r"(?:acima d[eo]|a partir d[eo]|compras? (?:d[eo]|a partir)|pedidos? (?:d[eo]|a partir)|pass(?:a|am|ar|ou|aram|"
    r"ando) d[eo]s?|(?:cheg|bat|ating|complet|som|inteir|fech)(?:a|ar|e|er|ir|ou|ando|endo)(?: a| em| os| nos)?|"
    r"superior\w* a|mais d[eo]|partir d[eo])[ ]*(?:r\$)?[ ]*$"
)


def check(said: Said) -> None:
    """Judge each amount and each number of instalments."""
    _hide_sizes(said)
    found = amounts(said)
    used = instalment.check(said, found)
    freight = False
    parts: list[int] = []
    judged: list[Amount] = []
    for amount, head, tail, following in gaps(said, found):
        start = said.sentence(amount.start)[0]
        if said.text[start : amount.start] == head:
            freight, parts = False, []
        if amount.start in used:
            judged.append(amount)
            freight = False
            continue
        freight = is_freight(head, tail, following, freight)
        kind, allowed = _judge(said, amount, head, tail, following, freight)
        if kind in ("total", "preco") and not allowed and _only_freight(said, amount):
            kind, allowed = "frete", True
        if kind in ("total", "preco", "frete") and not allowed:
            allowed = (len(parts) > 1 and sum(parts) == amount.centavos) or _added(said, amount, head, tail)
            allowed = allowed or (bool(parts) and _with_price(said, amount, parts[-1]))
            allowed = allowed or _with_contents(said, amount)
            allowed = allowed or (said.freight_told and _after_freight(said, amount, head))
        if kind:
            judged.append(amount)
        if kind and kind != _DENIED:
            said.rule(allowed, kind, amount.start, amount.end)
        if allowed and (kind in ("preco", "frete") or _PLUS_BEFORE.search(head)):
            parts.append(amount.centavos)
        if allowed and kind in ("preco", "total"):
            said.bills.add(amount.centavos)
        said.freight_told = said.freight_told or (allowed and kind == "frete")
        if allowed and kind == "total":
            said.totals.add(amount.centavos)
    for amount in judged:
        said.hide(amount.start, amount.end)


def _only_freight(said: Said, amount: Amount) -> bool:
    """Whether a sentence about a place, and about nothing that is sold, tells what delivery there costs."""
    region = said.region(amount.start)
    if region is None or amount.centavos != region.price or amount.hedge or not said.placed(amount.start):
        return False
    around = said.around(amount.start)
    return not inside(said, amount.start) and _OF_DAYS.search(around) is not None and not _OF_GOODS.search(around)


def _hide_sizes(said: Said) -> None:
    """A number that is a variant's measure without its unit ("o de 30") is no amount."""
    for match in _SIZE_ALONE.finditer(said.text):
        if any(v.name.split()[0] == match[1] for g in said.goods(match.start()) for v, _ in g.options if v.name):
            said.hide(match.start(1), match.end(1))
    for match in OF_THE_BODY.finditer(said.text):
        said.hide(match.start(1), match.end(1))


def _with_price(said: Said, amount: Amount, freight: int) -> bool:
    """Whether an amount is a price of what is spoken of, or a bill told before, with the freight told just before."""
    region = said.region(amount.start)
    if region is None or freight != region.price or not WITH_FREIGHT.search(said.before(amount.start)):
        return False
    whole = amount.centavos - freight
    prices = {p for g in said.goods(amount.start) for p in priced(said, g, amount.start, amount.end, "")}
    return whole in prices | said.bills and freight_of(region, whole) == freight


def _with_contents(said: Said, amount: Amount) -> bool:
    """Whether it is the price of what is named first, others being told as what it holds: "o kit leva uma vela e…"."""
    named = inside(said, amount.start)
    if len(named) < _A_SET or amount.hedge or not _HOLDS.search(said.text, named[0].end, named[1].start):
        return False
    goods = [g for id in named[0].ids if (g := said.facts.goods(id)) is not None]
    return any(amount.centavos in g.prices for g in goods)


def _after_freight(said: Said, amount: Amount, head: str) -> bool:
    """Whether the freight was told before and this is it with what is named now: "com a esteira dá R$ 2.425,00"."""
    region = said.region(amount.start)
    if region is None or amount.hedge or not _WITH_GOODS.search(head):
        return False
    return any(p + freight_of(region, p) == amount.centavos for g in said.goods(amount.start) for p in g.prices)


def _added(said: Said, amount: Amount, head: str, tail: str) -> bool:
    """Whether an amount is one part of a sum that is written out: of anything spoken of, or the freight."""
    if amount.hedge or not (_PLUS_BEFORE.search(head) or _PLUS_AFTER.match(tail)):
        return False
    ids = frozenset().union(*(m.ids for m in said.mentions)) | said.facts.own
    region = said.region(amount.start)
    freight = {region.price} if region is not None else set()
    return amount.centavos in freight.union(*(g.prices for id in ids if (g := said.facts.goods(id)) is not None))


def _judge(
    said: Said, amount: Amount, head: str, tail: str, following: Amount | None, freight: bool
) -> tuple[str, bool]:
    """The kind of claim an amount makes, and whether it is carried; no kind: it claims nothing."""
    if amount.centavos in _told(said.facts):
        return "preco", True
    if difference(said, amount.start, amount.centavos, head, tail):
        return "preco", True
    goods = said.goods(amount.start)
    if kind := derived(said, amount, head, tail, goods):
        return kind, True
    if not amount.sure and (_PIECES.match(said.full, amount.start) or _IN_STOCK.match(tail) or _OF_STOCK.search(head)):
        return "", True
    if _DISCOUNT_AFTER.search(tail) or (amount.hedge != "abaixo" and _DISCOUNT_BEFORE.search(head[-60:])):
        return _discount(said, amount, head, tail, goods)
    free = FREIGHT_BEFORE.search(said.around(amount.start)) or "gratis" in said.around(amount.start)
    if _CONDITION.search(head[-40:]) and free:
        region = said.region(amount.start)
        return "frete", region is not None and amount.centavos == region.free_above
    if freight:
        return _freight(said, amount, goods, head, tail)
    total = TOTAL_BEFORE.search(head) or TOTAL_AFTER.search(tail) or WITH_FREIGHT.search(head + tail)
    quantity = quantified(said, amount.start, head)
    if (total or quantity) and _OWN_PRICE.search(head) and amount.hedge == "":
        own = {
            p for g in goods for p in priced(said, g, amount.start, amount.end, method_of(said, head, tail, following))
        }
        if amount.centavos in own:
            return "preco", True
    if quantity and not total and _tariff(said, amount, head):
        return "frete", True
    if total or quantity:
        sums = totals(said, amount.start, amount.end, head + " " + tail, method_of(said, head, tail, following))
        single = not WITH_FREIGHT.search(head + tail) and not quantity and len(said.named_so_far(amount.start)) <= 1
        if single:
            sums |= {
                p
                for g in goods
                for p in priced(said, g, amount.start, amount.end, method_of(said, head, tail, following))
            }
        if not total and not sums & {amount.centavos}:
            return "total", False
        return "total", _holds(amount, sums)
    prices = {
        p for g in goods for p in priced(said, g, amount.start, amount.end, method_of(said, head, tail, following))
    }
    right = _holds(amount, prices)
    if not right and (several_named(said, amount.start) or _of_a_total(said, amount, head, tail, following)):
        if amount.centavos in {said.facts.book.payment.pix(total) for total in said.totals}:
            return "total", amount.hedge == ""
        sums = totals(said, amount.start, amount.end, head + " " + tail, method_of(said, head, tail, following))
        if amount.centavos in sums and not amount.hedge:
            return "total", True
    if not right and not amount.sure and _size(said, amount):
        return "", True
    if not right and not amount.hedge and _BETWEEN.search(head):
        named = {p for m in inside(said, amount.start) for id in m.ids if (g := said.facts.goods(id)) for p in g.prices}
        if amount.centavos in named:
            return "preco", True
    if not right and (several := _TIMES.search(head) or _TIMES_AFTER.match(tail)) and not amount.hedge:
        times = int(several[1])
        if amount.centavos in {p * times for p in prices} | {said.facts.book.payment.pix(p * times) for p in prices}:
            return "total", True
    if not right and _tariff(said, amount, head):
        return "frete", True
    if not right and denied(head, tail) and amount.hedge == "":
        return _DENIED, True
    return "preco", right


def _tariff(said: Said, amount: Amount, head: str) -> bool:
    """Whether it is what a place named just before pays: "pra Recife são R$ 26,90", "abaixo disso, R$ 17,90"."""
    region = said.region(amount.start)
    about = _PLACE_PAYS.search(head) or _BELOW_IT.search(head)
    return region is not None and about is not None and not amount.hedge and amount.centavos == region.price


def _of_a_total(said: Said, amount: Amount, head: str, tail: str, following: Amount | None) -> bool:
    """Whether the way of paying named here may be that of a sum told before."""
    return bool(said.totals) and method_of(said, head, tail, following) == "pix"


def _discount(said: Said, amount: Amount, head: str, tail: str, goods: list[Goods]) -> tuple[str, bool]:
    payment = said.facts.book.payment
    saved = {p - payment.pix(p) for g in goods for p in g.prices} - {0}
    if amount.centavos in saved and "pix" in said.words:
        return "desconto", True
    if denied(head, tail):
        return _DENIED, True
    return "desconto", False


def _freight(said: Said, amount: Amount, goods: list[Goods], head: str, tail: str) -> tuple[str, bool]:
    region = said.region(amount.start)
    if region is None:
        return "frete", False
    if amount.hedge in ("acima", "desde"):
        return "frete", amount.hedge == "desde" and amount.centavos == region.price
    paid = (
        {freight_of(region, price) for g in goods for price in g.prices}
        if said.facts.product or said.mentions
        else set()
    )
    around = said.around(amount.start)
    tariff = not inside(said, amount.start) and said.placed(amount.start) and _TO_THEM.search(around) is None
    tariff = tariff and _OF_GOODS.search(around) is None
    return "frete", _holds(amount, paid | {region.price} if not paid or tariff or region.price in paid else paid)


def _holds(amount: Amount, allowed: set[int]) -> bool:
    """Whether an amount, with its hedge, is true of what may be said."""
    if not allowed:
        return False
    match amount.hedge:
        case "abaixo":
            return max(allowed) < amount.centavos
        case "acima":
            return min(allowed) > amount.centavos
        case "nota":
            return max(allowed) <= amount.centavos
        case "desde":
            return amount.centavos == min(allowed) or amount.centavos in allowed
        case "cerca":
            return any(0 <= amount.centavos - a <= 100 for a in allowed)
    return amount.centavos in allowed


def _size(said: Said, amount: Amount) -> bool:
    """Whether a bare number is a size, an item, a number of something that is not money."""
    number = said.full[amount.start : amount.end].strip()
    if any(re.search(rf"\b{re.escape(number)}\b", plain) for g in said.goods(amount.start) for plain in (g.texts,)):
        return not re.search(
            r"\b(?:por|custa|sai|fica|preco|valor|faco|reais|consigo|deixo|fecho|vendo|aceito|cobro|"
            r"baixo)\b[^\n]{0,12}$",
            said.before(amount.start),
        )
    return (
        re.search(
            r"(?:tamanhos?|tam|numeracao|numero|manequim|cep|codigo|pedido|dia|item|opcao|passo|idade|n) ?[:=-]? ?$",
            said.before(amount.start),
        )
        is not None
    )


def _told(facts: Facts) -> set[int]:
    return {figure(m) for text in facts.told for m in re.findall(r"\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}", text)}
