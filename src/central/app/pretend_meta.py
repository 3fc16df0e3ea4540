"""`central meta-de-mentira`: a Meta of pretence by itself, so that a real start can be tried whole on one computer."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.app.assets import asset_folders
from central.app.server import listen
from central.app.setup.step import environment_lines
from central.core.operation import Operation
from central.pretend.cloud import Number, PretendCloud, Settings, pretend_app
from central.pretend.phone.routes import phone_routes

HOST = "127.0.0.1"


def run_pretend_meta(port: int, folder: Path) -> int:
    """Serve it on this computer until stopped; what leads said stays in the folder."""
    operation = numbered(1, "", read_yaml(default_demo_folder()))
    token, secret = _kept(folder)
    sock = listen(HOST, port)
    with sock:
        numbers = tuple(Number(c.id, c.number, c.name, c.waba, secret) for c in operation.channels)
        cloud = PretendCloud(Settings(numbers, token, folder=folder), SystemClock())
        app = Starlette(routes=_routes(operation, cloud), lifespan=_life(cloud, lambda: _welcome(port, token, secret)))
        config = uvicorn.Config(app, access_log=False, log_config=None, timeout_graceful_shutdown=1)
        asyncio.run(uvicorn.Server(config).serve([sock]))
    return 0


def _routes(operation: Operation, cloud: PretendCloud) -> list[BaseRoute]:
    return [*phone_routes(lambda: operation, asset_folders()), Mount("/", pretend_app(cloud))]


def _life(cloud: PretendCloud, ready: Callable[[], None]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        await cloud.start()
        ready()
        yield
        await cloud.close()

    return life


def _kept(folder: Path) -> tuple[str, str]:
    """Token and app secret, the same at every start."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "chaves"
    if not file.exists():
        file.write_text(f"EAA{secrets.token_urlsafe(24)}\n{secrets.token_hex(16)}\n", encoding="ascii")
        file.chmod(0o600)
    token, secret = file.read_text(encoding="ascii").split()
    return token, secret


def _welcome(port: int, token: str, secret: str) -> None:
    here = f"http://{HOST}:{port}"
    lines = environment_lines({"GRAPH_URL": f"{here}/fingir/graph", "WHATSAPP_TOKEN": token, "META_APP_SECRET": secret})
    print(
        f"""
  A Meta de mentira está no ar, só neste computador: nada chega ao WhatsApp de verdade.

  O celular dos leads: {here}
  Para a Central que vai usá-la:

{lines}

  central configurar pede o token e a chave secreta: use os de cima, com a linha GRAPH_URL no ambiente.
  Ctrl-C para fechar.
""",
        flush=True,
    )
