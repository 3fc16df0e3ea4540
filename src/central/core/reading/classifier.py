"""A linear classifier over what is seen of a text: sums of small whole numbers, no floats until the end.

Every feature has a row of one byte a label, one for `complex` and one for its own weight in the length of the text.
Rows are widened to four bytes a column and added as whole numbers, all columns in one addition.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from central.core.reading.phrasing import Classes, Seen, seen

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
    groups: tuple[dict[str, int], dict[str, int]]
    """Words and letters: feature → widened row."""
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
        scores = list(self.bias)
        for features, rows, share in zip((found.words, found.letters), self.groups, self.share, strict=True):
            for place, score in enumerate(_summed(features, rows, len(scores))):
                scores[place] += share * self.step * score
        own = scores.pop()
        labels = _softmax([score / self.heat for score in scores])
        by_label = log_odds(sum(chance * often for chance, often in zip(labels, self.tense, strict=True)))
        return Guess(labels, _logistic(self.tilt[0] * own + self.tilt[1] * by_label + self.tilt[2]))


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
    words = {name[1:]: row for name, row in rows.items() if name[0] == "p"}
    letters = {name[1:]: row for name, row in rows.items() if name[0] == "l"}
    return Model(
        labels=tuple(head["labels"]),
        classes=head["classes"],
        groups=(words, letters),
        bias=tuple(head["bias"]),
        step=head["step"],
        share=(head["share"][0], head["share"][1]),
        heat=head["heat"],
        tense=tuple(head["tense"]),
        tilt=(head["tilt"][0], head["tilt"][1], head["tilt"][2]),
    )


def _summed(features: Sequence[str], rows: dict[str, int], columns: int) -> list[float]:
    """Weights of every column over the length of the vector, which is the root of the last column."""
    known = list(filter(None, map(rows.get, features)))
    if not known:
        return [0.0] * columns
    *sums, own = struct.unpack(f"<{columns + 1}I", sum(known).to_bytes(_WIDTH * (columns + 1), "little"))
    length, offset = math.sqrt(own or 1), ZERO * len(known)
    return [(value - offset) / length for value in sums]


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
