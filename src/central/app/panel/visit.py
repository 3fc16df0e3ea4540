"""One request by one person: who asks, whether they may, and how they are answered.

A page module makes a `Section` and declares each route with the least role that may call it:

    section = Section()

    @section.get("/anuncios", least="leitura")
    async def new_ads(visit: Here) -> Response:
        return await visit.page("new_ads.html", ads=...)

There is no way to add a route without a role, and no change (anything but GET) without the session's CSRF token.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import HTTPConnection

from central.app.panel import pages
from central.app.panel.panel import Panel, digest
from central.core.errors import CentralError
from central.core.people.account import Account, Role, Session

COOKIE = "central_sessao"
CSRF_HEADER, CSRF_FIELD = "x-csrf", "_csrf"
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Response]])


class SignInNeeded(Exception):
    """Nobody is signed in; `path` is where they wanted to go."""


class Refused(CentralError):
    """Signed in, but this is not for them, or it did not come from one of our pages."""


@dataclass(slots=True)
class Visit:
    """A request with the panel it is made to and, on signed-in routes, the session it comes with."""

    request: Request
    panel: Panel
    session: Session | None

    @property
    def account(self) -> Account:
        """Who asks; only on routes with a role."""
        assert self.session is not None, "this route let nobody in without a session"
        return self.session.account

    @property
    def now(self) -> int:
        """Epoch milliseconds."""
        return self.panel.clock.now()

    @property
    def by_htmx(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return self.request.headers.get("hx-request") == "true"

    async def page(self, template: str, code: int = 200, **context: Any) -> HTMLResponse:
        """A whole page in the panel's frame; also what a part of a page is rendered with."""
        around = {"visit": self, "operation": await self.panel.store.operations.current(), "now": self.now}
        html = pages.render(template, **around | context)
        return HTMLResponse(html, code)

    async def part(
        self, template: str, toast: str = "", headers: Mapping[str, str] | None = None, **context: Any
    ) -> HTMLResponse:
        """A part of a page, for htmx; `toast` is shown in the corner for a moment."""
        answer = await self.page(template, **context)
        if toast:
            answer.headers["x-aviso"] = quote(toast)
        answer.headers.update(headers or {})
        return answer

    def go(self, path: str, toast: str = "") -> Response:
        """On to another page, whoever asks; `toast` is shown there."""
        target = path if not toast else f"{path}{'&' if '?' in path else '?'}aviso={quote(toast)}"
        if self.by_htmx:
            return Response(status_code=204, headers={"hx-redirect": target})
        return RedirectResponse(target, 303)

    def done(self, toast: str = "", status: int = 204) -> Response:
        """Nothing to show but a toast."""
        return Response(status_code=status, headers={"x-aviso": quote(toast)} if toast else {})


async def session_of(connection: HTTPConnection, panel: Panel) -> Session | None:
    """The living session behind the cookie, of a page or of a WebSocket."""
    token = connection.cookies.get(COOKIE)
    return await panel.store.accounts.session(digest(token), panel.clock.now()) if token else None


def from_our_pages(connection: HTTPConnection) -> bool:
    """Whether a change or a WebSocket comes from a page of ours: the browser says so and no page can forge it."""
    origin = connection.headers.get("origin")
    if origin is None:
        return connection.headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc == connection.headers.get("host") and urlsplit(origin).scheme in ("http", "https")


async def _visit(request: Request) -> Visit:
    panel: Panel = request.app.state.panel
    return Visit(request, panel, await session_of(request, panel))


Here = Annotated[Visit, Depends(_visit)]
Gate = Callable[..., Awaitable[None]]


class Section:
    """The routes of one part of the panel, each with the least role that may call it (None: anybody at all)."""

    def __init__(self) -> None:
        self.router = APIRouter(default_response_class=HTMLResponse)
        self.paths: set[str] = set()

    def get(self, path: str, *, least: Role | None) -> Callable[[Handler], Handler]:
        """A page, a part of one or a file; it changes nothing."""
        return self._route("GET", path, least)

    def post(self, path: str, *, least: Role | None) -> Callable[[Handler], Handler]:
        """A change."""
        return self._route("POST", path, least)

    def _route(self, method: str, path: str, least: Role | None) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.paths.add(path)
            self.router.add_api_route(
                path,
                handler,
                methods=[method],
                dependencies=[Depends(_gate(method, least))],
                openapi_extra={"x-papel": least or "qualquer"},
                response_model=None,
            )
            return handler

        return register


def _gate(method: str, least: Role | None) -> Gate:
    async def gate(visit: Here) -> None:
        if method != "GET" and not from_our_pages(visit.request):
            raise Refused("Este pedido não veio de uma página do painel. Recarregue e tente de novo.", code="origem")
        if least is None:
            return
        if visit.session is None:
            raise SignInNeeded
        if not visit.account.may(least):
            raise Refused(f"Isto pede o papel {least}. Peça a quem cuida do painel.", code="papel")
        if method != "GET" and not await _carries_token(visit.request, visit.session):
            raise Refused("A página ficou velha. Recarregue e tente de novo.", code="csrf")
        if method != "GET":
            await _note(visit)

    return gate


async def _note(visit: Visit) -> None:
    """Who of the team changed what, on whose conversation: for the record of what people did."""
    path, privacy = visit.request.url.path, visit.panel.store.privacy
    kind, _, rest = path.strip("/").partition("/")
    conversation = rest.partition("/")[0] if kind == "conversas" else None
    person = await privacy.of_conversation(conversation) if conversation else None
    what = CHANGES.get(rest.rpartition("/")[2], f"mudou {kind}") if conversation else f"mudou {kind}"
    await privacy.audit(visit.account.id, what, visit.now, person, conversation if person else None)


CHANGES = {
    "assumir": "assumiu uma conversa",
    "devolver": "devolveu uma conversa à IA",
    "mensagem": "escreveu a um lead",
    "arquivo": "enviou um arquivo a um lead",
    "nota": "escreveu uma nota",
    "corrigir": "corrigiu uma leitura",
    "silenciar": "pediu silêncio para um lead",
    "esquecer": "pediu para apagar uma pessoa",
}


async def _carries_token(request: Request, session: Session) -> bool:
    said = request.headers.get(CSRF_HEADER)
    if said is None:
        field = (await request.form()).get(CSRF_FIELD)
        said = field if isinstance(field, str) else ""
    return hmac.compare_digest(said.encode(), session.csrf.encode())
