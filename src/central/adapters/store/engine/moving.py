"""A whole store goes from its SQLite file to an empty Postgres: all tables in one transaction, or nothing.

Every table is read back before the commit and compared with the file, so that what was not kept is not believed.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import psycopg
from psycopg import AsyncConnection, sql

from central.adapters.store.engine.postgres import SCHEMA_LOCK, PostgresEngine
from central.adapters.store.engine.reach import postgres_trouble
from central.adapters.store.engine.schema import steps
from central.adapters.store.engine.sqlite import SqliteEngine
from central.core.errors import AskHuman
from central.ports import Clock

WHOLE = 1 << 128
AT_ONCE = 2_000
LOOKS, LOOK_EVERY_S = 100, 0.05
"""How often it is looked whether everybody else has left the Postgres."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A table and how many rows of it went."""

    table: str
    rows: int


async def move_store(path: str, url: str, clock: Clock, *, only_look: bool = False) -> list[Moved]:
    """Copy the store in this file to the Postgres at `url`; nobody else may work on either. Returns what went.

    Both are brought to this program's schema first. `only_look` counts and checks, and writes no row. Raises AskHuman
    when the file is in use, the Postgres is in use or not empty, or what was written is not what was read.
    """
    source = SqliteEngine(path)
    try:
        target = await PostgresEngine.open(url, clock, "mudança")
        await target.close()
        return await _move(path, url, only_look)
    except psycopg.Error as error:
        why = await postgres_trouble(url) or f"O Postgres recusou a cópia ({type(error).__name__}): nada mudou nele."
        raise AskHuman(why, code="mudanca") from error
    finally:
        await source.close()


async def _move(path: str, url: str, only_look: bool) -> list[Moved]:
    file = sqlite3.connect(path)
    file.execute("PRAGMA query_only = ON")
    try:
        async with await AsyncConnection.connect(url, application_name="central") as connection:
            tables = await _tables(connection)
            await _alone(connection)
            await _empty(connection, list(tables))
            if only_look:
                return [Moved(table, _count(file, table)) for table in tables]
            moved = [await _copy(file, connection, table, columns) for table, columns in tables.items()]
            await _go_on_counting(connection)
            return moved
    finally:
        file.close()


async def _tables(connection: AsyncConnection[Any]) -> dict[str, list[str]]:
    """The tables of the schema with the columns that are written, locked for us."""
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (SCHEMA_LOCK,))
    cursor = await connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND is_generated = 'NEVER' AND table_name <> 'schema_version' "
        "ORDER BY table_name, ordinal_position"
    )
    tables: dict[str, list[str]] = {}
    for table, column in await cursor.fetchall():
        if any(f"CREATE TABLE {table} " in step.script for step in steps("postgres")):
            tables.setdefault(table, []).append(column)
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    await connection.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(names))
    return tables


async def _alone(connection: AsyncConnection[Any]) -> None:
    """Raises AskHuman for others; a connection that was closed a moment ago, as ours was, may still be leaving."""
    for _ in range(LOOKS):
        if not await _others(connection):
            return
        await asyncio.sleep(LOOK_EVERY_S)
    raise AskHuman(
        "Há um Central aberto neste Postgres: feche todos os processos dele e repita. Nada foi copiado.",
        code="banco_em_uso",
    )


async def _others(connection: AsyncConnection[Any]) -> int:
    await connection.execute("SELECT pg_stat_clear_snapshot()")
    cursor = await connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = 'central' AND pid <> pg_backend_pid()"
    )
    ((count,),) = await cursor.fetchall()
    return int(count)


async def _empty(connection: AsyncConnection[Any], tables: list[str]) -> None:
    for table in tables:
        found = await connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))
        if await found.fetchone():
            raise AskHuman(
                f"Este Postgres já tem dados (na tabela {table}): a mudança só vai para um banco vazio. Crie outro e "
                "aponte DATABASE_URL para ele. Nada foi copiado.",
                code="banco_com_dados",
            )


async def _copy(file: sqlite3.Connection, connection: AsyncConnection[Any], table: str, columns: list[str]) -> Moved:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), listed)
    many = read = 0
    async with connection.cursor() as cursor:
        async with cursor.copy(into) as copy:
            for row in _rows(file, table, columns):
                await copy.write_row(row)
                many, read = many + 1, (read + _mark(row)) % WHOLE
        written = 0
        async for row in _back(connection, table, listed):
            written = (written + _mark(row)) % WHOLE
    if written != read:
        raise AskHuman(
            f"A tabela {table} não chegou igual ao Postgres: nada foi guardado nele. Confira o arquivo com central "
            "verificar e repita.",
            code="mudanca",
        )
    return Moved(table, many)


async def _back(connection: AsyncConnection[Any], table: str, listed: sql.Composed) -> AsyncIterator[tuple[Any, ...]]:
    """What Postgres holds now, a portion at a time."""
    async with connection.cursor(name="conferir") as cursor:
        cursor.itersize = AT_ONCE
        await cursor.execute(sql.SQL("SELECT {} FROM {}").format(listed, sql.Identifier(table)))
        async for row in cursor:
            yield row


def _rows(file: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table; Postgres keeps no zero characters in text, and nobody wrote one on purpose."""
    listed = ", ".join(f'"{column}"' for column in columns)
    for row in file.execute(f'SELECT {listed} FROM "{table}"'):  # noqa: S608 - names of our own schema
        yield tuple(value.replace("\0", "") if isinstance(value, str) else value for value in row)


def _count(file: sqlite3.Connection, table: str) -> int:
    (many,) = file.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - a name of our own schema
    return int(many)


def _mark(row: tuple[Any, ...]) -> int:
    """A number for a row: summed over a table it says what is in it, in whatever order."""
    return int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest())


async def _go_on_counting(connection: AsyncConnection[Any]) -> None:
    """The next number of every counter follows the highest that came."""
    cursor = await connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND is_identity = 'YES'"
    )
    for table, column in await cursor.fetchall():
        highest = sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), greatest(max({}), 1), max({}) IS NOT NULL) FROM {}"
        )
        names = (sql.Literal(table), sql.Literal(column), *[sql.Identifier(column)] * 2, sql.Identifier(table))
        await connection.execute(highest.format(*names))
