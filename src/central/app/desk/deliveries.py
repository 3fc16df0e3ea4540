"""Orders paid at the door and parcels on their way, as somebody of the team tells of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from central.adapters.checkout.fields import code_of, link_of
from central.adapters.clock import new_id
from central.adapters.store import Store
from central.app.calendar import ZONE
from central.core.errors import AskHuman
from central.core.selling.checkout import BY_HAND
from central.core.selling.order import Order, Status
from central.core.selling.shipment import LEGS, Leg, Shipment

STEPS: dict[str, Status] = {"enviou": "shipped", "pagou": "approved", "frustrou": "frustrated"}
"""What becomes of an order paid at the door, by the word the team says."""
METHOD = "na entrega"


async def schedule(store: Store, lead: str, total: int, proof: str, by: str, now: int) -> str:
    """Keep an order that is paid at the door; returns its id. Raises AskHuman for a stranger."""
    order = Order(number=new_id(), status="scheduled", at=now, total=total, method=METHOD)
    return await store.orders.sell(BY_HAND, order, lead, by, now, proof)


async def told_way(store: Store, order: str, code: str, link: str, leg: str, day: str, now: int) -> None:
    """Keep what is known of a parcel. Raises AskHuman for a code, an address, a day or an order that is none."""
    if code and not code_of(code):
        raise AskHuman(f'"{code[:40]}" não parece um código de rastreio: letras, números e traços', code="rastreio")
    if link and not link_of(link):
        raise AskHuman("O endereço do rastreio precisa começar com https:// e não ter espaços.", code="endereco")
    if leg not in LEGS:
        raise AskHuman(f"A situação precisa ser uma destas: {', '.join(LEGS.values())}.", code="situacao")
    told = Shipment(cast(Leg, leg), code_of(code), link_of(link), promised=_end_of(day), at=now)
    if not await store.purchases.track(order, told, now):
        raise AskHuman("Não encontrei esse pedido. Veja: central pedidos --pessoa LEAD", code="sem_pedido")


def _end_of(day: str) -> int:
    """The last minute of a day as 2026-12-24, 0 for none."""
    if not day:
        return 0
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise AskHuman(f'"{day[:20]}" não é um dia; escreva assim: 2026-12-24', code="dia") from error
    return round(datetime(found.year, found.month, found.day, 23, 59, tzinfo=ZONE).timestamp() * 1000)
