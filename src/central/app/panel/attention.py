"""Atenção: what a person should look at, from every part of Central, the most urgent kinds first."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from fastapi.responses import Response

from central.adapters.store.journal.attend import ASKED_BY
from central.adapters.store.journal.events import Event
from central.app.panel import pages
from central.app.panel.live import topic
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.app.panel.words import span
from central.core.messaging.conversation import SERVICE_WINDOW_MS
from central.core.turn import Concern

section = Section()

FIRST = (
    "prazo",
    "rascunho",
    "pessoa",
    "sombra",
    "carta_morta",
    "falhou",
    "incerto",
    "parado",
    "numero",
    "envio",
    "quente",
    "identidade",
)
LATELY_S = 1.0


async def concerns(panel: Panel) -> list[Concern]:
    """Everything, the most urgent kind first, in each the newest first."""
    now, store = panel.clock.now(), panel.store
    found = await _unattended(panel, await store.journal.attention())
    found += [
        Concern(
            "prazo",
            w.conversation,
            w.at,
            f"espera resposta e a janela fecha em {span(w.at + SERVICE_WINDOW_MS - now)}",
            w.conversation,
            w.name,
        )
        for w in await store.inbox.dying(now)
    ]
    found += [
        Concern("quente", w.conversation, w.at, "chegou ao checkout e ficou em silêncio", w.conversation, w.name)
        for w in await store.inbox.hot(now)
    ]
    order = {kind: place for place, kind in enumerate(FIRST)}
    return sorted(found, key=lambda one: (order.get(one.kind, len(FIRST)), -one.at))


async def _unattended(panel: Panel, found: list[Concern]) -> list[Concern]:
    """Without the conversations that somebody of the team has taken."""
    asked = [c.conversation for c in found if c.kind == "pessoa" and c.conversation is not None]
    rows = await panel.store.inbox.rows(asked) if asked else []
    taken = {row.id for row in rows if row.held_by not in ASKED_BY}
    return [c for c in found if c.kind != "pessoa" or c.conversation not in taken]


async def alerts(panel: Panel) -> int:
    """How much of it cannot wait: all but leads who almost bought and likely pairs."""
    panel.alerts = sum(one.kind not in ("quente", "identidade") for one in await concerns(panel))
    panel.alerts_at = monotonic()
    return panel.alerts


async def alerts_lately(panel: Panel) -> int:
    """The same for a page, at most a second old: the tab is told of changes anyway."""
    return panel.alerts if monotonic() - panel.alerts_at < LATELY_S else await alerts(panel)


@section.post("/atencao/{ref:path}/repor", least="atendente")
async def replay(visit: Here, ref: str) -> Response:
    """Put a dead letter or a failed send back to work."""
    store = visit.panel.store
    if not await store.journal.replay(ref, visit.now) and not await store.orders.replay(ref, visit.now):
        return visit.done("Esse registro já foi resolvido.", 404)
    await store.events.tell(visit.now, "reposto")
    visit.panel.hub.wake()
    return visit.done("De volta ao trabalho.", 200)


@topic("alerta", least="leitura")
async def alert_mark(panel: Panel, key: str, moved: Sequence[Event]) -> str:
    """The red dot of the navigation."""
    if not any(event.kind != "ouviu" for event in moved):
        return ""
    return pages.render("alert_mark.html", alerts=await alerts(panel))
