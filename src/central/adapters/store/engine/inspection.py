"""A look at a database that changes nothing, also while a Central works on it: schema, integrity, operation."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import AsyncConnection

from central.adapters.store.engine import postgres, sqlite
from central.adapters.store.engine.queries import queries
from central.adapters.store.engine.reach import PATIENCE_S, postgres_trouble, sqlite_trouble
from central.adapters.store.engine.schema import steps, to_come
from central.core.errors import AskHuman

MOST_PROBLEMS = 3


@dataclass(frozen=True, slots=True)
class Inspection:
    """`schema` is the newest step found (0: nothing yet), `newest` ours; `skew` the database's clock minus ours, in ms.

    `trouble` says why this program may not work on it.
    """

    schema: int
    newest: int
    broken: tuple[str, ...] = ()
    operation: tuple[int, str, str] | None = None
    skew: int = 0
    trouble: str = ""


async def inspect_store(url: str) -> Inspection:
    """Look at the store at this URL. Raises AskHuman when there is no way in."""
    if url.startswith("sqlite:"):
        return await asyncio.to_thread(_sqlite, url.removeprefix("sqlite:///"))
    return await _postgres(url)


def _sqlite(path: str) -> Inspection:
    newest = steps("sqlite")[-1].number
    if not Path(path).exists():
        return Inspection(0, newest)
    try:
        connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            schema, trouble = _judged("sqlite", sqlite.steps_done(connection))
            said = [row[0] for row in connection.execute(f"PRAGMA quick_check({MOST_PROBLEMS})")]
            found = connection.execute(queries("sqlite")["operation_in_force"]).fetchone() if schema else None
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise AskHuman(sqlite_trouble(path, error), code="banco_fora") from error
    return Inspection(schema, newest, tuple(line for line in said if line != "ok"), found, trouble=trouble)


async def _postgres(url: str) -> Inspection:
    newest = steps("postgres")[-1].number
    try:
        async with await AsyncConnection.connect(url, autocommit=True, connect_timeout=PATIENCE_S) as connection:
            before = time.time()
            row = await (await connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8")).fetchone()
            ours = (before + time.time()) / 2
            skew = int((row[0] - ours) * 1000) if row else 0
            schema, trouble = _judged("postgres", await postgres.steps_done(connection))
            if not schema:
                return Inspection(0, newest, skew=skew)
            found = await (await connection.execute(queries("postgres")["operation_in_force"].encode())).fetchone()
    except psycopg.Error as error:
        why = await postgres_trouble(url) or f"O Postgres respondeu com um erro ({type(error).__name__})."
        raise AskHuman(why, code="banco_fora") from error
    return Inspection(schema, newest, (), found, skew, trouble)


def _judged(engine: str, done: Mapping[int, str]) -> tuple[int, str]:
    """The newest step of a store, and what is wrong with its steps."""
    try:
        to_come(engine, done)
    except AskHuman as error:
        return max(done), error.reason
    return max(done, default=0), ""
