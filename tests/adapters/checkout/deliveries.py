"""Deliveries as each provider signs them, written after its pages; every value is invented."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import aiohttp

from central.adapters.checkout import checkout_for
from central.adapters.checkout.seal import STAMPED, stamped
from central.core.selling.checkout import CheckoutSpec
from central.ports import Checkout, Delivery
from central.pretend.inside import InsideSession

SECRET, TOKEN = "um-segredo-de-teste", "k7q2mxw9c4t"
NOW = 1_795_000_000_000
Sign = Callable[[str, bytes], Delivery]

GENERIC = {
    "orderId": "4321",
    "platform": "LojaX",
    "paymentMethod": "pix",
    "status": "paid",
    "createdAt": "2026-11-22 10:00:00",
    "approvedDate": "2026-11-22 10:05:30",
    "refundedAt": None,
    "customer": {"name": "Ana Lima", "email": "ana@exemplo.example", "phone": "(11) 99999-0001", "document": None},
    "products": [{"id": "s1", "name": "Sérum", "quantity": 2, "priceInCents": 4495}],
    "trackingParameters": {"sck": TOKEN, "src": None, "utm_source": "meta"},
    "commission": {"totalPriceInCents": 8990},
    "isTest": False,
}
KIWIFY = {
    "order_id": "kw-77",
    "order_status": "paid",
    "webhook_event_type": "order_approved",
    "payment_method": "pix",
    "approved_date": "2026-11-22 07:05",
    "created_at": "2026-11-22 07:00",
    "Product": {"product_id": "p9", "product_name": "Curso"},
    "Customer": {"full_name": "Ana Lima", "email": "ana@exemplo.example", "mobile": "+5511999990001", "CPF": None},
    "Commissions": {"charge_amount": "8990", "currency": "BRL"},
    "TrackingParameters": {"sck": f"meta|{TOKEN}", "src": None, "utm_content": "anuncio-a"},
}
HOTMART = {
    "id": "0f6c",
    "event": "PURCHASE_APPROVED",
    "version": "2.0.0",
    "creation_date": NOW,
    "data": {
        "product": {"id": 5, "name": "Curso"},
        "buyer": {"name": "Ana", "email": "ana@exemplo.example", "checkout_phone": "11999990001"},
        "purchase": {
            "transaction": "HP1",
            "price": {"value": 89.9, "currency_value": "BRL"},
            "payment": {"type": "PIX"},
            "origin": {"sck": TOKEN},
        },
    },
}
YAMPI = {
    "event": "order.paid",
    "time": "2026-11-22 07:05:00",
    "resource": {
        "number": 900,
        "value_total": 89.9,
        "customer": {"data": {"name": "Ana", "email": "ana@exemplo.example", "phone": {"full_number": "11999990001"}}},
        "transactions": {"data": [{"payment": {"data": {"alias": "pix"}}}]},
        "metadata": {"data": [{"key": "central", "value": TOKEN}]},
    },
}
SHOPIFY = {
    "id": 5550001,
    "email": "ana@exemplo.example",
    "financial_status": "paid",
    "total_price": "89.90",
    "currency": "BRL",
    "updated_at": "2026-11-22T07:05:00-03:00",
    "cancelled_at": None,
    "note_attributes": [{"name": "central", "value": TOKEN}],
    "shipping_address": {"phone": "+55 11 99999-0001"},
    "line_items": [{"product_id": 12, "title": "Sérum"}],
}
NUVEMSHOP = {"store_id": 123, "event": "order/paid", "id": 871}
NUVEMSHOP_ORDER = {
    "id": 871,
    "status": "open",
    "payment_status": "paid",
    "paid_at": "2026-11-22T07:05:00-0300",
    "total": "89.90",
    "currency": "BRL",
    "contact_phone": "+5511999990001",
    "contact_email": "ana@exemplo.example",
    "landing_url": f"https://loja.example/p?utm_source=meta&utm_content={TOKEN}",
    "products": [{"product_id": 4, "name": "Sérum", "quantity": "1", "price": "89.90"}],
}
MERCADOPAGO = {"id": 1, "type": "payment", "action": "payment.updated", "data": {"id": "777"}}
PAYMENT = {
    "id": 777,
    "status": "approved",
    "date_created": "2026-11-22T07:00:00.000-03:00",
    "date_approved": "2026-11-22T07:05:00.000-03:00",
    "transaction_amount": 89.9,
    "currency_id": "BRL",
    "payment_method_id": "pix",
    "external_reference": TOKEN,
    "payer": {"email": "ana@exemplo.example"},
    "live_mode": True,
}


def encoded(told: Mapping[str, Any]) -> bytes:
    """As a provider would write it: not as we would."""
    return json.dumps(told, ensure_ascii=True, separators=(", ", ":")).encode()


def signed_generic(secret: str, body: bytes) -> Delivery:
    return Delivery(((STAMPED, stamped(secret, body, NOW)),), "", body)


def signed_kiwify(secret: str, body: bytes) -> Delivery:
    return Delivery((), f"signature={hmac.digest(secret.encode(), body, 'sha1').hex()}", body)


def signed_base64(header: str) -> Sign:
    def sign(secret: str, body: bytes) -> Delivery:
        digest = hmac.digest(secret.encode(), body, "sha256")
        return Delivery(((header, base64.b64encode(digest).decode()),), "", body)

    return sign


def signed_nuvemshop(secret: str, body: bytes) -> Delivery:
    return Delivery((("x-linkedstore-hmac-sha256", hmac.digest(secret.encode(), body, "sha256").hex()),), "", body)


def signed_hotmart(secret: str, body: bytes) -> Delivery:
    return Delivery((("x-hotmart-hottok", secret),), "", body)


def signed_mercadopago(secret: str, body: bytes, ts: int = NOW, id: str = "777", request: str = "r-1") -> Delivery:
    told = f"id:{id};request-id:{request};ts:{ts};".encode()
    signature = f"ts={ts},v1={hmac.digest(secret.encode(), told, 'sha256').hex()}"
    return Delivery((("x-signature", signature), ("x-request-id", request)), f"data.id={id}&type=payment", body)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider under test."""

    name: str
    told: Mapping[str, Any]
    sign: Sign

    @property
    def body(self) -> bytes:
        return encoded(self.told)

    @property
    def good(self) -> Delivery:
        return self.sign(SECRET, self.body)

    def checkout(self, secret: str = SECRET, answers: Mapping[str, Any] | None = None, store: str = "") -> Checkout:
        """The adapter, in front of an API that gives these answers by path (an int is a status)."""
        session = cast(aiohttp.ClientSession, InsideSession(_api(answers or {})))
        return checkout_for(CheckoutSpec("loja", self.name, store=store), secret, "um-token", session)

    def telling(self, **changes: Any) -> Provider:
        """The same with another body."""
        return replace(self, told={**self.told, **changes})


PROVIDERS = (
    Provider("generico", GENERIC, signed_generic),
    Provider("kiwify", KIWIFY, signed_kiwify),
    Provider("nuvemshop", NUVEMSHOP, signed_nuvemshop),
    Provider("mercadopago", MERCADOPAGO, signed_mercadopago),
    Provider("hotmart", HOTMART, signed_hotmart),
    Provider("yampi", YAMPI, signed_base64("x-yampi-hmac-sha256")),
    Provider("shopify", SHOPIFY, signed_base64("x-shopify-hmac-sha256")),
)


def provider(name: str) -> Provider:
    return next(one for one in PROVIDERS if one.name == name)


def _api(answers: Mapping[str, Any]) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        found = answers.get(scope["path"], 404)
        status, body = (found, b"{}") if isinstance(found, int) else (200, encoded(found))
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})

    return app
