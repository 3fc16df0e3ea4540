"""What an operation carries, compiled once a version: names, prices, stock, deadlines, links, numbers, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from central.core.guard.number import figures
from central.core.guard.option import Variants, parts, phrases
from central.core.guard.plain import plain
from central.core.operation import Operation
from central.core.selling.catalog import Payment, Product, Region, Variant

WORD = re.compile(r"[a-z0-9]+")
_INTEGER = re.compile(r"\d+")
_LONE = re.compile(r"\b(\d+)(?:,\d+)? ?([a-z%]*)")
_GENERIC = frozenset(
    "noite norte sul leste negra negro branca branco preta preto azul rosa dourado prata bela novo nova natural "
    "feminino masculino infantil completo grande pequeno mini plus premium classico especial descoberta trio duo par "
    "amor casa loja brasil verao inverno manha tarde vida flor sol luz cor pele corpo rosto cabelo".split()
)
_ARTICLES = ("o", "a", "do", "da", "no", "na", "pelo", "pela", "ao", "esse", "essa", "este", "esta", "seu", "sua", "e")
_SHORTEST_NAME = 4
_PAIR = 2
_LONGEST_SIZE = 2
_SPELLED_SIZES = {"pequeno": "p", "pequena": "p", "medio": "m", "media": "m", "grande": "g"}
_NEARLY_ALL = 90_000
"""Of the heads of a CEP, 01000 to 99999."""
_SHORTEST_OWNED = 5
_BARE = re.compile(r"\d+ (?:horas?|dias?|mes(?:es)?|anos?)")
"""A span of time: true of one thing only, so no sentence."""
_BACK = re.compile(r"garant|troc|devol|repo[se]|reembols|defeito")
"""What tells a fact of what is done about a thing that is not as it should be."""
_PLURALS = (("el", "eis"), ("al", "ais"), ("ol", "ois"), ("ao", "oes"), ("m", "ns"), ("r", "res"), ("z", "zes"))
_PLACE_WORDS = re.compile(r"^(?:grande|regiao|interior d[eoa]|capital|estado d[eoa]|cidade d[eoa]) ")


@dataclass(frozen=True, slots=True)
class Goods:
    """A product as the guard knows it; `options` are its variants with the folded phrases that name each."""

    id: str
    product: Product
    options: tuple[tuple[Variant, tuple[str, ...]], ...]
    parts: tuple[tuple[str, Variants], ...]
    """Phrases for a part of a variant's name, each with the variants that have it."""
    prices: frozenset[int]
    pix: frozenset[int]
    texts: str
    """All the owner wrote of it, plain, for numbers and words it may carry."""
    titles: frozenset[str]
    """The words of its name and of what its facts are about."""
    numbers: frozenset[str]
    """Each number in those texts with the word after it: "90 dias"."""
    warranty: frozenset[str]

    @property
    def splits(self) -> bool:
        """Whether its variants differ in price."""
        return len(self.prices) > 1


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """An operation, ready to hold a text against. `starts` finds names of products by their first word."""

    operation: Operation
    goods: dict[str, Goods]
    starts: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    owned: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    """Sentences of the owner by their first word, longest first, with the products they are about: verbatim they
    need no other leave."""
    places: tuple[tuple[str, Region], ...]
    whole_country: bool
    """Whether the regions serve (nearly) every CEP there is."""
    everywhere: Region | None
    """The only region, where there is but one: what is told of freight needs no place then."""
    personas: dict[str, str]
    """Folded first name of each persona, with its id."""
    links: frozenset[str]
    """Known addresses without scheme, query and fragment."""
    link_products: dict[str, str]
    phones: frozenset[str]
    gone: frozenset[str]
    """Names of variants that are sold out wherever they are sold."""

    @property
    def payment(self) -> Payment:
        """How a lead may pay."""
        return self.operation.catalog.payment


_LATEST: list[Book] = []
_KEPT = 16


def book_of(operation: Operation) -> Book:
    """The book of an operation, made once and remembered while that version is in use."""
    for book in _LATEST:
        if book.operation is operation:
            return book
    book = _compiled(operation)
    _LATEST.insert(0, book)
    del _LATEST[_KEPT:]
    return book


def goods_of(product: Product, payment: Payment) -> Goods:
    """What may be told of one product."""
    prices = frozenset({product.price if v.price is None else v.price for v in product.variants} or {product.price})
    details = [canonical(text) for _, text in product.details]
    texts = "\n".join((canonical(product.summary), *details, *(canonical(v.name) for v in product.variants)))
    warranty = canonical(" ; ".join(text for kind, text in product.details if _BACK.search(plain(f"{kind} {text}"))))
    return Goods(
        id=product.id,
        product=product,
        options=tuple((v, _phrases(product, canonical(v.name))) for v in product.variants),
        parts=parts(product.variants, canonical),
        prices=prices,
        pix=frozenset(payment.pix(price) for price in prices),
        texts=texts,
        titles=frozenset(WORD.findall(canonical(" ".join((product.name, *(kind for kind, _ in product.details)))))),
        numbers=frozenset(m[0].replace(" ", "") for m in _LONE.finditer(texts)) | frozenset(_INTEGER.findall(texts)),
        warranty=frozenset(_INTEGER.findall(warranty)),
    )


