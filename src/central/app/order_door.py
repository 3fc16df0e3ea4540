"""`/pedidos/<checkout>`: where checkouts tell of orders, in front of the panel and beside Meta's webhook."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

from central.flow.orders import OrderDesk, Receipt
from central.ports import Delivery

log = logging.getLogger("central.orders")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Reply = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PREFIX = "/pedidos/"
MAX_BODY = 1 << 20
STATUS = {Receipt.KEPT: 200, Receipt.FORGED: 401, Receipt.UNKNOWN: 404}


class OrderDoor:
    """A plain ASGI part: one POST, answered once what it brought is durable."""

    def __init__(self, desk: OrderDesk) -> None:
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Take one delivery; 503 when the store fails, so that the checkout sends it again."""
        if scope["method"] != "POST":
            return await _answer(send, 405, "use POST")
        body = await _body(receive)
        if body is None:
            return await _answer(send, 413, "corpo maior que 1 MB")
        headers = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"])
        delivery = Delivery(headers, scope["query_string"].decode("latin-1"), body)
        try:
            receipt = await self.desk.receive(unquote(scope["path"][len(PREFIX) :]).strip("/"), delivery)
        except Exception:
            log.exception("order delivery not stored")
            return await _answer(send, 503, "tente de novo")
        return await _answer(send, STATUS[receipt], receipt.value)


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None once it is too large."""
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


async def _answer(send: Reply, status: int, said: str) -> None:
    body = said.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
