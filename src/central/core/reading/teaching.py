"""What an owner corrects teaches at once: the nearest corrected phrase decides before the classifier does.

Corrections are kept apart from the weights and handed in, so a new version of those forgets none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.core.once import once_per
from central.core.reading.spelling import spelled
from central.core.text import fold, tokens

LEAST_ALIKE = 0.62
"""Below this likeness a correction says nothing about a phrase."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a lead wrote and what it meant, by the hand of a person; a later one outranks an earlier."""

    text: str
    intent: str
    complex: bool | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """The correction that is nearest, and how near: 1 is the same words."""

    correction: Correction
    degree: float


def nearest(text: str, taught: Sequence[Correction]) -> Likeness | None:
    """The correction most like a text, if one is like it at all; of equals the last. `taught` is never changed.

    >>> taught = (Correction("tá de lascar esse valor", "objecao_preco"),)
    >>> found = nearest("ta de lascar o valor hein", taught)
    >>> found is not None and found.correction.intent, nearest("qual o valor?", taught)
    ('objecao_preco', None)
    """
    if not taught:
        return None
    mine, known = _grams(text), _indexed(taught)
    shared = Counter(place for gram in mine for place in known.places.get(gram, ()))
    alike = ((2 * count / (len(mine) + known.sizes[place]), place) for place, count in shared.items())
    degree, best = max(alike, default=(0.0, 0))
    return Likeness(taught[best], degree) if degree >= LEAST_ALIKE else None


@dataclass(frozen=True, slots=True)
class _Index:
    """How many grams each correction has, and which of them have a gram."""

    sizes: tuple[int, ...]
    places: Mapping[str, Sequence[int]]


@once_per
def _indexed(taught: Sequence[Correction]) -> _Index:
    rows = [_grams(one.text) for one in taught]
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        for gram in row:
            places.setdefault(gram, []).append(place)
    return _Index(tuple(map(len, rows)), places)


def _grams(text: str) -> frozenset[str]:
    """Words and their letters by threes; a text of one word is that word alone."""
    words = [token for token in tokens(spelled(fold(text))) if token.isalnum()]
    if len(words) < 2:
        return frozenset(words or tokens(fold(text)))
    grams = {f" {word} " for word in words}
    for word in words:
        framed = f"^{word}$"
        grams.update(framed[at : at + 3] for at in range(len(framed) - 2))
    return frozenset(grams)
