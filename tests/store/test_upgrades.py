"""Stores of earlier programs are brought forward with all that is in them, and leads are answered from them."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from central.adapters.operation import parse
from central.adapters.store import open_store
from central.adapters.store.engine.inspection import inspect_store
from central.adapters.store.engine.schema import ONLY_COUNTED, counted, steps, to_come
from central.app.bootstrap import portfolios
from central.app.models import rehearsed
from central.app.simulation.rehearsal import KeptChannel, LeapingClock
from central.app.taker import taker
from central.core.errors import AskHuman
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.flow.inbox import Inbox
from tests.store.past import BEFORE, PAST, Past, fill_postgres, fill_sqlite

LATER = 1_772_900_000_000
"""A few days after the kept leads wrote."""
FREED = {"crm_line"}
"""A start takes from the dead what they held here."""
Row = tuple[tuple[str, Any], ...]


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store of then may stand."""
    if engine == "postgres":
        found: str = request.getfixturevalue("empty_postgres_url")
        return found
    return f"sqlite:///{tmp_path / 'central.db'}"


@pytest.mark.parametrize("past", [*BEFORE, *PAST], ids=lambda past: f"{past.name}-{past.head:04}")
async def test_a_store_of_then_keeps_its_rows_and_answers_its_leads(url: str, engine: str, past: Past) -> None:
    (fill_postgres if engine == "postgres" else fill_sqlite)(url.removeprefix("sqlite:///"), past)
    with connect(url) as connection:
        columns = _columns(connection, engine)
        before = {table: _rows(connection, table, columns[table]) for table in columns}
    assert sum(map(len, before.values())) > 100
    await build(url)
    with connect(url) as connection:
        after = {table: _rows(connection, table, columns[table]) for table in columns}
    assert not {table for table in before.keys() - FREED if sorted(before[table]) != sorted(after[table])}
    assert (await inspect_store(url)).schema == steps(engine)[-1].number
    assert "R$" in await answered(url, before["alias"])


async def test_a_step_that_was_skipped_is_not_put_before_others(url: str, engine: str) -> None:
    await build(url)
    change(url, "DELETE FROM schema_version WHERE number = 14")
    await refused(url, f"não passou pelo passo 14, embora já esteja no {steps(engine)[-1].number}")


async def test_a_step_that_was_changed_is_not_built_upon(url: str, engine: str) -> None:
    await build(url)
    change(url, "UPDATE schema_version SET digest = 'outro' WHERE number = 9")
    await refused(url, f"passo 9 diferente do deste programa ({engine}/0009.sql mudou)")


async def test_a_step_nobody_knows_and_a_newer_one_are_told_apart(url: str) -> None:
    await build(url)
    change(url, "INSERT INTO schema_version (number, digest) VALUES (12, 'x')")
    await refused(url, "passo 12, que este programa não conhece")
    change(url, "INSERT INTO schema_version (number, digest) VALUES (9000, 'x')")
    await refused(url, "é de uma Central mais nova")


def test_the_steps_that_stores_only_counted_are_still_there(engine: str) -> None:
    assert {step.number for step in steps(engine)} >= set(ONLY_COUNTED)
    done = counted(engine, 12)
    assert sorted(done) == [*range(1, 12), 14]
    assert to_come(engine, done) == steps(engine)[12:]


async def answered(url: str, aliases: list[Row]) -> str:
    """What the program of now says to a lead of then who asks for a price."""
    clock, made = LeapingClock(LATER), itertools.count(1)
    store = await open_store(
        url, clock=clock, ids=lambda: f"novo{next(made):028}", owner="novo", parse_operation=parse, key=b"chave" * 8
    )
    try:
        operation = await store.operations.current()
        assert operation is not None
        bsuid = next(row["value"] for row in map(dict, aliases) if row["value"].startswith("BR."))
        channel = next(c for c in operation.channels if len(c.personas) > 1)
        words = Text("oi, quanto custa o sérum?")
        heard = Heard(channel.id, channel.waba, "wamid.depois", LATER, Sender(bsuid=bsuid), words, b"{}")
        await Inbox(store.journal, clock, portfolios(operation)).take_in([heard])
        clock.leap(LATER + 60_000)
        take = taker(store, clock, KeptChannel(clock), rehearsed(), 0.0, None, calls_back=False)
        outcomes = [await take(scene) for scene in await store.journal.claim(clock.now(), 100)]
        assert all([await store.journal.finish(outcome) for outcome in outcomes])
        return " ".join(repr(send.bubble) for outcome in outcomes for send in outcome.sends)
    finally:
        await store.close()


async def build(url: str) -> None:
    store = await open_store(url, clock=LeapingClock(), ids=str, owner="um", parse_operation=parse)
    await store.close()


async def refused(url: str, why: str) -> None:
    """At a start and by `central verificar`."""
    with pytest.raises(AskHuman, match=re.escape(why)):
        await build(url)
    assert why in (await inspect_store(url)).trouble


def change(url: str, statement: str) -> None:
    with connect(url) as connection:
        connection.execute(statement)


@contextmanager
def connect(url: str) -> Iterator[Any]:
    """A connection that commits at the end."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as postgres:
            yield postgres
    else:
        sqlite = sqlite3.connect(url.removeprefix("sqlite:///"))
        yield sqlite
        sqlite.commit()
        sqlite.close()


def _columns(connection: Any, engine: str) -> dict[str, list[str]]:
    """The tables with their columns, those aside that only help to search."""
    named = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND is_generated = 'NEVER'"
        if engine == "postgres"
        else "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    )
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(named).fetchall():
        if table != "schema_version" and not table.startswith(("sqlite_", "fts_")):
            found.setdefault(table, []).append(column)
    return found


def _rows(connection: Any, table: str, columns: list[str]) -> list[Row]:
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(f"SELECT {listed} FROM {table}").fetchall()
    return [tuple(zip(columns, map(_plain, row), strict=True)) for row in rows]


def _plain(value: Any) -> Any:
    """What can be put in order beside any other value."""
    return repr(value) if not isinstance(value, str) else value
