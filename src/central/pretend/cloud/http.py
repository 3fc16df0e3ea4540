"""The ASGI app of the pretend Cloud API, to be mounted at the root: every path begins with /fingir."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from central.pretend.cloud.cloud import PretendCloud
from central.pretend.cloud.graph import GraphRoutes
from central.pretend.cloud.report import report
from central.pretend.cloud.thread import Json

MAX_FILE = 16 << 20
MAX_BEHIND = 10_000
Handler = Callable[[Request], Awaitable[Response]]


def pretend_app(cloud: PretendCloud) -> Starlette:
    """Graph API, leads and threads, live events. `cloud.start()` and `cloud.close()` are the caller's."""
    page = PageRoutes(cloud)
    routes = [*GraphRoutes(cloud).routes("/fingir/graph/{version}"), *page.routes()]
    return Starlette(routes=routes, middleware=[Middleware(Labelled)])


class Labelled:
    """Every answer says that it is pretence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-fingido", b"sim")]
            await send(message)

        await self._app(scope, receive, labelled)


class PageRoutes:
    """What docs/pretend.md promises to the phone page and to judges."""

    def __init__(self, cloud: PretendCloud) -> None:
        self._cloud = cloud

    def routes(self) -> list[Route | WebSocketRoute]:
        rows: list[tuple[str, str, Handler]] = [
            ("GET", "/numeros", self._numbers),
            ("GET", "/leads", self._leads),
            ("POST", "/leads", self._new_lead),
            ("GET", "/leads/{lead}/conversa", self._thread),
            ("POST", "/leads/{lead}/mensagens", self._say),
            ("POST", "/leads/{lead}/leu", self._read),
            ("POST", "/leads/{lead}/ouviu", self._play),
            ("POST", "/midia", self._upload),
            ("GET", "/midia/{id}", self._file),
            ("POST", "/modelos/{modelo}", self._template),
            ("GET", "/falhas", self._faults),
            ("POST", "/falhas", self._set_faults),
            ("GET", "/conta", self._office),
            ("POST", "/conta", self._set_office),
            ("GET", "/relatorio", self._report),
        ]
        plain = [Route("/fingir" + path, self._kind(handler), methods=[method]) for method, path, handler in rows]
        return [*plain, WebSocketRoute("/fingir/ao-vivo", self._live)]

    def _kind(self, handler: Handler) -> Handler:
        """ValueError is the caller's mistake, KeyError something that does not exist."""

        async def answer(request: Request) -> Response:
            try:
                lead = request.path_params.get("lead")
                if lead is not None and lead not in self._cloud.world.leads:
                    return JSONResponse({"erro": f"não existe o lead “{lead}”"}, 404)
                return await handler(request)
            except ValueError as error:
                return JSONResponse({"erro": str(error)}, 400)

        return answer

    async def _numbers(self, request: Request) -> Response:
        return JSONResponse({"numeros": [number.as_json() for number in self._cloud.world.numbers.values()]})

    async def _leads(self, request: Request) -> Response:
        return JSONResponse({"leads": [lead.as_json() for lead in self._cloud.world.leads.values()]})

    async def _new_lead(self, request: Request) -> Response:
        asked = await _json(request)
        lead = self._cloud.new_lead(
            str(asked.get("nome") or ""),
            str(asked["telefone"]) if asked.get("telefone") else None,
            bsuid_only=asked.get("so_bsuid") is True,
            username=str(asked["usuario"]) if asked.get("usuario") else None,
        )
        return JSONResponse(lead.as_json(), 201)

    async def _thread(self, request: Request) -> Response:
        lead = self._cloud.world.leads[request.path_params["lead"]]
        number = request.query_params.get("numero")
        posts = [post.as_json() for post in self._cloud.world.thread(lead.id, number)]
        return JSONResponse({"lead": lead.as_json(), "numero": number, "mensagens": posts})

    async def _say(self, request: Request) -> Response:
        asked = await _json(request)
        number, kind = str(asked.pop("numero", "")), str(asked.pop("tipo", ""))
        post = self._cloud.say(request.path_params["lead"], number, kind, **asked)
        return JSONResponse(post.as_json(), 201)

    async def _read(self, request: Request) -> Response:
        number = str((await _json(request)).get("numero", ""))
        return JSONResponse({"lidas": self._cloud.read(request.path_params["lead"], number)})

    async def _play(self, request: Request) -> Response:
        asked = await _json(request)
        self._cloud.play(request.path_params["lead"], str(asked.get("numero", "")), str(asked.get("id", "")))
        return JSONResponse({"ouvida": True})

    async def _upload(self, request: Request) -> Response:
        content = await request.body()
        if not 0 < len(content) <= MAX_FILE:
            raise ValueError("o arquivo está vazio ou passa de 16 MB")
        file = self._cloud.keep_file(content, request.headers.get("content-type", "application/octet-stream"))
        return JSONResponse({"id": file.id, "url": f"/fingir/midia/{file.id}", "mime_type": file.mime_type}, 201)

    async def _file(self, request: Request) -> Response:
        file = self._cloud.world.files.get(request.path_params["id"])
        if file is None:
            return JSONResponse({"erro": "não existe esse arquivo"}, 404)
        headers = {"Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
        if not file.mime_type.startswith(("image/", "audio/", "video/")) or "svg" in file.mime_type:
            headers["Content-Disposition"] = "attachment"
        return Response(self._cloud.content(file.id), media_type=file.mime_type, headers=headers)

    async def _template(self, request: Request) -> Response:
        asked, name = await _json(request), request.path_params["modelo"]
        if (name, "pt_BR") not in self._cloud.world.templates:
            return JSONResponse({"erro": f"não existe o modelo “{name}”"}, 404)
        changes: Json = {k: str(asked[w]) for w, k in (("situacao", "status"), ("categoria", "category")) if w in asked}
        if "qualidade" in asked:
            changes["quality_score"] = {"score": str(asked["qualidade"])}
        self._cloud.say_of_template(name, **changes)
        return JSONResponse(self._cloud.world.templates[name, "pt_BR"])

    async def _faults(self, request: Request) -> Response:
        return JSONResponse(self._cloud.faults.as_json())

    async def _set_faults(self, request: Request) -> Response:
        self._cloud.faults.set(await _json(request))
        now = self._cloud.faults.as_json()
        self._cloud.tell({"tipo": "falhas", "falhas": now})
        return JSONResponse(now)

    async def _office(self, request: Request) -> Response:
        return JSONResponse(self._cloud.office.as_json())

    async def _set_office(self, request: Request) -> Response:
        self._cloud.office.set(await _json(request))
        return JSONResponse(self._cloud.office.as_json())

    async def _report(self, request: Request) -> Response:
        return JSONResponse(report(self._cloud))

    async def _live(self, socket: WebSocket) -> None:
        await socket.accept()
        queue: asyncio.Queue[Json] = asyncio.Queue(MAX_BEHIND)

        def put(event: Json) -> None:
            # A tab that fell this far behind reads the thread again anyway.
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(event)

        stop = self._cloud.listen(put)
        sender = asyncio.create_task(_send_all(socket, queue))
        try:
            while (await socket.receive())["type"] != "websocket.disconnect":
                continue
        finally:
            stop()
            sender.cancel()


async def _send_all(socket: WebSocket, queue: asyncio.Queue[Json]) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.send_text(json.dumps(await queue.get(), ensure_ascii=False))


async def _json(request: Request) -> Json:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise ValueError("o corpo não é JSON") from error
    if not isinstance(body, dict):
        raise ValueError("o corpo precisa ser um objeto JSON")
    return body
