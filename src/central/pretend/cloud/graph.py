"""The Graph API's side: POST /messages and its neighbours, with connections that break on request."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from email import message_from_bytes
from email.message import Message

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from central.pretend.cloud.cloud import PretendCloud
from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.office_routes import OfficeRoutes
from central.pretend.cloud.outgoing import check_upload
from central.pretend.cloud.thread import Json

UPLOAD_MS = 30 * 24 * 3_600_000
Handler = Callable[[Request], Awaitable[Response]]


class GraphRoutes:
    """Handlers over one PretendCloud."""

    def __init__(self, cloud: PretendCloud) -> None:
        self._cloud = cloud
        self._office = OfficeRoutes(cloud)

    def routes(self, root: str) -> list[Route]:
        """The routes below `root` (`/fingir/graph/{version}`)."""
        rows: list[tuple[str, str, Handler]] = [
            *self._office.rows(),
            ("POST", "/{id}/messages", self._messages),
            ("POST", "/{id}/media", self._upload),
            ("GET", "/baixar/{id}", self._download),
            ("GET", "/{id}/message_templates", self._templates),
            ("POST", "/{id}/message_templates", self._new_template),
            ("GET", "/{id}", self._fields),
            ("DELETE", "/{id}/contact_book", self._forget),
            ("DELETE", "/{id}", self._delete),
        ]
        apps = [(m, path, self._answered(handler)) for m, path, handler in self._office.app_rows()]
        ours = [(m, path, self._answered(self._guarded(handler))) for m, path, handler in rows]
        return [Route(root + path, handler, methods=[method]) for method, path, handler in (*apps, *ours)]

    def _guarded(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            given = request.headers.get("authorization", "")
            right = hmac.compare_digest(given.encode(), f"Bearer {self._cloud.settings.token}".encode())
            if not right or not self._cloud.office.token_valid:
                raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
            return await handler(request)

        return answer

    def _answered(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                return self._office.dated(await handler(request))
            except GraphError as error:
                return self._office.dated(JSONResponse(error.as_json(), error.http_status))

        return answer

    async def _messages(self, request: Request) -> Response:
        body = await _json(request)
        number = request.path_params["id"]
        if body.get("status") == "read":
            return JSONResponse(self._cloud.mark_read(number, body))
        faults = self._cloud.faults
        if faults.hits("cut_before"):
            return _Cut()
        if faults.hits("http_5xx"):
            return _no_graph_body()
        answer = self._cloud.accept(number, body)
        if faults.hits("cut_after"):
            return _Cut()
        if faults.hits("http_5xx_after"):
            return _no_graph_body()
        if faults.hits("slow"):
            await self._cloud.clock.sleep(faults.slow_ms)
        return JSONResponse(answer)

    async def _upload(self, request: Request) -> Response:
        self._number(request)
        parts = _form(request.headers.get("content-type", ""), await request.body())
        file = parts.get("file")
        if file is None or _text(parts.get("messaging_product")) != "whatsapp":
            raise GraphError(100, "Param file and messaging_product are required")
        content = file.get_payload(decode=True)
        assert isinstance(content, bytes)
        mime = _text(parts.get("type")) or file.get_content_type()
        kind = mime.split("/")[0]
        if mime == "image/webp":
            kind = "sticker"
        check_upload(kind if kind in ("image", "audio", "video", "sticker") else "document", mime, len(content))
        return JSONResponse({"id": self._cloud.keep_file(content, mime).id})

    async def _download(self, request: Request) -> Response:
        file = self._cloud.world.files.get(request.path_params["id"])
        if file is None:
            return PlainTextResponse("", 404)
        return Response(self._cloud.content(file.id), media_type=file.mime_type)

    async def _fields(self, request: Request) -> Response:
        thing = request.path_params["id"]
        if number := self._cloud.world.numbers.get(thing):
            return JSONResponse(self._cloud.office.number(number))
        if thing in self._cloud.office.wabas():
            return JSONResponse(self._cloud.office.account(thing))
        file = self._cloud.world.files.get(thing)
        if file is None or self._cloud.clock.now() - file.at > UPLOAD_MS:
            raise GraphError(100, f"Object with ID '{thing}' does not exist")
        url = str(request.url.replace(path=request.url.path.rsplit("/", 1)[0] + f"/baixar/{file.id}", query=""))
        answer = {"id": file.id, "url": url, "mime_type": file.mime_type, "sha256": file.sha256}
        return JSONResponse(answer | {"file_size": file.size, "messaging_product": "whatsapp"})

    async def _delete(self, request: Request) -> Response:
        thing = request.path_params["id"]
        if thing not in self._cloud.world.files:
            raise GraphError(100, f"Object with ID '{thing}' does not exist")
        self._cloud.delete_file(thing)
        return JSONResponse({"success": True})

    async def _forget(self, request: Request) -> Response:
        """A person is taken out of the contact book of the number's portfolio."""
        self._number(request)
        bsuid = request.query_params.get("bsuid")
        lead = self._cloud.world.lead_at(None, bsuid)
        if request.query_params.get("messaging_product") != "whatsapp" or lead is None:
            raise GraphError(100, "Param bsuid must be a user of this business portfolio")
        self._cloud.commit({"e": "esqueceu", "lead": lead.id})
        return JSONResponse({"success": True})

    async def _templates(self, request: Request) -> Response:
        self._waba(request)
        name = request.query_params.get("name")
        rows = [row for row in self._cloud.world.templates.values() if name in (None, row["name"])]
        return JSONResponse({"data": rows, "paging": {}})

    async def _new_template(self, request: Request) -> Response:
        number = self._waba(request)
        body = await _json(request)
        if not all(body.get(key) for key in ("name", "language", "category", "components")):
            raise GraphError(100, "Params name, language, category and components are required")
        key = (str(body["name"]), str(body["language"]))
        if key in self._cloud.world.templates:
            raise GraphError(100, "There is already content in this language for this template")
        self._cloud.add_templates([body | {"status": "PENDING"}])
        template = self._cloud.world.templates[key]
        self._cloud.delivery.judge(template, number)
        return JSONResponse({"id": template["id"], "status": "PENDING", "category": template["category"]})

    def _number(self, request: Request) -> str:
        number = str(request.path_params["id"])
        if number not in self._cloud.world.numbers:
            raise GraphError(100, f"Object with ID '{number}' does not exist")
        return number

    def _waba(self, request: Request) -> str:
        """A number of the WABA in the path."""
        waba = request.path_params["id"]
        found = next((n.id for n in self._cloud.world.numbers.values() if n.waba == waba), None)
        if found is None:
            raise GraphError(100, f"Object with ID '{waba}' does not exist")
        return found


async def _json(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise GraphError(100, "The body is not valid JSON") from error
    if not isinstance(body, dict):
        raise GraphError(100, "The body is not a JSON object")
    return body


def _form(content_type: str, body: bytes) -> dict[str, Message]:
    """multipart/form-data by field name."""
    if not content_type.startswith("multipart/form-data"):
        raise GraphError(100, "Use multipart/form-data")
    whole = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts = [part for part in whole.walk() if part is not whole]
    return {str(part.get_param("name", header="content-disposition")): part for part in parts}


def _text(part: Message | None) -> str:
    content = part.get_payload(decode=True) if part is not None else b""
    return content.decode(errors="replace").strip() if isinstance(content, bytes) else ""


def _no_graph_body() -> Response:
    return PlainTextResponse("upstream connect error or disconnect/reset before headers", 503)


class _Cut(Response):
    """No answer at all: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is None:
            # Another server than uvicorn: an answer that breaks off comes nearest.
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
            raise ConnectionAbortedError("the pretend Cloud API was asked to cut this connection")
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            continue
