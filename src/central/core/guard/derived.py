"""Amounts that follow from the catalogue's: the price of one piece of a pack, what a pack saves, what is missing until
the freight is free."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.book import Goods
from central.core.guard.money import Amount
from central.core.guard.said import Said
from central.core.guard.total import totals

_EACH_BEFORE = re.compile(
    r"\b(?:cada(?: \w+)?|por unidade|a unidade|unitari\w+)[:=]?"
    r"(?: (?:acaba|saindo|ficando|sai|fica|custa|por|so|a|uns|apenas|dele|dela|menos de))* ?(?:r\$ ?)?$"
)
_EACH_AFTER = re.compile(
    r"^ ?(?:reais )?(?:,? ?(?:por )?cada\b|por unidade|a unidade|[ao] (?:par|unidade|peca|pacote|saquinho|barrinha|"
    r"frasco|saco)\b|por [a-z]{4,}\b)"
)
_MISSING = re.compile(
    r"\b(?:falt(?:a|am|ando|aria|ariam)|com mais|com(?= r\$ ?$|(?= $))|(?:bota|poe|coloca|pondo|"
    r"somando) mais)(?: (?:so|apenas|uns|"
    r"ai|ainda|pouco))*[ ]*(?:r\$ ?)?$"
)
_FREIGHT = re.compile(r"\b(?:frete|entrega|envio)\b")
_SAVES = re.compile(r"\b(?:econom\w+|poup\w+|sai mais em conta)\b")
_PER_UNIT = re.compile(r"\b(?:o|cada|por|do) (quilo|litro|metro|kg|l)\b(?! \d)")
_OF_UNIT = {"quilo": "kg", "kg": "kg", "litro": "l", "l": "l", "metro": "m"}
_PIECES = re.compile(r"(?<![\d.,])([2-9]|[1-4]\d)(?= [a-z]{3})")
_PACK = re.compile(r"\b(?:com|de|kit|pack|caixa|x) ?([2-9]|[1-4]\d)(?: [a-z]{3,}|$)")


def derived(said: Said, amount: Amount, head: str, tail: str, goods: list[Goods]) -> str:
    """The kind of an amount that is true by reckoning; "": it is none of these, or wrong."""
    if _EACH_BEFORE.search(head) or _EACH_AFTER.match(tail):
        return "preco" if _of_one(amount, goods) else ""
    if (unit := _PER_UNIT.search(head + "|" + tail[:20])) and amount.centavos in _by_measure(goods, _OF_UNIT[unit[1]]):
        return "preco"
    if _MISSING.search(head) and _FREIGHT.search(said.around(amount.start)):
        return "frete" if _until_free(said, amount) else ""
    if _SAVES.search(head[-40:]):
        return "desconto" if any(amount.centavos in _savings(g) for g in goods) else ""
    return ""


def _of_one(amount: Amount, goods: list[Goods]) -> bool:
    shares = {price // n for g in goods for price, n in packs(g)}
    shares |= {-(-price // n) for g in goods for price, n in packs(g)}
    if not shares:
        return False
    if amount.hedge == "abaixo":
        return any(0 < amount.centavos - one <= max(100, one // 10) for one in shares)
    return amount.centavos in shares


def _until_free(said: Said, amount: Amount) -> bool:
    region = said.region(amount.start)
    if region is None or region.free_above is None or amount.hedge:
        return False
    sums = said.bills | said.totals | totals(said, amount.start, amount.end, "")
    sums |= {price for g in said.goods(amount.start) for price in g.prices}
    if not any(amount.centavos == region.free_above - bill for bill in sums):
        return False
    said.nearly_free.add(said.sentence(amount.start)[0])
    return True


def _by_measure(goods: list[Goods], unit: str) -> set[int]:
    """What one kilogram, litre or metre costs of each variant that is so many of them."""
    found: set[int] = set()
    for one in goods:
        for variant, phrases in one.options:
            price = one.product.price if variant.price is None else variant.price
            for n in re.findall(rf"\b(\d+) ?{unit}\b", phrases[0] if phrases else ""):
                found |= {price // int(n), -(-price // int(n))}
    return found


@lru_cache(maxsize=2048)
def packs(goods: Goods) -> frozenset[tuple[int, int]]:
    """Each price with how many pieces the owner says it buys."""
    product = goods.product
    found: set[tuple[int, int]] = set()
    named = False
    for variant, phrases in goods.options:
        price = product.price if variant.price is None else variant.price
        pieces = [int(n) for n in _PACK.findall(phrases[0] if phrases else "")]
        named = named or bool(pieces)
        found |= {(price, n) for n in pieces}
    if not named:
        summary = goods.texts.split("\n", 1)[0]
        found |= {(price, int(n)) for price in goods.prices for n in _PIECES.findall(summary)}
    return frozenset(found)


def _savings(goods: Goods) -> set[int]:
    """What each pack saves beside as many single pieces."""
    least = min(goods.prices)
    return {least * n - price for price, n in packs(goods) if price != least}
