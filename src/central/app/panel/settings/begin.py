"""Começar: the first set-up on a page, a step a card, each tried with what was just typed. Secrets are shown once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from fastapi.responses import Response

from central.app.panel.settings.change import form_of, told
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.app.setup.guide import Guide
from central.app.setup.step import environment_lines
from central.core.errors import AskHuman, CentralError

section = Section()
HERE = "/ajustes/comecar"
Id = Annotated[str, Path(max_length=40)]


@section.get(HERE, least="dono")
async def begin(visit: Here) -> Response:
    return await _shown(visit)


@section.get("/ajustes/comecar/aperto", least="dono")
async def handshake(visit: Here) -> Response:
    """What knocked last; the page asks again and again while it waits for Meta."""
    return await visit.part("settings_begin_knock.html", handshake=await _guide(visit).handshake())


@section.post("/ajustes/comecar/{step}", least="dono")
async def attempt(visit: Here, step: Id) -> Response:
    said = await form_of(visit)
    try:
        result = await _guide(visit).attempt(step, said, visit.account.login)
    except CentralError as error:
        reason = f"{error.reason[:1].upper()}{error.reason[1:]}"
        return await visit.part("settings_begin_said.html", said=[reason], lines="", well=False)
    if result.operation is not None:
        await told(visit)
    lines = environment_lines(result.lines)
    return await visit.part("settings_begin_said.html", said=result.said, lines=lines, well=True)


@section.post("/ajustes/comecar/{step}/pular", least="dono")
async def skip(visit: Here, step: Id) -> Response:
    await _guide(visit).skip(step, visit.account.login)
    return visit.go(HERE, "Passo pulado; dá para voltar a ele quando quiser.")


async def _shown(visit: Visit) -> Response:
    guide = _guide(visit)
    standings = await guide.standings()
    context: dict[str, Any] = {
        "standings": standings,
        "done": sum(s.state in ("certo", "pulado") for s in standings),
        "handshake": await guide.handshake(),
        "address": guide.settings.address,
        "word": guide.settings.verify_token,
    }
    if await visit.panel.store.operations.current() is None:
        return await visit.page("settings_begin_alone.html", **context)
    return await tab(visit, "settings_begin.html", HERE, **context)


def _guide(visit: Visit) -> Guide:
    if visit.panel.guide is None:
        raise AskHuman("Esta instalação não se configura por aqui.", code="comecar")
    return visit.panel.guide
