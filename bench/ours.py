"""Our own server under measurement: the door alone, as ``central porta`` starts it, on the demo operation.

Before it starts, the store gets the sends whose statuses the load will bring, for in life a status speaks of a
message we sent.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from bench.servers import served
from bench.sides import ACCOUNT, Side, Start, rows
from bench.updates import sends
from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import default_demo_folder, parse
from central.adapters.store import open_store
from tests.ports import free_port

SENDS = """INSERT INTO outbox (id, conversation_id, place, channel, turn_id, bubble, created_at, send_at, state, wamid)
VALUES ({0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, 'accepted', {0})"""
BUBBLE = '{"type":"SayText","body":"oi"}'


def accepting(updates: int, url: str = "") -> Start:
    """The door on SQLite in the side's folder, or on the empty Postgres database at ``url``."""

    @contextmanager
    def start(folder: Path) -> Iterator[Side]:
        file = folder / "central.db"
        asyncio.run(_prepare(url or f"sqlite:///{file}"))
        _remember_sends(file, url, updates)
        port = free_port()
        env = {
            "CENTRAL_DATA": str(folder),
            "CENTRAL_OPERACAO": str(default_demo_folder()),
            "DATABASE_URL": url,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "META_APP_SECRET": ACCOUNT.app_secret,
            "META_VERIFY_TOKEN": "medir",
            "CENTRAL_CHAVE": "so-para-medir-" * 3,
        }
        command = [sys.executable, "-m", "central", "porta"]
        with served(command, env, port, folder / "central.log") as server:
            yield Side(server, lambda: rows(url, "raw") if url else _rows_of_file(file))

    return start


async def _prepare(database: str) -> None:
    store = await open_store(database, clock=SystemClock(), ids=new_id, owner=new_id(), parse_operation=parse)
    await store.close()


def _remember_sends(file: Path, url: str, updates: int) -> None:
    values = [
        (send.id, f"{send.person:032x}", number, ACCOUNT.phone_number_id, send.id, BUBBLE, 0, 0, send.wamid)
        for number, send in enumerate(sends(updates))
    ]
    if url:
        with psycopg.connect(url) as connection:
            connection.cursor().executemany(SENDS.format("%s"), values)
    else:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.executemany(SENDS.format("?"), values)


def _rows_of_file(file: Path) -> int:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM raw").fetchone()[0])
