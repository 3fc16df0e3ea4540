"""What every test may ask for: a Postgres of this session, a database of its own.

No test is ever skipped, and no property fails because a machine was slow or by the luck of a draw.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, settings

from central.adapters.clock import SystemClock
from central.adapters.store.engine.postgres import PostgresEngine
from tests.postgres import ReusedDatabase, fresh_database, running_postgres

settings.register_profile("central", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("central")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server that lasts for the session. It gives up durability for speed."""
    with running_postgres(fast=True) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_schema(postgres_server: str) -> Iterator[str]:
    """The name of a database with Central's tables and no row, to be copied."""
    with fresh_database(postgres_server) as url:
        with ThreadPoolExecutor(1) as thread:  # a test may ask for this while its own loop runs
            thread.submit(lambda: asyncio.run(_bring_forward(url))).result()
        yield url.rpartition("/")[2]


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a database without a table that is this test's alone."""
    with fresh_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def reused_database(postgres_server: str, postgres_schema: str) -> Iterator[ReusedDatabase]:
    """A database with Central's tables that tests have in turn."""
    reused = ReusedDatabase(postgres_server, postgres_schema)
    yield reused
    reused.close()


@pytest.fixture
def postgres_url(reused_database: ReusedDatabase) -> str:
    """The URL of a database with Central's tables and no row that is this test's alone while it runs."""
    return reused_database.emptied()


async def _bring_forward(url: str) -> None:
    engine = await PostgresEngine.open(url, SystemClock(), "testes")
    await engine.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What cannot run is deselected by name or fails: a skipped test makes the run red."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("A test was skipped: deselect it by name, or let it fail.", red=True)
