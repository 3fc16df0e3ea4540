"""Postgres over psycopg: any number of processes, no statement that outlives its transaction (pgbouncer may stand
between), whole batches as one statement over `unnest`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor, errors
from psycopg.types.array import ListBinaryDumper
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from central.adapters.store.engine.queries import answering, queries
from central.adapters.store.engine.reach import postgres_trouble, schema_trouble
from central.adapters.store.engine.schema import counted, to_come
from central.adapters.store.engine.tx import Race, Result, Row, Tx, Unreachable
from central.core.errors import AskHuman, TryLater
from central.ports import Clock

LANES = 3
"""Transactions of one process at a time: one commits while another works and a third gathers."""
READERS = 4
TRIES = 6
CHANNEL = "central_wake"
WAKE_EVERY_S = 0.02
PATIENCE_S = 30.0
"""How long a start waits for a database that is just being started itself."""
LANE_WAIT_S = 5.0
"""How long work waits for a free connection before the database counts as away."""
SCHEMA_LOCK = 0x63656E74
SLOW = "O Postgres de DATABASE_URL demorou demais para responder: espere um pouco e inicie de novo."
Connection = AsyncConnection[Row]
Pool = AsyncConnectionPool[Connection]


class PostgresEngine:
    """A pool of connections, and one that listens if somebody wants to be woken."""

    def __init__(self, url: str, pool: Pool, readers: Pool, skew: int, owner: str, alone: bool) -> None:
        self.skew, self.alone = skew, alone
        self._url, self._pool, self._owner = url, pool, owner
        self._queries = queries("postgres")
        self._readers = readers
        self._listener: asyncio.Task[None] | None = None
        self._announcer: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, url: str, clock: Clock, owner: str, *, alone: bool = False) -> PostgresEngine:
        """Connect and bring the schema forward. `alone`: nobody else writes and no pgbouncer stands between, so that
        statements may be prepared."""
        pool, readers = _pool(url, LANES, alone), _pool(url, READERS, alone)
        try:
            await pool.open(wait=True, timeout=PATIENCE_S)
            await readers.open(wait=True, timeout=PATIENCE_S)
            async with pool.connection() as connection:
                async with connection.transaction():
                    await _migrate(connection)
                skew = await _database_time(connection) - clock.now()
        except (PoolTimeout, psycopg.Error, AskHuman) as error:
            await pool.close()
            await readers.close()
            if isinstance(error, PoolTimeout):
                raise AskHuman(await postgres_trouble(url) or SLOW, code="banco_fora") from error
            if isinstance(error, psycopg.Error):
                raise AskHuman(schema_trouble(error), code="banco_velho") from error
            raise
        return cls(url, pool, readers, skew, owner, alone)

    async def transact(self, work: Callable[[Tx], Awaitable[Result]], *, wakes: bool = False) -> Result:
        result = await self._retried(work)
        if wakes and self._listener is not None and self._announcer is None:
            self._announcer = asyncio.create_task(self._announce())
        return result

    async def read(self, name: str, *params: Any) -> list[Row]:
        try:
            async with self._readers.connection() as connection:
                return await _PostgresTx(connection, self._queries).rows(name, *params)
        except (psycopg.OperationalError, PoolTimeout) as error:
            raise Unreachable(type(error).__name__) from error

    async def peek(self, name: str, *params: Any) -> list[Row]:
        return await self.read(name, *params)

    async def listen(self, wake: Callable[[], None]) -> None:
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen(wake))

    async def scrub(self, *, anew: bool) -> None:
        """Dead rows and their index entries go now, and the planner's samples of them; the write-ahead log and backups
        keep them while they live."""
        async with await AsyncConnection.connect(self._url, autocommit=True) as connection:
            await connection.execute("VACUUM (ANALYZE)")

    async def close(self) -> None:
        for task in (self._listener, self._announcer):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self._pool.close()
        await self._readers.close()

    async def _retried(self, work: Callable[[Tx], Awaitable[Result]]) -> Result:
        """Races between processes are lost by one of them, which then finds the other's work done."""
        for attempt in range(1, TRIES + 1):
            try:
                async with self._pool.connection() as connection:
                    async with connection.pipeline():
                        await connection.execute("BEGIN")
                        result = await work(_PostgresTx(connection, self._queries))
                        await connection.execute("COMMIT")  # psycopg's own waits once more before the pipeline ends
                    return result
            except (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation, Race) as error:
                if attempt == TRIES:
                    why = f"outro processo foi mais rápido {TRIES} vezes: {type(error).__name__}"
                    raise TryLater(why, code="corrida") from None  # its text names the key: somebody's phone
                await asyncio.sleep(0.003 * attempt)
            except (psycopg.OperationalError, PoolTimeout) as error:
                raise Unreachable(type(error).__name__) from error
        raise AssertionError("the last try returns or raises")

    async def _announce(self) -> None:
        """Tell other processes, once for all commits of a moment.

        A NOTIFY inside the transactions would make their commits queue behind one lock.
        """
        try:
            await asyncio.sleep(WAKE_EVERY_S)
        finally:
            self._announcer = None
        with contextlib.suppress(psycopg.OperationalError, PoolTimeout):
            async with self._pool.connection() as connection:
                await connection.execute("SELECT pg_notify($1, $2)", (CHANNEL, self._owner))

    async def _listen(self, wake: Callable[[], None]) -> None:
        """Hear the others; when the connection breaks, look for a new one and wake for what was missed."""
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    wake()
                    async for notice in connection.notifies():
                        if notice.payload != self._owner:
                            wake()
            await asyncio.sleep(2)


