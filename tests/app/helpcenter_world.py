"""The HelpCenter's API behind a real server on a port of its own, over a store in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

from central.adapters.clock import SystemClock, new_id
from central.adapters.crm.webhooks import is_address, secret_of
from central.adapters.store import Store, open_store
from central.app.helpcenter import Counter, helpcenter_app
from tests.app.serving import serving
from tests.store.world import no_operation

ROOT = "uma raiz de teste"


@dataclass
class Running:
    """A server with a key that writes and one that only reads."""

    url: str
    writer: str
    reader: str
    store: Store
    loop: asyncio.AbstractEventLoop

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    def headers(self, *, write: bool = True, **more: str) -> dict[str, str]:
        """What a request carries."""
        return {"authorization": f"Bearer {self.writer if write else self.reader}", **more}


@contextmanager
def running_helpcenter() -> Iterator[Running]:
    """A server in a thread of its own."""
    with serving(_counter) as (url, (store, writer, reader), loop):
        yield Running(url, writer, reader, store, loop)


@asynccontextmanager
async def _counter() -> AsyncIterator[tuple[ASGIApp, tuple[Store, str, str]]]:
    clock = SystemClock()
    store = await open_store(":memory:", clock=clock, ids=new_id, owner="t", parse_operation=no_operation)
    try:
        writer = await store.tokens.make("loja", 1)
        reader = await store.tokens.make("leitor", 2, may_write=False)
        counter = Counter(
            store, clock, lambda hook: secret_of(ROOT, hook), lambda url: is_address(url), store.lists.transcript
        )
        yield helpcenter_app(counter), (store, writer, reader)
    finally:
        await store.close()
