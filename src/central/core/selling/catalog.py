"""What is sold: the only source of prices, stock, freight, deadlines, payment facts and links."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from central.core.once import once_per
from central.core.text import IN_A_TURN, WORDS_KEPT, contains, folded, tokens

_ENDING = re.compile(r"[aeo]?s?$")
_SIZE = re.compile(
    r"(?:^|\b(?:tamanho|tam|numero|tem|o|no|do|um|e|entao|quero|prefiro|levo|pega) )(pp|p|m|g|gg|xg)"
    r"(?=$| ?[?!.,/]| (?:tem|ainda|disponivel|entao|mesmo|por favor|pode ser|serve))"
)
_AMOUNT = re.compile(r"(?:\bpor|\bate|r\$) ?\d+|\b\d+ (?:reais|conto)\b")
_CEP = re.compile(r"(?<!\d)\d{2}\.?\d{3}[-. ]{0,2}\d{3}(?!\d)")
_VOLUME = re.compile(r"(\d+) ?(?:ml|l|g|kg)\b", re.IGNORECASE)
_LARGE = re.compile(
    r"\b(?:os?|as?|d[oa]s?|n[oa]s?|frascos?|potes?|tamanho|vidros?|um|uma|dois|duas|de|\d) (grandes?|maior(?:es)?|"
    r"grandao|maiorzinho|maiorzao|pequen[oa]s?|menor(?:es)?|menorzinho|pequenininh[oa]|menorzim|pequenino)\b"
)
_JOINED = re.compile(r"(\d)(ml|kg|g|l)\b")
"""An amount written as one word: "400ml"."""
UNCOUNTED = 99_999
"""The stock of what nobody counts: it can be bought, and no figure of it is told."""
_UNITS = frozenset({"ml", "tamanho", "tam", "cor", "opcao", "tom", "g", "kg", "un"})
"""Words of a variant's name that alone name nothing."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A colour, size or scent; `price` in centavos only where it differs from the product's."""

    id: str
    name: str
    stock: int
    price: int | None = None
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Freight to a range of CEPs (their first five digits); `price` in centavos, days are business days."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    price: int
    days_min: int
    days_max: int
    free_above: int | None = None
    listed: int | None = None
    """What the table says, where this person was told less and that still holds."""

    def serves(self, cep: str) -> bool:
        """Whether this eight-digit CEP lies in the region."""
        head = int(cep[:5])
        return any(low <= head <= high for low, high in self.ranges)

    def freight(self, whole: int) -> int:
        """The freight of a purchase worth so much, in centavos.

        >>> Region("SP", ((1000, 9999),), 1290, 2, 3, free_above=14900).freight(15000)
        0
        """
        return 0 if self.free_above is not None and whole >= self.free_above else self.price


@dataclass(frozen=True, slots=True)
class Payment:
    """How a lead may pay: Pix discount in whole percent, instalments without interest and their minimum."""

    pix_percent: int = 0
    instalments: int = 1
    instalment_min: int = 0
    on_delivery: bool = False
    boleto: bool = False
    fee_points: int = 0
    """What the checkout keeps of a sale, in hundredths of a percent; below, what it keeps besides, in centavos."""
    fee_fixed: int = 0
    shipping: int | None = None
    """What sending an order costs the seller on average, in centavos; None: nobody told."""

    @property
    def fee_told(self) -> bool:
        """Whether the owner said what the checkout keeps."""
        return bool(self.fee_points or self.fee_fixed)

    def fee(self, value: int, orders: int) -> int:
        """What the checkout keeps of so many orders worth so much, in centavos, rounded up.

        >>> Payment(fee_points=499, fee_fixed=100).fee(10000, 2)
        699
        """
        return (value * self.fee_points + 9_999) // 10_000 + self.fee_fixed * orders

    def pix(self, price: int) -> int:
        """The Pix price in centavos; a fraction of a centavo falls to the lead.

        >>> Payment(pix_percent=5).pix(9990)
        9490
        """
        return price - (price * self.pix_percent + 99) // 100

    def times(self, price: int) -> tuple[int, int]:
        """The largest number of instalments allowed for this price, and each one in centavos, rounded up.

        >>> Payment(instalments=6, instalment_min=3000).times(9990)
        (3, 3330)
        """
        most = self.instalments
        if self.instalment_min:
            most = max(1, min(most, price // self.instalment_min))
        return most, -(-price // most)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of one persona. `words` are names leads use for it; `price` in centavos."""

    id: str
    persona: str
    name: str
    price: int
    summary: str
    link: str
    words: tuple[str, ...] = ()
    neutral_name: str | None = None
    """What to call it where its own name must not be said (adult products)."""
    variants: tuple[Variant, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """Facts by kind: `uso`, `composicao`, `garantia`, `tamanho` …"""
    photo: str | None = None
    testimonial: str | None = None
    """A customer's own video, audio or picture."""
    active: bool = True
    adult: bool = False
    most_discount: int = 0
    """The largest discount anybody may offer on it, in whole percent."""
    checkout: str | None = None
    """The checkout its link leads to; None: the first of the operation."""
    cost: int | None = None
    """What it costs the seller, in centavos."""
    listed: int | None = None
    """Its price in the catalogue, where this person was told a lower one that still holds."""
    origin: str | None = None
    """Where its price and stock come from: `nuvemshop:123`, `planilha:caneca`; None: from nobody but the owner."""

    @property
    def stock(self) -> int:
        """Units over all variants."""
        return sum(v.stock for v in self.variants)

    @property
    def available(self) -> tuple[Variant, ...]:
        """The variants that can be bought now."""
        return tuple(v for v in self.variants if v.stock > 0)

    def detail(self, kind: str) -> str | None:
        """The fact of this kind, if the owner wrote one."""
        return dict(self.details).get(kind)

    def variant(self, words: str, before: str | None = None) -> Variant | None:
        """The variant the (folded) words name: in full, by all its words in any order, or by one no other has.

        A size of one letter counts beside a colour, or where it cannot be the short for another word: "tem G?". What
        the words leave open is as in the variant talked about `before` (an id): after "Preto M", "e o G?" is Preto G.
        """
        found = self._variant(words)
        known = next((v for v in self.variants if v.id == before), None)
        if found is not None or known is None:
            return found
        said = _stems_said(words)
        size = _SIZE.search(words)
        kept = marks_of(known)
        near = [
            v
            for v in self.variants
            if v.id != known.id and _named(v, said, size[1] if size else "") and marks_of(v) & kept
        ]
        return near[0] if len(near) == 1 else None

    def variants_in(self, words: str) -> tuple[Variant, ...]:
        """Every variant the (folded) words name beyond doubt: "o rosa antigo e o ameixa"; by a word no other has."""
        said = _stems_said(_JOINED.sub(r"\1 \2", words))
        return tuple(v for v, own in _own_marks(self.variants) if not own.isdisjoint(said))

    def _variant(self, words: str) -> Variant | None:
        words = _JOINED.sub(r"\1 \2", words)
        whole = [v for v in self.variants if len(v.name) > 1 and contains(words, folded((v.name,))[0])]
        if whole:
            return whole[0] if len(whole) == 1 else None
        size = _SIZE.search(words)
        said, letter = _stems_said(words), size[1] if size else ""
        hits = [(_named(v, said, letter), v) for v in self.variants]
        for least in (2, 1):
            if found := [v for sure, v in hits if sure >= least]:
                return found[0] if len(found) == 1 else None
        return self._largest(words)

    def _largest(self, words: str) -> Variant | None:
        """Of variants told apart by an amount: the one called the large or the small one."""
        amounts = [(int(m[1]), n) for n, v in enumerate(self.variants) if (m := _VOLUME.search(v.name))]
        asked = _LARGE.search(words)
        if asked is None or len(amounts) < 2 or len(amounts) < len(self.variants):
            return None
        return self.variants[(max if asked[1][:3] in ("gra", "mai") else min)(amounts)[1]]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All products with the seller's freight table and payment facts."""

    products: tuple[Product, ...]
    regions: tuple[Region, ...]
    payment: Payment

    def product(self, id: str | None) -> Product | None:
        """The product with this id."""
        return _by_id(self.products).get(id) if id is not None else None

    def of(self, persona: str) -> tuple[Product, ...]:
        """The active products of a persona, in the owner's order."""
        return _by_persona(self.products).get(persona, ())

    def region(self, cep: str) -> Region | None:
        """The first region that serves this CEP."""
        return next((r for r in self.regions if r.serves(cep)), None)

    def region_named(self, name: str | None) -> Region | None:
        """The region with this name."""
        return next((r for r in self.regions if r.name == name), None) if name is not None else None


@once_per
def _by_id(products: tuple[Product, ...]) -> dict[str, Product]:
    """Of two alike the first one."""
    return {product.id: product for product in reversed(products)}


@once_per
def _by_persona(products: tuple[Product, ...]) -> dict[str, tuple[Product, ...]]:
    """The active ones."""
    found: dict[str, list[Product]] = {}
    for product in products:
        if product.active:
            found.setdefault(product.persona, []).append(product)
    return {persona: tuple(own) for persona, own in found.items()}


def _named(variant: Variant, said: frozenset[str], size: str) -> int:
    """How surely the words name it: 2 by all that its name says, 1 by a word of it, 0 not at all."""
    letter, marks = _parts(variant.name)
    hits = sum(mark in said for mark in marks)
    if letter is not None and (letter == size or (hits and letter in said)):
        return 2 if hits == len(marks) else 1
    if letter is None and marks and hits == len(marks):
        return 2
    return 1 if any(mark in said and len(mark) > 2 for mark in marks) else 0


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str | None, tuple[str, ...]]:
    """The size of one letter in a variant's name, and its other words."""
    words = tokens(folded((name,))[0])
    letter = next((t for t in words if len(t) < 3 and t.isalpha() and t not in _UNITS - {"g"}), None)
    return letter, tuple(stem_of(t) for t in words if t not in _UNITS and t != letter)


