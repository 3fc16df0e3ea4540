"""Privacidade: what data is used for and how long it is kept, who saw and changed what; a person's rights."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path, Query
from fastapi.responses import Response

from central.app.desk.forgetting import forget
from central.app.panel.handout import as_json, as_page
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.people.privacy import PURPOSES

section = Section()
Id = Annotated[str, Path(max_length=80)]
FOREVER = 253_402_300_799_000
AT_ONCE = 100


@section.get("/privacidade", least="dono")
async def privacy(visit: Here, antes: Annotated[int, Query(ge=0, le=FOREVER)] = FOREVER) -> Response:
    panel = visit.panel
    lines = await panel.store.privacy.audited(antes, AT_ONCE)
    names = {one.id: one.name for one in await panel.store.accounts.everybody()}
    operation = await panel.operation()
    return await visit.page(
        "privacy.html",
        purposes=PURPOSES,
        kept=operation.privacy,
        lines=lines,
        names=names,
        more=len(lines) == AT_ONCE,
        outside=_outside(operation),
    )


@section.get("/conversas/{id}/dados.json", least="gestor")
async def as_data(visit: Here, id: Id) -> Response:
    person = await _person(visit, id)
    told = await visit.panel.store.privacy.export(person, visit.account.id, visit.now)
    return _file(as_json(told or {}), "application/json", f"{person}.json")


@section.get("/conversas/{id}/dados.html", least="gestor")
async def as_text(visit: Here, id: Id) -> Response:
    person = await _person(visit, id)
    told = await visit.panel.store.privacy.export(person, visit.account.id, visit.now)
    return _file(as_page(told or {}, (await visit.panel.operation()).seller), "text/html", f"{person}.html")


@section.post("/conversas/{id}/silenciar", least="atendente")
async def silence(visit: Here, id: Id) -> Response:
    person = await _person(visit, id)
    new = await visit.panel.store.people.silence(person, visit.account.id, visit.now)
    visit.panel.hub.wake()
    toast = (
        "Em silêncio: nada mais é enviado, até a própria pessoa escrever “voltar”." if new else "Já estava em silêncio."
    )
    return visit.go(f"/conversas/{id}", toast)


@section.post("/conversas/{id}/esquecer", least="dono")
async def erase(visit: Here, id: Id, confirmo: Annotated[str, Form(max_length=20)] = "") -> Response:
    if confirmo.strip().lower() != "apagar":
        raise AskHuman("Isto não tem volta. Escreva “apagar” para confirmar.", code="confirmo")
    person = await _person(visit, id)
    await forget(visit.panel.store, visit.panel.book, person, visit.account.id, visit.now)
    visit.panel.hub.wake()
    return visit.go("/conversas", "Apagada para sempre. Os números do negócio ficaram, sem nome.")


async def _person(visit: Visit, conversation: str) -> str:
    person = await visit.panel.store.privacy.of_conversation(conversation)
    if person is None:
        raise AskHuman("Essa conversa não existe mais.", code="sem_conversa")
    return person


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text, media_type=f"{kind}; charset=utf-8", headers=headers)


def _outside(operation: Operation) -> list[str]:
    """Who else data goes to, as this operation is set."""
    told = operation.ads
    goes = (
        (True, "Meta (WhatsApp), nos Estados Unidos"),
        (told.meta is not None, "Meta (conversões)"),
        (told.google is not None, "Google (conversões)"),
        (told.kwai is not None, "Kwai (conversões)"),
    )
    crm = [f"{operation.crm.outside.title} (CRM)"] if operation.crm.outside is not None else []
    checkouts = sorted({f"checkout {one.id} ({one.title})" for one in operation.checkouts})
    return [*(name for there, name in goes if there), *crm, *checkouts]
