"""What an owner wrote of a product and of the shop, as stems: which words are known of it, what is of what, its "
"titles."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.book import WORD, Book, Goods
from central.core.guard.plain import plain
from central.core.reading.stems import stem

SAME_ROOT = 5
"""So many letters alike are one root."""
OF = re.compile(r"(?=\b([a-z]{4,})(?: (?:e|eh|sao))? de ([a-z]{4,})\b)")
PAIR = re.compile(r"(?=\b([a-z]{4,}) ([a-z]{4,})\b)")


def known(word: str, goods: Goods) -> bool:
    root = stem(word)
    return root in vocabulary(goods) or (len(root) >= SAME_ROOT and root[:SAME_ROOT] in vocabulary(goods))


@lru_cache(maxsize=2048)
def vocabulary(goods: Goods) -> frozenset[str]:
    """The stems of all that is written of a product, and their first letters."""
    product = goods.product
    named = plain(
        " ".join((product.name, product.neutral_name or "", *product.words, *(kind for kind, _ in product.details)))
    )
    roots = {stem(word) for word in WORD.findall(f"{goods.texts} {named}")}
    return frozenset(roots | {root[:SAME_ROOT] for root in roots})


@lru_cache(maxsize=2048)
def wholes(goods: Goods) -> dict[str, frozenset[str]]:
    """The stems of nouns that the owner's texts tell what they are of, with what: "cabo de imbuia"."""
    found: dict[str, set[str]] = {}
    for match in OF.finditer(goods.texts):
        found.setdefault(stem(match[1]), set()).add(stem(match[2]))
    return {noun: frozenset(of) for noun, of in found.items()}


@lru_cache(maxsize=64)
def house_words(book: Book) -> frozenset[str]:
    """The words of the shop's own name, its personas', their fields and its regions."""
    operation = book.operation
    named = (operation.seller, operation.site, *(f"{p.name} {p.field}" for p in operation.personas))
    return frozenset(WORD.findall(plain(" ".join((*named, *(r.name for r in operation.catalog.regions))))))


@lru_cache(maxsize=2048)
def titles(goods: Goods) -> frozenset[str]:
    """The stems of what the owner's facts are about: "acesso", "certificado"."""
    return frozenset(stem(word) for kind, _ in goods.product.details for word in WORD.findall(plain(kind)))


@lru_cache(maxsize=2048)
def qualities(goods: Goods) -> frozenset[str]:
    """The stems of nouns that the owner's texts qualify by the very next word."""
    return frozenset(stem(m[1]) for m in PAIR.finditer(goods.texts))
