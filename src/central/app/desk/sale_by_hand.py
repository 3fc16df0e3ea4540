"""A sale somebody of the team made and marks by hand: with its value, its proof and who says so."""

from __future__ import annotations

from central.adapters.clock import new_id
from central.adapters.store import Store
from central.core.selling.checkout import BY_HAND
from central.core.selling.order import Order


async def mark_sale(store: Store, lead: str, total: int, proof: str, by: str, now: int) -> str:
    """Keep the sale as a paid order of this conversation or person; returns its id. Raises AskHuman for a stranger."""
    order = Order(number=new_id(), status="approved", at=now, total=total, method="à mão")
    return await store.orders.sell(BY_HAND, order, lead, by, now, proof)
