"""`/pedidos/<checkout>`: where checkouts tell of orders, in front of the panel and beside Meta's webhook."""

from __future__ import annotations

import logging
from urllib.parse import unquote

from central.app.doors.asgi import Receive, Reply, Scope, answer, read_body
from central.flow.selling.orders import OrderDesk, Receipt
from central.ports import Delivery

log = logging.getLogger("central.orders")


PREFIX = "/pedidos/"
PLAIN = (b"content-type", b"text/plain; charset=utf-8")
MAX_BODY = 1 << 20
STATUS = {Receipt.KEPT: 200, Receipt.FORGED: 401, Receipt.UNKNOWN: 404}


class OrderDoor:
    """A plain ASGI part: one POST, answered once what it brought is durable."""

    def __init__(self, desk: OrderDesk) -> None:
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Take one delivery; 503 when the store fails, so that the checkout sends it again."""
        if scope["method"] != "POST":
            return await answer(send, 405, b"use POST", PLAIN)
        body = await read_body(receive, MAX_BODY)
        if body is None:
            return await answer(send, 413, b"corpo maior que 1 MB", PLAIN)
        headers = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"])
        delivery = Delivery(headers, scope["query_string"].decode("latin-1"), body)
        try:
            receipt = await self.desk.receive(unquote(scope["path"][len(PREFIX) :]).strip("/"), delivery)
        except Exception:
            log.exception("order delivery not stored")
            return await answer(send, 503, b"tente de novo", PLAIN)
        return await answer(send, STATUS[receipt], receipt.value.encode(), PLAIN)
