"""Learn `central.core.messaging.patience_weights` from the bursts of `content/patience`, the same bytes every time.

    python -m scripts.train_patience            learn and write
    python -m scripts.train_patience --curve    what limits and boundaries of the wait cost, on bursts the model did
                                                not learn from, typed as `bench.bursts` types

A message counts by how often its burst would be written: the shares of states and sizes are those of `bench.bursts`.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill

from bench.bursts import OPEN, TAPPED, Burst, Habits, Said, bursts, said_in
from bench.load import quantile
from central.core.messaging import patience
from central.core.messaging.message import Choice, Text

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "src/central/content/patience/bursts.tsv"
WEIGHTS = ROOT / "src/central/core/messaging/patience_weights.py"
SELDOM = 3
"""A feature seen in fewer messages is not learned."""
SHRINK = 4.0
STEP, ROUNDS = 0.5, 150
PARTS = 5
LIMITS = ((2880, 5850), (4000, 5850), (5000, 5850), (2880, 8000), (4000, 8000), (5000, 8000))
BOUNDARIES = (0.14, 0.18, 0.22, 0.26)

HEAD = '''"""Weights of `patience.features`: written by `scripts/train_patience.py`, never by hand."""

from __future__ import annotations

_TABLE = """
'''
FOOT = '''
"""

WEIGHTS = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in _TABLE.split())}
'''

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A message with its features, whether its burst went on, and how often it is written."""

    features: tuple[str, ...]
    goes_on: bool
    weight: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", action="store_true", help="measure on held-out bursts instead of writing")
    written = said_in(CORPUS)
    if parser.parse_args(arguments).curve:
        _curve(written)
    else:
        WEIGHTS.write_text(table(learn(examples(written))), encoding="utf-8")
    return 0


def examples(written: dict[str, list[Said]]) -> list[Example]:
    """Every message of free text, in the order of the file."""
    found = []
    for state, lines in written.items():
        for said in lines:
            weight = _share(state, len(said.messages), written)
            for before, text in enumerate(said.messages):
                if not text.startswith("["):
                    seen = patience.features(text.strip("~"), before)
                    if state not in (OPEN, TAPPED):
                        seen += patience.if_asked(patience.look(text.strip("~")))
                    found.append(Example(tuple(seen), before + 1 < len(said.messages), weight))
    return found


def learn(given: Sequence[Example]) -> Weights:
    """A logistic regression with shrunk weights, by full-batch steps scaled to each feature's own slope."""
    times = Counter(name for example in given for name in example.features)
    weights = {name: 0.0 for name, seen in times.items() if seen >= SELDOM}
    known = [tuple(name for name in example.features if name in weights) for example in given]
    scale = len(given) / math.fsum(example.weight for example in given)
    travelled = dict.fromkeys(weights, 1e-9)
    for _ in range(ROUNDS):
        slope = {name: SHRINK * weight for name, weight in weights.items()}
        slope["tudo"] = 0.0
        for example, names in zip(given, known, strict=True):
            chance = 1 / (1 + math.exp(-sum(weights[name] for name in names)))
            error = (chance - example.goes_on) * example.weight * scale
            for name in names:
                slope[name] += error
        for name, steep in slope.items():
            travelled[name] += steep * steep
            weights[name] -= STEP * steep / math.sqrt(travelled[name])
    return weights


def table(weights: Weights) -> str:
    """The source of the module that carries the weights."""
    entries = (f"{name}:{weight:+.2f}" for name, weight in sorted(weights.items()) if f"{abs(weight):.2f}" != "0.00")
    return HEAD + fill(" ".join(entries), 120, break_long_words=False, break_on_hyphens=False) + FOOT


def _share(state: str, size: int, written: dict[str, list[Said]]) -> float:
    """How often this line is written: the share of its state and size, divided among its like."""
    habits = Habits()
    closed = [name for name in written if name not in (OPEN, TAPPED)]
    shares = {OPEN: 1 - habits.taps - habits.answers_closed, TAPPED: habits.taps}
    sizes = {OPEN: habits.open_sizes, TAPPED: habits.tap_sizes}.get(state, habits.closed_sizes)
    alike = sum(len(said.messages) == size for said in written[state])
    return shares.get(state, habits.answers_closed / len(closed)) * sizes[size] / alike


# ── what it costs ────────────────────────────────────────────────────────────────────────────────


def _curve(written: dict[str, list[Said]]) -> None:
    """Print splits and waits for several limits and boundaries; every burst is judged by weights that never saw it."""
    judged = _held_out(written)
    print("calm  doubtful  calm below   split  of these fragments   open p50   p95   closed p50   p95")
    for calm, doubtful in LIMITS:
        for boundary in BOUNDARIES if calm == patience.OPEN.calm else BOUNDARIES[1:2]:
            _show(judged, replace(patience.OPEN, calm=calm, doubtful=doubtful, calm_below=boundary))


def _show(judged: Sequence[tuple[Burst, Weights]], holding: patience.Holding) -> None:
    patience.OPEN = holding
    split, broken, waits, quick = 0, 0, [], []
    for burst, weights in judged:
        holds = _holds(burst, weights)
        early = any(gap > held for gap, held in zip(burst.gaps, holds, strict=False))
        split, broken = split + early, broken + (early and not burst.whole)
        (waits if burst.state == OPEN else quick).append(holds[-1] / 1000)
    waits.sort(), quick.sort()
    print(
        f"{holding.calm:4} {holding.doubtful:9} {holding.calm_below:11.2f} {split / len(judged):7.1%}"
        f" {broken / len(judged):20.1%} {quantile(waits, 0.5):10.2f} {quantile(waits, 0.95):5.2f}"
        f" {quantile(quick, 0.5):12.2f} {quantile(quick, 0.95):5.2f}"
    )


def _held_out(written: dict[str, list[Said]]) -> list[tuple[Burst, Weights]]:
    """Bursts of each part with weights learned from the other parts."""
    found = []
    for part in range(PARTS):
        others = {state: _lines(lines, part, keep=False) for state, lines in written.items()}
        weights = learn(examples(others))
        mine = {state: _lines(lines, part, keep=True) for state, lines in written.items()}
        found += [(burst, weights) for burst in bursts(3000, 100 + part, written=mine)]
    return found


def _lines(lines: Iterable[Said], part: int, keep: bool) -> list[Said]:
    return [said for at, said in enumerate(lines) if (at % PARTS == part) == keep]


def _holds(burst: Burst, weights: Weights) -> list[int]:
    asked = burst.state not in (OPEN, TAPPED)
    patience.WEIGHTS = weights
    return [
        patience.hold(Choice("button", m.text, m.text) if m.tap else Text(m.text), before, asked)
        for before, m in enumerate(burst.messages)
    ]


if __name__ == "__main__":
    sys.exit(main())
