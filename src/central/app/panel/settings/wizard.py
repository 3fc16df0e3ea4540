"""A persona by choices: line, tone, limits, name and colour, with her answers to see before anything is kept."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi.responses import Response

from central.adapters.operation import Document, default_demo_folder, numbered, read_yaml, to_sections
from central.app.desk.editing import Files, copied, edited
from central.app.panel.settings.change import change, form_of, found, put, unchanged
from central.app.panel.settings.personas import PHASES
from central.app.panel.settings.products import new_product
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.app.simulation.samples import Sample, samples
from central.core.errors import AskHuman
from central.core.onboarding.lines import (
    COLORS,
    LIMITS,
    LINES,
    TONES,
    Choices,
    choices_of,
    chosen,
    introduction_of,
    voice_of,
)
from central.core.operation import Operation
from central.core.text import slug

section = Section()
HERE = "/ajustes/personas"
WIZARD = "/ajustes/persona-guiada"


@section.get(WIZARD, least="gestor")
async def wizard(visit: Here) -> Response:
    operation = await visit.panel.operation()
    persona = operation.persona(visit.request.query_params.get("persona", "")[:80])
    start = choices_of(persona) if persona is not None else chosen({}, ["pressa", "apelido", "corpo", "saude"])
    around: dict[str, Any] = {"LINES": LINES, "TONES": TONES, "LIMITS": LIMITS, "COLORS": COLORS, "PHASES": PHASES}
    around["by_hand"] = persona is not None and persona.voice != voice_of(start)
    return await tab(visit, "settings_wizard.html", HERE, persona=persona, start=start, **around)


@section.post(f"{WIZARD}/amostra", least="gestor")
async def attempt(visit: Here) -> Response:
    """Her answers with these choices; nothing is kept."""
    operation, said, choices = await _said(visit)
    try:
        made = await asyncio.to_thread(_sampled, operation, said, choices)
    except AskHuman as error:
        return await visit.part("settings_samples.html", samples=[], problem=error.reason, choices=choices)
    return await visit.part("settings_samples.html", samples=made, problem="", choices=choices)


@section.post(WIZARD, least="gestor")
async def save(visit: Here) -> Response:
    operation, said, choices = await _said(visit)
    if id := said.get("persona", ""):
        await unchanged(visit.panel, said.get("versao", ""), lambda o: o.persona(id))
    return visit.go(HERE, await change(visit, lambda files: _write(files, operation, said, choices)))


async def _said(visit: Visit) -> tuple[Operation, dict[str, Any], Choices]:
    """The operation, the form with its lists, and what was chosen in it."""
    form, said = await visit.request.form(), dict(await form_of(visit))
    many = {key: [str(v) for v in form.getlist(key)] for key in ("limites", "canais", "produtos")}
    return await visit.panel.operation(), {**said, **many}, chosen(said, many["limites"])


def _sampled(operation: Operation, said: dict[str, Any], choices: Choices) -> list[Sample]:
    if not choices.name:
        raise AskHuman("Dê um nome a ela para ver as respostas.", code="nome")
    document: Document = edited(operation, lambda files: _write(files, operation, said, choices))
    return samples(document, said.get("persona") or slug(choices.name))


def _write(files: Files, operation: Operation, said: dict[str, Any], choices: Choices) -> None:
    """The persona as chosen; a new one with her numbers and products."""
    personas = files["loja.yaml"]["personas"]
    id = said.get("persona") or slug(choices.name)
    entry = found(personas, id, "a persona") if said.get("persona") else {"id": id}
    put(entry, "nome", choices.name)
    put(entry, "area", choices.field)
    put(entry, "voz", voice_of(choices))
    put(entry, "apresentacao", introduction_of(choices, operation.seller))
    put(entry, "cor", choices.color)
    put(entry, "fase", choices.phase)
    put(entry, "adulta", "sim" if choices.line.adult else "")
    entry.setdefault("palavras", list(choices.line.words))
    put(entry, "palavras", entry["palavras"])
    if not said.get("persona"):
        personas.append(entry)
        for channel in files["loja.yaml"]["canais"]:
            if channel["id"] in said["canais"]:
                channel["personas"] = [*channel["personas"], id]
        _sells(files, said, id)
    if choices.line.adult:
        _reserved(files, id)


def _sells(files: Files, said: dict[str, Any], id: str) -> None:
    """What she takes over, and a product that is new with her."""
    products = files["produtos.yaml"]["produtos"]
    for product in products:
        if product["id"] in said["produtos"]:
            product["persona"] = id
    if said.get("produto_nome"):
        products.append(new_product(said, id, "produto_"))


def _reserved(files: Files, id: str) -> None:
    """What selling to adults asks for: neutral names, and the words that ask for the age."""
    for number, product in enumerate(files["produtos.yaml"]["produtos"], 1):
        if product["persona"] == id:
            product.setdefault("nome_neutro", f"Item {number:02d}")
    scripts = files["scripts.yaml"]["scripts"]
    known = {script["id"] for script in scripts if script.get("persona") in (None, id)}
    ours = to_sections(numbered(1, "", read_yaml(default_demo_folder())))["scripts.yaml"]["scripts"]
    asks = [copied(s) for s in ours if s["id"].startswith("idade") and s["id"] not in known]
    scripts += [script | {"persona": id} for script in asks]
