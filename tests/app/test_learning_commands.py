"""`central aprendizado fixar, limitar, aposentar`: an option nobody offers is refused with those there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.app.cli import main


def test_a_limit_names_an_option_that_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["aprendizado", "limitar", "ia", "gigante", "20"]) == 2
    assert "Há: forte, mini, script" in capsys.readouterr().err
    assert main(["aprendizado", "limitar", "ia", "forte", "20"]) == 0
    assert main(["aprendizado", "aposentar", "abertura", "de-ontem"]) == 2
    capsys.readouterr()
    assert main(["aprendizado"]) == 0
    said = capsys.readouterr().out
    assert "limitar ia forte 20%" in said
    assert "gigante" not in said