def _phrases(product: Product, name: str) -> tuple[str, ...]:
    """What names a variant in full; a size of one letter also right behind a name of its product."""
    if name in _SPELLED_SIZES:
        return (*phrases(name), *phrases(_SPELLED_SIZES[name]))
    if not name.isalpha() or len(name) > _LONGEST_SIZE:
        return phrases(name)
    called = dict.fromkeys(canonical(word) for word in (product.name, *product.words))
    return (*phrases(name), *(f"{word} {name}" for word in called))


def canonical(text: str) -> str:
    """Plain text with numerals as digits.

    >>> canonical("Até TRÊS gotas")
    'ate 3 gotas'
    """
    seen = plain(text)
    return figures(seen, frozenset(WORD.findall(seen)))


def bare_link(link: str) -> str:
    """A link without scheme, www, query, fragment and end signs.

    >>> bare_link("https://www.loja.example/p/serum/?t=9#a")
    'loja.example/p/serum'
    """
    bare = link.strip().rstrip(".,;:!?)]}'\"").split("://")[-1].split("?")[0].split("#")[0].rstrip("/").casefold()
    return bare.removeprefix("www.")


def _compiled(operation: Operation) -> Book:
    catalog = operation.catalog
    products = [p for p in catalog.products if p.active]
    owned: dict[str, frozenset[str]] = {}
    for product in products:
        for text in (product.summary, *(fact for _, fact in product.details)):
            written = canonical(text)
            owned[written] = owned.get(written, frozenset()) | {product.id}
    channels = operation.channels
    return Book(
        operation=operation,
        goods={p.id: goods_of(p, catalog.payment) for p in products},
        starts=_starts(products, catalog.regions, frozenset(plain(p.name).split()[0] for p in operation.personas)),
        owned=_by_first_word(
            {text: ids for text, ids in owned.items() if len(text) > _SHORTEST_OWNED and not _BARE.fullmatch(text)}
        ),
        whole_country=_served(catalog.regions) >= _NEARLY_ALL,
        everywhere=catalog.regions[0] if len(catalog.regions) == 1 else None,
        places=tuple(sorted(_places(catalog.regions), key=lambda place: -len(place[0]))),
        personas={plain(p.name).split()[0]: p.id for p in operation.personas},
        links=frozenset(
            bare_link(x)
            for x in (
                operation.site,
                operation.privacy.link,
                *(c.address for c in channels),
                *(p.link for p in products),
            )
        ),
        link_products={bare_link(p.link): p.id for p in products if p.link},
        phones=frozenset("".join(d for d in c.number if d.isdigit()) for c in channels),
        gone=_sold_out(products),
    )


def _starts(
    products: Iterable[Product], regions: Iterable[Region], people: frozenset[str]
) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Every phrase that names products by its first word, longest first; a phrase of several names all of them."""
    named: dict[str, set[str]] = {}
    for product in products:
        for phrase in _names(product):
            if phrase.split()[-1] in people and phrase.split()[0] in _ARTICLES:
                continue
            named.setdefault(phrase, set()).add(product.id)
    avoid = {word for region in regions for word in plain(region.name).split()}
    starts: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for phrase in sorted(named, key=lambda p: (-len(p), p)):
        if phrase not in avoid:
            starts.setdefault(WORD.findall(phrase)[0], []).append((phrase, frozenset(named[phrase])))
    return {first: tuple(phrases) for first, phrases in starts.items()}


def _by_first_word(sentences: dict[str, frozenset[str]]) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for sentence in sorted(sentences, key=lambda text: (-len(text), text)):
        if first := WORD.search(sentence):
            found.setdefault(first[0], []).append((sentence, sentences[sentence]))
    return {first: tuple(own) for first, own in found.items()}


def _served(regions: Iterable[Region]) -> int:
    """How many heads of a CEP (five digits) are served by any region."""
    served = 0
    last = -1
    for low, high in sorted(pair for region in regions for pair in region.ranges):
        served += max(0, high - max(low, last + 1) + 1)
        last = max(last, high)
    return served


def _sold_out(products: Iterable[Product]) -> frozenset[str]:
    variants = [(canonical(v.name), v.stock) for p in products for v in p.variants]
    there = {name for name, stock in variants if stock}
    return frozenset(
        name
        for name, stock in variants
        if not stock
        and name not in there
        and len(name) > _SHORTEST_NAME
        and name.isascii()
        and not any(c.isdigit() for c in name)
    )


def _names(product: Product) -> set[str]:
    """What may stand for a product: its names, the owner's words, and its own name behind an article."""
    found = {canonical(name) for name in (product.name, product.neutral_name or "", *product.words)}
    words = WORD.findall(canonical(product.name))
    if len(words) > 1:
        found.add(f"{words[0]} {words[-1]}")
        if len(words) > _PAIR:
            found.add(" ".join(words[1:]))
        last = words[-1]
        if len(last) >= _SHORTEST_NAME and last not in _GENERIC and not last.isdigit():
            found |= {f"{article} {last}" for article in _ARTICLES}
    found |= {name[: -len(one)] + many for name in found for one, many in _PLURALS if name.endswith(one)}
    return {" ".join(name.split()) for name in found if WORD.search(name) and len(name) > 2}


def _places(regions: Iterable[Region]) -> list[tuple[str, Region]]:
    return [(name, region) for region in regions for name in sorted(_place_names(region))]


def _place_names(region: Region) -> set[str]:
    name = plain(region.name)
    return {name, _PLACE_WORDS.sub("", name)}
