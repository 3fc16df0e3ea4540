"""Learn the weights of the reader from the phrases of `content/phrases`, the same bytes on every machine.

    python -m scripts.train_reader             learn and write content/reader/weights.bin
    python -m scripts.train_reader --check     learn and say whether the shipped file is what comes out
    python -m scripts.train_reader --measure   what it reads of phrases whose voices it did not learn from

Softmax over the intents and a logistic for `complex` share the features; AdaGrad, one phrase at a time, in a fixed
shuffled order, in sums whose order no library chooses. Weights are rounded to a byte, so the last bits that differ
between machines are not in the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from central.core.reading.classifier import ZERO, Model, load, log_odds
from central.core.reading.meaning import INTENTS
from central.core.reading.phrasing import Classes, seen
from central.core.text import fold

ROOT = Path(__file__).parents[1]
PHRASES = ROOT / "src/central/content/phrases"
READER = ROOT / "src/central/content/reader"
SELDOM = 2
"""A feature of fewer phrases is not learned."""
ROUNDS, STEP, SHRINK = 16, 0.35, 2e-6
HIDDEN = 0.65
"""The part of the features of a phrase that a round hides, so that no single word is all a label hangs on."""
SHARE = (1.0, 1.0)
UNKNOWN, LOWERED = "outro", 0.6
"""Words nobody wrote before look like the label with the most various phrases; its score is lowered by so much."""
SOFT = 0.25
"""What the other accepted intents of a phrase get of it."""
NEWTON_STEPS = 12
FOLDS = (
    {"idosa", "desconfiada", "espanhol"},
    {"jovem", "portugal", "revendedora"},
    {"audio", "sul", "formal"},
    {"nordeste", "homem", "norte"},
    {"mae", "mineiro"},
    {"sudeste", "centro_oeste"},
    {"apressada"},
)
ENOUGH = 3
"""So many of the folds say how to calibrate; to measure takes them all."""
Floats = NDArray[np.float64]
Vector = tuple[NDArray[np.int64], Floats]
Tilt = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of `content/phrases`."""

    text: str
    intent: str
    accept: frozenset[str]
    complex: bool
    voice: str


def phrases(folder: Path = PHRASES) -> list[Phrase]:
    """All of them, by file and line."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            if line.strip():
                text, voice, tense, also = (line.split("\t") + [""] * 3)[:4]
                accept = frozenset({path.stem, *(word for word in also.replace(" ", "").split(",") if word)})
                found.append(Phrase(text, path.stem, accept, tense == "1", voice))
    return found


def classes(path: Path = READER / "classes.tsv") -> Classes:
    """Folded expression → class; the first class that names an expression keeps it."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        name, _, words = line.partition("\t")
        for word in words.split(","):
            if word.strip():
                found.setdefault(fold(word), name)
    return found


# ── learning ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Table:
    """Phrases as rows of feature numbers; features are numbered by how many phrases have them, then by name."""

    names: tuple[str, ...]
    weights: Floats
    """What a feature weighs in a text: how rare it is."""
    words: int
    """How many of the features are of words; the rest are of letters."""


def features_of(text: str, known: Classes) -> list[str]:
    """Features with the mark of their group."""
    found = seen(text, known)
    return ["p" + name for name in found.words] + ["l" + name for name in found.letters]


def tabled(rows: Sequence[Sequence[str]]) -> Table:
    """The features worth learning, with their weights."""
    counts = Counter(name for row in rows for name in row)
    kept = sorted((name for name, count in counts.items() if count >= SELDOM), key=lambda n: (n[0] != "p", n))
    weights = np.array([1.0 + math.log((1 + len(rows)) / (1 + counts[name])) for name in kept])
    return Table(tuple(kept), weights, sum(name[0] == "p" for name in kept))


def vector(row: Sequence[str], table: Table, places: dict[str, int]) -> Vector:
    """The numbers of a row's known features, and their values: each group of length one times its share."""
    found = np.array(sorted(places[name] for name in row if name in places), dtype=np.int64)
    values = table.weights[found].copy()
    for group, share in ((found < table.words, SHARE[0]), (found >= table.words, SHARE[1])):
        length = math.sqrt(math.fsum(float(value) ** 2 for value in values[group])) or 1.0
        values[group] *= share / length
    return found, values


