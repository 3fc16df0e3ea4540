"""The HelpCenter's JSON API under /api/v1: a plain ASGI app of its own, with its OpenAPI at /api/v1/openapi.json."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from central import __version__
from central.app.helpcenter import export, hooks, tickets
from central.app.helpcenter.desk import LONGEST_BODY, REFUSALS, Counter, Refused
from central.core.errors import GiveUp, TryLater

PREFIX = "/api/v1"


def helpcenter_app(counter: Counter) -> ASGIApp:
    """The app; it answers only paths under PREFIX."""
    app = FastAPI(
        title="HelpCenter da Central",
        version=__version__,
        description="Tickets de venda: um por intenção de compra, com status, histórico, notas e etiquetas.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=REFUSALS,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    app.state.counter = counter
    for router in (tickets.router, hooks.router, export.router):
        app.include_router(router, prefix=PREFIX)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(GiveUp, _given_up)
    app.add_exception_handler(TryLater, _busy)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_middleware(_Small)
    return app


class _Small:
    """Refuses bodies that no ticket needs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            length = headers.get(b"content-length", b"0")
            chunked = b"transfer-encoding" in headers
            if chunked or not length.isdigit() or int(length) > LONGEST_BODY:
                answer = JSONResponse({"detail": "mande até 1 MB, com Content-Length"}, 411 if chunked else 413)
                return await answer(scope, receive, send)
        return await self._app(scope, receive, send)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    headers = {"www-authenticate": "Bearer"} if error.status == 401 else None
    return JSONResponse({"detail": error.detail}, error.status, headers)


async def _given_up(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, GiveUp)
    return JSONResponse({"detail": error.reason}, 409)


async def _busy(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "o banco de dados não respondeu; tente de novo"}, 503, {"retry-after": "5"})


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return JSONResponse({"detail": "; ".join(map(_sentence, error.errors()[:5]))}, 422)


async def _plain(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses: a body that is no JSON is as wrong as one with wrong fields."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return JSONResponse({"detail": "este endereço não aceita este método"}, 405, {"allow": _allowed(request)})
    return JSONResponse({"detail": str(error.detail)}, 422 if error.status_code == 400 else error.status_code)


def _allowed(request: Request) -> str:
    """All methods of this address; the framework's own answer names those of its first route only."""
    paths = request.app.openapi()["paths"]
    asked = request.url.path.split("/")
    for path, methods in paths.items():
        parts = path.split("/")
        if len(parts) == len(asked) and all(p == a or p.startswith("{") for p, a in zip(parts, asked, strict=True)):
            return ", ".join(method.upper() for method in methods)
    return "GET"


def _sentence(error: dict[str, object]) -> str:
    place = error.get("loc", ())
    parts: Sequence[object] = place if isinstance(place, list | tuple) else ()
    return f"{'.'.join(map(str, parts[1:])) or 'corpo'}: {error.get('msg', 'inválido')}"
