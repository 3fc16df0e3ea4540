"""SQLite in this process: one writing connection, group commits, WAL with full durability.

Statements take microseconds and run on the event loop; the commit, which waits for the disk, runs on a thread. Were
the statements on a thread too, each would give the interpreter lock away and wait up to a whole switch interval for it.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from central.adapters.store.engine.codec import encode
from central.adapters.store.engine.queries import answering, queries
from central.adapters.store.engine.reach import sqlite_trouble
from central.adapters.store.engine.schema import counted, to_come
from central.adapters.store.engine.tx import Result, Row, Tx, Unreachable
from central.core.errors import AskHuman

STATEMENTS_AT_ONCE = 64
"""After so many the loop gets a chance to serve others."""
TOGETHER = "json_each(?1)"
"""A statement that says so takes all of its rows as one list."""
READERS = 4
MEMORY = ":memory:"


class SqliteEngine:
    """Owns a database file (or one in memory) until it is closed."""

    skew = 0
    alone = True

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = _own(path) if path != MEMORY else None
        try:
            self._writer = _opened(path)
        except BaseException:
            if self._lock is not None:
                os.close(self._lock)
            raise
        self._turn = asyncio.Lock()
        self._queries = queries("sqlite")
        self._commits = _Aside("central-commit")
        self._reads = ThreadPoolExecutor(READERS, thread_name_prefix="central-read")
        self._readers: list[sqlite3.Connection] = []

    async def transact(self, work: Callable[[Tx], Awaitable[Result]], *, wakes: bool = False) -> Result:
        async with self._turn:
            writer = self._writer
            try:
                before = writer.total_changes
                writer.execute("BEGIN IMMEDIATE")
                result = await work(_SqliteTx(writer, self._queries))
                if self._lock is None or writer.total_changes == before:
                    writer.execute("COMMIT")
                else:
                    await asyncio.shield(self._commits.ask(writer.commit))
            except BaseException as error:
                await self._roll_back()
                if isinstance(error, sqlite3.OperationalError):
                    raise Unreachable(error) from error
                raise
            return result

    async def read(self, name: str, *params: Any) -> list[Row]:
        if self._lock is None:
            async with self._turn:
                return self._writer.execute(self._queries[name], params).fetchall()
        return await asyncio.get_running_loop().run_in_executor(self._reads, self._read, name, params)

    async def peek(self, name: str, *params: Any) -> list[Row]:
        async with self._turn:
            return self._writer.execute(self._queries[name], params).fetchall()

    async def listen(self, wake: Callable[[], None]) -> None:
        """Nobody else writes into this database."""

    async def scrub(self, *, anew: bool) -> None:
        async with self._turn:
            await self._commits.ask(self._scrub)
            if anew:
                await self._commits.ask(self._make_anew)

    async def close(self) -> None:
        async with self._turn:
            self._commits.stop()
            self._reads.shutdown()
            for reader in self._readers:
                reader.close()
            self._writer.close()
            if self._lock is not None:
                os.close(self._lock)

    def _scrub(self) -> None:
        """Deleted cells are zeroed as they go (`secure_delete`); the search index and the log are made anew."""
        self._writer.execute("INSERT INTO fts_words (fts_words) VALUES ('rebuild')")
        self._writer.execute("INSERT INTO fts_names (fts_names) VALUES ('rebuild')")
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _make_anew(self) -> None:
        """A page that was split still holds what moved on to another, which nothing zeroes: only a new file has none.

        Some 5 s and twice the disk for 200 MB, and nobody writes meanwhile.
        """
        try:
            self._writer.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise AskHuman(
                f"Apagado, mas o arquivo do banco não pôde ser refeito ({error}). Libere espaço no disco: "
                "o rastro que sobrou some na próxima vez que alguém for apagado.",
                code="disco",
            ) from error
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _roll_back(self) -> None:
        """Leave no transaction behind, also when a commit is still on its thread."""
        await self._commits.ask(self._writer.rollback)

    def _read(self, name: str, params: Row) -> list[Row]:
        reader = self._readers.pop() if self._readers else _connect_reader(self._path)
        try:
            return reader.execute(self._queries[name], params).fetchall()
        finally:
            self._readers.append(reader)


class _Aside(threading.Thread):
    """One thread for what waits for the disk; a general executor costs several times as much a job."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._jobs: SimpleQueue[tuple[asyncio.Future[None], Callable[[], object]] | None] = SimpleQueue()
        self.start()

    def ask(self, work: Callable[[], object]) -> asyncio.Future[None]:
        """Done, or failed, when the work is. A loop whose clock leaps is told that it has to wait for it."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        if (waits_for := getattr(loop, "waits_for", None)) is not None:
            waits_for(done)
        self._jobs.put((done, work))
        return done

    def stop(self) -> None:
        """Finish what was asked for and end."""
        self._jobs.put(None)
        self.join()

    def run(self) -> None:
        while (job := self._jobs.get()) is not None:
            done, work = job
            error = None
            try:
                work()
            except BaseException as raised:
                error = raised
            done.get_loop().call_soon_threadsafe(_settle, done, error)


def _settle(done: asyncio.Future[None], error: BaseException | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)


class _SqliteTx:
    """Statements one row at a time; a thread's worth of them never holds the loop for long."""

    def __init__(self, connection: sqlite3.Connection, statements: dict[str, str]) -> None:
        self._connection, self._cursor, self._statements = connection, connection.cursor(), statements
        self._answering = answering("sqlite")
        self._until_pause = STATEMENTS_AT_ONCE

    async def rows(self, name: str, *params: Any) -> list[Row]:
        return self._cursor.execute(self._statements[name], params).fetchall()

    async def each(self, name: str, rows: Iterable[Row]) -> list[Row]:
        """What answers nothing, and what reads its rows from a list of JSON, takes many at once."""
        execute, statement = self._cursor.execute, self._statements[name]
        if name not in self._answering:
            await self.count(name, list(rows))
            return []
        found: list[Row] = []
        if TOGETHER in statement:
            for some in _portions(list(rows)):
                found += execute(statement, (encode(some),))
                if len(some) == STATEMENTS_AT_ONCE:
                    await asyncio.sleep(0)
            return found
        for row in rows:
            found += execute(statement, row)
            self._until_pause -= 1
            if not self._until_pause:
                self._until_pause = STATEMENTS_AT_ONCE
                await asyncio.sleep(0)
        return found

    async def put(self, name: str, rows: Sequence[Row]) -> None:
        await self.count(name, rows)

    async def count(self, name: str, rows: Sequence[Row]) -> int:
        changed = 0
        for some in _portions(rows):
            changed += self._cursor.executemany(self._statements[name], some).rowcount
            if len(some) == STATEMENTS_AT_ONCE:
                await asyncio.sleep(0)
        return changed


