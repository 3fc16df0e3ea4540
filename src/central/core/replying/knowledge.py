"""What the seller answers to questions no catalogue answers: policies and FAQ articles, found by their words.

BM25 over folded, spelled out and stemmed words: the questions of an article weigh more than its answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from central.core.once import once_per
from central.core.reading.stems import stem, stems

LONGEST_SAID = 700
"""Characters of an answer that is said whole; of a longer one a model reads the passage that fits."""
LONGEST_PASSAGE = 900
LEAST_ALIKE = 0.6
"""How much of its weight a question must share with an article's own before the article answers it unasked."""
SAME = 0.9
"""So near a question may be with a single word in common; an article of a product needs no more than that word."""
NEARLY_SAME = 0.7
"""So near it may be with a single word that tells, beside a common verb."""
LEAST_LEAD = 0.08
"""How much nearer the first article must be than the second, unless both say the same."""
_SATURATION, _LENGTH = 1.4, 0.6
_QUESTION_WEIGHT = 3
_PARTS = re.compile(r"\s+/\s+|\n+|(?<=[?!.;])\s+")
_CLAUSES = re.compile(r"(?<=,)\s+")
_FEW = 3
_COMMON = frozenset(
    stem(word)
    for word in "chegar mandar enviar vender fazer querer conseguir precisar comprar entregar receber levar usar pagar "
    "custar ficar trazer deixar colocar botar achar ver falar gostar pegar servir abrir".split()
)
"""What anybody says of anything they buy: shared with an owner's question, such a word alone shows nothing."""


@dataclass(frozen=True, slots=True)
class Article:
    """An answer of the owner. `questions` are ways leads ask it, the first is its title; `answer` may hold slots.

    Without `personas` any of them may say it, without `products` it is about the whole shop. `source` is where it was
    taken from, so that taking it again replaces it.
    """

    id: str
    questions: tuple[str, ...]
    answer: str
    personas: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    source: str = ""

    def speaks_to(self, persona: str, product: str | None) -> bool:
        """Whether this persona may say it while this product is talked about."""
        return (not self.personas or persona in self.personas) and (not self.products or product in self.products)


@dataclass(frozen=True, slots=True)
class Found:
    """An article for a question: its passage that fits best, and how near the question is to the article's own."""

    article: Article
    passage: str
    score: float
    alike: float
    shared: int
    """How many stems they share."""
    telling: bool = True
    """Whether one of them is no common verb."""


def search(
    articles: tuple[Article, ...], words: str, persona: str, product: str | None = None, most: int = 3, least: float = 0
) -> list[Found]:
    """The articles for a question, best first; none that shares no word of weight with it, or is less than `least`
    alike.

    >>> faq = (Article("troca", ("Posso trocar?", "como faço a troca"), "Trocamos em até sete dias."),
    ...        Article("loja", ("Vocês têm loja física?",), "Só pela internet."))
    >>> [(f.article.id, f.alike == 1) for f in search(faq, "tem loja fisica??", "livia")]
    [('loja', True)]
    """
    index, asked = _indexed(articles), _asked(words)
    every = frozenset().union(*asked)
    weighed = [(said, sum(map(index.weight, said))) for said in asked]
    near: list[tuple[float, float, str, int, int, bool]] = []
    for place in sorted(set(chain.from_iterable(filter(None, map(index.places.get, every))))):
        article = articles[place]
        if not article.speaks_to(persona, product):
            continue
        questions = index.questions[place]
        pairs = [_alike(index, *one, *own) for one in weighed for own in questions if not one[0].isdisjoint(own[0])]
        alike, shared, telling = max(pairs, default=(0.0, 0, False))
        if alike >= least and (score := max(_score(index, place, said) for said in asked)) > 0:
            near.append((-alike, -score, article.id, place, shared, telling))
    best = sorted(near)[:most]
    return [Found(articles[n], _passage(index, articles[n].answer, every), -s, -a, k, t) for a, s, _, n, k, t in best]


def surely(articles: tuple[Article, ...], words: str, persona: str, product: str | None = None) -> Found | None:
    """The article that answers a question beyond doubt and is short enough to be said; None where that is unsure."""
    far = LEAST_ALIKE - 2 * LEAST_LEAD  # a rival further away is none
    found = search(articles, words, persona, product, 2, far)
    if not found or found[0].alike < LEAST_ALIKE or len(found[0].article.answer) > LONGEST_SAID:
        return None
    if not found[0].telling and found[0].alike < SAME:
        return None
    if found[0].shared < 2 and not found[0].article.products and found[0].alike < SAME:
        return found[0] if _alone(articles, words, found[0].article, found[0].alike) else None
    rival = found[1].alike if len(found) > 1 and found[1].article.answer != found[0].article.answer else 0.0
    return found[0] if found[0].alike - rival >= LEAST_LEAD else None


