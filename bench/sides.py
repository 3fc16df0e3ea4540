"""The servers under measurement. Each is started fresh, on an empty store, and can say what it kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psycopg

from bench.servers import Server, served, uvicorn
from bench.updates import Account
from tests.ports import free_port

ACCOUNT = Account()


@dataclass(frozen=True, slots=True)
class Side:
    """A running server and the question to ask it afterwards: how many updates did you keep?"""

    server: Server
    kept: Callable[[], int]


Start = Callable[[Path], AbstractContextManager[Side]]


@contextmanager
def pywa(folder: Path) -> Iterator[Side]:
    """pywa's own FastAPI integration. It keeps nothing: the count is of updates its handlers got."""
    port = free_port()
    env = {"BENCH_PHONE_NUMBER_ID": ACCOUNT.phone_number_id, "BENCH_APP_SECRET": ACCOUNT.app_secret}
    with served(uvicorn("bench.pywa_side:app", port), env, port, folder / "pywa.log") as server:
        yield Side(server, lambda: sum(msgspec.json.decode(server.get("/contagem"), type=dict[str, int]).values()))


def dbos(database_url: str) -> Start:
    """A DBOS enqueue an update, in the empty Postgres database at ``database_url``."""

    @contextmanager
    def start(folder: Path) -> Iterator[Side]:
        port = free_port()
        env = {"DATABASE_URL": database_url, "BENCH_APP_SECRET": ACCOUNT.app_secret}
        with served(uvicorn("bench.dbos_side:app", port), env, port, folder / "dbos.log") as server:
            yield Side(server, lambda: rows(database_url, "dbos.workflow_status"))

    return start


def rows(database_url: str, table: str) -> int:
    with psycopg.connect(database_url) as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert found
    return int(found[0])
