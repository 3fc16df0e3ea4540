"""`central produtos`: shows what a list changes, keeps it only when told, and says what it could not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.app.cli import main


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path / "dados"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    from central.adapters.operation import default_demo_folder

    assert main(["importar", str(default_demo_folder())]) == 0
    return tmp_path


def test_a_file_is_shown_then_kept_and_the_second_time_nothing_changes(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shop / "produtos.csv"
    file.write_bytes("nome;preço;estoque;link\nVela Sol;19,90;3;https://l.example/v\nX;caro;;\n".encode("latin-1"))
    assert main(["produtos", str(file), "--persona", "livia"]) == 0
    said = capsys.readouterr().out
    assert "linha 2: Vela Sol, R$ 19,90, livia" in said
    assert 'linha 3, coluna "preço": "caro" não é um preço; escreva só o valor, como R$ 89,90.' in said
    assert "Nada foi gravado" in said
    assert main(["produtos", str(file), "--persona", "livia", "--gravar"]) == 0
    assert "Versão 2 em vigor" in capsys.readouterr().out
    assert main(["produtos", str(file), "--gravar"]) == 0
    assert "Iguais: 1" in capsys.readouterr().out


def test_a_file_without_the_columns_or_that_is_not_there_ends_in_one_sentence(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "outra.csv").write_text("a;b\n1;2\n")
    for words, cure in ((["nada.csv"], "Diga um arquivo .csv"), (["outra.csv"], "precisa dos títulos nome e preço")):
        assert main(["produtos", *words]) == 2
        assert cure in capsys.readouterr().err
