"""`/crm/<crm>/<token>`: where CRMs tell that something changed. Nothing of it is believed but which record to read."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from central.adapters.crm.flowlu import refs_of
from central.adapters.store.crm_links import SqlCrmLinks
from central.ports import Clock

log = logging.getLogger("central.crm")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Reply = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PREFIX = "/crm/"
MAX_BODY = 1 << 18


class HintDoor:
    """A plain ASGI part: the token in the address is the only key, and a wrong one finds nothing."""

    def __init__(self, links: SqlCrmLinks, clock: Clock, tokens: Mapping[str, str]) -> None:
        self._links, self._clock, self._tokens = links, clock, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Keep which records to read again; 503 when the store fails."""
        crm, _, token = scope["path"][len(PREFIX) :].partition("/")
        known = self._tokens.get(crm, "")
        if not known or not hmac.compare_digest(known.encode(), token.encode()):
            return await _answer(send, 404)
        if scope["method"] != "POST":
            return await _answer(send, 405)
        body = await _body(receive)
        if body is None:
            return await _answer(send, 413)
        try:
            await self._links.hint(crm, refs_of(body), self._clock.now())
        except Exception:
            log.exception("hint not stored")
            return await _answer(send, 503)
        return await _answer(send, 200)


async def _body(receive: Receive) -> bytes | None:
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > MAX_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(chunks)


async def _answer(send: Reply, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
