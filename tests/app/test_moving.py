"""`central mudar-de-banco`: what an owner is told before anything goes, and when all of it went."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.app.cli import main
from tests.store.past import PAST, fill_sqlite

KEY = "uma-chave-de-testes-com-letras-de-sobra"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["mudar-de-banco", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_what_is_missing_is_said_before_anything_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    for name in ("DATABASE_URL", "CENTRAL_CHAVE"):
        monkeypatch.delenv(name, raising=False)
    assert run(capsys) == (
        2,
        "\nDiga para onde: ponha em DATABASE_URL o endereço do Postgres novo e vazio, e repita.\n\n",
    )
    monkeypatch.setenv("DATABASE_URL", "postgresql://ninguem@127.0.0.1:1/nada")
    assert "Não há banco em" in run(capsys)[1]
    fill_sqlite(tmp_path / "central.db", PAST[-1])
    assert "Falta CENTRAL_CHAVE" in run(capsys)[1]
    (tmp_path / "chave").write_text(KEY)
    monkeypatch.setenv("CENTRAL_CHAVE", "outra")
    code, said = run(capsys)
    assert (code, "essas pessoas voltariam a receber mensagens" in said, KEY in said) == (2, True, False)


def test_it_counts_first_and_then_takes_all(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setenv("CENTRAL_CHAVE", KEY)
    fill_sqlite(tmp_path / "central.db", PAST[-1])
    code, said = run(capsys, "--conferir")
    assert (code, "Nada foi copiado" in said) == (0, True)
    code, said = run(capsys)
    assert code == 0
    assert "543 linhas no Postgres, conferidas uma a uma" in said
    assert "já tem dados" in run(capsys)[1]
