"""What the terminal's commands do to a store, one short visit each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import Store, open_store
from central.app.config import read_settings
from central.app.disk import make_ready
from central.app.key import installation_key
from central.core.turn import Concern

CLOCK = SystemClock()
TERMINAL = "terminal"
"""Who it was, where nobody said so."""


async def attention(environment: Mapping[str, str]) -> list[Concern]:
    """What a person should look at, newest first."""
    async with visit(environment) as store:
        await looked(store, "viu o que está em Atenção")
        return await store.journal.attention()


async def looked(store: Store, what: str, person: str | None = None) -> None:
    """Note that the terminal showed people's data: those of one person, or of a list."""
    await store.privacy.audit(TERMINAL, what, CLOCK.now(), person)


async def replay(environment: Mapping[str, str], ref: str) -> bool:
    """Put a dead letter or a failed send back to work."""
    async with visit(environment) as store:
        return await store.journal.replay(ref, CLOCK.now())


async def hand_back(environment: Mapping[str, str], conversation: str) -> bool:
    """Give a conversation back to the bot."""
    async with visit(environment) as store:
        return await store.journal.end_handoff(conversation, TERMINAL, CLOCK.now())


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
