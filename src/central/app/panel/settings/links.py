"""Links e campanhas: what brings leads, with the QR of each link."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from central.app.panel.settings.change import Files, change, form_of, put, words
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.text import slug

section = Section()
HERE = "/ajustes/links"
SOURCES = {"meta": "Meta (Instagram, Facebook)", "youtube": "YouTube", "kwai": "Kwai"}


@section.get(HERE, least="atendente")
async def links(visit: Here) -> Response:
    counts = await visit.panel.store.clicks.counts(0)
    return await tab(visit, "settings_links.html", HERE, SOURCES=SOURCES, counts=counts)


@section.post(HERE, least="gestor")
async def add(visit: Here) -> Response:
    said = await form_of(visit)

    def edit(files: Files) -> None:
        entry: dict[str, Any] = {"id": slug(said.get("nome", ""))}
        put(entry, "nome", said.get("nome", ""))
        put(entry, "origem", said.get("origem", ""))
        put(entry, "produto", said.get("produto", ""))
        put(entry, "anuncios", words(said.get("anuncios", "")))
        put(entry, "saudacao", said.get("saudacao", ""))
        files["campanhas.yaml"]["campanhas"].append(entry)

    return visit.go(HERE, await change(visit, edit))
