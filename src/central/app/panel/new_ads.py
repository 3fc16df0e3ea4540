"""Anúncios novos: ads that brought leads and belong to no campaign; one tap ties each to a product and its persona."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Form, Path
from fastapi.responses import Response

from central.adapters.store.journal.events import Event
from central.adapters.store.journal.origins import NewAd
from central.app.desk.origins import tie_ad
from central.app.panel import pages
from central.app.panel.live import topic
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.core.operation import Operation
from central.core.text import contains, fold, folded

section = Section()
Ad = Annotated[str, Path(max_length=200)]


@section.get("/anuncios", least="leitura")
async def new_ads(visit: Here) -> Response:
    return await visit.page("new_ads.html", **await _listed(visit.panel))


@section.get("/anuncios/lista", least="leitura")
async def listed(visit: Here) -> Response:
    return await visit.part("new_ads_list.html", **await _listed(visit.panel))


@section.post("/anuncios/{ad}/ligar", least="gestor")
async def tie(visit: Here, ad: Ad, produto: Annotated[str, Form(max_length=200)]) -> Response:
    tied = await tie_ad(visit.panel.store, ad, produto, visit.account.login, visit.now)
    await visit.panel.store.metrics.forget()
    leads = "1 lead que já veio" if tied.leads == 1 else f"{tied.leads} leads que já vieram"
    toast = (
        f"Ligado à campanha {tied.campaign}. {leads} por ele {'passa' if tied.leads == 1 else 'passam'} a contar nela."
    )
    await visit.panel.store.events.tell(visit.now, "operacao")
    visit.panel.hub.wake()
    if not visit.by_htmx:
        return visit.go("/anuncios", toast)
    return await visit.part("new_ads_list.html", toast, **await _listed(visit.panel))


@topic("anuncios", least="leitura")
async def moved(panel: Panel, key: str, events: Sequence[Event]) -> str:
    """Another ad, or one that is tied: the tab fetches its list anew, so that nobody's choice is lost."""
    ads = await panel.store.origins.new_ads(await panel.operation())
    return pages.render(
        "fetch_again.html", id="anuncios-novos", path="/anuncios/lista", mark=",".join(a.ad for a in ads)
    )


async def _listed(panel: Panel) -> dict[str, Any]:
    operation = await panel.operation()
    ads = await panel.store.origins.new_ads(operation)
    return {"ads": ads, "suggested": {ad.ad: _suggested(operation, ad) for ad in ads}}


def _suggested(operation: Operation, ad: NewAd) -> str | None:
    """The only product whose name or words stand in the ad."""
    said = fold(f"{ad.headline} {ad.body}")
    named = [p.id for p in operation.catalog.products if any(contains(said, w) for w in folded((p.name, *p.words)))]
    return named[0] if len(named) == 1 else None
