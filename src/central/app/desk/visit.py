"""The store, open for one command of the terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import Store, open_store
from central.app.config import read_settings
from central.app.disk import make_ready
from central.app.key import installation_key

CLOCK = SystemClock()
TERMINAL = "terminal"
"""Who it was, where nobody said so."""


async def looked(store: Store, what: str, person: str | None = None) -> None:
    """Note that the terminal showed people's data: those of one person, or of a list."""
    await store.privacy.audit(TERMINAL, what, CLOCK.now(), person)


@asynccontextmanager
async def visit(environment: Mapping[str, str]) -> AsyncIterator[Store]:
    """The store, open for one command."""
    settings = read_settings(environment)
    make_ready(settings.data)
    key = installation_key(settings)
    store = await open_store(settings.database, clock=CLOCK, ids=new_id, owner=new_id(), parse_operation=parse, key=key)
    try:
        yield store
    finally:
        await store.close()
