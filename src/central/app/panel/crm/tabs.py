"""The tabs of Tickets."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from central.app.panel.visit import Visit

TABS = (
    ("/tickets", "Tickets"),
    ("/pedidos", "Pedidos"),
    ("/sincronizacao", "CRM de fora"),
    ("/conversoes", "Conversões"),
)


async def tab(visit: Visit, template: str, here: str, **context: Any) -> Response:
    """A page of Tickets with the tabs on top."""
    return await visit.page(template, tabs=[(path, name, None) for path, name in TABS], open_tab=here, **context)