def marks_of(variant: Variant) -> set[str]:
    """The words of a variant's name that tell it from others."""
    return {stem_of(t) for t in tokens(folded((variant.name,))[0]) if t not in _UNITS - {"g"}}


@once_per
def _own_marks(variants: tuple[Variant, ...]) -> list[tuple[Variant, frozenset[str]]]:
    """The words that name one variant and no other of its product."""
    shared = Counter(mark for v in variants for mark in marks_of(v))
    return [(v, frozenset(m for m in marks_of(v) if shared[m] == 1 and len(m) > 1)) for v in variants]


@lru_cache(maxsize=IN_A_TURN)
def _stems_said(words: str) -> frozenset[str]:
    """The stems of what is said, sums of money and CEPs left out."""
    return frozenset(map(stem_of, tokens(_CEP.sub(" ", _AMOUNT.sub(" ", words)))))


@lru_cache(maxsize=WORDS_KEPT)
def stem_of(word: str) -> str:
    """A word without what gender and number change: "pretas" and "preto" are the same colour."""
    return _ENDING.sub("", word, count=1)


def returned(before: Catalog, after: Catalog) -> tuple[str, ...]:
    """The products that can be bought again, by their ids: there was none of them before."""
    gone = {product.id for product in before.products if not (product.active and product.stock)}
    return tuple(p.id for p in after.products if p.id in gone and p.active and p.stock)
