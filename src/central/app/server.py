"""Run a house behind uvicorn until somebody asks it to stop."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager

import uvicorn

from central.app.bootstrap import House
from central.core.errors import AskHuman

GRACE_S = 5


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; raises AskHuman when the port is taken or forbidden."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(2048)
    except OSError as error:
        sock.close()
        raise AskHuman(
            f"A porta {port} já está em uso neste computador. Feche o outro programa ou escolha outra: "
            f"PORT={port + 1} central …",
            code="porta_ocupada",
        ) from error
    return sock


def run(opening: AbstractAsyncContextManager[House], sock: socket.socket, ready: Callable[[House], None]) -> None:
    """Open the house, serve it, and close it in order on Ctrl-C or SIGTERM."""
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_serve(opening, sock, ready))


async def _serve(
    opening: AbstractAsyncContextManager[House], sock: socket.socket, ready: Callable[[House], None]
) -> None:
    async with opening as house:
        config = uvicorn.Config(
            house.gate,
            http="httptools",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        server = _Server(config, lambda: ready(house))
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, server.stop)
        await server.serve(sockets=[sock])


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: it would raise the signal again before the house is closed."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        """Finish what is open, then leave."""
        self.should_exit = True


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
