"""Personas: how each speaks, how she introduces herself, and how far she may choose by herself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, UploadFile
from fastapi.responses import Response

from central.app.panel.settings.change import Files, change, form_of, found, put, unchanged, words
from central.app.panel.settings.products import kept_photo
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman

section = Section()
HERE = "/ajustes/personas"
PHASES = {
    "scripts": "só os scripts aprovados",
    "regras": "scripts e modelos, pelas suas regras",
    "aprendizado": "aprende com as vendas o que funciona melhor",
}


@section.get(HERE, least="atendente")
async def personas(visit: Here) -> Response:
    examples = await visit.panel.store.examples.all()
    return await tab(visit, "settings_personas.html", HERE, PHASES=PHASES, examples=examples)


@section.post("/ajustes/exemplos/{turno}/apagar", least="gestor")
async def forget(visit: Here, turno: Annotated[str, Path(max_length=80)]) -> Response:
    """Take an example of the voice away; models do not read it any more."""
    if not await visit.panel.store.examples.drop(turno):
        raise AskHuman("Este exemplo já não existe.", code="nao_encontrei")
    return visit.go(HERE, "Exemplo apagado.")


@section.post("/ajustes/personas/{id}", least="gestor")
async def save(visit: Here, id: Annotated[str, Path(max_length=80)]) -> Response:
    said = await form_of(visit)
    await unchanged(visit.panel, said.get("versao", ""), lambda o: o.persona(id))

    def edit(files: Files) -> None:
        entry = found(files["loja.yaml"]["personas"], id, "a persona")
        for key in ("nome", "area", "cor"):
            put(entry, key, said.get(key, entry.get(key, "")))
        put(entry, "voz", said.get("voz", ""))
        put(entry, "apresentacao", said.get("apresentacao", ""))
        put(entry, "fase", said.get("fase", ""))
        put(entry, "palavras", words(said.get("palavras", "")))

    return visit.go(HERE, await change(visit, edit))


@section.post("/ajustes/personas/{id}/foto", least="gestor")
async def photo(visit: Here, id: Annotated[str, Path(max_length=80)], foto: UploadFile) -> Response:
    if (await visit.panel.operation()).persona(id) is None:
        raise AskHuman(f'Não encontrei a persona "{id}".', code="nao_encontrei")
    name = await kept_photo(visit, id, foto)

    def edit(files: Files) -> None:
        found(files["loja.yaml"]["personas"], id, "a persona")["avatar"] = name

    return visit.go(HERE, await change(visit, edit, [name]))
