"""A linear classifier over what is seen of a text: sums of small whole numbers, no floats until the end.

Every feature has a row of one byte a label, one for `complex` and one for its own weight in the length of the text.
Rows are widened to four bytes a column and added as whole numbers, all columns in one addition. What the letters of a
word add up to is remembered.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from central.core.reading.phrasing import Classes, Seen, letters_of, seen
from central.core.text import WORDS_KEPT

ZERO = 128
"""The byte of a weight of nothing."""
_WIDTH = 4
LEAST_CHANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Guess:
    """Calibrated probabilities: of each label, in the order of the model's labels, and of being complex."""

    labels: tuple[float, ...]
    complex: float


@dataclass(frozen=True, slots=True)
class Model:
    """What `scripts/train_reader.py` learned; made from its file by `load`."""

    labels: tuple[str, ...]
    classes: Classes
    words: dict[str, int]
    """Feature → widened row."""
    letters: Letters
    bias: tuple[float, ...]
    step: float
    """What one unit of a weight is worth."""
    share: tuple[float, float]
    """How much words and letters weigh."""
    heat: float
    """Scores are divided by it so that probabilities are honest."""
    tense: tuple[float, ...]
    """How often each label is complex."""
    tilt: tuple[float, float, float]
    """What makes `complex` honest: the scale of its own log odds, that of the labels' and a shift."""

    def guess(self, text: str) -> Guess:
        """The probabilities of a text."""
        return self.weigh(seen(text, self.classes))

    def weigh(self, found: Seen) -> Guess:
        """The probabilities of what was seen."""
        of_words = list(filter(None, map(self.words.get, found.words)))
        one, each = self._columns(sum(of_words), len(of_words)), self.share[0] * self.step
        two, more = self._columns(*self.letters.add_up(found)), self.share[1] * self.step
        scores = [bias + each * x + more * y for bias, x, y in zip(self.bias, one, two, strict=True)]
        own = scores.pop()
        labels = _softmax([score / self.heat for score in scores])
        by_label = log_odds(sum(map(mul, labels, self.tense)))
        return Guess(labels, _logistic(self.tilt[0] * own + self.tilt[1] * by_label + self.tilt[2]))

    def _columns(self, total: int, count: int) -> list[float]:
        """Weights of every column, of so many rows in all, over the length of the vector: the root of the last one."""
        *sums, own = struct.unpack(f"<{len(self.bias) + 1}I", total.to_bytes(_WIDTH * (len(self.bias) + 1), "little"))
        length, offset = math.sqrt(own or 1), ZERO * count
        return [(value - offset) / length for value in sums]


class Letters:
    """The features of letters with their widened rows."""

    def __init__(self, rows: dict[str, int]) -> None:
        self._rows = list(rows.values())
        self._places = {name: place for place, name in enumerate(rows)}
        self._of_word: Callable[[str], tuple[frozenset[int], int]] = lru_cache(maxsize=WORDS_KEPT)(self._added_up)

    def add_up(self, found: Seen) -> tuple[int, int]:
        """The sum of all rows known of a text, each once, and how many they are."""
        met: set[int] = set()
        total = 0
        for word in found.spelt:
            places, whole = self._of_word(word)
            total += whole if met.isdisjoint(places) else whole - self._sum(met & places)
            met |= places
        gaps = [place for gap in found.gaps if (place := self._places.get(gap)) is not None]
        return total + self._sum(gaps), len(met) + len(gaps)

    def _added_up(self, word: str) -> tuple[frozenset[int], int]:
        places = frozenset(self._places[name] for name in letters_of(word) if name in self._places)
        return places, self._sum(places)

    def _sum(self, places: Iterable[int]) -> int:
        return sum(map(self._rows.__getitem__, places))


def load(data: bytes) -> Model:
    """A model from the bytes of its file: one line of JSON, the features, then their rows."""
    end = data.index(b"\n")
    head = json.loads(data[:end])
    names = data[end + 1 : end + 1 + head["names_bytes"]].decode().split("\n")
    table = data[end + 1 + head["names_bytes"] :]
    columns = len(head["labels"]) + 2
    wide = bytearray(_WIDTH * len(table))
    wide[::_WIDTH] = table
    size = _WIDTH * columns
    rows = {
        name: int.from_bytes(wide[at : at + size], "little")
        for name, at in zip(names, range(0, len(wide), size), strict=True)
    }
    return Model(
        labels=tuple(head["labels"]),
        classes=head["classes"],
        words={name[1:]: row for name, row in rows.items() if name[0] == "p"},
        letters=Letters({name[1:]: row for name, row in rows.items() if name[0] == "l"}),
        bias=tuple(head["bias"]),
        step=head["step"],
        share=(head["share"][0], head["share"][1]),
        heat=head["heat"],
        tense=tuple(head["tense"]),
        tilt=(head["tilt"][0], head["tilt"][1], head["tilt"][2]),
    )


def _softmax(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    total = sum(grown)
    return tuple(value / total for value in grown)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def log_odds(chance: float) -> float:
    """The log odds of a chance, of which none is quite sure."""
    sure = min(1 - LEAST_CHANCE, max(LEAST_CHANCE, chance))
    return math.log(sure / (1 - sure))
