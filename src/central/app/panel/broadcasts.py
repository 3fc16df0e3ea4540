"""Envios: a template to a segment, counted and priced before, watched while it goes, stopped and let go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path
from fastapi.responses import Response

from central.adapters.store.journal.events import Event
from central.app.bootstrap import sender_of
from central.app.desk.broadcasts import going, in_words, segment_of
from central.app.panel import labels, pages
from central.app.panel.live import topic
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.people.segment import Segment
from central.flow.bringing.broadcasts import Sender

section = Section()
HERE = "/envios"
Id = Annotated[str, Path(max_length=80)]
ACTS = {"pausar": "Pausado.", "continuar": "Continua, pelo preço de agora.", "cancelar": "Acabou para quem falta."}
_SHOWN = 30


@section.get(HERE, least="leitura")
async def broadcasts(visit: Here) -> Response:
    return await visit.page("broadcasts.html", sends=await _sends(visit.panel), STAGES=labels.STAGES)


@section.post("/envios/conferir", least="gestor")
async def rehearse(visit: Here) -> Response:
    """Who would get it, and for how much; nothing is written."""
    template, segment, _ = await _asked(visit)
    found = await _sender(visit.panel).rehearse(segment, template)
    return await visit.part("broadcast_rehearsal.html", found=found)


@section.post(HERE, least="gestor")
async def begin(visit: Here) -> Response:
    template, segment, name = await _asked(visit)
    await _sender(visit.panel).begin(name, segment, template, visit.account.login)
    visit.panel.hub.wake()
    return visit.go(HERE, "O envio começou.")


@section.post("/envios/{id}/{act}", least="gestor")
async def change(visit: Here, id: Id, act: Annotated[str, Path(max_length=20)]) -> Response:
    sender = _sender(visit.panel)
    acts = {"pausar": sender.pause, "continuar": sender.resume, "cancelar": sender.cancel}
    if act not in acts:
        raise AskHuman("Não sei fazer isso com um envio.", code="envio")
    done = await acts[act](id, visit.account.login)
    visit.panel.hub.wake()
    return visit.go(HERE, ACTS[act] if done else "Este envio já não está assim.")


@topic("envios", least="leitura")
async def region(panel: Panel, key: str, moved: Sequence[Event]) -> str:
    """Every send as it stands."""
    told = any(event.kind == "envio" for event in moved)
    if not told and not any(one.state == "enviando" for one in await panel.store.broadcasts.all(_SHOWN)):
        return ""
    return pages.render("broadcast_list.html", sends=await _sends(panel), visit=None, now=panel.clock.now())


async def _asked(visit: Visit) -> tuple[str, Segment, str]:
    form = await visit.request.form()
    said: dict[str, Any] = {key: [v for v in form.getlist(key) if isinstance(v, str)] for key in form}
    one = {key: values[0] if values else "" for key, values in said.items()}
    lists = {key: said.get(key, []) for key in ("personas", "produtos", "etapas")}
    segment = segment_of(await visit.panel.operation(), one | lists)
    return one.get("modelo", ""), segment, one.get("nome", "").strip()[:80]


async def _sends(panel: Panel) -> list[tuple[Any, str]]:
    sender, operation = _sender(panel), await panel.operation()
    found = await panel.store.broadcasts.all(_SHOWN)
    return [(await going(panel.store, sender, one), in_words(operation, one.segment)) for one in found]


def _sender(panel: Panel) -> Sender:
    return sender_of(panel.store, panel.clock, 1.0)
