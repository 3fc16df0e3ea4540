"""Checkouts that need no more than a declaration: how they sign, and what they call what.

Sources (2026): developers.hotmart.com, webhook 2.0.0 (a static token, no signature); docs.yampi.com.br, webhooks
(base64 HMAC-SHA256 of the raw body; deliveries that were not answered disable the webhook); shopify.dev, webhooks
(base64 HMAC-SHA256 of the raw body, the topic in a header that is not signed, thus not believed).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from central.adapters.checkout.fields import (
    BRAZIL,
    Json,
    at,
    code_of,
    link_of,
    moment,
    money,
    needed,
    read_json,
    text,
    token_in,
)
from central.adapters.checkout.seal import Password, Seal
from central.core.selling.order import Item, Order, Status
from central.core.selling.shipment import Leg, Shipment
from central.ports import Delivery


@dataclass(frozen=True, slots=True)
class Declaration:
    """How a provider signs and how its deliveries are read."""

    seal: Seal | Password
    orders: Callable[[Json], tuple[Order, ...]]


@dataclass(frozen=True, slots=True)
class DeclaredCheckout:
    """A provider by its declaration, with the secret it shares with us."""

    declaration: Declaration
    secret: str

    def genuine(self, delivery: Delivery, now: int) -> bool:
        return self.declaration.seal.holds(delivery, self.secret)

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        return self.declaration.orders(read_json(body))


# ── Hotmart ──────────────────────────────────────────────────────────────────────────────────────

_HOTMART: dict[str, Status] = {
    "PURCHASE_APPROVED": "approved",
    "PURCHASE_COMPLETE": "approved",
    "PURCHASE_BILLET_PRINTED": "pending",
    "PURCHASE_DELAYED": "pending",
    "PURCHASE_EXPIRED": "cancelled",
    "PURCHASE_CANCELED": "cancelled",
    "PURCHASE_REFUNDED": "refunded",
    "PURCHASE_CHARGEBACK": "chargeback",
    "PURCHASE_PROTEST": "chargeback",
}


def _hotmart(told: Json) -> tuple[Order, ...]:
    """An order bump is an order of its own: its value adds, and it carries the same trace."""
    if text(told, "event") == "PURCHASE_OUT_OF_SHOPPING_CART":
        return (_hotmart_cart(told),)
    status = _HOTMART.get(needed(told, "event"))
    if status is None:
        return ()
    buyer, purchase = at(told, "data", "buyer"), at(told, "data", "purchase")
    product = at(told, "data", "product")
    traces = [text(purchase, "origin", key) for key in ("sck", "src", "xcod")]
    phone = (text(buyer, "checkout_phone_code") or "") + (text(buyer, "checkout_phone") or "")
    order = Order(
        number=needed(purchase, "transaction"),
        status=status,
        at=moment(told, "creation_date") or 0,
        total=money(purchase, "price", "value"),
        currency=text(purchase, "price", "currency_value") or "BRL",
        method=(text(purchase, "payment", "type") or "").lower(),
        token=token_in((*traces, text(purchase, "sckPaymentLink"))),
        phone=phone or None,
        email=text(buyer, "email"),
        name=text(buyer, "name"),
        document=text(buyer, "document"),
        items=(Item(text(product, "id") or "", text(product, "name") or ""),),
    )
    return (order,)


def _hotmart_cart(told: Json) -> Order:
    buyer, product = at(told, "data", "buyer"), at(told, "data", "product")
    return Order(
        number=f"carrinho/{needed(told, 'id')}",
        status="abandoned",
        at=moment(told, "creation_date") or 0,
        total=0,
        phone=text(buyer, "phone") or text(buyer, "checkout_phone"),
        email=text(buyer, "email"),
        name=text(buyer, "name"),
        items=(Item(text(product, "id") or "", text(product, "name") or ""),),
    )


# ── Yampi ────────────────────────────────────────────────────────────────────────────────────────

_YAMPI: dict[str, Status] = {
    "waiting_payment": "pending",
    "pending": "pending",
    "paid": "approved",
    "invoiced": "approved",
    "refused": "refused",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "chargeback": "chargeback",
}
_YAMPI_LEGS: dict[str, Leg] = {
    "handling_products": "preparing",
    "on_carriage": "moving",
    "delivered": "delivered",
    "shipment_exception": "problem",
}
"""States of a parcel; an order that is on its way was paid."""


def _yampi(told: Json) -> tuple[Order, ...]:
    event, order = needed(told, "event"), at(told, "resource")
    if event == "cart.reminder":
        return (_yampi_cart(told, order),)
    alias = text(order, "status", "data", "alias") or ""
    status: Status | None = "approved" if event == "order.paid" else None
    if event in ("order.created", "order.status.updated"):
        status = _YAMPI.get(alias) or ("approved" if alias in _YAMPI_LEGS else None)
    if status is None:
        return ()
    customer = at(order, "customer", "data")
    metadata = at(order, "metadata", "data")
    traces = [text(row, "value") for row in metadata] if isinstance(metadata, list) else []
    payments = at(order, "transactions", "data")
    payment = payments[0] if isinstance(payments, list) and payments else None
    found = Order(
        number=needed(order, "number"),
        status=status,
        at=moment(told, "time", zone=BRAZIL) or 0,
        total=money(order, "value_total"),
        method=text(payment, "payment", "data", "alias") or "",
        token=token_in((*traces, text(order, "utm_content"), text(order, "utm_term"))),
        phone=text(customer, "phone", "full_number"),
        email=text(customer, "email"),
        name=text(customer, "name"),
        document=text(customer, "cpf"),
        shipment=_yampi_way(told, order, alias),
    )
    return (found,)


def _yampi_way(told: Json, order: Json, alias: str) -> Shipment | None:
    leg = _YAMPI_LEGS.get(alias)
    if leg is None:
        return None
    code, link = code_of(text(order, "track_code")), link_of(text(order, "track_url"))
    return Shipment(leg, code, link, at=moment(told, "time", zone=BRAZIL) or 0)


def _yampi_cart(told: Json, cart: Json) -> Order:
    """A cart that was left; what it holds costs what the totals say, if they do."""
    customer = at(cart, "customer", "data")
    total = money(cart, "totalizers", "total") if at(cart, "totalizers", "total") is not None else 0
    metadata = at(cart, "metadata", "data")
    traces = [text(row, "value") for row in metadata] if isinstance(metadata, list) else []
    return Order(
        number=f"carrinho/{text(cart, 'token') or needed(cart, 'id')}",
        status="abandoned",
        at=moment(told, "time", zone=BRAZIL) or 0,
        total=total,
        token=token_in(traces),
        phone=text(customer, "phone", "full_number"),
        email=text(customer, "email"),
        name=text(customer, "name"),
    )


# ── Shopify ──────────────────────────────────────────────────────────────────────────────────────

_SHOPIFY: dict[str, Status] = {
    "pending": "pending",
    "authorized": "pending",
    "partially_paid": "pending",
    "paid": "approved",
    "partially_refunded": "approved",
    "refunded": "refunded",
    "voided": "cancelled",
}
_SHOPIFY_LEGS: dict[str, Leg] = {
    "label_printed": "preparing",
    "in_transit": "moving",
    "out_for_delivery": "out",
    "delivered": "delivered",
    "attempted_delivery": "problem",
    "failure": "problem",
}


def _shopify(told: Json) -> tuple[Order, ...]:
    """The body is the order itself; a refund's own body names an order without its state and is left to the update."""
    cart = at(told, "abandoned_checkout_url") is not None and at(told, "financial_status") is None
    status: Status | None = "abandoned" if cart else _SHOPIFY.get(text(told, "financial_status") or "")
    if status is None or (cart and at(told, "completed_at") is not None):
        return ()
    if at(told, "cancelled_at") is not None and status in ("pending", "approved"):
        status = "cancelled"
    attributes = at(told, "note_attributes")
    traces = [text(row, "value") for row in attributes] if isinstance(attributes, list) else []
    query = parse_qsl(urlsplit(text(told, "landing_site") or "").query)
    phones = (("phone",), ("customer", "phone"), ("shipping_address", "phone"), ("billing_address", "phone"))
    rows = at(told, "line_items")
    order = Order(
        number=f"carrinho/{needed(told, 'id')}" if cart else needed(told, "id"),
        status=status,
        at=moment(told, "updated_at") or moment(told, "created_at") or 0,
        total=money(told, "total_price"),
        currency=text(told, "currency") or "BRL",
        method=text(told, "gateway") or "",
        token=token_in((*traces, *(value for _, value in query))),
        phone=next((found for path in phones if (found := text(told, *path))), None),
        email=text(told, "email"),
        name=text(told, "customer", "first_name"),
        items=tuple(Item(text(row, "product_id") or "", text(row, "title") or "") for row in rows or ()),
        refunded=_shopify_back(told),
        shipment=_shopify_way(told),
        trial=at(told, "test") is True,
    )
    return (order,)


