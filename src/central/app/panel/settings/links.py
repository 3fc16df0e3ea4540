"""Links e campanhas: what brings leads, with the QR of each link; the form is a sheet."""

from __future__ import annotations

from typing import Any

from central.app.panel.settings.shop_sheets import SOURCES
from central.app.panel.visit import Visit


async def around(visit: Visit) -> dict[str, Any]:
    """What the cards of the campaigns show besides the campaigns."""
    return {"SOURCES": SOURCES, "counts": await visit.panel.store.clicks.counts(0)}
