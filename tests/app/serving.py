"""An ASGI application behind a real server on a port of its own, in a thread with a loop of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from typing import TypeVar

import uvicorn
from starlette.types import ASGIApp

World = TypeVar("World")
WAIT_S = 180


@contextmanager
def serving(
    opening: Callable[[], AbstractAsyncContextManager[tuple[ASGIApp, World]]],
) -> Iterator[tuple[str, World, asyncio.AbstractEventLoop]]:
    """The address, what `opening` gave beside the application, and the loop it all lives in."""
    loop, sock, stack = asyncio.new_event_loop(), socket.create_server(("127.0.0.1", 0)), AsyncExitStack()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[World, uvicorn.Server, asyncio.Task[None]]:
        app, world = await stack.enter_async_context(opening())
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
        task = asyncio.create_task(server._serve([sock]))
        while not server.started:
            await asyncio.sleep(0.01)
        return world, server, task

    world, server, task = asyncio.run_coroutine_threadsafe(start(), loop).result(WAIT_S)
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}", world, loop
    finally:

        async def stop() -> None:
            server.should_exit = True
            await task
            await stack.aclose()

        asyncio.run_coroutine_threadsafe(stop(), loop).result(WAIT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(60)
        loop.close()
        sock.close()
