"""Headers on every answer of the panel, and a limit on every body."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex, nofollow"),
)


OF_FILES = ((b"x-content-type-options", b"nosniff"),)
"""Files are many and carry no policy that matters to a page."""
FILES = "/static/"


class Guards:
    """`largest` is the most bytes a request may bring; more is a 413."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, watched."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        said = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not said.isdigit() or int(said) > self._largest:
            return await _too_large(send)
        left = self._largest
        headers = OF_FILES if scope["path"].startswith(FILES) else HEADERS

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                there = {k.lower() for k, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in headers if h[0] not in there)]
                if b"cache-control" not in there:
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        return await self._app(scope, limited, guarded)


async def _too_large(send: Send) -> None:
    await send({"type": "http.response.start", "status": 413, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
