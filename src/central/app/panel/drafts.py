"""Replies that wait for a person: sending one, editing it, refusing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path
from fastapi.responses import Response

from central.adapters.store.journal.drafts import GONE
from central.app.panel import labels
from central.app.panel.panel import Panel
from central.app.panel.settings.change import plain
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.guard import KINDS
from central.core.held import Held, contradicted, judged, reworded
from central.core.messaging.message import Bubble, SayMedia, SayTemplate, spoken
from central.flow.turn.quoting import quoted

section = Section()

LONGEST = 4_096
Id = Annotated[str, Path(max_length=80)]


@section.post("/conversas/{id}/rascunho/{turno}/enviar", least="atendente")
async def send(visit: Here, id: Id, turno: Id) -> Response:
    await visit.panel.store.drafts.decide(id, turno, "enviar", visit.account.id, visit.now)
    return _decided(visit, id, "Enviando.")


@section.post("/conversas/{id}/rascunho/{turno}/recusar", least="atendente")
async def refuse(visit: Here, id: Id, turno: Id) -> Response:
    await visit.panel.store.drafts.decide(id, turno, "recusar", visit.account.id, visit.now)
    return _decided(visit, id, "Recusada: nada foi enviado.")


@section.get("/conversas/{id}/rascunho/{turno}/editar", least="atendente")
async def edit(visit: Here, id: Id, turno: Id) -> Response:
    held = await _held(visit.panel, id, turno)
    return await _form(visit, held, held.bubbles, ())


@section.post("/conversas/{id}/rascunho/{turno}/editar", least="atendente")
async def save(visit: Here, id: Id, turno: Id) -> Response:
    """Send a person's words; what the catalogue does not say is told once, and stays theirs to decide."""
    held = await _held(visit.panel, id, turno)
    form = await visit.request.form()
    texts = [plain(text) for text in form.getlist("texto") if isinstance(text, str)]
    words = _reworded(held, texts)
    warnings = () if form.get("mesmo_assim") == "sim" else await _warnings(visit, held, words)
    if warnings:
        return await _form(visit, held, words, warnings)
    await visit.panel.store.drafts.decide(id, turno, "editar", visit.account.id, visit.now, words)
    visit.panel.hub.wake()
    return visit.go(f"/conversas/{id}", "Enviando com as suas palavras.")


async def _held(panel: Panel, conversation: str, turn: str) -> Held:
    waiting = await panel.store.drafts.waiting(conversation)
    if waiting is None or waiting.held.turn != turn or waiting.wish is not None:
        raise AskHuman(GONE, code="sem_rascunho")
    return waiting.held


def _reworded(held: Held, texts: Sequence[str]) -> tuple[Bubble, ...]:
    if len(texts) != len(held.bubbles):
        raise AskHuman(GONE, code="sem_rascunho")
    words = reworded(held.bubbles, texts)
    if not words:
        raise AskHuman("Escreva alguma coisa, ou recuse a resposta.", code="vazio")
    for bubble in words:
        most = 1_024 if isinstance(bubble, SayMedia) else LONGEST
        if len(spoken(bubble)) > most:
            raise AskHuman(f"O WhatsApp aceita até {most} caracteres aqui.", code="longo")
    return words


async def _warnings(visit: Visit, held: Held, words: Sequence[Bubble]) -> tuple[str, ...]:
    """What the catalogue by which this person buys does not say."""
    panel = visit.panel
    operation = await panel.operation()
    operation, _ = await quoted(held.person, operation, panel.store.quotes, visit.now)
    found = contradicted(judged(held, words, operation, None))
    return tuple(dict.fromkeys(f"“{one.found}”: {KINDS[one.kind]}" for one in found))


async def _form(visit: Visit, held: Held, bubbles: Sequence[Bubble], warnings: Sequence[str]) -> Response:
    """The words of each bubble in a box of its own; what has none is shown as it is."""
    fixed = [isinstance(b, SayTemplate) or (isinstance(b, SayMedia) and b.kind == "audio") for b in bubbles]
    context: dict[str, Any] = {"held": held, "boxes": list(zip(bubbles, fixed, strict=True)), "warnings": warnings}
    return await visit.page("draft_form.html", labels=labels, spoken=spoken, **context)


def _decided(visit: Visit, id: str, toast: str) -> Response:
    visit.panel.hub.wake()
    return visit.done(toast) if visit.by_htmx else visit.go(f"/conversas/{id}", toast)
