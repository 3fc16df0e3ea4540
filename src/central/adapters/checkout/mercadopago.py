"""Mercado Pago: a signed notice names a payment, and the payment is read at their API.

Source: Mercado Pago's SDK (2026). `x-signature: ts=…,v1=…` is an HMAC-SHA256 of
`id:<data.id of the address>;request-id:<x-request-id>;ts:<ts>;`, a missing pair left out; `ts` has 10 or 13 digits.
Older pages say that the id is signed in small letters, the SDK keeps them: both are tried. The body itself is not
signed, so nothing in it is believed but what kind of thing it is about.
"""

from __future__ import annotations

import hmac
import re

import aiohttp

from central.adapters.checkout.fields import at, moment, money, needed, read_json, text, token_in
from central.adapters.checkout.remote import fetch
from central.adapters.checkout.seal import parameter, same
from central.core.selling.order import Item, Order, Status
from central.ports import Delivery

API = "https://api.mercadopago.com"
OLDEST_MS = 24 * 3_600_000
"""Notices are repeated for days; one that is repeated late may carry its first moment. What it says is looked up."""
STATUSES: dict[str, Status] = {
    "pending": "pending",
    "in_process": "pending",
    "authorized": "pending",
    "approved": "approved",
    "rejected": "refused",
    "cancelled": "cancelled",
    "refunded": "refunded",
    "charged_back": "chargeback",
}
_SIGNATURE = re.compile(r"ts=(\d{10}|\d{13}),v1=([0-9a-f]{64})")
_PAYMENT = re.compile(r"[0-9A-Za-z-]{1,60}")


class MercadoPagoCheckout:
    """One application at Mercado Pago; `secret` signs its notices, `token` reads its payments."""

    def __init__(self, secret: str, token: str, session: aiohttp.ClientSession, api: str = API) -> None:
        self._secret, self._token, self._session, self._api = secret, token, session, api

    def genuine(self, delivery: Delivery, now: int) -> bool:
        match = _SIGNATURE.fullmatch((delivery.header("x-signature") or "").replace(" ", ""))
        if not self._secret or match is None or abs(now - _ms(match[1])) > OLDEST_MS:
            return False
        id, request = parameter(delivery.query, "data.id"), delivery.header("x-request-id")
        if id is None:
            return False
        wanted = (manifest(one, request, match[1]) for one in dict.fromkeys((id, id.lower())))
        return any(same(match[2], hmac.digest(self._secret.encode(), one.encode(), "sha256").hex()) for one in wanted)

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        told = read_json(body)
        if (text(told, "type") or text(told, "topic")) != "payment":
            return ()
        id = parameter(query, "data.id") or ""
        if not _PAYMENT.fullmatch(id):
            raise ValueError("data.id não é o número de um pagamento")
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        found = await fetch(self._session, f"{self._api}/v1/payments/{id}", headers, "o Mercado Pago")
        return () if found is None else (order_of(found),)


def manifest(id: str, request: str | None, ts: str) -> str:
    """What is signed."""
    return "".join(f"{key}:{value};" for key, value in (("id", id), ("request-id", request), ("ts", ts)) if value)


def order_of(told: dict[str, object]) -> Order:
    """A payment as an order."""
    said = needed(told, "status")
    if said not in STATUSES:
        raise ValueError(f"não conheço o status {said[:40]!r}")
    status = STATUSES[said]
    key = {"approved": "date_approved", "pending": "date_created"}.get(status, "date_last_updated")
    when = moment(told, key) or moment(told, "date_created")
    phone = (text(told, "payer", "phone", "area_code") or "") + (text(told, "payer", "phone", "number") or "")
    names = (text(told, "payer", "first_name"), text(told, "payer", "last_name"))
    metadata = at(told, "metadata")
    traces = [str(value) for value in metadata.values()] if isinstance(metadata, dict) else []
    return Order(
        number=needed(told, "id"),
        status=status,
        at=when or 0,
        total=money(told, "transaction_amount"),
        currency=text(told, "currency_id") or "BRL",
        method=text(told, "payment_method_id") or "",
        token=token_in((text(told, "external_reference"), *traces)),
        phone=phone or None,
        email=text(told, "payer", "email"),
        name=" ".join(filter(None, names)) or None,
        document=text(told, "payer", "identification", "number"),
        items=(Item("", text(told, "description") or ""),),
        refunded=money(told, "transaction_amount_refunded") if at(told, "transaction_amount_refunded") else 0,
        trial=at(told, "live_mode") is False,
    )


def _ms(ts: str) -> int:
    return int(ts) if len(ts) == 13 else int(ts) * 1000