def _portions(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """As many rows as may go at once."""
    return [rows[start : start + STATEMENTS_AT_ONCE] for start in range(0, len(rows), STATEMENTS_AT_ONCE)]


def _own(path: str) -> int:
    """The lock that makes this the file's only process; it falls with the process, however that ends."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        pid = os.read(lock, 20).decode() or "desconhecido"
        os.close(lock)
        raise AskHuman(
            f"O banco {path} já está aberto por outra Central (processo {pid}). "
            "Feche-a antes, ou use Postgres (DATABASE_URL) para ter vários processos.",
            code="banco_em_uso",
        ) from error
    os.truncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def _opened(path: str) -> sqlite3.Connection:
    """The writing connection, its schema brought forward. Raises AskHuman for a file that is none of ours."""
    try:
        connection = _connect(path)
        _migrate(connection)
    except sqlite3.Error as error:
        raise AskHuman(sqlite_trouble(path, error), code="banco_fora") from error
    return connection


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _connect_reader(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA query_only = ON")
    return connection


def steps_done(connection: sqlite3.Connection) -> dict[int, str]:
    """The numbers and digests of the steps that built this file's schema."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").fetchone():
        return dict(connection.execute("SELECT number, digest FROM schema_version").fetchall())
    (count,) = connection.execute("PRAGMA user_version").fetchone()
    return counted("sqlite", count)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema forward, each step whole or not at all."""
    done = steps_done(connection)
    missing = to_come("sqlite", done)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_version "
        "(number INTEGER NOT NULL PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
    )
    connection.executemany("INSERT OR IGNORE INTO schema_version (number, digest) VALUES (?, ?)", done.items())
    connection.execute("COMMIT")
    for step in missing:
        connection.executescript(f"BEGIN;\n{step.script}")
        connection.execute("INSERT INTO schema_version (number, digest) VALUES (?, ?)", (step.number, step.digest))
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
