"""`central gasto`: files and typed days are kept, corrected and shown; a day nobody told of is no zero."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from central.app.cli import main
from central.app.commands.spend import _today


def test_a_day_is_typed_corrected_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    today, before = _today().isoformat(), (_today() - timedelta(days=1)).isoformat()
    for value in ("100", "120,50"):
        assert main(["gasto", "anotar", today, value, "--plataforma", "kwai"]) == 0
    file = tmp_path / "gasto.csv"
    file.write_text(f"dia;gasto\n{today};10,00\n", encoding="utf-8")
    assert main(["gasto", "importar", str(file), "--plataforma", "google"]) == 0
    assert main(["gasto", "anotar", today, "caro", "--plataforma", "kwai"]) == 2
    capsys.readouterr()
    assert main(["gasto", "ver", "--dias", "2"]) == 0
    said = capsys.readouterr().out
    assert f"{today}  R$ 130,50" in said
    assert f"{before}  sem gasto informado" in said


def test_a_file_that_is_wrong_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    file = tmp_path / "gasto.csv"
    file.write_text("dia;gasto\n2026-11-22;muito\n2026-11-21;5\n", encoding="utf-8")
    assert main(["gasto", "importar", str(file), "--plataforma", "google"]) == 2
    assert "linha 2" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.db"))


def test_without_a_sale_the_list_of_conversions_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["conversoes"]) == 0
    assert "conversoes" in capsys.readouterr().out
