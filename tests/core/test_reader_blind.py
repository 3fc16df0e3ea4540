"""The shipped reader on messages that were written before its errors were seen and that it never learned from.

What is known of their blindness stands in `content/reader/README.md`.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from central.adapters.llm.reader import shipped_model
from central.app.desk.messages import read_messages
from central.core.reading import grading
from central.core.reading.classifier import Model
from central.core.reading.grading import Judged
from central.core.reading.lexical import read
from central.core.text import fold
from scripts.train_reader import READER, classes, phrases

BLIND = Path(__file__).parent / "data/blind_messages.jsonl"


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    model = shipped_model()
    found = []
    for message in read_messages(BLIND):
        reading = read(message.text, model)
        found.append(Judged(message, reading.intent, reading.probability, reading.complex))
    return found


def test_it_reads_unseen_voices(judged: list[Judged]) -> None:
    figures = grading.figures(judged)
    assert len(judged) >= 450
    assert figures["accuracy"] >= 0.93, grading.confusions(judged)
    assert figures["macro"] >= 0.93
    assert figures["accuracy_at_60"] >= 0.97
    assert figures["complex_f1"] >= 0.85


def test_it_neither_misses_nor_invents_a_wish_for_silence_or_a_person(judged: list[Judged]) -> None:
    figures = grading.figures(judged)
    assert figures["sair_precision"] >= 0.97
    assert figures["sair_recall"] >= 0.97
    assert figures["humano_recall"] >= 0.95


def test_its_probabilities_are_honest(judged: list[Judged]) -> None:
    assert grading.calibration_error(judged) <= 0.12


def test_none_of_the_messages_is_among_the_phrases_it_learned_from(judged: list[Judged]) -> None:
    learned = {fold(phrase.text) for phrase in phrases() if len(phrase.text.split()) > 2}
    assert not [one.message.text for one in judged if fold(one.message.text) in learned]


def test_a_message_costs_less_than_a_millisecond(judged: list[Judged]) -> None:
    model = shipped_model()
    texts = [one.message.text for one in judged]
    best = min(_seconds(texts, model) for _ in range(3))
    assert best / len(texts) < 0.001


def test_the_weights_know_the_classes_and_the_labels_of_this_build() -> None:
    assert shipped_model().classes == classes()
    assert (READER / "weights.bin").stat().st_size < 4_000_000


def _seconds(texts: list[str], model: Model) -> float:
    began = time.process_time()
    for text in texts:
        read(text, model)
    return time.process_time() - began
