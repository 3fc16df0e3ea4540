"""A CRM that answers whatever it is told to."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web


class Wire:
    """What it says, and what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.headers = 200, b"{}", {"content-type": "application/json"}
        self.asked: list[web.BaseRequest] = []
        self.forms: list[dict[str, Any]] = []

    def says(self, body: object, status: int = 200, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        self.forms.append(dict(await request.post()))
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@asynccontextmanager
async def wired() -> AsyncIterator[tuple[Wire, aiohttp.ClientSession, str]]:
    """One, with a session and the address of its API."""
    wire, app = Wire(), web.Application()
    app.router.add_route("*", "/{rest:.*}", wire.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        yield wire, session, f"http://127.0.0.1:{runner.addresses[0][1]}/api"
    await runner.cleanup()