def _alone(articles: tuple[Article, ...], words: str, article: Article, alike: float) -> bool:
    """Whether a question of a single word of weight asks with one that only this article's questions have."""
    said = frozenset(stems(words))
    asked = said - _COMMON
    if len(asked) != 1 or "?" not in words or (asked != said and alike < NEARLY_SAME):
        return False
    asking = [n for n, own in enumerate(_indexed(articles).questions) if any(asked <= said for said, _ in own)]
    return [articles[n].id for n in asking] == [article.id]


# ── the index ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Index:
    """Counts of stems an article, what each stem weighs, and the stems of every question."""

    counts: tuple[Counter[str], ...]
    lengths: tuple[float, ...]
    mean: float
    weights: dict[str, float]
    unseen: float
    questions: tuple[tuple[tuple[frozenset[str], float], ...], ...]
    """The stems of each question and what they weigh together."""
    places: dict[str, tuple[int, ...]]
    """The articles that hold a stem."""

    def weight(self, stem: str) -> float:
        """How rare a stem is; one no article has is as rare as can be."""
        return self.weights.get(stem, self.unseen)


@once_per
def _indexed(articles: tuple[Article, ...]) -> _Index:
    counts = []
    for article in articles:
        own = Counter(stems(article.answer))
        for question in article.questions:
            for word in stems(question):
                own[word] += _QUESTION_WEIGHT
        counts.append(own)
    lengths = tuple(float(sum(own.values())) for own in counts)
    seen = Counter(stem for own in counts for stem in own)
    size = len(articles)
    weights = {stem: math.log(1 + (size - n + 0.5) / (n + 0.5)) for stem, n in seen.items()}
    unseen = math.log(1 + (size + 0.5) / 0.5)

    def weighed(question: str) -> tuple[frozenset[str], float]:
        own = frozenset(stems(question))
        return own, sum(weights.get(stem, unseen) for stem in own)

    return _Index(
        counts=tuple(counts),
        lengths=lengths,
        mean=sum(lengths) / size if size else 1.0,
        weights=weights,
        unseen=unseen,
        questions=tuple(tuple(map(weighed, article.questions)) for article in articles),
        places={stem: tuple(n for n, own in enumerate(counts) if stem in own) for stem in seen},
    )


def _score(index: _Index, place: int, said: Iterable[str]) -> float:
    own, norm = index.counts[place], 1 - _LENGTH + _LENGTH * index.lengths[place] / index.mean
    return sum(
        index.weight(stem) * own[stem] * (_SATURATION + 1) / (own[stem] + _SATURATION * norm)
        for stem in said
        if stem in own
    )


def _alike(
    index: _Index, said: frozenset[str], weight: float, own: frozenset[str], own_weight: float
) -> tuple[float, int, bool]:
    """Twice the weight two questions that share a stem share over all they weigh, how many, and whether one tells."""
    both = said & own
    return 2 * sum(map(index.weight, both)) / (weight + own_weight), len(both), not both <= _COMMON


def _asked(words: str) -> list[frozenset[str]]:
    """The stems of a burst, those of each of its sentences, and of its clauses: of a longer one no single word."""
    whole = [frozenset(stems(part)) for part in (words, *_PARTS.split(words))]
    least = 1 if len(whole[0]) <= _FEW else 2
    parts = ((part, frozenset(stems(part))) for part in _CLAUSES.split(words))
    clauses = [found for part, found in parts if len(found) >= (1 if part.endswith("?") else least)]
    return [found for found in dict.fromkeys((*whole, *clauses)) if found]


def _passage(index: _Index, answer: str, said: frozenset[str]) -> str:
    """The paragraphs of an answer that say most of what was asked, in their order, as many as a model should read."""
    if len(answer) <= LONGEST_PASSAGE:
        return answer
    paragraphs = [p.strip() for p in re.split(r"\n+", answer) if p.strip()]
    ranked = sorted(
        range(len(paragraphs)),
        key=lambda n: (-sum(index.weight(s) for s in said & frozenset(stems(paragraphs[n]))), n),
    )
    kept: list[int] = []
    room = LONGEST_PASSAGE
    for place in ranked:
        if len(paragraphs[place]) <= room:
            kept.append(place)
            room -= len(paragraphs[place]) + 1
    return "\n".join(paragraphs[n] for n in sorted(kept)) or paragraphs[ranked[0]][:LONGEST_PASSAGE]
