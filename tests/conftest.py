"""What every test may ask for: a Postgres of this session, a database of its own. And no test is ever skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import fresh_database, running_postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server that lasts for the session. It gives up durability for speed."""
    with running_postgres(fast=True) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database that is this test's alone."""
    with fresh_database(postgres_server) as url:
        yield url


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What cannot run is deselected by name or fails: a skipped test makes the run red."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("A test was skipped: deselect it by name, or let it fail.", red=True)
