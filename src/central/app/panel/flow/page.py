"""The page of the flow charts, its live region, and the charts as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from central.adapters.store.journal.events import Event
from central.app.panel import pages, words
from central.app.panel.flow import chart, views
from central.app.panel.live import topic
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman

section = Section()
VIEWS = {
    "entrada": "Como os leads entram",
    "persona": "Como a persona é decidida",
    "aprendizado": "Como o Thompson Sampling aprende",
    "crm": "Como o CRM fecha o ciclo",
}
DAYS = {"hoje": ("Hoje", 0), "7d": ("7 dias", 7), "30d": ("30 dias", 30)}
TALK, PACE_MIN = ("ouviu", "respondeu", "disse"), 5
"""What counts as a message of now, and over how many minutes."""
View = Annotated[str, Query(max_length=20)]
Days = Annotated[str, Query(max_length=10)]
Lead = Annotated[str, Query(max_length=64)]


@section.get("/fluxo", least="leitura")
async def flow(visit: Here, vista: View = "entrada", periodo: Days = "hoje", lead: Lead = "") -> Response:
    drawn = await _drawn(visit.panel, vista, periodo, lead, frozenset())
    return await visit.page("flow.html", leads=await visit.panel.store.flow.leads(), VIEWS=VIEWS, DAYS=DAYS, **drawn)


@section.get("/fluxo/desenho.svg", least="leitura")
async def picture(visit: Here, vista: View = "entrada", periodo: Days = "hoje", lead: Lead = "") -> Response:
    drawn = await _drawn(visit.panel, vista, periodo, lead, frozenset())
    svg = pages.render("flow_file.svg", **drawn)
    name = f'attachment; filename="fluxo-{vista}.svg"'
    return Response(svg, media_type="image/svg+xml", headers={"content-disposition": name})


@topic("fluxo", least="leitura")
async def moved(panel: Panel, key: str, events: Sequence[Event]) -> str:
    """The chart again, with a dot on the lines on which something really moved."""
    vista, periodo, lead = (*key.split("|"), "", "", "")[:3]
    kinds = frozenset(event.kind for event in events)
    return pages.render("flow_chart.html", **await _drawn(panel, vista or "entrada", periodo or "hoje", lead, kinds))


async def _drawn(panel: Panel, vista: str, periodo: str, lead: str, kinds: frozenset[str]) -> dict[str, Any]:
    if vista not in VIEWS or periodo not in DAYS:
        raise AskHuman("Essa vista do fluxo não existe.", code="fluxo")
    found = await _chart(panel, vista, _since(panel.clock.now(), DAYS[periodo][1]), lead, kinds)
    return {
        "vista": vista,
        "periodo": periodo,
        "lead": lead,
        "wide": chart.wide(found),
        "tall": chart.tall(found),
        "rows": views.table_of(found),
        "pace": await _pace(panel),
    }


async def _pace(panel: Panel) -> float:
    """Bursts and replies a minute, just now."""
    moved = await panel.store.events.counts(panel.clock.now() - PACE_MIN * 60_000)
    return sum(moved.get(kind, 0) for kind in TALK) / PACE_MIN


async def _chart(panel: Panel, vista: str, since: int, lead: str, kinds: frozenset[str]) -> chart.Chart:
    store, operation = panel.store, await panel.operation()
    path = await store.flow.path(lead) if lead else None
    if vista == "entrada":
        entries = await store.flow.entries(since, panel.clock.now() - views.HOUR_MS)
        return views.entrances(operation, entries, await store.flow.queues(since), path, kinds)
    if vista == "persona":
        return views.deciding(operation, await store.flow.decisions(since), path, kinds)
    if vista == "aprendizado":
        return views.learning(*await views.learned(store, since))
    tickets, orders = await store.flow.tickets(since), await store.flow.orders(since)
    return views.closing(tickets, orders, await store.flow.queues(since), path, kinds)


def _since(now: int, days: int) -> int:
    """Midnight of so many days ago, São Paulo's time."""
    midnight = words.local(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return round(midnight.timestamp() * 1000)
