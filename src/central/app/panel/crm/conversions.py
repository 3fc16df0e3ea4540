"""Sales told to ad platforms: which went, which did not, and why."""

from __future__ import annotations

from fastapi.responses import Response

from central.app.panel.crm.tabs import tab
from central.app.panel.visit import Here, Section

section = Section()
HERE = "/conversoes"
STATES = {
    "sent": ("enviada", "good"),
    "due": ("a caminho", ""),
    "sending": ("enviando", ""),
    "skipped": ("não enviada", ""),
    "uncertain": ("incerta", "warm"),
    "dead": ("recusada", "bad"),
}
PLATFORMS = {"meta": "Meta", "google": "Google", "kwai": "Kwai"}
SHOWN = 200


@section.get(HERE, least="leitura")
async def conversions(visit: Here) -> Response:
    store = visit.panel.store.conversions
    words = {"STATES": STATES, "PLATFORMS": PLATFORMS, "SHOWN": SHOWN}
    listed = await store.listed(SHOWN)
    ads = (await visit.panel.operation()).ads
    told = [name for name in PLATFORMS if getattr(ads, name) is not None]
    return await tab(visit, "conversions.html", HERE, listed=listed, counts=await store.counts(), told=told, **words)