def target(phrase: Phrase) -> Floats:
    """What each label should get; `complex` stands last."""
    wanted = np.zeros(len(INTENTS) + 1)
    others = [label for label in phrase.accept if label != phrase.intent and label in INTENTS]
    wanted[INTENTS.index(phrase.intent)] = 1.0 - (SOFT if others else 0.0)
    for label in others:
        wanted[INTENTS.index(label)] = SOFT / len(others)
    wanted[-1] = float(phrase.complex)
    return wanted


def learn(vectors: Sequence[Vector], targets: Sequence[Floats], size: int) -> tuple[Floats, Floats]:
    """Weights (feature, label) and biases."""
    columns = len(INTENTS) + 1
    weights, bias = np.zeros((size, columns)), np.zeros(columns)
    grown, grown_bias = np.full((size, columns), 1e-2), np.full(columns, 1.0)
    drawn = np.random.Generator(np.random.Philox(7))
    for turn in range(ROUNDS):
        for at in _order(len(vectors), turn):
            found, values = vectors[at]
            shown = drawn.random(len(found)) >= HIDDEN
            found, values = found[shown], values[shown] / math.sqrt(1 - HIDDEN)
            rows = weights[found]
            gradient = chances((rows * values[:, None]).sum(axis=0) + bias) - targets[at]
            slope = values[:, None] * gradient + SHRINK * rows
            grown[found] += slope * slope
            weights[found] = rows - STEP * slope / np.sqrt(grown[found])
            grown_bias += gradient * gradient
            bias -= STEP * gradient / np.sqrt(grown_bias)
    bias[INTENTS.index(UNKNOWN)] -= LOWERED
    return weights, bias


def chances(scores: Floats) -> Floats:
    """Softmax of the labels, and the logistic of the last column."""
    found = np.array([math.exp(score) for score in scores[:-1] - scores[:-1].max()])
    return np.append(found / math.fsum(found), 1 / (1 + math.exp(-max(-30.0, min(30.0, float(scores[-1]))))))


def _order(count: int, turn: int) -> list[int]:
    """A shuffled order that depends on nothing but its arguments."""
    return sorted(range(count), key=lambda at: hashlib.blake2s(b"%d.%d" % (turn, at), digest_size=8).digest())


# ── the file ─────────────────────────────────────────────────────────────────────────────────────


def packed(table: Table, weights: Floats, bias: Floats, head: dict[str, object]) -> bytes:
    """The file that `central.core.reading.classifier.load` reads."""
    scaled = weights * table.weights[:, None]
    step = round(float(np.abs(scaled).max()) / (ZERO - 1), 6)
    rows = np.clip(np.rint(scaled / step), 1 - ZERO, ZERO - 1).astype(np.int64) + ZERO
    rarity = np.maximum(1, np.rint(table.weights**2)).astype(np.int64)
    head |= {
        "labels": INTENTS,
        "step": step,
        "share": SHARE,
        "bias": [round(float(value), 3) for value in bias],
        "names_bytes": len("\n".join(table.names).encode()),
    }
    line = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
    names = "\n".join(table.names).encode()
    return line + b"\n" + names + np.hstack([rows, rarity[:, None]]).astype(np.uint8).tobytes()


def fitted(learned: Sequence[Phrase], known: Classes, heat: float = 1.0, tilt: Tilt = (1.0, 0.0, 0.0)) -> bytes:
    """The file for these phrases."""
    rows = [features_of(phrase.text, known) for phrase in learned]
    table = tabled(rows)
    places = {name: place for place, name in enumerate(table.names)}
    vectors = [vector(row, table, places) for row in rows]
    weights, bias = learn(vectors, [target(phrase) for phrase in learned], len(table.names))
    often = [_often_complex(learned, intent) for intent in INTENTS]
    return packed(table, weights, bias, {"heat": heat, "tilt": tilt, "tense": often, "classes": dict(known)})


def _often_complex(learned: Sequence[Phrase], intent: str) -> float:
    own = [phrase.complex for phrase in learned if phrase.intent == intent]
    return round(sum(own) / max(1, len(own)), 3)


# ── honesty ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Held:
    """A phrase and what a model that never saw its voice makes of it: scores of labels, and of `complex`."""

    phrase: Phrase
    labels: tuple[float, ...]
    complex: float


