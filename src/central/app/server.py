"""Run a house behind uvicorn until somebody asks it to stop."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, Protocol, TypeVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from central.app.config import Settings
from central.app.doors.gate import Gate
from central.app.front.keeper import Keeper
from central.app.front.wire import Rules
from central.app.garbage import spare_collecting
from central.core.errors import AskHuman
from central.flow.inbox import Inbox

GRACE_S = 3


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


class Served(Protocol):
    """What stands behind the door."""

    @property
    def settings(self) -> Settings: ...

    @property
    def inbox(self) -> Inbox: ...

    @property
    def gate(self) -> Gate: ...


House = TypeVar("House", bound=Served)


def run(
    opening: AbstractAsyncContextManager[House],
    sock: socket.socket,
    ready: Callable[[House], None],
    *,
    fronts: int = 0,
) -> None:
    """Open the house, serve it, and close it in order on Ctrl-C or SIGTERM.

    With `fronts`, so many processes of their own take the connections and the webhooks.
    """
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_serve(opening, sock, ready, fronts))


async def _serve(
    opening: AbstractAsyncContextManager[House], sock: socket.socket, ready: Callable[[House], None], fronts: int
) -> None:
    async with opening as house:
        spare_collecting()
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
        doorman = house.gate.doorman
        rules = Rules(dict(doorman.secrets), list(doorman.apps), house.settings.pace)
        server.keepers = [Keeper(sock, rules, house.inbox, server.adopt) for _ in range(fronts)]
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, server.stop)
        await server.serve(sockets=[] if fronts else [sock])


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: it would raise the signal again before the house is closed."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._adopting: set[asyncio.Task[Any]] = set()
        self.keepers: list[Keeper] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        for keeper in self.keepers:
            await keeper.start()
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Nothing comes in any more; what is open is finished."""
        await asyncio.gather(*(keeper.stop() for keeper in self.keepers))
        await super().shutdown(sockets)

    def adopt(self, connection: socket.socket, seen: bytes) -> None:
        """Serve a connection that a front process gave away after it had read this much."""
        loop = asyncio.get_running_loop()
        task = loop.create_task(
            loop.connect_accepted_socket(
                lambda: _Adopted(seen, self.config, self.server_state, self.lifespan.state, loop), connection
            )
        )
        self._adopting.add(task)
        task.add_done_callback(self._adopting.discard)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        """Finish what is open, then leave."""
        self.should_exit = True


class _Adopted(HttpToolsProtocol):
    """A connection whose first bytes somebody else has read."""

    def __init__(self, seen: bytes, *rest: Any) -> None:
        super().__init__(*rest)
        self._seen_before = seen

    def connection_made(self, transport: Any) -> None:
        """Go on from where it was left."""
        super().connection_made(transport)
        self.data_received(self._seen_before)


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
