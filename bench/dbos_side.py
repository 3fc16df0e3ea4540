"""The second peer: a DBOS workflow enqueued on Postgres for every update, behind the same signature check and parse.

The process only accepts: it listens to no queue, so no workflow runs beside the measurement. The workflow id is the
update's own key (wamid, and the status), which makes the enqueue idempotent as our acceptance is.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from dbos import DBOS, SetWorkflowID

SECRET = os.environ["BENCH_APP_SECRET"].encode()
QUEUE = "entrada"
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


@DBOS.workflow()
async def take(update: dict[str, Any]) -> None:
    """Never runs here: what is measured is that it is stored, to run for certain."""


async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["method"] == "POST":
        await _answer(send, await _accept(dict(scope["headers"]), await _body(receive)))
    else:
        await _answer(send, 200)


async def _accept(headers: dict[bytes, bytes], body: bytes) -> int:
    expected = b"sha256=" + hmac.digest(SECRET, body, hashlib.sha256).hex().encode()
    if not hmac.compare_digest(expected, headers.get(b"x-hub-signature-256", b"")):
        return 401
    for entry in msgspec.json.decode(body)["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            for message in value.get("messages", ()):
                await _enqueue(message["id"], message)
            for status in value.get("statuses", ()):
                await _enqueue(f"{status['id']}:{status['status']}", status)
    return 200


async def _enqueue(key: str, update: dict[str, Any]) -> None:
    with SetWorkflowID(key):
        await DBOS.enqueue_workflow_async(QUEUE, take, update)


@asynccontextmanager
async def _launched() -> AsyncIterator[None]:
    DBOS(config={"name": "medida", "system_database_url": os.environ["DATABASE_URL"], "log_level": "WARNING"})
    DBOS.listen_queues([])
    DBOS.launch()
    await DBOS.register_queue_async(QUEUE)
    try:
        yield
    finally:
        DBOS.destroy()


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    async with _launched():
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        part = await receive()
        body += part.get("body", b"")
        more = part.get("more_body", False)
    return body


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})