def held_out(written: Sequence[Phrase], known: Classes, folds: Sequence[AbstractSet[str]]) -> list[Held]:
    """The phrases of these voices, each read by a model that learned from none of its fold."""
    found = []
    for voices in folds:
        model: Model = load(fitted([p for p in written if p.voice not in voices], known))
        for phrase in written:
            if phrase.voice in voices:
                guess = model.guess(phrase.text)
                found.append(Held(phrase, tuple(math.log(max(p, 1e-12)) for p in guess.labels), _logit(guess.complex)))
    return found


def calibrated(held: Sequence[Held]) -> tuple[float, Tilt]:
    """The heat of the labels and the tilt of `complex` under which the held-out phrases are least surprising."""
    heats = [step / 50 for step in range(20, 101)]
    heat = min(heats, key=lambda h: sum(_surprise(one, h) for one in held))
    often = [_often_complex([one.phrase for one in held], intent) for intent in INTENTS]
    return heat, _tilted(held, heat, often)


def _tilted(held: Sequence[Held], heat: float, often: Sequence[float]) -> Tilt:
    """The logistic regression of `complex` on its own log odds and on those of the labels, by Newton's steps."""
    seen = [(one.complex, _by_label(one, heat, often), 1.0) for one in held]
    found = (0.5, 0.5, 0.0)
    for _ in range(NEWTON_STEPS):
        slope, bend = np.zeros(3), np.eye(3) * 1e-6
        for row, one in zip(seen, held, strict=True):
            chance = 1 / (1 + math.exp(-math.fsum(a * b for a, b in zip(row, found, strict=True))))
            slope += np.array(row) * (chance - one.phrase.complex)
            bend += np.outer(row, row) * chance * (1 - chance)
        step = np.linalg.solve(bend, slope)
        found = (found[0] - float(step[0]), found[1] - float(step[1]), found[2] - float(step[2]))
    return (round(found[0], 2), round(found[1], 2), round(found[2], 2))


def _by_label(one: Held, heat: float, often: Sequence[float]) -> float:
    top = max(one.labels)
    grown = [math.exp((score - top) / heat) for score in one.labels]
    return log_odds(math.fsum(g * o for g, o in zip(grown, often, strict=True)) / math.fsum(grown))


def _surprise(one: Held, heat: float) -> float:
    scores = [score / heat for score in one.labels]
    top = max(scores)
    total = math.fsum(math.exp(score - top) for score in scores)
    right = math.fsum(math.exp(scores[INTENTS.index(label)] - top) for label in one.phrase.accept)
    return -math.log(max(right / total, 1e-9))


def _logit(chance: float) -> float:
    sure = min(1 - 1e-9, max(1e-9, chance))
    return math.log(sure / (1 - sure))


# ── commands ─────────────────────────────────────────────────────────────────────────────────────


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the shipped file instead of writing it")
    parser.add_argument("--measure", action="store_true", help="measure on held-out voices instead of writing")
    asked = parser.parse_args(arguments)
    written, known = phrases(), classes()
    held = held_out(written, known, FOLDS if asked.measure else FOLDS[:ENOUGH])
    heat, tilt = calibrated(held)
    if asked.measure:
        print("\n".join(measured(held, heat, tilt)))
        return 0
    data = fitted(written, known, heat, tilt)
    if asked.check:
        same = data == (READER / "weights.bin").read_bytes()
        print("os mesmos bytes" if same else "OUTROS bytes")
        return 0 if same else 1
    (READER / "weights.bin").write_bytes(data)
    print(f"{len(written)} phrases, heat {heat}, tilt {tilt}, {len(data)} bytes, {hashlib.sha256(data).hexdigest()}")
    return 0


def measured(held: Sequence[Held], heat: float, tilt: Tilt) -> list[str]:
    """How the held-out phrases were read, by voice and in all."""
    lines = []
    for voice in sorted({one.phrase.voice for one in held}):
        own = [one for one in held if one.phrase.voice == voice]
        lines.append(f"{voice:<14} {len(own):>5}  {_right(own):.3f}")
    return [*lines, f"{'all':<14} {len(held):>5}  {_right(held):.4f}  heat {heat}  tilt {tilt}"]


def _right(held: Sequence[Held]) -> float:
    found = [INTENTS[one.labels.index(max(one.labels))] in one.phrase.accept for one in held]
    return sum(found) / len(found)


if __name__ == "__main__":
    sys.exit(main())
