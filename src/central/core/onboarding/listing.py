"""Products as a shop or a file tells them, before anything of them is ours."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from central.core.text import fold

LONGEST_NAME, LONGEST_OPTION, LONGEST_SUMMARY = 80, 40, 160
PLAIN = "um dos nossos produtos; os detalhes estão no site"
"""The summary of a product nobody described."""
_TAG = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h\d)\b[^>]*>", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*[\n\r]+\s*|\s+[•·–]\s+")
_STALE = re.compile(
    r"r\$|\d\s*%|\d+\s*x\b|https?:|www\.|\bfretes?\b|\bgratis\b|\bparcel|\bdescontos?\b|\bpromoc|\bcupom\b|\bestoque\b|"
    r"\bprazos?\b|\bentregas?\b|\d{4,}|\bcura[rm]?\b|\btrata\b|\btratamento\b|\bmilagr|\bgarant|\bemagrec|\banvisa\b|"
    r"\bclique\b|\bcompre\b|[{}]"
)
"""What a summary must not say: it goes stale, or somebody would have to prove it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to buy it; `stock` None: nobody counts it. `price` in centavos, `photo` an address or empty."""

    name: str
    stock: int | None
    price: int
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One product. `key` is the source's own name of it, or empty; `place` says where it stands, for people."""

    place: str
    key: str
    name: str
    offers: tuple[Offer, ...]
    link: str = ""
    summary: str = ""
    photo: str = ""
    cost: int | None = None
    persona: str = ""
    """A persona's id or name, where the file names one."""
    words: tuple[str, ...] = ()
    active: bool = True
    short_of_links: bool = False
    """The source has no column of addresses at all."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that says nothing we can use, and what to write there."""

    place: str
    column: str
    said: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.place}, {self.column}" if self.column else self.place
        return f"{where}: {self.said}; {self.cure}."


def unsellable(key: str, name: str) -> Unreadable:
    """A shop's product that lacks its name, or else its price."""
    lacks = "preço" if name else "nome"
    cure = "ponha nome e preço no produto da loja, ou deixe-o fora"
    return Unreadable(f'produto {key} "{name}"', lacks, f"a loja não diz o {lacks}", cure)


def summary_of(description: str) -> str:
    """The first sentence of a shop's description that may be said in a chat; empty where there is none.

    >>> summary_of("<p>Frete grátis!</p><p>Caneca de cerâmica pintada à mão.</p><p>Cabe 300 ml.</p>")
    'Caneca de cerâmica pintada à mão'
    """
    text = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", description)))
    for sentence in _SENTENCE.split(text):
        said = " ".join(sentence.split()).rstrip(".!;: ")
        if len(said.split()) > 1 and len(said) <= LONGEST_SUMMARY and not _STALE.search(fold(said)):
            return said
    return ""


def words_of(product: str) -> list[str]:
    """What leads call a product: its name, and the words of it that say something.

    >>> words_of("Caneca Lua de 300 ml")
    ['caneca lua de 300 ml', 'caneca', 'lua']
    """
    name = product.strip().lower()
    return list(dict.fromkeys([name, *(word for word in name.split() if len(word) > 2 and word.isalpha())]))


def shortened(text: str, most: int) -> str:
    """A text cut between words.

    >>> shortened("Vestido longo florido", 15)
    'Vestido longo'
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] or text[:most]
