"""Where an order is, said from what its shop told; a person is asked in when it is late, in trouble, or unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from central.core.guard import ORDER, PERSON, TRACKING
from central.core.operation import Operation
from central.core.replying.order_scripts import DELIVERED, LATE, ON_ITS_WAY, PREPARING, PROBLEM, UNPAID
from central.core.replying.plan import Plan
from central.core.selling.order import is_paid
from central.core.selling.shipment import LEGS, Purchase, Shipment, promised_day, trouble
from central.ports import Purchases

COD = ("scheduled", "shipped")
"""Cash on delivery: an order that is on its way before it is paid."""


async def tracked(
    plan: Plan,
    person: str,
    operation: Operation,
    purchases: Purchases,
    now: int,
    local: Callable[[int], datetime],
    holiday: Callable[[date], bool],
) -> Plan:
    """The plan with the last order's status, code and link; as it was where nothing is known."""
    known = await purchases.of(person)
    order = next((one for one in known if is_paid(one.status) or one.status in COD), None)
    waiting = next((one for one in known if one.status == "pending"), None)
    if order is None and waiting is not None:
        return _said(plan, waiting, UNPAID)
    if order is None or order.shipment is None:
        return plan if plan.action == "responder" else _unseen(plan, order)
    order = _due(order, plan, operation, local, holiday)
    product = operation.catalog.product(order.product)
    memo = replace(plan.memo, product=product.id) if product is not None else plan.memo
    plan = replace(plan, memo=memo, product=product or plan.product)
    way = order.shipment or Shipment("preparing")
    if trouble(order, now):
        bad = PROBLEM if way.leg == "problem" else LATE
        return replace(_said(plan, order, bad, local), action="chamar_pessoa", done=(ORDER, TRACKING, PERSON))
    if way.leg == "preparing":
        return _said(plan, order, PREPARING, local)
    return _said(plan, order, DELIVERED if way.leg == "delivered" else ON_ITS_WAY, local)


def _unseen(plan: Plan, order: Purchase | None) -> Plan:
    """The plan with the number of an order of which nothing else is known, so that nobody is asked for it."""
    plan = replace(plan, fixed="pedido", tier="script")
    number = order.number.rpartition("/")[2] if order is not None else ""
    return replace(plan, slots=(("pedido", number),), told=(number,)) if number else plan


def _due(
    order: Purchase,
    plan: Plan,
    operation: Operation,
    local: Callable[[int], datetime],
    holiday: Callable[[date], bool],
) -> Purchase:
    """The order with the day it should arrive: the shop's own word, else the longest time to the lead's region."""
    way = order.shipment or Shipment("preparing")
    region = operation.catalog.region_named(plan.memo.region)
    if way.promised or region is None:
        return order
    day = promised_day(local(order.bought_at), region.days_max, holiday)
    return replace(order, shipment=replace(way, promised=round(day.timestamp() * 1000)))


def _said(plan: Plan, order: Purchase, script: str, local: Callable[[int], datetime] | None = None) -> Plan:
    """The plan with what may be said of this order, and the guard's leave to say it."""
    way = order.shipment or Shipment("preparing")
    expected = f"{local(way.promised):%d/%m}" if local is not None and way.promised else ""
    slots = (
        ("pedido", order.number.rpartition("/")[2]),
        ("pedido_situacao", LEGS[way.leg]),
        ("rastreio_codigo", way.code),
        ("rastreio_link", way.link),
        ("previsao", expected),
    )
    filled = tuple((name, value) for name, value in slots if value)
    told = (*(value for _, value in filled), *(f"o seu pedido está {value}" for _, value in filled))
    return replace(
        plan,
        script=script,
        action="responder",
        tier="script",
        fixed="pedido",
        slots=filled,
        told=(*told, *SAID),
        done=(ORDER, TRACKING),
    )


SAID = (
    "o seu pedido foi entregue",
    "o seu pedido foi postado",
    "o seu pedido saiu para entrega",
    "seu pedido está a caminho",
    "seu pagamento caiu",
)
"""How the scripts of this page may put it."""
