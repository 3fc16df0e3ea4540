"""Personas: how each speaks, how she introduces herself, and how far she may choose by herself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path, UploadFile
from fastapi.responses import Response

from central.app.panel.settings.change import Files, change, form_of, found, put, unchanged, words
from central.app.panel.settings.library import kept_photo
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
    limits = dict((await visit.panel.operation()).budget.personas)
    return await tab(visit, "settings_personas.html", HERE, PHASES=PHASES, examples=examples, limits=limits)


@section.post("/ajustes/fase", least="gestor")
async def phase(visit: Here, fase: Annotated[str, Form(max_length=20)]) -> Response:
    """One phase for every persona."""

    def edit(files: Files) -> None:
        for entry in files["loja.yaml"]["personas"]:
            entry["fase"] = fase

    return visit.go(HERE, await change(visit, edit))


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
        if "adulta" in said:
            put(entry, "adulta", "sim" if said["adulta"] == "sim" else "")
        if "limite" in said:
            _limit(files["loja.yaml"], id, said["limite"])

    return visit.go(HERE, await change(visit, edit))


def _limit(shop: Files, persona: str, most: str) -> None:
    """What the replies of one persona may cost a day."""
    budget = shop.setdefault("orcamento", {})
    limits = budget.setdefault("por_persona", {})
    put(limits, persona, most)
    put(budget, "por_persona", limits or "")
    if not budget:
        del shop["orcamento"]


@section.post("/ajustes/personas/{id}/apagar", least="gestor")
async def drop(
    visit: Here, id: Annotated[str, Path(max_length=80)], para: Annotated[str, Form(max_length=80)]
) -> Response:
    """Take a persona away with her own words; another sells what she sold. What else names her keeps her."""

    def edit(files: Files) -> None:
        shop = files["loja.yaml"]
        for product in files["produtos.yaml"]["produtos"]:
            product["persona"] = para if product["persona"] == id else product["persona"]
        for file, section in (("scripts.yaml", "scripts"), ("vendas.yaml", "aberturas")):
            own = files.get(file, {})
            own[section] = [one for one in own.get(section, ()) if one.get("persona") != id]
        shop["personas"].remove(found(shop["personas"], id, "a persona"))
        for channel in shop["canais"]:
            channel["personas"] = [one for one in channel["personas"] if one != id]
        _limit(shop, id, "")

    return visit.go(HERE, await change(visit, edit))


@section.post("/ajustes/personas/{id}/foto", least="gestor")
async def photo(visit: Here, id: Annotated[str, Path(max_length=80)], foto: UploadFile) -> Response:
    if (await visit.panel.operation()).persona(id) is None:
        raise AskHuman(f'Não encontrei a persona "{id}".', code="nao_encontrei")
    name = await kept_photo(visit, id, foto)

    def edit(files: Files) -> None:
        found(files["loja.yaml"]["personas"], id, "a persona")["avatar"] = name

    return visit.go(HERE, await change(visit, edit, [name]))
