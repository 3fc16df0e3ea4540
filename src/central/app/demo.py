"""`central demo`: the whole product on this computer, with a WhatsApp of pretence and no key at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from central.adapters import clock as machine
from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.adapters.store import Store
from central.app.assets import asset_folders
from central.app.bootstrap import House, house
from central.app.config import Settings, read_settings
from central.app.demo_lists import demo_routes
from central.app.desk.connections import Connections
from central.app.panel import Panel, panel_app
from central.app.panel.application import running as running_panel
from central.app.pretence import Pretence, bank_of, order_keys
from central.app.server import listen, run
from central.app.setup.guide import Guide
from central.app.with_panel import download_of
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.pretend.cloud import Number, PretendCloud, pretend_app
from central.pretend.cloud import Settings as PretendSettings
from central.pretend.phone.routes import phone_routes

MARK = ".demonstracao"
REAL = ("WHATSAPP_TOKEN", "META_APP_SECRET")
MODELS = ("OPENAI_API_KEY", "OPENAI_BASE_URL")


def run_demo(environment: Mapping[str, str], *, from_scratch: bool = False, with_models: bool = False) -> int:
    """Serve the demo on 127.0.0.1 until stopped; raises AskHuman when a real token or real data is near.

    A key for models that happens to be in the environment is used only `with_models`.
    """
    _refuse_real_keys(environment)
    if not with_models:
        environment = {name: value for name, value in environment.items() if name not in MODELS}
    keys = {name: secrets.token_urlsafe(24) for name in (*REAL, "META_VERIFY_TOKEN")}
    settings = read_settings({**environment, **keys, "HOST": "127.0.0.1"})
    sock = listen(settings.host, settings.port)
    with sock:
        _prepare(settings.data, from_scratch)
        pretend = f"http://{settings.host}:{settings.port}/fingir/graph"
        keys |= order_keys(numbered(0, "", read_yaml(default_demo_folder())), f"http://{settings.host}:{settings.port}")
        here = {"GRAPH_URL": pretend, "CENTRAL_ENDERECO": f"http://{settings.host}:{settings.port}"}
        settings = read_settings({**environment, **keys, "HOST": "127.0.0.1", **here})
        print("Abrindo a demonstração…", flush=True)
        run(_demo(settings), sock, _welcome)
    print("\nDemonstração fechada. Seus dados ficaram em", settings.data, flush=True)
    return 0


@asynccontextmanager
async def _demo(settings: Settings) -> AsyncIterator[House]:
    async with house(settings, operation_folder=default_demo_folder()) as running:
        cloud = PretendCloud(_pretend(settings, running.operation), running.clock)
        current = [running.operation]

        async def refreshed() -> Operation:
            current[0] = await running.store.operations.current() or current[0]
            return current[0]

        panel = Panel(
            running.store,
            running.clock,
            machine.new_id,
            demo=True,
            download=download_of(running),
            mirror=running.mirror,
            simulator=_Demonstration(running.store),
            connections=Connections(settings, running.clock),
            settings=settings,
            guide=Guide(settings, running.store, running.clock),
        )
        phone = Starlette(
            routes=[
                *demo_routes(running.store, cloud, refreshed),
                _way_into(panel),
                *phone_routes(lambda: current[0], asset_folders()),
            ]
        )
        pretence = Pretence(pretend_app(cloud))
        pretence.open_bank(bank_of(running.operation, settings.environment, running.clock, running.gate))
        running.gate.inner = _Rooms(phone, pretence, panel_app(panel, asset_folders(), root=False))
        await cloud.start()
        try:
            async with running_panel(panel):
                yield running
        finally:
            await cloud.close()


@dataclass(frozen=True, slots=True)
class _Demonstration:
    """The demonstration is a simulator of itself."""

    kept: Store
    address: str = "/"

    async def store(self) -> Store:
        """Its own store."""
        return self.kept


class _Rooms:
    """The phones at `/`, the WhatsApp of pretence under /fingir, the panel everywhere else."""

    def __init__(self, phone: ASGIApp, pretend: ASGIApp, panel: ASGIApp) -> None:
        self._phone, self._pretend, self._panel = phone, pretend, panel

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route by path."""
        path = scope.get("path", "/")
        room = self._panel
        if path == "/" or path.startswith("/demo/"):
            room = self._phone
        elif path.startswith("/fingir/"):
            room = self._pretend
        await room(scope, receive, send)


def _way_into(panel: Panel) -> BaseRoute:
    """Whoever opens the demonstration on this computer owns it."""

    async def enter(request: Request) -> Response:
        return RedirectResponse(await panel.entry_link(None, "demonstração"), 303)

    return Route("/demo/painel", enter)


def _pretend(settings: Settings, operation: Operation) -> PretendSettings:
    secret = settings.secret("META_APP_SECRET")
    return PretendSettings(
        numbers=tuple(Number(c.id, c.number, c.name, c.waba, secret) for c in operation.channels),
        token=settings.secret("WHATSAPP_TOKEN"),
        callback_url=f"http://{settings.host}:{settings.port}/webhook",
        folder=settings.data / "whatsapp-de-mentira",
    )


def _refuse_real_keys(environment: Mapping[str, str]) -> None:
    found = [name for name in REAL if environment.get(name, "").strip()]
    if found:
        raise AskHuman(
            f"A demonstração não usa chaves de verdade, e {' e '.join(found)} está no ambiente. "
            "Abra outro terminal sem ela, ou use: central iniciar",
            code="chave_de_verdade",
        )


def _prepare(folder: Path, from_scratch: bool) -> None:
    """Mark the folder as the demo's; never touch one that holds a real seller's data."""
    mark = folder / MARK
    if not mark.exists() and folder.exists() and any(folder.iterdir()):
        raise AskHuman(
            f"A pasta {folder} já tem dados que não são da demonstração. Escolha outra: CENTRAL_DATA=outra-pasta",
            code="dados_de_verdade",
        )
    if from_scratch and mark.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("Esta pasta é da demonstração; central demo --do-zero pode apagá-la.\n", encoding="utf-8")


def _welcome(running: House) -> None:
    address = f"http://localhost:{running.settings.port}"
    written = "nenhum modelo de IA é chamado"
    if running.settings.has_models:
        written = f"só a IA é de verdade ({running.settings.model_small}, {running.settings.model_strong})"
    print(
        f"""
  Central está no ar: {address}

  1. Abra {address} no navegador: é o celular do seu cliente.
  2. Toque em “novo lead” e escolha um anúncio: a persona certa responde.
  3. Escreva como um cliente escreveria: preço, frete, prazo, foto, áudio, “quero falar com alguém”.
  4. Veja tudo do lado de quem vende, no painel: {address}/demo/painel

  Nada sai deste computador: o WhatsApp aqui é de mentira e {written}.
  Dados em {running.settings.data} · Ctrl-C para fechar · recomeçar: central demo --do-zero
""",
        flush=True,
    )
