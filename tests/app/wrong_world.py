"""One command of an owner's, run in a set-up that something is wrong with; the world outside answers on a thread."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder
from central.pretend.cloud import NO_DELAYS, PretendCloud, Settings, pretend_app
from central.pretend.cloud import Number as PretendNumber
from central.pretend.cloud.office import Office
from tests.acceptance.world import SECRET, TOKEN, VERIFY, demo_operation
from tests.ports import free_port


@dataclass
class Outside:
    """Meta, a model's server and our own public address, all on one port of 127.0.0.1."""

    port: int
    cloud: PretendCloud
    models: list[str] = field(default_factory=lambda: ["gpt-6-luna", "gpt-6.1-terra"])
    model_key: str = "chave-do-modelo"
    word: str = VERIFY
    """What the Central behind the public address takes for its verify token."""

    @property
    def office(self) -> Office:
        """What Meta knows beside messages."""
        return self.cloud.office

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reset(self) -> None:
        """All is well again."""
        numbers = self.cloud.settings.numbers
        fresh = Office(numbers, callback_url=f"{self.address}/webhook")
        for name in Office.__slots__:
            setattr(self.office, name, getattr(fresh, name))
        self.word = VERIFY


@contextmanager
def outside() -> Iterator[Outside]:
    """The world, on a thread of its own, until the block ends."""
    port = free_port()
    numbers = tuple(PretendNumber(c.id, c.number, c.name, c.waba, SECRET) for c in demo_operation().channels)
    world = Outside(port, PretendCloud(Settings(numbers, TOKEN, delays=NO_DELAYS), SystemClock()))
    world.reset()
    server = uvicorn.Server(uvicorn.Config(_app(world), port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.01)
    try:
        yield world
    finally:
        server.should_exit = True
        thread.join(60)


def _app(world: Outside) -> Starlette:
    async def models(request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {world.model_key}":
            return JSONResponse({"error": {"message": "Incorrect API key provided"}}, 401)
        return JSONResponse({"data": [{"id": name} for name in world.models]})

    async def webhook(request: Request) -> Response:
        if request.query_params.get("hub.verify_token") != world.word:
            return PlainTextResponse("", 403)
        return PlainTextResponse(request.query_params["hub.challenge"])

    routes = [Route("/v1/models", models), Route("/webhook", webhook), Mount("/", pretend_app(world.cloud))]
    return Starlette(routes=routes)


@dataclass
class SetUp:
    """A right set-up for a case to spoil: the environment and a folder with the demo's operation."""

    world: Outside
    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=lambda: ["verificar"])
    open: ExitStack = field(default_factory=ExitStack)
    """What stays open while the command runs."""

    def __post_init__(self) -> None:
        shutil.copytree(default_demo_folder(), self.operation)
        self.env = {
            "CENTRAL_DATA": str(self.folder / "dados"),
            "CENTRAL_OPERACAO": str(self.operation),
            "CENTRAL_ENDERECO": self.world.address,
            "CENTRAL_CHAVE": "chave-dos-testes-" * 2,
            "META_APP_SECRET": SECRET,
            "META_VERIFY_TOKEN": VERIFY,
            "WHATSAPP_TOKEN": TOKEN,
            "GRAPH_URL": f"{self.world.address}/fingir/graph",
            "FRENTES": "0",
            "HOST": "127.0.0.1",
            "PORT": str(free_port()),
        }
        checkouts = demo_operation().checkouts
        self.env |= {name: "segredo-do-checkout" for c in checkouts for name in (c.secret, c.token) if name}

    @property
    def operation(self) -> Path:
        return self.folder / "operacao"

    @property
    def database(self) -> Path:
        return self.folder / "dados" / "central.db"

    def rewrite(self, file: str, old: str, new: str) -> None:
        """Change the owner's YAML."""
        path = self.operation / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
