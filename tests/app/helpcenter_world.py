"""The HelpCenter's API behind a real server on a port of its own, over a store in memory."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from central.adapters.clock import SystemClock, new_id
from central.adapters.crm.webhooks import is_address, secret_of
from central.adapters.store import Store, open_store
from central.app.helpcenter import Counter, helpcenter_app
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
    loop, sock = asyncio.new_event_loop(), socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[Store, str, str, uvicorn.Server, asyncio.Task[None]]:
        clock = SystemClock()
        store = await open_store(":memory:", clock=clock, ids=new_id, owner="t", parse_operation=no_operation)
        writer = await store.tokens.make("loja", 1)
        reader = await store.tokens.make("leitor", 2, may_write=False)
        counter = Counter(
            store, clock, lambda hook: secret_of(ROOT, hook), lambda url: is_address(url), store.lists.transcript
        )
        config = uvicorn.Config(helpcenter_app(counter), lifespan="off", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server._serve([sock]))
        while not server.started:
            await asyncio.sleep(0.01)
        return store, writer, reader, server, serving

    store, writer, reader, server, serving = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    port = sock.getsockname()[1]
    running = Running(f"http://127.0.0.1:{port}", writer, reader, store, loop)
    try:
        yield running
    finally:

        async def stop() -> None:
            server.should_exit = True
            await serving
            await store.close()

        running.do(stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
        sock.close()
