"""Pronto para vender: what is missing, and a trial in which twenty leads of pretence ask what leads ask."""

from __future__ import annotations

import asyncio

from fastapi.responses import Response

from central.app.desk.readiness import NOTED, lacking, report
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman

section = Section()
HERE = "/ajustes/pronto"
_trying = asyncio.Lock()


@section.get(HERE, least="gestor")
async def ready(visit: Here) -> Response:
    operation = await visit.panel.operation()
    written = await lacking(visit.panel.store, operation)
    last = (await visit.panel.store.setup.steps()).get(NOTED)
    return await tab(visit, "settings_ready.html", HERE, lacks=written, before=last, report=None)


@section.post(HERE, least="gestor")
async def attempt(visit: Here) -> Response:
    """Some seconds of work in a thread; one at a time."""
    if _trying.locked():
        raise AskHuman("Já há um ensaio rodando; espere alguns segundos.", code="ocupado")
    settings = visit.panel.settings
    environment = settings.environment if settings is not None and not visit.panel.demo else None
    async with _trying:
        found = await report(visit.panel.store, environment, visit.account.login, visit.now)
    if visit.by_htmx:
        return await visit.part("settings_ready_found.html", report=found)
    return await tab(visit, "settings_ready.html", HERE, lacks=found.lacks, before=None, report=found)
