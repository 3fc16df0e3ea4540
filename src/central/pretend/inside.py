"""HTTP without sockets: an ASGI application asked in this process, as a client or as an aiohttp session would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from msgspec.json import decode, encode
from multidict import CIMultiDict, CIMultiDictProxy

App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    async def read(self) -> bytes:
        """The body, as aiohttp gives it."""
        return self.body

    async def json(self, **_: object) -> Any:
        """The JSON value of the body, as aiohttp gives it."""
        return decode(self.body)


async def ask(app: App, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
    """One request to the application; only path and query of `url` count."""
    parts = urlsplit(url)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": parts.scheme or "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode("latin-1"),
        "headers": [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    found = CIMultiDict((k.decode("latin-1"), v.decode("latin-1")) for k, v in said[0]["headers"])
    return Answer(
        said[0]["status"], CIMultiDictProxy(found), b"".join(message.get("body", b"") for message in said[1:])
    )


class InsideSession:
    """The part of an aiohttp session that Central's adapters use, in front of one application."""

    def __init__(self, app: App) -> None:
        self._app = app

    def request(
        self,
        method: str,
        url: str,
        *,
        data: object = None,
        json: object = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _Call:
        """A request, to be entered with `async with`."""
        whole = f"{url}?{urlencode(params)}" if params else url
        return _Call(self._app, method, whole, dict(headers or {}), encode(json) if json is not None else data)

    def post(self, url: str, **more: Any) -> _Call:
        """A POST, to be entered with `async with`."""
        return self.request("POST", url, **more)

    def get(self, url: str, **more: Any) -> _Call:
        """A GET, to be entered with `async with`."""
        return self.request("GET", url, **more)


@dataclass(slots=True)
class _Call:
    app: App
    method: str
    url: str
    headers: dict[str, str]
    data: object

    async def __aenter__(self) -> Answer:
        body = b""
        if isinstance(self.data, aiohttp.FormData):
            payload = self.data()
            self.headers["Content-Type"] = payload.content_type
            body = await payload.as_bytes()
        elif isinstance(self.data, bytes):
            body = self.data
        return await ask(self.app, self.method, self.url, self.headers, body)

    async def __aexit__(self, *error: object) -> None:
        return None
