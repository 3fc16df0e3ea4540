"""The panel as an app on a phone: its manifest and its service worker."""

from __future__ import annotations

from fastapi.responses import JSONResponse, Response

from central.app.assets import asset_folders
from central.app.panel.visit import Here, Section

section = Section()


@section.get("/central.webmanifest", least=None)
async def manifest(visit: Here) -> Response:
    about = {
        "name": "Central",
        "short_name": "Central",
        "description": "A central de vendas no WhatsApp",
        "lang": "pt-BR",
        "id": "/conversas",
        "start_url": "/conversas",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5efe3",
        "theme_color": "#0b6b53",
        "icons": [
            {"src": "/static/css/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": "/static/css/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
            {"src": "/static/css/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JSONResponse(about, media_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


@section.get("/trabalhador.js", least=None)
async def worker(visit: Here) -> Response:
    """At the root, so that it may answer for every page."""
    text = (asset_folders()["js"] / "panel-worker.js").read_text(encoding="utf-8")
    return Response(text, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
