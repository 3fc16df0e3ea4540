"""Articles in the YAML: read, refused where they would grow old, written out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, default_demo_folder, read_yaml, to_yaml
from central.adapters.operation.knowledge import faults

DEMO = sorted(default_demo_folder().glob("*.yaml"))


def _with(tmp_path: Path, text: str) -> Path:
    """The demo's folder with one more file in it."""
    for file in DEMO:
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "midias").symlink_to(default_demo_folder() / "midias")
    (tmp_path / "mais.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_article_is_read_with_what_it_is_about(tmp_path: Path) -> None:
    article = "{id: teste, perguntas: ['Como lavo?'], resposta: 'À mão.', produtos: [lenco-mare], fonte: 'ajuda:7'}"
    text = f"conhecimento:\n  - {article}\n"
    found = next(a for a in read_yaml(_with(tmp_path, text)).knowledge if a.id == "teste")
    assert (found.id, found.questions, found.answer) == ("teste", ("Como lavo?",), "À mão.")
    assert (found.products, found.personas, found.source) == (("lenco-mare",), (), "ajuda:7")


@pytest.mark.parametrize(
    ("article", "problem"),
    [
        ("{id: x, perguntas: ['Frete?'], resposta: 'Grátis acima de R$ 99.'}", "escrito à mão fica velho"),
        ("{id: x, perguntas: ['Frete?'], resposta: 'É {freti}.'}", "o espaço {freti} não existe"),
        ("{id: x, resposta: 'Sim.'}", 'falta "perguntas"'),
        ("{id: cnpj, perguntas: ['Tem?'], resposta: 'Sim.'}", "já existe"),
        ("{id: x, perguntas: ['Tem?'], resposta: 'Sim.', produtos: [nada]}", "não existe"),
    ],
)
def test_what_is_wrong_with_an_article_is_told(tmp_path: Path, article: str, problem: str) -> None:
    with pytest.raises(OperationInvalid) as told:
        read_yaml(_with(tmp_path, f"conhecimento:\n  - {article}\n"))
    assert problem in str(told.value)


def test_articles_survive_the_way_out_and_in(tmp_path: Path) -> None:
    document = read_yaml(default_demo_folder())
    for name, text in to_yaml(document).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "midias").symlink_to(default_demo_folder() / "midias")
    assert read_yaml(tmp_path).knowledge == document.knowledge
    assert all(not faults(article.answer) for article in document.knowledge)
