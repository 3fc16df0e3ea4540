"""`central sugerir` and `ler-conversa`: shown first, then drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder
from central.app.cli import main


def test_words_are_shown_then_kept_as_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path / "dados"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["importar", str(default_demo_folder())]) == 0
    assert main(["amostra", "livia"]) == 0
    assert "Lívia: " in capsys.readouterr().out
    assert main(["sugerir", "--persona", "carla"]) == 0
    assert "Nada foi gravado" in capsys.readouterr().out
    chat = tmp_path / "conversa.txt"
    chat.write_text(
        "1/2/26 09:00 - Bia: quero comprar\n1/2/26 09:01 - Dora: Fecha aqui, rapidinho: https://x.example/1\n"
    )
    assert main(["ler-conversa", str(chat), "--vendedor", "Dora", "--persona", "livia", "--gravar"]) == 0
    said = capsys.readouterr().out
    assert "Fecha aqui, rapidinho: {link}" in said
    assert "1 scripts em rascunho" in said
    assert main(["ler-conversa", str(chat), "--vendedor", "Zé", "--persona", "livia"]) == 2
    assert "Nela escrevem: Bia, Dora" in capsys.readouterr().err
