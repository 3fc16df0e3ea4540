"""What a product is said to have or lack against its owner's own words: "sem aro" where the text says "com aro"."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.book import WORD, Book, Goods
from central.core.guard.denial import asked, denied
from central.core.guard.said import Said
from central.core.guard.vouched import root, roots
from central.core.lexicon import Lexicon, clause
from central.core.reading.stems import stem

_LACKS = Lexicon(
    (
        clause(
            r"sem|livres? de|zero|isent[oa]s? de|nao (?:tem|leva|contem|vem com|acompanha|possui|inclui|usa|levam|"
            r"tem)",
            r"(?: (?:nada de|nenhum|nenhuma|qualquer|adicao de|o|a|nem))* (?P<noun>[a-z]{3,})",
        ),
    )
)
_HAS = Lexicon(
    (
        clause(
            r"com|tem|leva|contem|possui|acompanha|inclui|traz",
            r"(?: (?:um|uma|o|a|bastante|muito|sim|ate))* (?P<noun>[a-z]{3,})",
        ),
        clause(
            r"vai|vao|funciona\w*|serve|ir|usar|usa|lavar|levar|roda|pega|compative(?:l|is)",
            r"(?: (?:bem|sim|ate|tambem|normalmente))* (?:em|n[oa]s?|a|com|pr[oa]|para|"
            r"de) (?:[oa]s? )?(?P<noun>[a-z]{3,})",
        ),
    )
)
_LACKED = re.compile(
    r"\b(?:sem|livres? de|zero|isent[oa]s? de|nao (?:tem|leva|contem|acompanha|possui|inclui|"
    r"usa|levam|vai|vao|funciona|pode ir|use|usar|serve|roda))"
    r"(?: (?:nenhum|nenhuma|adicao de|o|a|em|n[oa]|com|para|pr[oa]))* ([a-z]{3,})(?:(?:,| e| nem| ou) ([a-z]{3,}))?"
)
_DONE = re.compile(r"\b([a-z]{3,}[aei]d(?:inh)?[oa]s?)\b")
_OF_THE_SALE = frozenset(
    stem(word)
    for word in "juros frete desconto custo prazo problema pressa duvida defeito uso troca entrega pagamento "
    "compromisso "
    "medo erro preco valor estoque cor tamanho dia dias ano meses mes vez gasto sal como nada ninguem gente jeito "
    "mais que voce ela ele".split()
)


def check(said: Said) -> None:
    """Refuse what contradicts every text of what is spoken of."""
    for lexicon, against in ((_LACKS, 0), (_HAS, 1)):
        for match in lexicon.find(said.text, said.stems):
            if _contradicts(said, match, against) and not _claims_nothing(said, match):
                said.rule(False, "promessa", match.start(), match.end())
    _undone(said)


def _undone(said: Said) -> None:
    """Said to be done where the text says undone: "vai montado" where it goes "desmontado"."""
    for match in _DONE.finditer(said.text):
        base = root(match[1])
        if f"des{base}" not in undone_of(said.facts.book):
            continue
        goods = said.goods(match.start())
        undone = bool(goods) and all(f"des{base}" in roots(g) and base not in roots(g) for g in goods)
        if undone and not asked(said.after(match.end())) and not denied(said.before(match.start()), ""):
            said.rule(False, "promessa", match.start(), match.end())


def _contradicts(said: Said, match: re.Match[str], against: int) -> bool:
    noun, goods = stem(match["noun"]), said.goods(match.start())
    if noun in _OF_THE_SALE or match["noun"].endswith(("ar", "er", "ir")):
        return False
    return bool(goods) and all(noun in kept(g)[against] - kept(g)[1 - against] for g in goods)


def _claims_nothing(said: Said, match: re.Match[str]) -> bool:
    head, tail = said.before(match.start()), said.after(match.end())
    return asked(tail) or denied(head, "") or re.search(r"\b(?:nao|nem|sem)\b[^,.;]{0,12}$", head) is not None


@lru_cache(maxsize=64)
def undone_of(book: Book) -> frozenset[str]:
    """The roots of what any text of the catalogue says to be undone."""
    return frozenset(one for goods in book.goods.values() for one in roots(goods) if one.startswith("des"))


@lru_cache(maxsize=2048)
def kept(goods: Goods) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of what the owner's texts say is there, and of what they say is not."""
    product = goods.product
    texts = goods.texts.split("\n")[: 1 + len(product.details)]
    lacked = {stem(word) for text in texts for found in _LACKED.finditer(text) for word in found.groups() if word}
    there = {stem(word) for text in texts for word in WORD.findall(_LACKED.sub(" ", text)) if len(word) > 2}
    return frozenset(there), frozenset(lacked)
