"""A Postgres server of our own for as long as a test session or a bench lasts.

Debian's binaries, a fresh folder, a free port on 127.0.0.1, and the socket inside the folder. Postgres never runs as
root, so root hands it to the user `postgres`. Benches measure the durable default; tests ask for `fast=True`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.ports import free_port

SUPERUSER = "central"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
}
START_SECONDS = 180
STOP_SECONDS = 60


@contextmanager
def running_postgres(
    *, fast: bool = False, settings: Mapping[str, str] | None = None, parent: Path | None = None
) -> Iterator[str]:
    """The URL of a server that ends with the block. `fast` gives up durability; `parent` is where its folder is made.

    `parent` must be open to the user `postgres` (the temporary directory is; pytest's own folders are not).
    """
    folder = Path(tempfile.mkdtemp(prefix="central-pg-", dir=parent or tempfile.gettempdir()))
    try:
        _give_to_postgres(folder)
        data = folder / "data"
        _run("initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", cwd=folder)
        port = free_port()
        _start(folder, port, {**(FAST if fast else {}), **(settings or {})})
        try:
            yield f"postgresql://{SUPERUSER}@127.0.0.1:{port}/postgres"
        finally:
            _stop(data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new database on `server`, dropped with the block. `template` (a database nobody uses) is copied."""
    name = f"t_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield re.sub(r"/[^/]*$", f"/{name}", server)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class ReusedDatabase:
    """One database for many users in turn: each finds it as the template is, at a hundredth of a new one's cost.

    Connections of the user before are ended, rows and counters go back to the template's; one whose tables are no more
    the template's is made anew.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._copies = ExitStack()
        self._url = ""
        self._shape = ""
        self._rows: dict[str, bytes] = {}

    def emptied(self) -> str:
        """Its URL, for the next user."""
        if not self._url or not self._as_before():
            self._copies.close()
            self._url = self._copies.enter_context(fresh_database(self._server, self._template))
            with psycopg.connect(self._url, autocommit=True) as connection:
                self._shape = _shape(connection)
                self._rows = _rows(connection)
        return self._url

    def close(self) -> None:
        """Drop it."""
        self._copies.close()

    def _as_before(self) -> bool:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(END_OTHERS)
            if _shape(connection) != self._shape:
                return False
            connection.execute("SET session_replication_role = replica")  # neither order of keys nor triggers matter
            for table, size in connection.execute(TABLES).fetchall():
                word = "TRUNCATE {}" if size > LARGE else "DELETE FROM {}"
                connection.execute(sql.SQL(word).format(sql.Identifier(table)))
                if table in self._rows:
                    with connection.cursor().copy(_copy("COPY {} FROM STDIN", table)) as into:
                        into.write(self._rows[table])
            connection.execute("SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence")
        return True


LARGE = 64 * 1024
"""Bytes of a table from which a new file is cheaper than rows that are dead."""
END_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
SELECT relname, pg_relation_size(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
SHAPE = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT format('%s %s %s %s', relname, relkind, attname, atttypid) AS part
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION ALL SELECT format('%s %s', tgrelid, tgname) FROM pg_trigger
    UNION ALL SELECT format('%s %s', proname, pronargs) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS parts
"""


def _shape(connection: psycopg.Connection) -> str:
    (told,) = connection.execute(SHAPE).fetchone() or ("",)
    return str(told)


def _rows(connection: psycopg.Connection) -> dict[str, bytes]:
    """What stands in each table that is not empty."""
    found = {}
    for table, _ in connection.execute(TABLES).fetchall():
        with connection.cursor().copy(_copy("COPY {} TO STDOUT", table)) as out:
            if told := b"".join(out):
                found[table] = told
    return found


def _copy(words: LiteralString, table: str) -> sql.Composed:
    return sql.SQL(words).format(sql.Identifier(table))


def _give_to_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _start(folder: Path, port: int, settings: Mapping[str, str]) -> None:
    options = f"-p {port} -k {folder} -h 127.0.0.1 " + " ".join(f"-c {key}={value}" for key, value in settings.items())
    data, log = folder / "data", folder / "postgres.log"
    try:
        _run("pg_ctl", "start", "-D", data, "-l", log, "-t", START_SECONDS, "-o", options, cwd=folder)
    except RuntimeError as error:
        raise RuntimeError(f"{error}\n{log.read_text() if log.exists() else ''}") from error


def _stop(data: Path) -> None:
    """Ends the server by its own pid, at once: nobody needs its data any more."""
    pid = int((data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _run(program: str, *arguments: object, cwd: Path) -> None:
    command = [str(_binaries() / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")


def _binaries() -> Path:
    """Debian keeps every version's programs under its own folder; the newest one is taken."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise RuntimeError("Postgres is not installed: run scripts/debian, or apt-get install postgresql")
    return found[-1].parent
