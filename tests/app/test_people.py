"""An owner finds, joins and parts people from the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from central.app.cli import main
from central.app.desk import CLOCK, visit
from central.core.identity import Sender
from central.core.message import Text
from central.core.turn import Arrival
from central.core.update import Heard

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


async def met(folder: Path, *senders: Sender) -> list[str]:
    """Leads wrote; who they are."""
    async with visit({"CENTRAL_DATA": str(folder / "dados")}) as store:
        heard = [Heard("c", "w", f"wamid.{n}", CLOCK.now(), s, Text("oi"), b"{}") for n, s in enumerate(senders)]
        accepted = await store.journal.accept(CLOCK.now(), [Arrival(h, "p", 0, 0) for h in heard])
        return [a.person or "" for a in accepted]


def test_people_are_found_by_phone_joined_and_parted(central: Central, tmp_path: Path) -> None:
    senders = Sender("BR.1", None, "5531998765432", "Ana", "ana.paula"), Sender("BR.2", None, "5531998765432", "Ana P.")
    one, two = asyncio.run(met(tmp_path, *senders))
    assert f"{one}  Ana  @ana.paula" in central("pessoa", "+55 31 9876-5432")
    told = central("atencao")
    assert f"central juntar {one} {two}" in told
    assert "identidade" in told
    assert "uma pessoa só" in central("juntar", one, two)
    assert "Já eram" in central("juntar", one, two)
    assert "Nada pede a sua atenção" in central("atencao")
    assert one in central("pessoa", "BR.2")
    assert "Separadas" in central("separar", one)
    assert two in central("pessoa", "BR.2")
    assert "não foi juntada" in central("separar", two)
    assert "Não encontrei ninguém" in central("pessoa", "11 90000-0000")
    assert "Não conheço a pessoa" in central("juntar", "x", one)
