"""A text about to leave, read once: its words, sentences, the products it names, and what has been judged of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from central.core.decision import Verdict
from central.core.guard.book import WORD, Book, Goods
from central.core.guard.ending import ended, without_fillers
from central.core.guard.facts import Facts
from central.core.guard.number import figures
from central.core.guard.plain import plain, shown
from central.core.lexicon import keys_of
from central.core.selling.catalog import Region, Variant
from central.core.text import IN_A_TURN, find_cep

NAMED, OWNED = "\x01", "\x02"
"""What stands for the letters of a product's name and of a sentence of the owner."""
_SENTENCE_END = re.compile(
    r"[.!?;](?=[\s\x01\x02)\"]|$)|\n|(?<=[a-z])[.!?](?=[a-z]{2})|"
    r",(?= (?:quer|posso|podemos|prefere|topa|fech[ao]|fechou|fechamos|pode ser|que tal|mando|te mando)\b"
    r"[^.!?;\n]{0,60}\?)"
)
_STOP = re.compile(r"[.!?](?!\d)")
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý][\w'-]+")
_RIGHT_AFTER = re.compile(r" ?[:=(-]? ?(?:r\$ ?)?")
_PLURAL = re.compile(r"s?(?![a-z\d])")
_MEASURE = re.compile(r" ?(?:ml|l|g|kg|cm|mm|un|reais|unidades?|pecas?|dias?|x|%)\b|%|[.,]\d")
_BEFORE_PRICE = re.compile(r"(?:\$ ?|[\d][.,])$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a product is named; of `ids` more than one when the words fit several."""

    start: int
    end: int
    ids: frozenset[str]


@dataclass(slots=True)
class Said:
    """The text with products masked by NAMED and the owner's sentences by OWNED; masking keeps every position."""

    facts: Facts
    raw: str
    full: str
    text: str
    words: frozenset[str]
    stems: frozenset[str]
    mentions: tuple[Mention, ...]
    bounds: tuple[int, ...]
    verdicts: list[Verdict] = field(default_factory=list)
    bills: set[int] = field(default_factory=set)
    """The prices and sums, in centavos, that were found true so far."""
    totals: set[int] = field(default_factory=set)
    nearly_free: set[int] = field(default_factory=set)
    """Where sentences begin that tell, rightly, how much is missing until the freight is free."""
    freight_told: bool = False
    """Whether the freight was told, and right."""

    @property
    def capitals(self) -> frozenset[str]:
        """Plain words that were written with a capital letter."""
        return _capitals(self.raw)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a position begins and ends."""
        place = bisect_right(self.bounds, at)
        return (self.bounds[place - 1] if place else 0), (
            self.bounds[place] if place < len(self.bounds) else len(self.text)
        )

    def before(self, at: int) -> str:
        """The sentence up to a position."""
        return self.text[self.sentence(at)[0] : at]

    def after(self, at: int) -> str:
        """The sentence from a position on."""
        return self.text[at : self.sentence(max(0, at - 1))[1]]

    def around(self, at: int) -> str:
        """The whole sentence of a position."""
        start, end = self.sentence(at)
        return self.text[start:end]

    def rule(self, allowed: bool, kind: str, start: int, end: int) -> None:
        """Write a verdict down, in the letters that were written where they can be found."""
        found, raw = self.full[start:end].strip(), self.raw
        at = start if len(raw) == len(self.full) else raw.casefold().find(found)
        shown = raw[at : at + end - start].strip() if at >= 0 else found
        self.verdicts.append(Verdict(allowed, kind, shown))

    def hide(self, start: int, end: int) -> None:
        """What has been judged is not judged again."""
        self.text = self.text[:start] + OWNED * (end - start) + self.text[end:]

    def subject(self, at: int) -> frozenset[str]:
        """The products a figure at this position speaks of.

        Named in the same sentence: the one before it, or the next where figures come first. Else the last named
        before, else the one talked about, else all of the persona.
        """
        start, end = self.sentence(at)
        inside = [m for m in self.mentions if start <= m.start < end]
        if inside:
            return self._nearest(inside, at, start)
        earlier = [m for m in self.mentions if m.end <= at]
        if not earlier:
            return self.facts.own
        last = self.sentence(earlier[-1].start)[0]
        together = frozenset().union(*(m.ids for m in earlier if m.start >= last or self._listed(m, earlier[-1])))
        if len(together) > 1 and self.facts.product is not None:
            return together | {self.facts.product}
        return together

    def named_so_far(self, at: int) -> tuple[Mention, ...]:
        """The mentions up to the end of this sentence, each set of products once."""
        end = self.sentence(at)[1]
        seen: dict[frozenset[str], Mention] = {}
        for mention in self.mentions:
            if mention.start < end:
                seen.setdefault(mention.ids, mention)
        return tuple(seen.values())

    def goods(self, at: int) -> list[Goods]:
        """The products of `subject`."""
        return [g for id in sorted(self.subject(at)) if (g := self.facts.goods(id)) is not None]

    def variants(self, goods: Goods, start: int, end: int) -> list[Variant]:
        """The variants of a product that are named between two positions: in full, else by most parts of a name."""
        text = self.full[start:end]
        whole = [v for v, phrases in goods.options if any(_stands(text, phrase) for phrase in phrases)]
        if whole or not goods.parts:
            return whole
        marks: dict[str, set[str]] = {}
        for phrase, variants in goods.parts:
            if _stands(text, phrase):
                for variant in variants:
                    marks.setdefault(variant.id, set()).add(phrase)
        most = max(map(len, marks.values()), default=0)
        return [v for v, _ in goods.options if most and len(marks.get(v.id, ())) == most]

    def region(self, at: int) -> Region | None:
        """The region a figure speaks of: named in its sentence, by a CEP, the one named last, or the lead's."""
        start, end = self.sentence(at)
        here = self._places(start, end)
        return here or self._places(0, end) or self.facts.region or self.facts.book.everywhere

    def placed(self, at: int) -> bool:
        """Whether the sentence names the place."""
        return self._places(*self.sentence(at)) is not None

    def _places(self, start: int, end: int) -> Region | None:
        text = self.full[start:end]
        if (cep := find_cep(text)) is not None:
            return self.facts.book.operation.catalog.region(cep)
        found = next(((n, r) for n, r in self.facts.book.places if _stands(self.text[start:end], n)), None)
        if found is None or (self.facts.region is not None and self._of_a_name(start, end, found[0])):
            return None
        return found[1]

    def _of_a_name(self, start: int, end: int, place: str) -> bool:
        """Whether a place only ends the name of another one: "Caxias do Sul"."""
        longer = re.search(rf"([a-z]{{3,}}) d[oae] {re.escape(place)}\b", self.text[start:end])
        return longer is not None and longer[1] in self.capitals

    def _listed(self, one: Mention, last: Mention) -> bool:
        """Whether two mentions are lines of one list."""
        between = self.text[one.end : last.start]
        return between.count("\n") <= 1 and _STOP.search(between) is None

    def _nearest(self, inside: list[Mention], at: int, start: int) -> frozenset[str]:
        before = [m for m in inside if m.end <= at]
        if len(inside) == 1 or not before:
            return inside[0].ids
        if _RIGHT_AFTER.fullmatch(self.full, before[-1].end, at):
            return before[-1].ids
        figures_first = any(c.isdigit() for c in self.full[start : inside[0].start]) and before
        after = [m for m in inside if m.start >= at]
        if figures_first and _money_before(self.full[start : inside[0].start]) and after:
            return after[0].ids
        return before[-1].ids


def read(texts: tuple[str, ...], facts: Facts) -> Said:
    """The bubbles of one reply as one text."""
    raw = "\n".join(texts)
    full, words = _seen(raw)
    text, mentions = _masked(full, words, facts)
    return Said(
        facts=facts,
        raw=raw,
        full=full,
        text=text,
        words=words,
        stems=keys_of(words),
        mentions=mentions,
        bounds=tuple(m.end() for m in _SENTENCE_END.finditer(text)),
    )


def counts(texts: tuple[str, ...]) -> bool:
    """Whether any figure stands in the bubbles, in digits or in words."""
    return any(c.isdigit() for c in _seen("\n".join(texts))[0])


@lru_cache(maxsize=IN_A_TURN)
def _seen(raw: str) -> tuple[str, frozenset[str]]:
    """What a reader sees of a text, its numerals as digits, and the words of that."""
    seen = plain(ended(raw))
    words = frozenset(WORD.findall(seen))
    full = figures(without_fillers(seen), words)
    return full, words if full is seen else frozenset(WORD.findall(full))


@lru_cache(maxsize=IN_A_TURN)
def _capitals(raw: str) -> frozenset[str]:
    return frozenset([plain(word) for word in set(_CAPITAL.findall(shown(raw)))])


def _masked(full: str, words: frozenset[str], facts: Facts) -> tuple[str, tuple[Mention, ...]]:
    """The text with the owner's sentences about the products spoken of and every product's name masked."""
    text = full
    for own in filter(None, (*facts.told, facts.aside)):
        text = text.replace(own, OWNED * len(own))
    named = _mentions(full, words, facts.book)
    book, about = facts.book, facts.own.union(*(m.ids for m in named))
    for first in words & book.owned.keys():
        for own, ids in book.owned[first]:
            if own in text and ids & about:
                text = _owned(text, own, ids, named)
    mentions = tuple(m for m in named if text[m.start] != OWNED)
    for m in mentions:
        text = text[: m.start] + NAMED * (m.end - m.start) + text[m.end :]
    return text, mentions


def _owned(text: str, own: str, ids: frozenset[str], named: list[Mention]) -> str:
    """The text with an owner's sentence masked, but where another product is named for it."""
    if all(m.ids & ids for m in named):
        return text.replace(own, OWNED * len(own))
    at = text.find(own)
    while at >= 0:
        before = next((m for m in reversed(named) if m.end <= at), None)
        if before is None or before.ids & ids or _SENTENCE_END.search(text, before.end, at) is not None:
            text = text[:at] + OWNED * len(own) + text[at + len(own) :]
        at = text.find(own, at + len(own))
    return text


def _mentions(full: str, words: frozenset[str], book: Book) -> list[Mention]:
    firsts = words & book.starts.keys() | {w for w in words if w[-1] == "s" and w[:-1] in book.starts}
    found: list[Mention] = []
    end = 0
    for match in WORD.finditer(full) if firsts else ():
        at = match.start()
        if at < end or match[0] not in firsts:
            continue
        for phrase, ids in book.starts.get(match[0]) or book.starts[match[0][:-1]]:
            if full.startswith(phrase, at) and (after := _PLURAL.match(full, at + len(phrase))):
                end = after.end()
                found.append(Mention(at, end, ids))
                break
    return found


_MONEY_FIRST = re.compile(r"r\$|\d,\d\d|\d ?reais")


def _money_before(text: str) -> bool:
    return _MONEY_FIRST.search(text) is not None


def _stands(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words."""
    at = text.find(phrase)
    while at >= 0:
        if stands_alone(text, phrase, at):
            return True
        at = text.find(phrase, at + 1)
    return False


def stands_alone(text: str, phrase: str, at: int) -> bool:
    """Whether the phrase found at a position is whole words, and where it ends in a number no price or measure."""
    after = at + len(phrase)
    if (at and text[at - 1].isalnum()) or text[after : after + 1].isalnum():
        return False
    return not phrase[-1:].isdigit() or _is_size(text, at, after)


def _is_size(text: str, at: int, after: int) -> bool:
    """Whether a number stands alone as the name of a variant, not as part of a price or a measure."""
    return _MEASURE.match(text, after) is None and _BEFORE_PRICE.search(text, 0, at) is None
