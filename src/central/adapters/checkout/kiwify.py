"""Kiwify: an HMAC-SHA1 of the raw body, in hex, as `signature` in the address.

Source: docs.kiwify.com.br, receiving webhooks (2026). Some deliveries come wrapped in {"order": …}; the raw bytes are
signed either way.
"""

from __future__ import annotations

from central.adapters.checkout.fields import BRAZIL, Json, at, cents, moment, needed, read_json, text, token_in
from central.adapters.checkout.seal import Seal
from central.core.selling.order import Item, Order, Status
from central.ports import Delivery

SEAL = Seal("sha1", "hex", parameter="signature")
EVENTS: dict[str, Status] = {
    "order_approved": "approved",
    "order_refunded": "refunded",
    "chargeback": "chargeback",
    "order_rejected": "refused",
    "pix_created": "pending",
    "billet_created": "pending",
    "subscription_renewed": "approved",
}
_TIMES = {"approved": "approved_date"}
_TRACES = ("sck", "src", "s1", "s2", "s3", "utm_content", "utm_term")


class KiwifyCheckout:
    """One account of Kiwify; the secret is the webhook's token."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def genuine(self, delivery: Delivery, now: int) -> bool:
        return SEAL.holds(delivery, self._secret)

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        told = read_json(body)
        inner = at(told, "order")
        return order_of(inner if isinstance(inner, dict) else told)


def order_of(told: Json) -> tuple[Order, ...]:
    """The order or the cart, or nothing for an event that tells of none (a subscription that ends)."""
    if text(told, "webhook_event_type") is None and text(told, "status") == "abandoned":
        return (_cart(told),)
    status = EVENTS.get(text(told, "webhook_event_type") or "")
    if status is None:
        return ()
    times = (_TIMES.get(status, ""), "updated_at", "created_at", "approved_date")
    when = next((found for key in times if (found := moment(told, key, zone=BRAZIL)) is not None), 0)
    total = cents(told, "Commissions", "charge_amount")
    product = Item(text(told, "Product", "product_id") or "", text(told, "Product", "product_name") or "", 1, total)
    order = Order(
        number=needed(told, "order_id"),
        status=status,
        at=when,
        total=total,
        currency=text(told, "Commissions", "currency") or "BRL",
        method=text(told, "payment_method") or "",
        token=token_in(text(told, "TrackingParameters", key) for key in _TRACES),
        phone=text(told, "Customer", "mobile"),
        email=text(told, "Customer", "email"),
        name=text(told, "Customer", "full_name"),
        document=text(told, "Customer", "CPF"),
        items=(product,),
    )
    return (order,)


def _cart(told: Json) -> Order:
    """A checkout that was left, as public captures show it: flat, without a price."""
    return Order(
        number=f"carrinho/{needed(told, 'id')}",
        status="abandoned",
        at=moment(told, "created_at", zone=BRAZIL) or 0,
        total=0,
        token=token_in((*(text(told, "TrackingParameters", key) for key in _TRACES), text(told, "checkout_link"))),
        phone=text(told, "phone"),
        email=text(told, "email"),
        name=text(told, "name"),
        items=(Item(text(told, "product_id") or "", text(told, "product_name") or ""),),
    )