def _shopify_back(told: Json) -> int:
    """All that was given back so far."""
    refunds = at(told, "refunds")
    moved = [t for row in refunds or () for t in at(row, "transactions") or ()] if isinstance(refunds, list) else []
    return sum(money(t, "amount") for t in moved if (text(t, "kind"), text(t, "status")) == ("refund", "success"))


def _shopify_way(told: Json) -> Shipment | None:
    """The last parcel of the order."""
    parcels = at(told, "fulfillments")
    found = [row for row in parcels if isinstance(row, dict)] if isinstance(parcels, list) else []
    if not found:
        return None
    last = found[-1]
    return Shipment(
        leg=_SHOPIFY_LEGS.get(text(last, "shipment_status") or "", "posted"),
        code=code_of(text(last, "tracking_number")),
        link=link_of(text(last, "tracking_url")),
        carrier=text(last, "tracking_company") or "",
        at=moment(last, "updated_at") or 0,
    )


DECLARED = {
    "hotmart": Declaration(Password("x-hotmart-hottok"), _hotmart),
    "yampi": Declaration(Seal("sha256", "base64", header="x-yampi-hmac-sha256"), _yampi),
    "shopify": Declaration(Seal("sha256", "base64", header="x-shopify-hmac-sha256"), _shopify),
}
"""The providers that are declarations."""
