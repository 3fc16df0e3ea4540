"""The terminal of an owner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from central.app.cli import main

Central = Callable[..., str]


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Central:
    """Run a command on a database of its own; what it said."""
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path / "dados"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words: str) -> str:
        code = main(words)
        out, err = capsys.readouterr()
        assert code == (2 if err else 0), (code, out, err)
        return out + err

    return run
