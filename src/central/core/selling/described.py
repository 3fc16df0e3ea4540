"""The product somebody describes without its name: "um perfume pra homem", "creme bom pro corpo"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from central.core.once import once_per
from central.core.reading.stems import stems
from central.core.selling.catalog import Product
from central.core.text import fold, tokens

LEAST_WORDS = 2
"""A description has at least so many words of a product's own text."""
LONG_NAME = 6
"""Letters of a word that names a product by itself."""
LEAST_LEAD = 1.2
"""How many times nearer the product must be than the next one."""
_SAME = {
    "hom": "masculin",
    "homb": "masculin",
    "labial": "batom",
    "pendient": "brinc",
    "aret": "brinc",
    "panuel": "lenc",
    "suer": "serum",
    "mascarill": "masc",
    "homem": "masculin",
    "marid": "masculin",
    "namorad": "masculin",
    "garot": "masculin",
    "mach": "masculin",
    "pai": "masculin",
    "noiv": "masculin",
    "rapaz": "masculin",
    "mae": "feminin",
    "menin": "feminin",
    "fem": "feminin",
    "mulh": "feminin",
    "muj": "feminin",
    "moc": "feminin",
    "dam": "feminin",
    "mulher": "feminin",
    "espos": "feminin",
    "cabel": "capil",
    "corp": "corpor",
    "rost": "fac",
    "cara": "fac",
    "fi": "capil",
}
"""Stems that mean another one in a product's text."""
_TOLD_APART = re.compile(
    r"(?:^|\b(?:e|quero|sobre|mas|prefiro|ver) |[,/] )[oa]s? (?:de|d[oa]|pr[oa]|para(?: [oa])?) ([a-z]{4,})\b"
)
"""Which of several is meant, by what it is for: "o do cabelo"."""
_COUNTS = frozenset(
    stem for word in "dois tres quatro cinco seis dez par conjunto linha".split() for stem in stems(word)
)


@dataclass(frozen=True, slots=True)
class _Shelf:
    words: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    """Those of them that its names hold."""
    kinds: tuple[frozenset[str], ...]
    rarity: dict[str, float]


def described(products: tuple[Product, ...], words: str, asked: bool = False) -> Product | None:
    """The product these words describe beyond doubt; None where they fit none, or several alike.

    One word is enough where we `asked` which product.

    >>> shelf = (Product("a", "s", "Perfume Cedro", 1, "perfume masculino amadeirado", "l"),
    ...          Product("b", "s", "Perfume Âmbar", 1, "perfume feminino quente", "l"))
    >>> [p and p.id for p in (described(shelf, "tem perfume pra homem?"), described(shelf, "tem perfume?"))]
    ['a', None]
    """
    said = _meant(words)
    if not said:
        return None
    shelf = _shelf(products)
    texts = shelf.names if asked and len(said) < LEAST_WORDS else shelf.words
    ranked: list[tuple[float, int, int]] = []
    for place, own in enumerate(texts):
        both = said & own
        ranked.append((sum(map(shelf.rarity.__getitem__, both)), len(both), place))
    ranked.sort(key=itemgetter(0), reverse=True)
    if not ranked or ranked[0][1] < (1 if texts is shelf.names else LEAST_WORDS):
        return _only_kind(products, shelf, said) or _only_name(products, words)
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return products[ranked[0][2]] if ranked[0][0] >= LEAST_LEAD * second else None


def of_kind(products: tuple[Product, ...], words: str) -> list[Product]:
    """The products of the kinds that are said: all perfumes, where a perfume is."""
    said = _meant(words)
    return [p for p, kinds in zip(products, _shelf(products).kinds, strict=True) if kinds & said] if said else []


def called(products: tuple[Product, ...], words: str) -> list[Product]:
    """The products of which all words of a longer name are said, in any form and order: "o creme do corpo"."""
    said = _meant(words)
    known = _callings(products)
    found = [p for stem in said if stem in known for own, p in known[stem] if own <= said]
    return list({p.id: p for p in found}.values())


def pointed_at(products: tuple[Product, ...], words: str, by: re.Pattern[str] = _TOLD_APART) -> Product | None:
    """The only product whose text has the word, found `by` this, that tells it apart here: "e o do cabelo?".

    >>> shelf = (Product("a", "s", "Creme", 1, "para o corpo", "l"), Product("b", "s", "Óleo", 1, "para cabelos", "l"))
    >>> [p and p.id for p in (pointed_at(shelf, "e o do cabelo?"), pointed_at(shelf, "e o da foto?"))]
    ['b', None]
    """
    match = by.search(words)
    said = _meant(match[1]) if match is not None else frozenset()
    found = [p for p, own in zip(products, _shelf(products).words, strict=True) if said and said <= own]
    return found[0] if len(found) == 1 else None


@once_per
def _callings(products: tuple[Product, ...]) -> dict[str, list[tuple[frozenset[str], Product]]]:
    """Every longer name by the first of its stems."""
    known: dict[str, list[tuple[frozenset[str], Product]]] = {}
    for product in products:
        for name in (product.name, *product.words):
            own = _meant(name)
            if product.active and len(own) >= LEAST_WORDS:
                known.setdefault(min(own), []).append((own, product))
    return known


@once_per
def _shelf(products: tuple[Product, ...]) -> _Shelf:
    return _known(tuple((p.name, p.words, p.summary) for p in products))


def _only_kind(products: Sequence[Product], shelf: _Shelf, said: frozenset[str]) -> Product | None:
    """The only product of its kind, where the kind is said: "qual creme você indica?"."""
    found = [p for p, kinds in zip(products, shelf.kinds, strict=True) if kinds & said]
    return found[0] if len(found) == 1 else None


def _only_name(products: tuple[Product, ...], words: str) -> Product | None:
    """The product of which a word of its name is said as it is written, a long one that no other's name has."""
    own = _own_names(products)
    found = {p.id: p for token in tokens(fold(words)) if (p := own.get(token)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


@once_per
def _own_names(products: tuple[Product, ...]) -> dict[str, Product]:
    """The long words that the names of one product alone have."""
    words = [
        (p, {t for name in (p.name, *p.words) for t in tokens(fold(name)) if len(t) >= LONG_NAME}) for p in products
    ]
    seen = Counter(token for _, own in words for token in own)
    return {token: p for p, own in words for token in own if seen[token] == 1}


def _kinds(*texts: str) -> frozenset[str]:
    """What it is: the first word of its name and of its summary."""
    first = [stems(text)[:1] for text in texts]
    return frozenset(stem for one in first for stem in one) - _COUNTS


@lru_cache(maxsize=32)
def _known(texts: tuple[tuple[str, tuple[str, ...], str], ...]) -> _Shelf:
    names = tuple(_meant(name, *words) for name, words, _ in texts)
    words = tuple(_meant(name, *words, summary) for name, words, summary in texts)
    seen = Counter(stem for own in words for stem in own)
    kinds = tuple(_kinds(name, summary) for name, _, summary in texts)
    return _Shelf(words, names, kinds, {stem: math.log(1 + len(texts) / count) for stem, count in seen.items()})


def _meant(*texts: str) -> frozenset[str]:
    return frozenset(_SAME.get(stem, stem) for text in texts for stem in stems(text))
