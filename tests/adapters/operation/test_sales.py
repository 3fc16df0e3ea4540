"""Triggers, openings and the team's hours in the owner's YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, default_demo_folder, media_folder, read_yaml
from central.core.replying.hours import Shift


def with_sales(folder: Path, text: str) -> Path:
    """The demo with another vendas.yaml."""
    demo = default_demo_folder()
    for path in demo.glob("*.yaml"):
        if path.name != "vendas.yaml":
            (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "midias").symlink_to(media_folder(demo))
    (folder / "vendas.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> str:
    with pytest.raises(OperationInvalid) as wrong:
        read_yaml(with_sales(folder, text))
    return wrong.value.reason


def test_the_demo_says_when_its_team_answers_and_sells_with_proof() -> None:
    demo = read_yaml(default_demo_folder())
    assert Shift(0, 540, 1080) in demo.hours.shifts
    assert Shift(5, 540, 780) in demo.hours.shifts
    assert {t.kind for t in demo.triggers} == {
        "escassez",
        "garantia",
        "desconto",
        "prova_social",
        "autoridade",
        "urgencia",
    }
    assert all(t.source for t in demo.triggers if t.kind in ("prova_social", "autoridade"))
    assert {o.persona for o in demo.openings} == {"livia", "carla", "melissa", "sofia"}


def test_a_trigger_names_what_makes_it_true(tmp_path: Path) -> None:
    said = problems(tmp_path, "gatilhos:\n  - id: a\n    tipo: escassez\n    textos: ['Últimas {estoqe}']\n")
    assert "vendas.yaml, linha 2" in said
    assert "estoque_ate" in said
    assert "{estoqe}" in said
    assert 'você quis dizer "estoque"' in said


def test_a_day_and_a_percent_are_checked(tmp_path: Path) -> None:
    said = problems(
        tmp_path, "gatilhos:\n  - {id: a, tipo: desconto, desconto: muito, ate: 31/12, textos: ['{desconto}']}\n"
    )
    assert '"31/12" não é um dia' in said
    assert "porcentagem" in said


def test_an_opening_says_who_speaks(tmp_path: Path) -> None:
    said = problems(tmp_path, "aberturas:\n  - {id: a, persona: livia, texto: 'Oi! Tudo bem?'}\n")
    assert 'escreva "Lívia" nela' in said
