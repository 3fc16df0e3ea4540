"""A whole store goes from SQLite to Postgres and works on there; nothing goes when anything is in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest

from central.adapters.store.engine import moving
from central.adapters.store.engine.moving import move_store
from central.core.errors import AskHuman
from tests.clock import FakeClock
from tests.store.past import PAST, fill_sqlite
from tests.store.world import open_world

CLOCK = FakeClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store that lived, in a file."""
    path = tmp_path / "central.db"
    fill_sqlite(path, PAST[-1])
    return path


async def test_every_row_goes_and_work_goes_on_where_it_stood(file: Path, postgres_url: str) -> None:
    with sqlite3.connect(file) as source:
        (people,) = source.execute("SELECT count(*) FROM person").fetchone()
        (last,) = source.execute("SELECT max(position) FROM event").fetchone()
    moved = {one.table: one.rows for one in await move_store(str(file), postgres_url, CLOCK)}
    assert moved["person"] == people > 0
    assert moved["message"] > 0
    world = await open_world(postgres_url, "dois", CLOCK)
    accepted = await world.hear("oi de novo")
    assert accepted.conversation
    await world.store.close()
    with psycopg.connect(postgres_url) as target:
        ((newest,),) = target.execute("SELECT max(position) FROM event").fetchall()
        assert newest > last
        assert target.execute("SELECT count(*) FROM operation_version").fetchone() == (1,)


async def test_looking_counts_and_writes_nothing(file: Path, postgres_url: str) -> None:
    looked = await move_store(str(file), postgres_url, CLOCK, only_look=True)
    assert sum(one.rows for one in looked) > 100
    assert await move_store(str(file), postgres_url, CLOCK) == looked


async def test_a_postgres_with_data_is_refused(file: Path, postgres_url: str) -> None:
    world = await open_world(postgres_url, "dois", CLOCK)
    await world.hear()
    await world.store.close()
    with pytest.raises(AskHuman, match="já tem dados"):
        await move_store(str(file), postgres_url, CLOCK)


async def test_a_connection_that_is_just_leaving_is_waited_for(
    file: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving = await psycopg.AsyncConnection.connect(postgres_url, application_name="central")
    others, seen = moving._others, list[int]()

    async def looked(connection: psycopg.AsyncConnection[Any]) -> int:
        seen.append(await others(connection))
        await leaving.close()
        return seen[-1]

    monkeypatch.setattr(moving, "_others", looked)
    assert await move_store(str(file), postgres_url, CLOCK)
    assert seen[0] > 0 == seen[-1]


async def test_a_central_at_work_on_either_side_is_refused(
    file: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "LOOKS", 2)
    world = await open_world(f"sqlite:///{file}", "um", CLOCK)
    with pytest.raises(AskHuman, match="já está aberto por outra Central"):
        await move_store(str(file), postgres_url, CLOCK)
    await world.store.close()
    world = await open_world(postgres_url, "dois", CLOCK)
    with pytest.raises(AskHuman, match="Há um Central aberto neste Postgres"):
        await move_store(str(file), postgres_url, CLOCK)
    await world.store.close()


async def test_what_cannot_be_kept_whole_is_not_kept_at_all(file: Path, postgres_url: str) -> None:
    with sqlite3.connect(file) as source:
        source.execute("UPDATE ticket SET opened_at = 'ontem'")
    with pytest.raises(AskHuman, match="nada mudou nele"):
        await move_store(str(file), postgres_url, CLOCK)
    with psycopg.connect(postgres_url) as target:
        assert target.execute("SELECT count(*) FROM person").fetchone() == (0,)


async def test_a_zero_character_in_a_text_stops_nobody(file: Path, postgres_url: str) -> None:
    with sqlite3.connect(file) as source:
        source.execute("UPDATE person SET name = 'A' || char(0) || 'na'")
    await move_store(str(file), postgres_url, CLOCK)
    with psycopg.connect(postgres_url) as target:
        assert target.execute("SELECT DISTINCT name FROM person").fetchall() == [("Ana",)]
