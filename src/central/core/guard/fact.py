"""A fact told against its own title, a thing that a product does, and what it is said to be all of."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.book import WORD, Book
from central.core.guard.said import NAMED, Said
from central.core.guard.small_words import DEEDS, HAD, MADE
from central.core.guard.trait import VERBAL, claims_nothing, slot, unknown, words_of
from central.core.guard.written import known, titles
from central.core.lexicon import Lexicon, clause
from central.core.reading.stems import stem

_DOES = Lexicon(
    (
        clause(
            r"[a-z]{3,}[ae]m?",
            r" (?:(?:em|com|n[oa]s?|[oa]s?|d[aeo]s?|ate) )+(?P<at>)(?=[a-z\d]{2,})",
            keys="em|com|no|na|nos|nas|o|a|os|as|de|do|da|dos|das|ate",
            before=r"(?:\x01s?|\b(?:ele|ela|eles|elas)) (?:ja |tambem |ate |so )?",
        ),
        clause(
            r"[a-z]{3,}[ae]",
            r" (?:n[oa]s?|em|com) (?P<at>)(?=[a-z\d]{2,})",
            keys="no|na|nos|nas|em|com",
            before=r"(?:^|[.!?\n] ?)",
        ),
    )
)
_ALL_OF = re.compile(
    r"\b(?:tod[oa]|inteir[oa]|inteirinh[oa]|100%|pur[oa]) ?(?:feit[oa] )?(?:em|de) (?P<word>[a-z]{3,})"
)
_PART_IS_OF = re.compile(r"\b[oa]s? (?P<noun>[a-z]{4,}) (?:e|eh|sao) de (?P<at>)(?=[a-z])")
_SHORT = 3
_SUBJECTS = frozenset("s ele ela eles elas ja tambem ate so grande pequena pequeno media medio maior menor".split())


def check(said: Said) -> None:
    """Refuse what no text of the owner tells so."""
    titled = _titled(said.facts.book)
    for match in titled.finditer(said.text) if titled is not None else ():
        _fact(said, match)
    for match in _DOES.find(said.text, said.stems):
        verb = WORD.findall(match[0].replace(NAMED, " "))
        doing = [w for w in verb if w not in _SUBJECTS][:1]
        if doing and stem(doing[0]) not in DEEDS and not any(known(doing[0], g) for g in said.goods(match.start())):
            slot(said, match, HAD)
    for match in _PART_IS_OF.finditer(said.text):
        if any(known(match["noun"], g) for g in said.goods(match.start())):
            slot(said, match, MADE)
    for match in _ALL_OF.finditer(said.text):
        _throughout(said, match)


def _fact(said: Said, match: re.Match[str]) -> None:
    """A fact by its own title, told otherwise: "a torra é escura", "a autora é a Ruth"."""
    noun = stem(match["kind"])
    goods = [g for g in said.goods(match.start()) if noun in titles(g)]
    if goods and not claims_nothing(said, match):
        words = [w for w in words_of(said.after(match.start("at"))) if not VERBAL.search(w)]
        if unknown(said, match.start(), words, MADE) and len(said.goods(match.start())) == len(goods):
            said.rule(False, "promessa", match.start(), match.end())


def _throughout(said: Said, match: re.Match[str]) -> None:
    """Said to be all of what only a part is of: "toda em madeira" where the text says "com pés de madeira"."""
    word = match["word"]
    for goods in said.goods(match.start()):
        whole = len(re.findall(rf"\b{word}\b", goods.texts))
        if not whole or whole > len(re.findall(rf"\bcom (?:\w+ )?\w+ (?:de|em) {word}\b", goods.texts)):
            return
    if not claims_nothing(said, match):
        said.rule(False, "promessa", match.start(), match.end())


@lru_cache(maxsize=64)
def _titled(book: Book) -> re.Pattern[str] | None:
    """Where a title of any of the catalogue's facts is said to be something."""
    found = {word for goods in book.goods.values() for word in goods.titles if len(word) > _SHORT}
    named = {word for goods in book.goods.values() for word in WORD.findall(goods.product.name.casefold())}
    words = "|".join(sorted(found - named, key=len, reverse=True))
    if not words:
        return None
    return re.compile(rf"\b(?P<kind>{words})s?(?: d[aeo]l?[ea]?| \x01+)? ?(?:e|eh|sao|foi|:) (?P<at>)(?=[a-z])")
