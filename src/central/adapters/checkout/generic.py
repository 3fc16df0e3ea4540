"""The signed webhook any system may call: the order's shape that Brazilian tools share, under a signature of ours.

The body is UTMify's order (2026): `orderId`, `status`, `customer`, `products`, `trackingParameters`, `commission`.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any

from central.adapters.checkout.fields import (
    BRAZIL,
    Json,
    at,
    cents,
    code_of,
    link_of,
    moment,
    needed,
    read_json,
    text,
    token_in,
)
from central.adapters.checkout.seal import stamp_holds
from central.core.selling.order import Item, Order, Status
from central.core.selling.shipment import Leg, Shipment
from central.ports import Delivery

STATUSES: dict[str, Status] = {
    "waiting_payment": "pending",
    "pending": "pending",
    "paid": "approved",
    "approved": "approved",
    "refused": "refused",
    "refunded": "refunded",
    "chargedback": "chargeback",
    "chargeback": "chargeback",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "abandoned": "abandoned",
    "abandoned_cart": "abandoned",
    "scheduled": "scheduled",
    "shipped": "shipped",
    "delivered_paid": "approved",
    "frustrated": "frustrated",
}
LEGS: dict[str, Leg] = {
    "preparing": "preparing",
    "posted": "posted",
    "in_transit": "moving",
    "out_for_delivery": "out",
    "delivered": "delivered",
    "problem": "problem",
}
_TIMES = {"approved": "approvedDate", "refunded": "refundedAt", "chargeback": "refundedAt"}
_TRACES = ("sck", "src", "utm_content", "utm_term", "utm_id", "utm_campaign")


class GenericCheckout:
    """A system that signs with the secret it shares with us."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def genuine(self, delivery: Delivery, now: int) -> bool:
        return stamp_holds(delivery, self._secret, now)

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        return (order_of(read_json(body)),)


def order_of(told: Json) -> Order:
    """The order in a body; ValueError (Portuguese) says what is missing."""
    said = needed(told, "status").casefold()
    if said not in STATUSES:
        raise ValueError(f"não conheço o status {said[:40]!r}")
    status = STATUSES[said]
    when = moment(told, _TIMES.get(status, ""), zone=UTC) or moment(told, "createdAt", zone=UTC)
    if when is None:
        raise ValueError("falta createdAt")
    platform, number = text(told, "platform"), needed(told, "orderId")
    items = tuple(_item(row) for row in at(told, "products") or () if isinstance(row, dict))
    return Order(
        number=f"{platform}/{number}" if platform else number,
        status=status,
        at=when,
        total=_total(told, items),
        currency=text(told, "commission", "currency") or "BRL",
        method=text(told, "paymentMethod") or "",
        token=token_in(text(told, "trackingParameters", key) for key in _TRACES),
        phone=text(told, "customer", "phone"),
        email=text(told, "customer", "email"),
        name=text(told, "customer", "name"),
        document=text(told, "customer", "document"),
        items=items,
        refunded=cents(told, "refundedInCents") if at(told, "refundedInCents") is not None else 0,
        shipment=_shipment(told),
        trial=at(told, "isTest") is True,
    )


def _shipment(told: Json) -> Shipment | None:
    """The order's way, from `tracking {status, code, url, carrier, estimatedDate, updatedAt}`."""
    way = at(told, "tracking")
    if not isinstance(way, dict):
        return None
    said = (text(way, "status") or "posted").casefold()
    if said not in LEGS:
        raise ValueError(f"não conheço o tracking.status {said[:40]!r}")
    return Shipment(
        leg=LEGS[said],
        code=code_of(text(way, "code")),
        link=link_of(text(way, "url")),
        carrier=text(way, "carrier") or "",
        promised=moment(way, "estimatedDate", zone=BRAZIL) or 0,
        at=moment(way, "updatedAt", zone=UTC) or 0,
    )


def _item(row: dict[str, Any]) -> Item:
    quantity = text(row, "quantity") or "1"
    return Item(
        id=text(row, "id") or "",
        name=text(row, "name") or "",
        quantity=int(quantity) if quantity.isdecimal() else 1,
        price=cents(row, "priceInCents") if at(row, "priceInCents") is not None else None,
    )


def _total(told: Json, items: tuple[Item, ...]) -> int:
    if at(told, "commission", "totalPriceInCents") is not None:
        return cents(told, "commission", "totalPriceInCents")
    if not items or any(item.price is None for item in items):
        raise ValueError("falta commission.totalPriceInCents")
    return sum((item.price or 0) * item.quantity for item in items)
