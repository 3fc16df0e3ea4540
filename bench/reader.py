"""Our reader beside TF-IDF over words and characters with logistic regression, learned from the same phrases.

    python -m bench.reader            both, on the blind messages of the tests and on voices held out
    python -m bench.reader --smoke    the blind messages only

The comparator is scikit-learn's textbook recipe (words and pairs of words, letters by two to five, sublinear TF-IDF,
C = 10). Without scikit-learn ours runs alone, and the bench says so. The last line is JSON.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from central.app.desk.messages import read_messages
from central.core.reading import grading, lexical
from central.core.reading.classifier import load
from central.core.reading.grading import Judged, Labelled
from central.core.text import fold
from scripts.train_reader import FOLDS, Phrase, classes, fitted, phrases

BLIND = Path(__file__).parents[1] / "tests/core/data/blind_messages.jsonl"
Read = Callable[[Labelled], Judged]


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader came to on some messages."""

    figures: dict[str, float]
    per_second: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a short run: the blind messages only")
    smoke = parser.parse_args(arguments).smoke
    written = phrases()
    tasks = {"blind": (written, read_messages(BLIND))}
    for voices in () if smoke else FOLDS[:2]:
        held = [Labelled(p.text, p.intent, p.accept, p.complex) for p in written if p.voice in voices]
        tasks["+".join(sorted(voices))] = ([p for p in written if p.voice not in voices], held)
    learners: dict[str, Callable[[Sequence[Phrase]], Read]] = {"central": _ours}
    if importlib.util.find_spec("sklearn") is None:
        print("Without scikit-learn (.venv-bench) ours runs alone.")
    else:
        learners["scikit_learn"] = _textbook
    results = {
        task: {name: _measured(learn(learned), messages) for name, learn in learners.items()}
        for task, (learned, messages) in tasks.items()
    }
    _print(results)
    return 0


def _measured(read: Read, messages: Sequence[Labelled]) -> Result:
    began = time.perf_counter()
    judged = [read(message) for message in messages]
    return Result(grading.figures(judged), len(messages) / (time.perf_counter() - began))


def _ours(learned: Sequence[Phrase]) -> Read:
    model = load(fitted(learned, classes()))

    def read(message: Labelled) -> Judged:
        reading = lexical.read(message.text, model)
        return Judged(message, reading.intent, reading.probability, reading.complex)

    return read


def _textbook(learned: Sequence[Phrase]) -> Read:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\w+|[^\w\s]", sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
    texts = [fold(phrase.text) for phrase in learned]
    intents: Any = make_pipeline(make_union(words, letters), LogisticRegression(C=10, max_iter=200))
    tense: Any = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, max_iter=200),
    )
    intents.fit(texts, [phrase.intent for phrase in learned])
    tense.fit(texts, [phrase.complex for phrase in learned])

    def read(message: Labelled) -> Judged:
        folded = [fold(message.text)]
        chances = intents.predict_proba(folded)[0]
        best = int(chances.argmax())
        return Judged(message, str(intents.classes_[best]), float(chances[best]), bool(tense.predict(folded)[0]))

    return read


def _print(results: dict[str, dict[str, Result]]) -> None:
    for task, found in results.items():
        print(f"\n{task}")
        for name, result in found.items():
            told = "  ".join(f"{key} {value:g}" for key, value in result.figures.items())
            print(f"  {name:<13} {result.per_second:>7.0f} messages/s  {told}")
    summary = {
        task: {name: {**result.figures, "messages_per_s": round(result.per_second)} for name, result in found.items()}
        for task, found in results.items()
    }
    print(json.dumps(summary))


if __name__ == "__main__":
    sys.exit(main())
