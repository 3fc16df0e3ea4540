"""The team from the terminal: who may enter, and a link for whoever forgot their password."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path

import pytest

from central.app.cli import main
from tests.clock import FakeClock
from tests.store.world import open_world


def test_a_member_who_forgot_gets_a_link_that_is_kept_as_a_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    url = f"sqlite:///{tmp_path / 'central.db'}"

    async def prepare() -> str:
        world = await open_world(url, "um", FakeClock())
        made = await world.store.accounts.add("ana@loja.com", "Ana", "dono", world.now)
        await world.store.close()
        assert made is not None
        return made.id

    async def offered(token: str) -> str | None:
        world = await open_world(url, "dois", FakeClock())
        link = await world.store.accounts.offered(hashlib.sha256(token.encode()).hexdigest(), world.now)
        await world.store.close()
        return link.account.id if link is not None and link.account is not None else None

    ana = asyncio.run(prepare())
    assert main(["equipe"]) == 0
    assert "ana@loja.com  dono  Ana" in capsys.readouterr().out
    assert main(["senha", "Ana@loja.com"]) == 0
    token = re.search(r"/entrar/(\S+)", capsys.readouterr().out)
    assert token is not None
    assert asyncio.run(offered(token[1])) == ana
    assert main(["senha", "bia@loja.com"]) == 2
    assert "central equipe" in capsys.readouterr().err
