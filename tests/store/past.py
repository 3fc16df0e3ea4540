"""Stores as earlier programs left them: kept rows under the first steps of the schema, on either engine.

`python -m tests.store.past NAME` keeps a new one, from a small simulation with the code of now: once a release.
"""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from central.adapters.store.engine.schema import steps

FOLDER = Path(__file__).parent / "past"
MOST = {"raw": 6, "media": 0, "media_key": 0}
"""Tables that weigh much: so many rows of them are enough."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """The rows kept under a name, in a schema that had only the steps up to `head`."""

    name: str
    head: int

    @property
    def rows(self) -> list[tuple[str, Row]]:
        lines = gzip.decompress((FOLDER / f"{self.name}.jsonl.gz").read_bytes()).decode().splitlines()
        return [(table, {k: _read(v) for k, v in row.items()}) for table, row in map(json.loads, lines[1:])]


def pasts() -> Iterator[Past]:
    """Every kept store at its own head; the oldest also at heads before it, with what those could hold."""
    for file in sorted(FOLDER.glob("*.jsonl.gz")):
        (head,) = json.loads(gzip.decompress(file.read_bytes()).decode().splitlines()[0])
        yield Past(file.name.removesuffix(".jsonl.gz"), head)


PAST = tuple(pasts())
BEFORE = tuple(Past(oldest.name, head) for oldest in PAST[:1] for head in (11, 19))


def fill_sqlite(path: str | Path, past: Past) -> None:
    """Make the file as the program of then would have, which only counted its steps."""
    done = [step for step in steps("sqlite") if step.number <= past.head]
    with sqlite3.connect(path) as connection:
        for step in done:
            connection.executescript(step.script)
        connection.execute(f"PRAGMA user_version = {len(done)}")
        for table, row in past.rows:
            columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name in row]
            if columns:
                marks = ", ".join("?" * len(columns))
                insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                connection.execute(insert, [row[column] for column in columns])


def fill_postgres(url: str, past: Past) -> None:
    """The same in a Postgres without a table."""
    done = [step for step in steps("postgres") if step.number <= past.head]
    with psycopg.connect(url) as connection:
        for step in done:
            connection.execute(step.script.encode())
        connection.execute("CREATE TABLE schema_version (number BIGINT PRIMARY KEY, at TIMESTAMPTZ DEFAULT now())")
        for number, _ in enumerate(done, 1):
            connection.execute("INSERT INTO schema_version (number) VALUES (%s)", (number,))
        found = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
        for table, row in past.rows:
            columns = [column for column in row if (table, column) in found]
            if columns:
                marks = ", ".join(["%s"] * len(columns))
                insert = f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE VALUES ({marks})"
                connection.execute(insert.encode(), [row[column] for column in columns])
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE is_identity = 'YES'"
        ).fetchall():
            counter = f"pg_get_serial_sequence('{table}', '{column}')"
            connection.execute(f"SELECT setval({counter}, coalesce(max({column}), 0) + 1) FROM {table}".encode())


def keep(name: str) -> None:
    """Let a few leads live through a day in a new store, and keep its rows."""
    from central.app.simulation.run import Options, simulate

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "central.db")
        simulate(Options(leads=6, seed=3, database=f"sqlite:///{path}"))
        with sqlite3.connect(path) as connection:
            lines = [json.dumps([steps("sqlite")[-1].number]), *map(json.dumps, _kept(connection))]
    FOLDER.mkdir(exist_ok=True)
    packed = gzip.compress("\n".join(lines).encode(), mtime=0)
    (FOLDER / f"{name}.jsonl.gz").write_bytes(packed)
    print(f"{name}: {len(lines) - 1} rows, {len(packed)} bytes")


def _kept(connection: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    connection.row_factory = sqlite3.Row
    named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in named:
        if table == "schema_version" or table.startswith(("sqlite_", "fts_")):
            continue
        for row in connection.execute(f"SELECT * FROM {table} LIMIT ?", (MOST.get(table, -1),)):
            yield table, {key: _written(row[key]) for key in row.keys()}  # noqa: SIM118 - rows iterate values


def _written(value: Any) -> Any:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _read(value: Any) -> Any:
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value


if __name__ == "__main__":
    keep(sys.argv[1])
