"""Simulador: the phone page beside the trace of each reply. All of it is marked TESTE and counted nowhere."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from central.app.panel import labels
from central.app.panel.reasons import cost_of, cost_words, reasons
from central.app.panel.visit import Here, Section, Visit

section = Section()

MOST = 8


@section.get("/simulador", least="leitura")
async def simulator(visit: Here) -> Response:
    address = visit.panel.simulator.address if visit.panel.simulator is not None else ""
    return await visit.page("simulator.html", address=address, **await _trace(visit))


@section.get("/simulador/rastro", least="leitura")
async def trace(visit: Here) -> Response:
    """The last replies of the pretence, each with its reasons."""
    return await visit.part("simulator_trace.html", **await _trace(visit))


async def _trace(visit: Visit) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    if visit.panel.simulator is None:
        return {"traces": found, "labels": labels}
    store, operation = await visit.panel.simulator.store(), await visit.panel.operation()
    for row in await store.inbox.rows(await store.inbox.ids("todas", limit=MOST)):
        lead = await store.inbox.lead(row.id)
        for decision in lead.decisions[:MOST] if lead is not None else ():
            cost = cost_words(cost_of(decision))
            found.append({"row": row, "decision": decision, "cost": cost, "reasons": reasons(decision, operation)})
    found.sort(key=lambda one: one["decision"].at, reverse=True)
    return {"traces": found[:MOST], "labels": labels}
