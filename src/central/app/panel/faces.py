"""How personas look on the pages: their colours as a stylesheet, drawn faces, photos of the library."""

from __future__ import annotations

import re

from fastapi.responses import Response

from central.app.panel.drawings import sprite
from central.app.panel.visit import Here, Section

section = Section()

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_ID = re.compile(r"[a-z0-9_-]{1,80}")
SHOWN = {"image/jpeg", "image/png", "image/webp", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "video/mp4"}
FOR_A_DAY = {"Cache-Control": "private, max-age=86400"}


@section.get("/personas.css", least="leitura")
async def colours(visit: Here) -> Response:
    operation = await visit.panel.store.operations.current()
    personas = operation.personas if operation is not None else ()
    rules = (f".p-{p.id}{{--persona:{p.color}}}" for p in personas if _ID.fullmatch(p.id) and _COLOR.fullmatch(p.color))
    return Response("\n".join(rules), media_type="text/css", headers={"Cache-Control": "no-cache"})


@section.get("/rostos.svg", least=None)
async def drawn(visit: Here) -> Response:
    return Response(sprite(), media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})


@section.get("/arquivo/{key:path}", least="leitura")
async def library(visit: Here, key: str) -> Response:
    """A file of the media library; what a browser could run is not served."""
    found = await visit.panel.store.media.get(key)
    if found is None or found.mime_type.split(";")[0] not in SHOWN:
        return Response(status_code=404)
    return Response(found.content, media_type=found.mime_type, headers=FOR_A_DAY)
