"""`central avaliar --mensagens`: figures of the reader, told and as JSON; a bad file is one Portuguese sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central.app.cli import main
from central.core.reading.grading import Judged, Labelled, Share, accuracy, complex_f1, precision, recall, reliability

KEYS = {
    "accuracy", "macro", "strict", "accuracy_at_60", "sair_precision", "sair_recall", "humano_recall", "complex_f1",
}  # fmt: skip
ROWS = [
    {"text": "qual o valor?", "intent": "preco", "accept": ["preco"], "complex": False, "persona_hint": "livia"},
    {"text": "não quero mais receber nada", "intent": "sair", "accept": [], "complex": False, "persona_hint": None},
    {"text": "quero falar com uma pessoa", "intent": "humano", "accept": "humano,sair", "complex": 0},
    {"text": "qual o valor do frete?", "intent": "prazo", "accept": ["frete"], "complex": False},
]


def test_the_last_line_is_json_with_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mensagens.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    assert main(["avaliar", "--mensagens", str(file)]) == 0
    told = capsys.readouterr().out.strip().split("\n")
    figures = json.loads(told[-1])
    assert figures.keys() >= KEYS
    assert (figures["accuracy"], figures["strict"], figures["sair_recall"]) == (1.0, 0.75, 1.0)
    assert any("Calibração" in line for line in told)


@pytest.mark.parametrize("text", ['{"text": "oi"}', "isso não é JSON", '{"text": "oi", "intent": "bla"}'])
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mensagens.jsonl"
    file.write_text(text, encoding="utf-8")
    assert main(["avaliar", "--mensagens", str(file)]) == 2
    assert "cada linha é um JSON" in capsys.readouterr().err


def test_avaliar_without_a_file_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["avaliar"]) == 2
    assert "--mensagens" in capsys.readouterr().err


def _judged(meant: str, read: str, told: float = 0.9, tense: tuple[bool, bool] = (False, False)) -> Judged:
    return Judged(Labelled("", meant, frozenset({meant}), tense[0]), read, told, tense[1])


def test_figures_are_what_their_names_say() -> None:
    judged = [
        _judged("sair", "sair"),
        _judged("sair", "outro", 0.3),
        _judged("preco", "sair"),
        _judged("preco", "preco"),
    ]
    assert (precision(judged, "sair"), recall(judged, "sair"), accuracy(judged)) == (
        Share(1, 2),
        Share(1, 2),
        Share(2, 4),
    )
    assert [(round(told, 1), share) for told, share in reliability(judged)] == [(0.3, Share(0, 1)), (0.9, Share(2, 3))]
    tense = [_judged("outro", "outro", tense=t) for t in ((True, True), (True, False), (False, True), (False, False))]
    assert complex_f1(tense) == 0.5
