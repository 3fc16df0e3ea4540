"""How well messages were read, measured against what their writers meant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SUREST = 0.6
"""The part of the messages, the surest first, that `accuracy_at_60` looks at."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message, what it means, and the other intents that would be no mistake."""

    text: str
    intent: str
    accept: frozenset[str]
    complex: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled message beside what was read."""

    message: Labelled
    intent: str
    probability: float
    complex: bool

    @property
    def right(self) -> bool:
        """Whether an accepted intent was read."""
        return self.intent == self.message.intent or self.intent in self.message.accept


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """Between 0 and 1; of nothing it is 1."""
        return self.part / self.whole if self.whole else 1.0

    def interval(self, deviations: float = 1.96) -> tuple[float, float]:
        """Wilson's interval of 95 %.

        >>> tuple(round(bound, 3) for bound in Share(9, 10).interval())
        (0.596, 0.982)
        """
        if not self.whole:
            return 0.0, 1.0
        z2 = deviations**2 / self.whole
        middle = (self.value + z2 / 2) / (1 + z2)
        spread = deviations * math.sqrt(self.value * (1 - self.value) / self.whole + z2 / (4 * self.whole)) / (1 + z2)
        return max(0.0, middle - spread), min(1.0, middle + spread)


def accuracy(judged: Sequence[Judged]) -> Share:
    """Messages of which an accepted intent was read."""
    return Share(sum(one.right for one in judged), len(judged))


def strict(judged: Sequence[Judged]) -> Share:
    """Messages of which the very intent was read."""
    return Share(sum(one.intent == one.message.intent for one in judged), len(judged))


def macro(judged: Sequence[Judged]) -> float:
    """The mean of the accuracies of the intents."""
    found = [accuracy(own).value for own in _by_intent(judged).values()]
    return sum(found) / len(found) if found else 1.0


def accuracy_of_surest(judged: Sequence[Judged]) -> Share:
    """Accuracy on the part read with the highest probabilities."""
    ranked = sorted(judged, key=lambda one: -one.probability)
    return accuracy(ranked[: math.ceil(SUREST * len(ranked))])


def precision(judged: Sequence[Judged], intent: str) -> Share:
    """Of the messages read as this intent, those that may be it."""
    read = [one for one in judged if one.intent == intent]
    return Share(sum(one.right for one in read), len(read))


def recall(judged: Sequence[Judged], intent: str) -> Share:
    """Of the messages that mean this intent, those read as it."""
    meant = [one for one in judged if one.message.intent == intent]
    return Share(sum(one.intent == intent for one in meant), len(meant))


def complex_f1(judged: Sequence[Judged]) -> float:
    """The harmonic mean of precision and recall of `complex`."""
    both = sum(one.complex and one.message.complex for one in judged)
    some = sum(one.complex for one in judged) + sum(one.message.complex for one in judged)
    return 2 * both / some if some else 1.0


def reliability(judged: Sequence[Judged]) -> list[tuple[float, Share]]:
    """By tenths of the probability told: its mean, and how many were right."""
    found = []
    for low in range(_BINS):
        own = [one for one in judged if min(_BINS - 1, int(one.probability * _BINS)) == low]
        if own:
            found.append((sum(one.probability for one in own) / len(own), accuracy(own)))
    return found


def calibration_error(judged: Sequence[Judged]) -> float:
    """How far the probabilities told are from what came true, on average."""
    gaps = [share.whole * abs(told - share.value) for told, share in reliability(judged)]
    return sum(gaps) / len(judged) if judged else 0.0


def confusions(judged: Sequence[Judged]) -> list[tuple[str, str, int]]:
    """(meant, read, how often) of what was read wrong, the commonest first."""
    found = Counter((one.message.intent, one.intent) for one in judged if not one.right)
    return [
        (meant, read, count) for (meant, read), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """The numbers by which a reader is compared."""
    return {
        "messages": len(judged),
        "accuracy": round(accuracy(judged).value, 4),
        "macro": round(macro(judged), 4),
        "strict": round(strict(judged).value, 4),
        "accuracy_at_60": round(accuracy_of_surest(judged).value, 4),
        "sair_precision": round(precision(judged, "sair").value, 4),
        "sair_recall": round(recall(judged, "sair").value, 4),
        "humano_recall": round(recall(judged, "humano").value, 4),
        "complex_f1": round(complex_f1(judged), 4),
        "calibration_error": round(calibration_error(judged), 4),
    }


def _by_intent(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(one.message.intent, []).append(one)
    return dict(sorted(found.items()))
