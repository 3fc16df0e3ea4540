"""Alertas: what rings on the phone of whoever looks at this page, by which ways, and when it stays quiet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import Form
from fastapi.responses import JSONResponse, Response

from central.adapters.crm.webhooks import is_address
from central.adapters.operation.sales import span_of
from central.adapters.store.house.alerts import Device
from central.app.panel.visit import Here, Section, Visit
from central.core.alert import KINDS, WAYS, Alert, Kind, Way, Wishes
from central.core.errors import AskHuman, CentralError
from central.core.people.account import ROLES
from central.core.people.contact import full_number

section = Section()
Short = Annotated[str, Form(max_length=200)]
Long = Annotated[str, Form(max_length=1_000)]
NAMES = {"push": "Neste aplicativo", "email": "E-mail", "whatsapp": "WhatsApp"}
_SHOWN = 6
_CONVERSATION = "/conversas/"
_EMAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]{1,180}\.[a-z]{2,}", re.IGNORECASE)


@section.get("/alertas", least="leitura")
async def alerts(visit: Here) -> Response:
    wishes = await _wishes(visit)
    mine = [(kind, said) for kind, said in KINDS.items() if visit.account.may(said.least)]
    ringing = visit.panel.ringing
    standing = [a for a in await visit.panel.store.alerts.standing() if visit.account.may(KINDS[a.kind].least)]
    return await visit.page(
        "alerts.html",
        wishes=wishes,
        kinds=mine,
        ways=[(way, NAMES[way], ringing is not None and way in ringing.tellers) for way in WAYS],
        quiet=f"{_clock(wishes.quiet_from)} às {_clock(wishes.quiet_to)}",
        key=ringing.vapid.public if ringing is not None else "",
        devices=len(await visit.panel.store.alerts.devices(visit.account.id)),
        standing=_by_kind(standing),
        names=await _names(visit, standing),
        SHOWN=_SHOWN,
    )


@section.post("/alertas", least="leitura")
async def choose(visit: Here, email: Short = "", telefone: Short = "", silencio: Short = "") -> Response:
    form = await visit.request.form()
    said = {key: [str(v) for v in form.getlist(key)] for key in ("avisos", "meios")}
    phone = full_number(telefone) if telefone.strip() else ""
    span = span_of(silencio.strip()) if silencio.strip() else (0, 0)
    if email.strip() and not _EMAIL.fullmatch(email.strip()):
        raise AskHuman("Este e-mail não parece certo. Escreva como ana@loja.com.br.", code="email")
    if phone is None:
        raise AskHuman("Este telefone não parece certo. Escreva com DDD, como 11 91234-5678.", code="telefone")
    if span is None:
        raise AskHuman("Escreva o horário de silêncio assim: 22h às 7h.", code="horario")
    ways: tuple[Way, ...] = tuple(way for way in WAYS if way in said["meios"])
    off = tuple(kind for kind in KINDS if kind not in said["avisos"])
    chosen = Wishes(visit.account.id, visit.account.role, off, ways, email.strip(), phone, *span)
    await visit.panel.store.alerts.wish(chosen)
    return visit.go("/alertas", "Guardado.")


@section.post("/alertas/aparelho", least="leitura")
async def register(visit: Here, endpoint: Long, p256dh: Short, auth: Short) -> Response:
    """This browser may be pushed to."""
    if not is_address(endpoint, local=visit.panel.ringing is not None and visit.panel.ringing.local):
        raise AskHuman("Este navegador deu um endereço que não serve.", code="endereco")
    await visit.panel.store.alerts.keep_device(visit.account.id, Device(endpoint, p256dh, auth), visit.now)
    return JSONResponse({"guardado": True})


@section.post("/alertas/aparelho/tirar", least="leitura")
async def unregister(visit: Here, endpoint: Long) -> Response:
    mine = {device.endpoint for device in await visit.panel.store.alerts.devices(visit.account.id)}
    if endpoint in mine:
        await visit.panel.store.alerts.drop_device(endpoint)
    return JSONResponse({"tirado": endpoint in mine})


@section.post("/alertas/testar", least="leitura")
async def test(visit: Here) -> Response:
    """One alert to oneself, by every way one chose."""
    ringing, wishes = visit.panel.ringing, await _wishes(visit)
    sample = Alert(f"teste:{visit.account.id}", "resumo", visit.now, "Este é um teste: está funcionando.", "/alertas")
    told: list[str] = []
    for way in wishes.ways:
        teller = ringing.tellers.get(way) if ringing is not None else None
        try:
            if teller is not None and await teller.tell(wishes, sample):
                told.append(NAMES[way])
        except CentralError as error:
            raise AskHuman(f"{NAMES[way]}: {error.reason}", code="teste") from error
    return visit.go("/alertas", f"Enviado: {', '.join(told)}." if told else "Nenhum meio está pronto para você ainda.")


def _by_kind(standing: Sequence[Alert]) -> list[tuple[str, Kind, list[Alert]]]:
    """What stands, the urgent kinds first, in each the newest first."""
    found = [(kind, said, [a for a in standing if a.kind == kind]) for kind, said in KINDS.items()]
    some = [(kind, said, sorted(those, key=lambda a: -a.at)) for kind, said, those in found if those]
    return sorted(some, key=lambda one: not one[1].urgent)


async def _names(visit: Visit, standing: Sequence[Alert]) -> dict[str, str]:
    """Whom an alert leads to: the name of the lead of a conversation."""
    ids = {a.ref: a.ref.removeprefix(_CONVERSATION) for a in standing if a.ref.startswith(_CONVERSATION)}
    rows = {row.id: row.name for row in await visit.panel.store.inbox.rows(list(ids.values()))} if ids else {}
    return {ref: rows.get(id) or "Sem nome" for ref, id in ids.items()}


async def _wishes(visit: Visit) -> Wishes:
    team = await visit.panel.store.alerts.wishes()
    mine = next((one for one in team if one.account == visit.account.id), None)
    return mine or Wishes(visit.account.id, ROLES[0])


def _clock(minute: int) -> str:
    return f"{minute // 60}h{minute % 60:02d}" if minute % 60 else f"{minute // 60}h"
