"""The narrow public door: Meta's webhook, our own links, the health page. Everything else goes to the inner app."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from central.adapters.whatsapp.webhook import MAX_BODY, handshake
from central.app.doors.asgi import App, Receive, Reply, Scope, answer, read_body
from central.app.doors.doorman import Doorman, Refused
from central.app.doors.hint import HintDoor
from central.app.doors.link import PREFIX, LinkDoor
from central.app.doors.order import PREFIX as ORDERS
from central.app.doors.order import OrderDoor
from central.flow.inbox import Inbox

log = logging.getLogger("central.gate")

WRONG_WORD = b"palavra errada: escreva na Meta o valor de META_VERIFY_TOKEN desta Central"


class Gate:
    """A plain ASGI application, because every one of Meta's updates passes here; `inner` gets what it does not know."""

    def __init__(
        self,
        inbox: Inbox,
        *,
        doorman: Doorman,
        verify_token: str,
        links: LinkDoor,
        healthy: Callable[[], Awaitable[bool]],
    ) -> None:
        self._inbox, self._verify_token = inbox, verify_token
        self.doorman = doorman
        self._links, self._healthy = links, healthy
        self.inner: App | None = None
        self.orders: OrderDoor | None = None
        self.shaken: Callable[[bool], Awaitable[None]] | None = None
        """Told of every handshake: whether its word was right."""
        self.mounts: dict[str, App | HintDoor] = {}
        """Other parts by the beginning of their paths."""

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Route by path; the webhook first."""
        path = scope.get("path", "")
        if scope["type"] == "http":
            if path == "/webhook":
                return await self._webhook(scope, receive, send)
            if path == "/saude":
                return await self._health(send)
            if path.startswith(PREFIX):
                return await self._links(scope, send)
            if path.startswith(ORDERS) and self.orders is not None:
                return await self.orders(scope, receive, send)
            for beginning, part in self.mounts.items():
                if path.startswith(beginning):
                    return await part(scope, receive, send)
        if self.inner is not None:
            return await self.inner(scope, receive, send)
        if scope["type"] == "http":
            await answer(send, 404, b"nada aqui")
        return None

    # ── Meta's webhook ───────────────────────────────────────────────────────────────────────────

    async def _webhook(self, scope: Scope, receive: Receive, send: Reply) -> None:
        if scope["method"] == "GET":
            return await self._handshake(scope, send)
        if scope["method"] != "POST":
            return await answer(send, 405, b"use GET ou POST")
        body = await read_body(receive, MAX_BODY)
        if body is None:
            return await answer(send, 413, b"corpo maior que 3 MB")
        signature = next((v for k, v in scope["headers"] if k == b"x-hub-signature-256"), None)
        return await answer(send, *await self._store(body, signature))

    async def _handshake(self, scope: Scope, send: Reply) -> None:
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        challenge = handshake(query, self._verify_token)
        if self.shaken is not None:
            await self.shaken(challenge is not None)
        if challenge is None:
            log.warning("webhook handshake refused: verify token differs")
            return await answer(send, 403, WRONG_WORD)
        return await answer(send, 200, challenge.encode())

    async def _store(self, body: bytes, signature: bytes | None) -> tuple[int, bytes]:
        """Store what is authentic, however strange; 503 only if the store itself fails, so that Meta repeats."""
        try:
            try:
                updates = self.doorman.admit(body, signature)
            except Refused as refused:
                return refused.status, refused.text
            except ValueError as error:
                await self._inbox.keep_body(body, str(error))
                return 200, b"guardado"
            await self._inbox.take_in(updates)
        except Exception:
            log.exception("webhook not stored")
            return 503, b"tente de novo"
        return 200, b""

    # ── health ─────────────────────────────────────────────────────────────────────────

    async def _health(self, send: Reply) -> None:
        if await self._healthy():
            return await answer(send, 200, b'{"saude":"boa"}', (b"content-type", b"application/json"))
        return await answer(send, 503, b'{"saude":"banco fora do ar"}', (b"content-type", b"application/json"))
