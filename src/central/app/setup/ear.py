"""A webhook for as long as the terminal's set-up lasts: it shakes hands, says what arrives, and keeps nothing.

Messages are answered with 503: Meta brings them again, and the Central that is started then answers them.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import parse_qsl

import uvicorn

from central.adapters.whatsapp.webhook import MAX_BODY, handshake, parse, verify
from central.app.config import Settings
from central.app.doors.asgi import Receive, Reply, Scope, answer, read_body
from central.app.doors.gate import WRONG_WORD
from central.app.server import listen
from central.core.errors import AskHuman
from central.core.messaging.update import Heard


class Ear:
    """A plain ASGI application; `told` gets a sentence for all that knocks, `heard` is a lead's first message."""

    def __init__(self, settings: Settings, told: Callable[[str], None]) -> None:
        self._word, self._secret, self._told = settings.verify_token, settings.secret("META_APP_SECRET"), told
        self.heard: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """GET /webhook shakes hands, POST /webhook is looked at."""
        if scope["type"] != "http" or scope["path"] != "/webhook":
            return await answer(send, 404, b"a Central ainda esta sendo configurada")
        if scope["method"] == "GET":
            return await self._shake(scope, send)
        body = await read_body(receive, MAX_BODY)
        signature = next((v for k, v in scope["headers"] if k == b"x-hub-signature-256"), None)
        if body is None or verify(body, signature, {"app": self._secret.encode()}) is None:
            self._told("Chegou um aviso com assinatura errada: ele é de outro aplicativo. Foi recusado.")
            return await answer(send, 401, b"assinatura errada")
        self._look(body)
        return await answer(send, 503, b"configurando; tente de novo")

    async def _shake(self, scope: Scope, send: Reply) -> None:
        challenge = handshake(dict(parse_qsl(scope["query_string"].decode("latin-1"))), self._word)
        if challenge is None:
            self._told("Alguém bateu com outra palavra de verificação: escreva na Meta exatamente a de cima.")
            return await answer(send, 403, WRONG_WORD)
        self._told("A Meta bateu com a palavra certa: apertamos as mãos.")
        return await answer(send, 200, challenge.encode())

    def _look(self, body: bytes) -> None:
        try:
            updates = parse(body)
        except ValueError:
            return
        for update in updates:
            if isinstance(update, Heard) and not self.heard.done():
                self._told(
                    "Chegou a primeira mensagem, com assinatura certa. A Meta a traz de novo quando você iniciar."
                )
                self.heard.set_result(update)


@asynccontextmanager
async def listening(settings: Settings, told: Callable[[str], None]) -> AsyncIterator[Ear | None]:
    """An ear on our port; None where a Central already answers there."""
    try:
        sock = listen(settings.host, settings.port)
    except AskHuman:
        yield None
        return
    ear = Ear(settings, told)
    config = uvicorn.Config(ear, lifespan="off", access_log=False, log_config=None, timeout_graceful_shutdown=1)
    server = _Listening(config)
    with sock:
        serving = asyncio.create_task(server.serve([sock]))
        try:
            await server.ready.wait()
            yield ear
        finally:
            server.should_exit = True
            await serving


class _Listening(uvicorn.Server):
    """uvicorn that says when it listens and leaves Ctrl-C to the terminal."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
