"""The panel as an ASGI application: its sections, its files, its WebSocket, and how it says no."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from central.app.panel import (
    alerts,
    attending,
    attention,
    broadcasts,
    devices,
    drafts,
    entry,
    faces,
    inbox,
    installable,
    new_ads,
    pages,
    rights,
    sales,
    simulating,
)
from central.app.panel.costs import page as costs
from central.app.panel.crm import conversions, orders, sync, tickets
from central.app.panel.flow import page as flow
from central.app.panel.guards import Guards
from central.app.panel.learning import page as learning
from central.app.panel.metrics import page as metrics
from central.app.panel.panel import Panel
from central.app.panel.settings import SECTIONS as SETTINGS
from central.app.panel.visit import Refused, Section, SignInNeeded, Visit, from_our_pages, session_of
from central.app.work.round import ended
from central.core.errors import AskHuman, CentralError

log = logging.getLogger("central.panel")

SECTIONS: tuple[Section, ...] = (
    entry.section,
    devices.section,
    faces.section,
    installable.section,
    inbox.section,
    attending.section,
    sales.section,
    drafts.section,
    attention.section,
    new_ads.section,
    broadcasts.section,
    rights.section,
    alerts.section,
    flow.section,
    learning.section,
    metrics.section,
    tickets.section,
    orders.section,
    sync.section,
    conversions.section,
    costs.section,
    simulating.section,
    *SETTINGS,
)
"""Every page module's section. A new page: docs/panel.md."""
HOME = "/conversas"
BEGIN = "/ajustes/comecar"
NEW = "sem_operacao"
"""What pages refuse with before there is an operation: the guide makes one."""
INDEX_BUSY_S, INDEX_IDLE_S = 0.2, 0.7
CLOSE_DAYS_EVERY_S, CLOSE_NEXT_AFTER_S = 600, 2
LARGEST_BODY = 17 * 1024 * 1024


def panel_app(panel: Panel, assets: Mapping[str, Path], *, root: bool = True) -> FastAPI:
    """The application; with `root` it also answers `/`. The caller opens `running(panel)` around serving it."""
    app = FastAPI(title="Central", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.panel = panel
    for section in SECTIONS:
        app.include_router(section.router)
    for kind, folder in assets.items():
        app.mount(f"/static/{kind}", _Files(directory=folder))
    if root:
        app.add_api_route("/", _home, methods=["GET"], include_in_schema=False)
    app.add_api_websocket_route("/vivo", _live)
    app.state.paths = frozenset(path for section in SECTIONS for path in section.paths)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(CentralError, _refuse)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(GZipMiddleware, minimum_size=900, compresslevel=9)
    app.add_middleware(Guards, largest=LARGEST_BODY)
    return app


@asynccontextmanager
async def running(panel: Panel) -> AsyncIterator[None]:
    """The panel's followers, for as long as the block lasts."""
    await panel.hub.start()
    beside = [asyncio.create_task(work(panel), name=f"panel{work.__name__}") for work in (_index, _close_days)]
    try:
        yield
    finally:
        await ended(beside)
        await panel.hub.stop()


async def _index(panel: Panel) -> None:
    """Keep the search near the ledger; in a rush it falls behind instead of slowing anybody."""
    while True:
        try:
            busy = await panel.store.search.follow()
        except (CentralError, OSError):
            log.exception("the search index did not follow")
            busy = False
        await asyncio.sleep(INDEX_BUSY_S if busy else INDEX_IDLE_S)


async def _close_days(panel: Panel) -> None:
    """Sum days as they close, one at a time and the newest first, so that nobody who opens a page waits for it."""
    while True:
        try:
            left = await panel.store.metrics.close(panel.clock.now(), 1)
        except (CentralError, OSError):
            log.exception("the closed days were not summed")
            left = 0
        await asyncio.sleep(CLOSE_NEXT_AFTER_S if left else CLOSE_DAYS_EVERY_S)


async def _home() -> Response:
    return RedirectResponse(HOME, 303)


async def _live(socket: WebSocket) -> None:
    panel: Panel = socket.app.state.panel
    session = await session_of(socket, panel) if from_our_pages(socket) else None
    if session is None:
        await socket.close(4401)
        return
    await panel.hub.serve(socket, session)


async def _sign_in(request: Request, error: Exception) -> Response:
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    where = "/entrar" if request.method != "GET" or target == "/" else f"/entrar?ir={quote(target, safe='')}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"hx-redirect": "/entrar"})
    return RedirectResponse(where, 303)


async def _refuse(request: Request, error: Exception) -> Response:
    """What a person has to know, on a page or as a toast."""
    assert isinstance(error, CentralError)
    if error.code == NEW and request.method == "GET" and request.app.state.panel.guide is not None:
        return RedirectResponse(BEGIN, 303)
    status = 403 if isinstance(error, Refused) else 422 if isinstance(error, AskHuman) else 503
    return await _problem(request, status, error.reason)


async def _invalid(request: Request, error: Exception) -> Response:
    return await _problem(request, 422, "O endereço ou o formulário tem algo que não entendi. Volte e tente de novo.")


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "Esta página não existe.", 405: "Aqui não se faz isso."}
    return await _problem(request, error.status_code, said.get(error.status_code, "Algo não deu certo."))


async def _problem(request: Request, status: int, reason: str) -> Response:
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(html.escape(reason), status, headers={"x-aviso": quote(reason), "hx-reswap": "none"})
    panel: Panel = request.app.state.panel
    context: dict[str, Any] = {"status": status, "reason": reason}
    visit = Visit(request, panel, None)
    return HTMLResponse(pages.render("problem.html", visit=visit, operation=None, now=visit.now, **context), status)


class _Files(StaticFiles):
    """Files that a browser asks for again at each load and gets as 304: a new version shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response
