"""Fitting beliefs beside the work: in a process of its own that reads the ledger itself, at low priority."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import RawCursor

from central.adapters.store.engine.queries import queries
from central.adapters.store.engine.tx import Row
from central.adapters.store.learning.ledger import SqlLedger, facts_from

if TYPE_CHECKING:
    from central.core.learning.fitting import Fitted, Request

NICENESS = 10
# One thread sums in one order: more would be faster and give other last digits from day to day.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def fitter(url: str, ledger: SqlLedger) -> Callable[[Request], Awaitable[Fitted]]:
    """Fits in a child process; a database in memory, which no child can read, is fitted on a thread."""
    if url.endswith(":memory:"):
        return lambda request: fit_here(ledger, request)

    async def fit(request: Request) -> Fitted:
        with ProcessPoolExecutor(1, get_context("spawn"), _give_way) as child:
            return await asyncio.get_running_loop().run_in_executor(child, _fit_there, url, request)

    return fit


async def fit_here(ledger: SqlLedger, request: Request) -> Fitted:
    """Fit on a thread of this process."""
    from central.core.learning.fitting import refit

    facts = await ledger.facts(request.until)
    return await asyncio.to_thread(refit, request, facts)


def _give_way() -> None:
    os.nice(NICENESS)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A child whose parent was killed would wait for work for ever."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _fit_there(url: str, request: Request) -> Fitted:
    from central.core.learning.fitting import refit

    if url.startswith(("postgresql://", "postgres://")):
        statements = queries("postgres")
        with psycopg.connect(url, prepare_threshold=None, cursor_factory=RawCursor) as connection:

            def read_postgres(name: str, *params: Any) -> list[Row]:
                return connection.execute(statements[name].encode(), params).fetchall()

            return refit(request, facts_from(read_postgres, request.until))
    statements = queries("sqlite")
    file = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)

    def read_sqlite(name: str, *params: Any) -> list[Row]:
        return file.execute(statements[name], params).fetchall()

    try:
        return refit(request, facts_from(read_sqlite, request.until))
    finally:
        file.close()
