"""The prices that hold where the owner wrote none: those of Meta, and an average reply of each model."""

from __future__ import annotations

from typing import Any

from central.app.panel import labels
from central.app.panel.visit import Visit
from central.core.replying.choice import REPLY_COSTS, REPLY_PRICES
from central.core.selling.cost import META_LIST, META_PRICES

CATEGORIES = {"service": "resposta", "utility": "utilidade", "authentication": "autenticação", "marketing": "marketing"}


async def around(visit: Visit) -> dict[str, Any]:
    """(what, micro-reais, list) of each price."""
    meta = [(f"Meta: mensagem de {CATEGORIES[kind]}", micro, META_LIST) for kind, micro in META_PRICES.items()]
    models = [
        (f"{labels.TIERS[tier]}: uma resposta, em média", micro, REPLY_PRICES) for tier, micro in REPLY_COSTS.items()
    ]
    return {"prices": [*meta, *models]}
