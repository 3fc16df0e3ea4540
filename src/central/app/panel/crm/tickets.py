"""Tickets, the newest first, and one ticket with its whole history; a person may note, tag and close them."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Path, Query
from fastapi.responses import Response

from central.adapters.store.sales.tickets import Filter
from central.app.panel.crm.tabs import tab
from central.app.panel.labels import SOURCES
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman, GiveUp
from central.core.selling.crm import TITLES
from central.core.selling.spend import hundredths
from central.core.selling.ticket import STATUSES, AddNote, AddTag, Change, RemoveTag, SetStatus, Status
from central.core.selling.ticket_words import STATUS_WORDS

section = Section()
HERE = "/tickets"
AT_ONCE = 50
TONES = {"comprado": "good", "perdido": "bad", "pediu_desconto": "warm"}
KINDS = {
    "aberto": "Ticket aberto",
    "campos": "Dados mudaram",
    "nota": "Nota",
    "etiqueta": "Etiqueta",
    "sem_etiqueta": "Tirou a etiqueta",
}
Id = Annotated[str, Path(max_length=80)]
Short = Annotated[str, Query(max_length=100)]
Words = Annotated[str, Form(max_length=2_000)]


@section.get(HERE, least="leitura")
async def tickets(
    visit: Here, status: Short = "", persona: Short = "", campanha: Short = "", antes: Short = ""
) -> Response:
    tickets, wanted = visit.panel.store.tickets, Filter(status, persona, campaign=campanha)
    await visit.panel.store.privacy.glanced(visit.account.id, "viu a lista de tickets", visit.now)
    found = await tickets.newest(wanted, antes, AT_ONCE + 1)
    chosen = {"status": status, "persona": persona, "campanha": campanha}
    query = urlencode({key: value for key, value in chosen.items() if value})
    return await tab(
        visit,
        "tickets.html",
        HERE,
        found=found[:AT_ONCE],
        more=f"{HERE}?{query}{'&' if query else ''}antes={found[AT_ONCE - 1].id}" if len(found) > AT_ONCE else None,
        counts=await tickets.counts(),
        chosen=chosen,
        STATUS_WORDS=STATUS_WORDS,
        TONES=TONES,
    )


@section.get("/tickets/{id}", least="leitura")
async def ticket(visit: Here, id: Id) -> Response:
    tickets = visit.panel.store.tickets
    found = await tickets.get(id)
    if found is None:
        raise AskHuman("Este ticket não existe.", code="sem_ticket")
    await visit.panel.store.privacy.viewed(visit.account.id, "leu um ticket", visit.now, found.conversation or "")
    links = [(crm, link) for crm in tickets.crms if (link := await visit.panel.store.crm_links.of_ticket(crm, id))]
    history = await tickets.history(id, limit=500)
    words = {"STATUS_WORDS": STATUS_WORDS, "TONES": TONES, "KINDS": KINDS, "STATUSES": STATUSES}
    words |= {"CRMS": TITLES, "SOURCES": SOURCES}
    return await tab(visit, "ticket.html", HERE, ticket=found, history=history[::-1], links=links, **words)


@section.post("/tickets/{id}/nota", least="atendente")
async def note(visit: Here, id: Id, texto: Words = "") -> Response:
    if not texto.strip():
        raise AskHuman("Escreva a nota antes de guardar.", code="vazio")
    return await _changed(visit, id, AddNote(texto.strip()), "Nota guardada.")


@section.post("/tickets/{id}/etiqueta", least="atendente")
async def tag(visit: Here, id: Id, etiqueta: Words = "", tirar: Words = "") -> Response:
    if tirar:
        return await _changed(visit, id, RemoveTag(tirar), "Etiqueta tirada.")
    return await _changed(visit, id, AddTag(etiqueta.strip()), "Etiqueta posta.")


@section.post("/tickets/{id}/status", least="atendente")
async def status(
    visit: Here, id: Id, status: Annotated[Status, Form()], motivo: Words = "", valor: Words = ""
) -> Response:
    try:
        value = hundredths(valor) if valor.strip() else None
    except ValueError as error:
        raise AskHuman("Escreva o valor como R$ 89,90.", code="valor") from error
    return await _changed(visit, id, SetStatus(status, motivo.strip(), value), f"Agora: {STATUS_WORDS[status]}.")


async def _changed(visit: Visit, id: str, change: Change, toast: str) -> Response:
    by = f"painel:{visit.account.login}"
    try:
        found = await visit.panel.store.tickets.change(id, [change], by, visit.now)
    except GiveUp as error:
        raise AskHuman(f"{error.reason[:1].upper()}{error.reason[1:]}.", code=error.code) from error
    if found is None:
        raise AskHuman("Este ticket não existe.", code="sem_ticket")
    await visit.panel.store.events.tell(visit.now, "ticket", found.conversation or "")
    visit.panel.hub.wake()
    return visit.go(f"{HERE}/{id}", toast)
