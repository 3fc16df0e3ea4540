"""The Graph calls of whoever sets an app up: tokens, webhooks of an app, apps of an account, numbers."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from urllib.parse import parse_qsl, urlencode

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from central.pretend.cloud.cloud import PretendCloud
from central.pretend.cloud.graph_error import GraphError

Handler = Callable[[Request], Awaitable[Response]]
PATIENCE = aiohttp.ClientTimeout(total=10)


class OfficeRoutes:
    """Handlers over one PretendCloud; `rows` with whether they take an app token (`id|secret`)."""

    def __init__(self, cloud: PretendCloud) -> None:
        self._cloud, self._office = cloud, cloud.office

    def rows(self) -> list[tuple[str, str, Handler]]:
        """Method, path below the version, handler; all under the access token."""
        return [
            ("GET", "/debug_token", self._token),
            ("GET", "/{id}/phone_numbers", self._numbers),
            ("GET", "/{id}/subscribed_apps", self._subscribed),
            ("POST", "/{id}/subscribed_apps", self._subscribe),
            ("POST", "/{id}/register", self._register),
        ]

    def app_rows(self) -> list[tuple[str, str, Handler]]:
        """The same for calls that carry an app token."""
        return [("GET", "/{id}/subscriptions", self._hooks), ("POST", "/{id}/subscriptions", self._hook)]

    def dated(self, response: Response) -> Response:
        """With Meta's own time; a server's earlier header stays before it."""
        if self._office.clock_ms:
            response.headers["date"] = formatdate((self._cloud.clock.now() + self._office.clock_ms) / 1000, usegmt=True)
        return response

    async def _token(self, request: Request) -> Response:
        return JSONResponse(self._office.token(request.query_params.get("input_token") == self._cloud.settings.token))

    async def _numbers(self, request: Request) -> Response:
        waba = self._waba(request)
        return JSONResponse({"data": [self._office.number(n) for n in self._office.of_waba(waba)]})

    async def _subscribed(self, request: Request) -> Response:
        return JSONResponse(self._office.subscribed(self._waba(request)))

    async def _subscribe(self, request: Request) -> Response:
        waba = self._waba(request)
        self._office.unheard = [w for w in self._office.unheard if w != waba]
        return JSONResponse({"success": True})

    async def _register(self, request: Request) -> Response:
        number = str(request.path_params["id"])
        if number not in self._cloud.world.numbers:
            raise GraphError(100, f"Object with ID '{number}' does not exist")
        self._office.unregistered = [n for n in self._office.unregistered if n != number]
        return JSONResponse({"success": True})

    async def _hooks(self, request: Request) -> Response:
        self._app(request)
        return JSONResponse(self._office.subscriptions())

    async def _hook(self, request: Request) -> Response:
        """Set where webhooks go, once whoever is there answered the handshake."""
        self._app(request)
        form = dict(parse_qsl((await request.body()).decode()))
        address, word = form.get("callback_url", ""), form.get("verify_token", "")
        if not await _shakes_hands(address, word):
            raise GraphError(2200, "(#2200) Callback verification failed with the following errors: HTTP Status Code")
        self._office.callback_url = address
        self._office.fields = [name for name in form.get("fields", "").split(",") if name]
        self._cloud.point_to(address)
        return JSONResponse({"success": True})

    def _app(self, request: Request) -> None:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self._office.app_of(bearer) != request.path_params["id"]:
            raise GraphError(190, "Invalid OAuth access token signature.")

    def _waba(self, request: Request) -> str:
        waba = str(request.path_params["id"])
        if waba not in self._office.wabas():
            raise GraphError(100, f"Object with ID '{waba}' does not exist")
        return waba


async def _shakes_hands(address: str, word: str) -> bool:
    challenge = str(secrets.randbelow(10**9))
    query = urlencode({"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": word})
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{address}?{query}", allow_redirects=False) as answer,
        ):
            return answer.status == 200 and (await answer.text()) == challenge
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        return False
