"""One suite over every engine: a SQLite file, SQLite in memory, Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.store.world import World, open_world


@pytest.fixture(params=["sqlite", "memory", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh database of this engine lives."""
    if request.param == "postgres":
        found: str = request.getfixturevalue("postgres_url")
        return found
    return ":memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'central.db'}"


@pytest.fixture
async def world(url: str) -> AsyncIterator[World]:
    """An empty store with a clock of its own."""
    world = await open_world(url, "um", FakeClock())
    yield world
    await world.store.close()
