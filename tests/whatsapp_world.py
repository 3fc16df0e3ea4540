"""A pretend Cloud API on a free port, a receiver that verifies and parses, and a channel between them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from central.adapters.clock import SystemClock
from central.adapters.whatsapp.cloud import CloudChannel
from central.adapters.whatsapp.webhook import parse, verify
from central.core.messaging.conversation import Address
from central.core.messaging.message import MediaKind
from central.core.messaging.update import Heard, StatusChange, Update
from central.ports import MediaFile
from central.pretend.cloud import NO_DELAYS, Delays, Number, PretendCloud, Settings, pretend_app

NUMBER = Number("100200300400500", "+55 11 94000-0001", "Loja de Mentira", "900800700", "segredo-um")
OTHER = Number("100200300400501", "+55 11 94000-0002", "Outra Loja", "900800701", "segredo-dois")
TOKEN = "token-de-mentira"
SECRETS = {"app-um": NUMBER.secret.encode(), "app-dois": OTHER.secret.encode()}


@dataclass
class HandClock:
    """Time that moves by hand; sleeping costs no time, only a turn of the loop."""

    at: int = 1_795_000_000_000

    def now(self) -> int:
        return self.at

    async def sleep(self, ms: float) -> None:
        await asyncio.sleep(min(ms, 20) / 1000)


@dataclass
class Shelf:
    """A media library in memory."""

    files: dict[str, MediaFile] = field(default_factory=dict)
    uploads: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    async def get(self, key: str) -> MediaFile | None:
        return self.files.get(key)

    async def put(self, key: str, kind: MediaKind, mime_type: str, content: bytes) -> str:
        self.files[key] = MediaFile(key, kind, mime_type, content, f"sha-{key}")
        return f"sha-{key}"

    async def uploaded(self, channel: str, sha256: str, now: int) -> str | None:
        media_id, expires_at = self.uploads.get((channel, sha256), ("", 0))
        return media_id if expires_at > now else None

    async def remember_upload(self, channel: str, sha256: str, media_id: str, expires_at: int) -> None:
        self.uploads[channel, sha256] = (media_id, expires_at)


@dataclass
class Receiver:
    """What Central's webhook edge does, and no more; `down` answers 503."""

    bodies: list[bytes] = field(default_factory=list)
    apps: list[str | None] = field(default_factory=list)
    down: bool = False

    async def take(self, request: Request) -> Response:
        body = await request.body()
        if self.down:
            return Response(status_code=503)
        app = verify(body, request.headers.get("x-hub-signature-256"), SECRETS)
        self.apps.append(app)
        self.bodies.append(body)
        return Response(status_code=200 if app else 401)

    @property
    def updates(self) -> list[Update]:
        return [update for body in self.bodies for update in parse(body)]

    @property
    def heard(self) -> list[Heard]:
        return [update for update in self.updates if isinstance(update, Heard)]

    @property
    def statuses(self) -> list[StatusChange]:
        return [update for update in self.updates if isinstance(update, StatusChange)]


@dataclass
class Wired:
    """Both ends, running."""

    cloud: PretendCloud
    receiver: Receiver
    channel: CloudChannel
    session: aiohttp.ClientSession
    clock: HandClock | SystemClock
    shelf: Shelf
    url: str

    def lead(self, name: str = "Bia", *, wrote: bool = True, **asked: object) -> tuple[str, Address]:
        """A lead who wrote already (so the window is open) and where to answer."""
        lead = self.cloud.new_lead(name, **asked)  # type: ignore[arg-type]
        if wrote:
            self.cloud.say(lead.id, NUMBER.id, texto="oi")
        return lead.id, Address(lead.shown_wa_id, lead.bsuid)


@contextlib.asynccontextmanager
async def wired(
    *, folder: Path | None = None, delays: Delays = NO_DELAYS, clock: HandClock | SystemClock | None = None
) -> AsyncIterator[Wired]:
    """Pretend Cloud API and receiver, each served by uvicorn on a port of its own."""
    clock, receiver, shelf = clock or HandClock(), Receiver(), Shelf()
    settings = Settings((NUMBER, OTHER), TOKEN, folder=folder, delays=delays, retry_ms=(5, 20), seed=7)
    cloud = PretendCloud(settings, clock)
    hook = Starlette(routes=[Route("/webhook", receiver.take, methods=["POST"])])
    async with serving(hook) as hook_url, serving(pretend_app(cloud)) as url, aiohttp.ClientSession() as session:
        cloud.point_to(f"{hook_url}/webhook")
        await cloud.start()
        channel = CloudChannel(session, f"{url}/fingir/graph", "v24.0", lambda _: TOKEN, shelf, clock)
        try:
            yield Wired(cloud, receiver, channel, session, clock, shelf, url)
        finally:
            await cloud.close()


@contextlib.asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[str]:
    """The address of `app` on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()


class _Server(uvicorn.Server):
    """Several in one process: none of them listens to signals."""

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]
        return contextlib.nullcontext()
