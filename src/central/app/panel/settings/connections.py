"""Integrações: what is connected, with masked keys, and a button that asks the other side."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman, CentralError

section = Section()
HERE = "/ajustes/integracoes"


@section.get(HERE, least="gestor")
async def connections(visit: Here) -> Response:
    operation, asks = await visit.panel.operation(), visit.panel.connections
    return await tab(visit, "settings_connections.html", HERE, found=asks.of(operation) if asks is not None else [])


@section.post("/ajustes/integracoes/{id}/testar", least="gestor")
async def test(visit: Here, id: Annotated[str, Path(max_length=80)]) -> Response:
    asks = visit.panel.connections
    if asks is None:
        raise AskHuman("Esta instalação não sabe das suas integrações.", code="integracao")
    try:
        said, well = await asks.test(await visit.panel.operation(), id), True
    except CentralError as error:
        said, well = f"{error.reason[:1].upper()}{error.reason[1:]}", False
    return await visit.part("settings_connection_said.html", said=said, well=well)
