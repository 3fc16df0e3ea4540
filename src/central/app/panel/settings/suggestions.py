"""Sugestões: scripts from the catalogue, and words from an old conversation; both become drafts by a tap."""

from __future__ import annotations

import asyncio
import base64
import zlib
from typing import Annotated, Any

from fastapi import Form, Path, UploadFile
from fastapi.responses import Response

from central.adapters.store.house.examples import Suggestion
from central.app.desk.suggestions import drafted, of_catalogue, of_chat, persona_of
from central.app.panel.settings.change import form_of, publish
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.onboarding.gleaning import TEACHES, situation
from central.core.replying.script import SITUATIONS

section = Section()
HERE = "/ajustes/sugestoes"
APPROVALS = "/ajustes/aprovacoes"
LARGEST = 24 * 1024 * 1024
MOST_PACKED, MOST_TEXT = 900_000, 16 * 1024 * 1024
MOST_WORDS = 400
Word = Annotated[str, Form(max_length=80)]


@section.get(HERE, least="gestor")
async def suggestions(visit: Here) -> Response:
    operation = await visit.panel.operation()
    found = await asyncio.to_thread(lambda: [(p, of_catalogue(operation, p)) for p in operation.personas])
    return await _shown(visit, found=found)


@section.post("/ajustes/sugestoes/conversa", least="gestor")
async def read(visit: Here, arquivo: UploadFile, persona: Word = "", vendedor: Word = "") -> Response:
    """Read an export in memory; it goes back to the page, packed, only so that another seller can be named."""
    return await _read(visit, await arquivo.read(LARGEST + 1), persona, vendedor)


@section.post("/ajustes/sugestoes/outra-vez", least="gestor")
async def again(visit: Here) -> Response:
    """The same conversation with another seller."""
    said = await form_of(visit)
    try:
        packed = base64.b64decode(said.get("conversa", ""), validate=True)
        content = zlib.decompressobj().decompress(packed, MOST_TEXT)
    except (ValueError, zlib.error) as error:
        raise AskHuman("A conversa se perdeu no caminho. Envie o arquivo de novo.", code="conversa") from error
    return await _read(visit, content, said.get("persona", ""), said.get("vendedor", ""))


@section.post("/ajustes/sugestoes/{persona}", least="gestor")
async def keep(visit: Here, persona: Annotated[str, Path(max_length=80)]) -> Response:
    """Put what was ticked into drafts: `script` is the id and the text with a bar between, `voz` likewise."""
    form = await visit.request.form()
    operation = await visit.panel.operation()
    owner = persona_of(operation, persona)
    texts: dict[str, list[str]] = {}
    for id, text in _ticked(form.getlist("script")):
        if id in SITUATIONS or any(s.id == id for s in operation.scripts):
            texts.setdefault(id, []).append(text)
    voices = [
        Suggestion(owner.id, intent, words) for intent, words in _ticked(form.getlist("voz")) if intent in TEACHES
    ]
    if not texts and not voices:
        raise AskHuman("Marque ao menos uma sugestão.", code="nada_mudou")
    if voices:
        await visit.panel.store.examples.suggest(voices, visit.account.login, visit.now)
    if not texts:
        return visit.go(APPROVALS, "Exemplos de voz à espera da sua aprovação.")
    document, _ = await drafted(operation, owner, texts)
    return visit.go(APPROVALS, await publish(visit, operation, document))


async def _read(visit: Visit, content: bytes, persona: str, seller: str) -> Response:
    operation = await visit.panel.operation()
    owner = persona_of(operation, persona)
    chat = await asyncio.to_thread(of_chat, content, operation, owner, seller)
    packed = await asyncio.to_thread(_packed, content) if not seller or len(chat.speakers) > 2 else ""
    return await _shown(visit, chat=chat, owner=owner, packed=packed)


async def _shown(visit: Visit, **context: Any) -> Response:
    around: dict[str, Any] = {"found": [], "chat": None, "owner": None, "packed": "", "situation": situation}
    return await tab(visit, "settings_suggestions.html", HERE, **around | context)


def _packed(content: bytes) -> str:
    """The file for the way back; empty where it is too large for a form."""
    packed = base64.b64encode(zlib.compress(content, 6)).decode()
    return packed if len(packed) <= MOST_PACKED else ""


def _ticked(values: list[Any]) -> list[tuple[str, str]]:
    """The pairs of boxes that were ticked."""
    pairs = (str(value).partition("|") for value in values if isinstance(value, str))
    return [(id, text.replace("\r\n", "\n")[:MOST_WORDS]) for id, bar, text in pairs if bar and text.strip()]
