"""The routes of the phone page, to be mounted at `/` beside the pretend Cloud API.

The page itself talks to three others:
- the pretend Cloud API under /fingir: leads, messages, read marks, media and the live WebSocket;
- GET /demo/conversas.json, optional: `[{lead, numero, conversa, persona: {id, nome, cor, rosto}, campanha, estado,
  autor}]`, where `lead` is the pretend lead's id, `numero` the phone number id, `estado` the stage and `autor` says who
  wrote the last reply: `script`, `modelo`, `ensaiado` or `atendente`;
- GET /demo/atencao.json, optional: `[{tipo, ref, conversa, lead, numero, nome, motivo, desde}]` with `tipo` one of
  `pessoa` (asked for one), `incerto` (a send whose outcome is unknown), `morta` (a dead letter). POST
  /demo/conversas/{conversa}/devolver gives a conversation back to the AI, POST /demo/atencao/{ref}/repor tries again.
A 404 of an optional one hides its part of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from central.core.operation import Operation
from central.pretend.phone.sheet import campaigns_json, numbers_json

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def phone_routes(operation: Callable[[], Operation], assets: Mapping[str, Path]) -> list[BaseRoute]:
    """The page, its two lists and its files; `operation` gives the one in force, `assets` a folder a kind of file."""
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
    page = templates.get_template("phone.html")

    async def phone(request: Request) -> Response:
        return HTMLResponse(page.render(seller=operation().seller), headers=HEADERS)

    async def campaigns(request: Request) -> Response:
        return JSONResponse(campaigns_json(operation()), headers={"Cache-Control": "no-store"})

    async def numbers(request: Request) -> Response:
        return JSONResponse(numbers_json(operation()), headers={"Cache-Control": "no-store"})

    return [
        Route("/", phone),
        Route("/demo/campanhas.json", campaigns),
        Route("/demo/numeros.json", numbers),
        *(Mount(f"/static/{kind}", _Files(directory=folder)) for kind, folder in assets.items()),
    ]


class _Files(StaticFiles):
    """Files that a browser asks for again at each load and gets as 304: a new version shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response