class _PostgresTx:
    """Statements of one transaction: in a pipeline, what answers nothing is sent and not waited for."""

    def __init__(self, connection: Connection, statements: dict[str, str]) -> None:
        self._connection, self._statements = connection, statements
        self._answering = answering("postgres")

    async def rows(self, name: str, *params: Any) -> list[Row]:
        cursor = await self._connection.execute(self._statements[name].encode(), params)
        return await cursor.fetchall() if name in self._answering else []

    async def each(self, name: str, rows: Iterable[Row]) -> list[Row]:
        columns = [list(column) for column in zip(*rows, strict=True)]
        return await self.rows(name, *columns) if columns else []

    async def put(self, name: str, rows: Sequence[Row]) -> None:
        await self.each(name, rows)

    async def count(self, name: str, rows: Sequence[Row]) -> int:
        return sum(number for (number,) in await self.each(name, rows))


def _pool(url: str, most: int, direct: bool) -> Pool:
    """Connections that open when they are needed; nothing prepared where pgbouncer may stand between."""
    prepared = 2 if direct else None
    kwargs = {"prepare_threshold": prepared, "cursor_factory": AsyncRawCursor, "autocommit": True}
    return AsyncConnectionPool(
        url,
        kwargs=kwargs | {"application_name": "central"},
        min_size=1,
        max_size=most,
        timeout=LANE_WAIT_S,
        open=False,
        configure=_send_arrays_as_binary,
    )


async def _send_arrays_as_binary(connection: Connection) -> None:
    """As text, every quote of every JSON body in an array is escaped in Python: half of an acceptance's time."""
    connection.adapters.register_dumper(list, ListBinaryDumper)


async def _database_time(connection: Connection) -> int:
    cursor = await connection.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
    ((now,),) = await cursor.fetchall()
    return int(now)


async def steps_done(connection: AsyncConnection[Any]) -> dict[int, str]:
    """The numbers and digests of the steps that built this schema."""
    written = await _written(connection)
    if not written:
        return {}
    if "digest" in written:
        return dict(await (await connection.execute("SELECT number, digest FROM schema_version")).fetchall())
    ((count,),) = await (await connection.execute("SELECT coalesce(max(number), 0) FROM schema_version")).fetchall()
    return counted("postgres", count)


async def _written(connection: AsyncConnection[Any]) -> set[str]:
    """The columns of the table of steps: none in a new database, no digest where they were only counted."""
    named = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('schema_version') AND attnum > 0"
    return {name for (name,) in await (await connection.execute(named)).fetchall()}


async def _migrate(connection: Connection) -> None:
    """Bring the schema forward, one process at a time, all of it or nothing."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", (SCHEMA_LOCK,))
    done = await steps_done(connection)
    missing = to_come("postgres", done)
    if "digest" not in await _written(connection):
        await connection.execute("DROP TABLE IF EXISTS schema_version")
        await connection.execute(
            "CREATE TABLE schema_version "
            "(number BIGINT PRIMARY KEY, digest TEXT NOT NULL, at TIMESTAMPTZ NOT NULL DEFAULT now())"
        )
        await _write(connection, done)
    for step in missing:
        await connection.execute(step.script.encode())
        await _write(connection, {step.number: step.digest})


async def _write(connection: Connection, done: dict[int, str]) -> None:
    for number, digest in done.items():
        await connection.execute("INSERT INTO schema_version (number, digest) VALUES ($1, $2)", (number, digest))
