"""The simulator of a real installation: a second, forgetful Central in this process, for whoever is signed in.

Its store is in memory, its WhatsApp is a pretence, no model is called and nothing of it is counted anywhere. It starts
at the first visit with the operation in force and takes a new version over at the next one.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import aiohttp
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from central.adapters.operation import media_folder, media_of, to_yaml
from central.adapters.store import Store
from central.app.assets import asset_folders
from central.app.bootstrap import House, house, publish_folder
from central.app.config import read_settings
from central.app.demo_lists import demo_routes
from central.app.panel import Panel
from central.app.panel.visit import from_our_pages, session_of
from central.app.pretence import Pretence, bank_of, order_keys
from central.core.operation import Operation
from central.pretend.cloud import Number, PretendCloud, pretend_app
from central.pretend.cloud import Settings as PretendSettings
from central.pretend.inside import InsideSession, ask
from central.pretend.phone.routes import phone_routes
from central.pretend.writer import RehearsedWriter

PHONE = "/simulador/celular"
ROOMS = (PHONE, "/fingir/", "/demo/")


class Simulator:
    """Opens the pretence when it is first asked for."""

    address = PHONE

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._opening = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._house: House | None = None
        self._operation: Operation | None = None
        self._phone: ASGIApp | None = None
        self._pretend: ASGIApp | None = None

    async def store(self) -> Store:
        """Where the pretence happens, with the operation in force."""
        async with self._opening:
            wanted = await self._panel.operation()
            if self._house is None:
                await self._open(wanted)
            elif self._operation is not None and self._operation.digest != wanted.digest:
                await self._renew(self._house, wanted)
            assert self._house is not None
            return self._house.store

    async def close(self) -> None:
        """Forget everything."""
        await self._stack.aclose()

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The phone page and what it talks to, for who is signed in."""
        connection = HTTPConnection(scope)
        changes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
        allowed = not changes or from_our_pages(connection)
        if not allowed or await session_of(connection, self._panel) is None:
            return await _refuse(scope, receive, send)
        await self.store()
        assert self._phone is not None
        assert self._pretend is not None
        path = scope["path"]
        if path.startswith("/fingir/"):
            return await self._pretend(scope, receive, send)
        inner = {**scope, "path": "/", "raw_path": b"/"} if path == PHONE else scope
        return await self._phone(inner, receive, send)

    async def _open(self, operation: Operation) -> None:
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="central-simulador-")))
        keys = {name: secrets.token_urlsafe(18) for name in ("WHATSAPP_TOKEN", "META_APP_SECRET", "META_VERIFY_TOKEN")}
        around = {"CENTRAL_DATA": str(folder), "DATABASE_URL": "sqlite:///:memory:"}
        paying = order_keys(operation, "http://127.0.0.1")
        settings = read_settings({**keys, **around, **paying, "GRAPH_URL": "http://127.0.0.1/fingir/graph"})
        numbers = tuple(Number(c.id, c.number, c.name, c.waba, keys["META_APP_SECRET"]) for c in operation.channels)
        pretend = PretendSettings(numbers, keys["WHATSAPP_TOKEN"], "http://127.0.0.1/webhook")
        cloud = PretendCloud(pretend, self._panel.clock)
        self._pretend = pretence = Pretence(pretend_app(cloud))
        session = cast(aiohttp.ClientSession, InsideSession(self._pretend))
        writer = RehearsedWriter()
        written = await self._written(operation)
        opening = house(
            settings, operation_folder=written, writers={"mini": writer, "forte": writer}, alone=True, session=session
        )
        self._house = running = await self._stack.enter_async_context(opening)
        self._operation = operation
        cloud.delivery.pusher.deliver = _into(running)
        pretence.open_bank(bank_of(operation, paying, self._panel.clock, running.gate))
        await cloud.start()
        self._stack.push_async_callback(cloud.close)

        async def current() -> Operation:
            return self._operation or operation

        routes = [*demo_routes(running.store, cloud, current), *phone_routes(lambda: operation, asset_folders())]
        self._phone = Starlette(routes=routes)

    async def _renew(self, running: House, operation: Operation) -> None:
        await publish_folder(running.store, await self._written(operation), "simulador", self._panel.clock.now())
        self._operation = operation

    async def _written(self, operation: Operation) -> Path:
        """The operation as a folder of YAML with its media."""
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="central-operacao-")))
        for name, text in to_yaml(operation).items():
            (folder / name).write_text(text, encoding="utf-8")
        media_folder(folder).mkdir(parents=True, exist_ok=True)
        for name in media_of(operation):
            if file := await self._panel.store.media.get(name):
                (media_folder(folder) / file.key).write_bytes(file.content)
        return folder


class WithSimulator:
    """The panel, and the simulator where its paths are asked for."""

    def __init__(self, panel: ASGIApp, simulator: Simulator) -> None:
        self._panel, self._simulator = panel, simulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route by path."""
        if scope.get("path", "").startswith(ROOMS):
            return await self._simulator.answer(scope, receive, send)
        return await self._panel(scope, receive, send)


def _into(running: House) -> Any:
    """Webhooks go straight into the pretence's own door."""

    async def deliver(body: bytes, headers: dict[str, str]) -> int:
        return (await ask(running.gate, "POST", "/webhook", headers, body)).status

    return deliver


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        return await send({"type": "websocket.close", "code": 4401})
    return await Response(status_code=403)(scope, receive, send)
