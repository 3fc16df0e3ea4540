"""What the reader sees of a burst: words, letters, classes of words, negations and the shape of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, combinations, pairwise

from central.core.once import once_per
from central.core.reading.alarms import signals_danger
from central.core.reading.person import asks_person
from central.core.reading.silence import asks_silence
from central.core.reading.spelling import spelled
from central.core.reading.weighing import MUCH, weight
from central.core.records import swift
from central.core.text import fold

Classes = Mapping[str, str]
"""Folded word or expression (up to four words) → the class it belongs to ("recife" → "cidade").

A word that ends in "*" is the beginning of words ("devolv*").
"""

SIGHT = 480
"""Of a long burst only this many characters of its beginning and of its end are looked at."""
_TOKEN = re.compile(r"r\$|[a-z]+|\d+|[^\sa-z0-9]")
_POINTS = frozenset(".,;:-\"'()")
_NUMBER = re.compile(r"\d+")
_NEGATIONS = frozenset("nao num nem sem nunca jamais nada ninguem tampouco".split())
_SCOPE_ENDS = frozenset(",.;!?/:") | {"mas", "porem", "so", "e"}
_SCOPE = 4
_LONGEST_EXPRESSION = 4
_SHORTEST_BEGINNING = 3
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35)


@swift
@dataclass(frozen=True, slots=True)
class Seen:
    """The features of a text, each once, by the group whose length is normalised together.

    Those of letters are `letters_of` its `spelt` words, and `gaps`.
    """

    words: tuple[str, ...]
    spelt: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The whole second group."""
        return tuple(dict.fromkeys(chain(*map(letters_of, self.spelt), self.gaps)))


def seen(text: str, classes: Classes) -> Seen:
    """What the reader sees of a text; the same text and classes give the same features in the same order.

    >>> seen("Qto é o frete?", {"frete": "envio"}).words[:6]
    ('quanto', 'e', 'o', 'frete', '?', '<quanto')
    """
    folded = spelled(fold(shortened(text)))
    tokens = [_token(found) for found in _TOKEN.findall(folded)]
    words = [found for found in tokens if found.isalnum()]
    return Seen(
        words=tuple(dict.fromkeys(_of_words(folded, tokens, classes))),
        spelt=tuple(dict.fromkeys(words)),
        gaps=tuple(dict.fromkeys(_across(" ".join(words)))),
    )


def shortened(text: str) -> str:
    """The beginning and the end of a long text."""
    return text if len(text) <= 2 * SIGHT else f"{text[:SIGHT]} {text[-SIGHT:]}"


def _token(found: str) -> str:
    """Numbers by their size: what matters is a house, a size, a price or a CEP, not which."""
    return f"#{len(found)}" if found[0].isdigit() and len(found) > 2 else found


# ── words ────────────────────────────────────────────────────────────────────────────────────────


def _of_words(folded: str, tokens: list[str], classes: Classes) -> list[str]:
    bare = [token for token in tokens if token not in _POINTS]
    classed = _classed(bare, _expressions(classes))
    known = [token for token in classed if token[0] == "@"]
    return [
        *tokens,
        *((f"<{tokens[0]}", f"{tokens[-1]}>") if tokens else ()),
        *_runs(bare),
        *[f"{one}_{two}" for one, two in zip(bare, bare[2:], strict=False)],
        *_denied(tokens),
        *known,
        *([run for run in _runs(classed) if "@" in run] if known else ()),
        *[f"{one}&{two}" for one, two in combinations(sorted(set(known)), 2)],
        *_shape(folded, bare),
        *_wishes(folded),
    ]


def _runs(tokens: list[str]) -> list[str]:
    pairs = [f"{one} {two}" for one, two in pairwise(tokens)]
    return pairs + [f"{one} {third}" for one, third in zip(pairs, tokens[2:], strict=False)]


def _denied(tokens: list[str]) -> Iterator[str]:
    """The words that stand under a "não"."""
    left = 0
    for token in tokens:
        if token in _SCOPE_ENDS:
            left = 0
        elif left:
            yield f"!{token}"
            left -= 1
        if token in _NEGATIONS:
            left = _SCOPE


@dataclass(frozen=True, slots=True)
class _Expressions:
    """Classes, ready to be looked up: of expressions, by their first word too, and of single words."""

    classes: Classes
    first: frozenset[str]
    of_word: Callable[[str], str]


@once_per
def _expressions(classes: Classes) -> _Expressions:
    first = frozenset(words.split(" ")[0] for words in classes if " " in words)
    return _Expressions(classes, first, lru_cache(maxsize=16_384)(partial(_class_of, classes=classes)))


def _classed(tokens: list[str], known: _Expressions) -> list[str]:
    """The tokens with the longest known expressions replaced by their class."""
    classed, place = [], 0
    while place < len(tokens):
        most = min(_LONGEST_EXPRESSION, len(tokens) - place) if tokens[place] in known.first else 1
        for size in range(most, 1, -1):
            found = known.classes.get(" ".join(tokens[place : place + size]))
            if found is not None:
                classed.append(f"@{found}")
                place += size
                break
        else:
            classed.append(known.of_word(tokens[place]))
            place += 1
    return classed


def _class_of(token: str, classes: Classes) -> str:
    """The class of a word, by itself or by its longest known beginning; a word without one is itself."""
    if token[0] == "#" or token.isdigit():
        return "@numero"
    found = classes.get(token)
    for size in range(len(token) if found is None else 0, _SHORTEST_BEGINNING - 1, -1):
        found = classes.get(token[:size] + "*")
        if found is not None:
            break
    return token if found is None else f"@{found}"


def _shape(folded: str, bare: list[str]) -> Iterator[str]:
    count = sum(token.isalnum() for token in bare)
    yield f"=palavras{bisect_right(_LENGTHS, count)}"
    yield "=pergunta" if "?" in bare else "=afirma"
    if " / " in folded:
        yield "=rajada"
    if bare.count("?") > 1:
        yield "=perguntas"
    if (signs := weight(folded)) > 1:
        yield f"=pesa{min(signs, MUCH)}"
    if not count:
        yield "=sem_palavras"
    elif _NUMBER.fullmatch(folded.replace(" ", "").replace("-", "").replace(".", "")):
        yield "=so_numero"


def _wishes(folded: str) -> Iterator[str]:
    if asks_silence(folded):
        yield "=sair"
    if asks_person(folded):
        yield "=humano"
    if signals_danger(folded):
        yield "=perigo"


# ── letters ──────────────────────────────────────────────────────────────────────────────────────


def letters_of(word: str) -> tuple[str, ...]:
    """Runs of two to six letters of a word with its borders: misspelt words share most of them."""
    word = f" {word} "
    return tuple(word[at : at + size] for size in (2, 3, 4, 5, 6) for at in range(len(word) - size + 1))


def _across(joined: str) -> list[str]:
    """Runs of letters over the gaps between words."""
    return ["~" + joined[at : at + 5] for at in range(len(joined) - 4) if " " in joined[at + 1 : at + 4]]
