"""Prices told beside one another: the same, cheaper, dearer, so much more; each must be so in the catalogue."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.said import Said

_DIFFERENCE = re.compile(
    r"^ (?:reais )?(?:(?:a )?(?:mais|menos)(?: car[oa]s?| barat[oa]s?)? (?:do )?que\b|a (?:mais|menos)\b|de "
    r"diferenca\b)"
)
_BETWEEN = re.compile(r"\bdiferenca\b[^.,;]{0,80}(?:(?: e| eh| fica| sao| da)|:)(?: so| apenas)?(?: de)? ?(?:r\$ ?)?$")
_THAN = re.compile(
    r"\b(?:mais (?P<less>barat[oa]s?|em conta)|mais (?P<more>car[oa]s?)|"
    r"(?P<same>(?:o )?mesm[oa](?: preco| valor)?|preco igual|valor igual)|"
    r"(?:cust|fic|sa[ie]|val|pag)[aem]{0,2} (?:por |a )?(?:(?P<up>mais)|(?P<down>menos)))"
    r"(?= (?:do )?que\b| d[aoe]s? \x01| ao? \x01)"
)


_MOST = re.compile(
    r"\b(?P<all>[oa]s? )?mais (?:(?P<less>barat[oa]s?|em conta|acessive(?:l|is))|(?P<more>car[oa]s?))\b"
    r"(?! (?:do )?que\b| d[aoe]s? \x01| ao? \x01| d[aoe]s? (?:mercado|brasil|mundo|internet|cidade|regiao)| pr[ao]| "
    r"n[oa])"
)
_ALIKE = re.compile(
    r"\b(?:custam|saem|ficam|valem|tem)(?: (?:exatamente|por|pel[oa]|a|o|no|todos))* (?:mesm[oa](?: coisa| preco| "
    r"valor)?|preco igual|valor igual|igual)\b(?! (?:do )?que)"
)


def check(said: Said) -> None:
    """Refuse a comparison that the catalogue's prices do not bear out; one they do is not judged again."""
    for match in _ALIKE.finditer(said.text):
        named = [m for m in said.mentions if said.sentence(match.start())[0] <= m.start < match.start()]
        prices = _prices(said, said.sentence(match.start())[0], match.start())
        tail = said.after(match.end())
        if named and len(prices) > 1 and not (asked(tail) or denied(said.before(match.start()), tail)):
            said.rule(False, "preco", match.start(), match.end())
    for match in list(_MOST.finditer(said.text)):
        _most(said, match)
    for match in list(_THAN.finditer(said.text)):
        head, tail = said.before(match.start()), said.after(match.end())
        if denied(head, tail) or asked(tail):
            continue
        if match["same"] and not re.search(
            r"\b(?:cust\w+|sa[ie]\w*|fica\w*|vale\w*|preco|valor|paga\w*)\b", head + match[0]
        ):
            continue
        left = _prices(said, said.sentence(match.start())[0], match.start())
        right = _prices(said, match.end(), said.sentence(match.end() - 1)[1])
        true = bool(left and right) and _holds(match, left, right)
        if not true and not right:
            continue
        said.rule(true, "preco", match.start(), match.end())
        said.hide(match.start(), match.end())


def _most(said: Said, match: re.Match[str]) -> None:
    """What is named to be the cheapest or the dearest: of what else is spoken of, or of all there is."""
    start = said.sentence(match.start())[0]
    named = [m for m in said.mentions if start <= m.start < match.start()]
    if not named or denied(said.before(match.start()), said.after(match.end())) or asked(said.after(match.end())):
        return
    others = frozenset().union(*(m.ids for m in said.mentions), said.subject(start)) - named[-1].ids
    if said.facts.product is not None:
        others |= {said.facts.product} - named[-1].ids
    if alone := not others:
        mine = said.facts.persona.id if said.facts.persona is not None else None
        others = frozenset(g.id for g in said.facts.book.goods.values() if g.product.persona == mine) - named[-1].ids
    left, right = _all_prices(said, named[-1].ids), _all_prices(said, others)
    if not left or not right:
        return
    if alone and match["all"] is None:
        true = min(left) < max(right) if match["less"] else max(left) > min(right)
    else:
        true = max(left) <= min(right) if match["less"] else min(left) >= max(right)
    said.rule(true, "preco", match.start(), match.end())
    said.hide(match.start(), match.end())


def _all_prices(said: Said, ids: frozenset[str]) -> set[int]:
    return {price for id in ids if (g := said.facts.goods(id)) is not None for price in g.prices}


def difference(said: Said, at: int, centavos: int, head: str, tail: str) -> bool:
    """Whether an amount is told as what one thing costs beyond another, and two that are spoken of differ so."""
    if _DIFFERENCE.match(tail) is None and _BETWEEN.search(head) is None:
        return False
    ids = said.subject(at).union(*(m.ids for m in said.mentions))
    prices = {p for id in ids if (g := said.facts.goods(id)) is not None for p in g.prices}
    return any(abs(one - other) == centavos for one in prices for other in prices)


def _holds(match: re.Match[str], left: set[int], right: set[int]) -> bool:
    if match["same"]:
        return left == right and len(left) == 1
    return max(left) < min(right) if match["less"] or match["down"] else min(left) > max(right)


def _prices(said: Said, start: int, end: int) -> set[int]:
    """What is named between two positions may cost; nothing named before the words: what is talked about."""
    named = [m for m in said.mentions if start <= m.start < end]
    before = [m for m in said.mentions if m.end <= start]
    unnamed = before[-1].ids if before else said.facts.own
    ids = frozenset().union(*(m.ids for m in named)) if named else unnamed
    found: set[int] = set()
    for goods in (g for id in ids if (g := said.facts.goods(id)) is not None):
        variants = said.variants(goods, start, end)
        if variants:
            found |= {goods.product.price if v.price is None else v.price for v in variants}
        elif named or start == said.sentence(start)[0]:
            found |= goods.prices
    return found
