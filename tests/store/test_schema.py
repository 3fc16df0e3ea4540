"""Both engines hold the same tables, personal data has its list, and statements have the same names."""

from __future__ import annotations

import re
import sqlite3

import psycopg

from central.adapters.store.engine.queries import queries
from central.adapters.store.engine.schema import steps
from central.adapters.store.person.personal import IMPERSONAL, PERSONAL

TEXTUAL = {"TEXT", "BLOB"}


def _sqlite() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for step in steps("sqlite"):
        connection.executescript(step.script)
    return connection


def _columns(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
        for table in tables
        if not table.startswith(("sqlite_", "fts_"))
    }


def test_every_column_that_may_hold_words_is_named_personal_or_not() -> None:
    textual = {
        (table, column)
        for table, columns in _columns(_sqlite()).items()
        for column, kind in columns.items()
        if kind in TEXTUAL
    }
    personal = {(table, column) for table, columns in PERSONAL.items() for column in columns}
    impersonal = {(table, column) for table, columns in IMPERSONAL.items() for column in columns}
    assert not personal & impersonal
    assert personal | impersonal == textual


def test_both_engines_have_the_same_columns(empty_postgres_url: str) -> None:
    with psycopg.connect(empty_postgres_url) as connection:
        for step in steps("postgres"):
            connection.execute(step.script.encode())
        rows = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND is_generated = 'NEVER'"
        ).fetchall()
    sqlite = {(table, column) for table, columns in _columns(_sqlite()).items() for column in columns}
    assert set(rows) == sqlite


def test_both_engines_have_the_same_statements() -> None:
    only_sqlite = {"free_all_leases"}
    assert queries("sqlite").keys() - only_sqlite == queries("postgres").keys()


def test_statements_that_run_often_find_their_rows_by_an_index() -> None:
    connection = _sqlite()
    often = {
        *("find_alias", "keep_raw", "continue_conversation", "add_message", "status_by_callback", "status_by_wamid"),
        *("next_due", "due_conversations", "lease", "freeze_messages", "frozen_messages", "freeze_timers", "renew"),
        *("close_turn", "finish_messages", "supersede_stuck", "due_sends", "mark_sending", "begin_reply"),
        *("settle_accepted", "settle_otherwise", "doubt_orphans", "send_again", "cancel_sends"),
    }
    for name in sorted(often):
        statement = queries("sqlite")[name]
        parameters = [None] * max(map(int, re.findall(r"\?(\d+)", statement)), default=0)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        scans = [step for *_, step in plan if step.startswith("SCAN") and not re.search("USING|VIRTUAL TABLE", step)]
        assert not scans, (name, scans)
