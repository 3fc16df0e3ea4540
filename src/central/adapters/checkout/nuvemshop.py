"""Nuvemshop: a signed notice names an order, and the order is read at their API.

Source: tiendanube.github.io (2026). `x-linkedstore-hmac-sha256` is the hex HMAC-SHA256 of the raw body with the app's
secret; notices come unordered and more than once.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import aiohttp

from central.adapters.checkout.fields import (
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
from central.adapters.checkout.remote import fetch
from central.adapters.checkout.seal import Seal
from central.core.selling.order import Item, Order, Status
from central.core.selling.shipment import Leg, Shipment
from central.ports import Delivery

API = "https://api.tiendanube.com/v1"
AGENT = "Central de vendas"
SEAL = Seal("sha256", "hex", header="x-linkedstore-hmac-sha256")
STATUSES: dict[str, Status] = {
    "pending": "pending",
    "authorized": "pending",
    "paid": "approved",
    "voided": "cancelled",
    "refunded": "refunded",
    "abandoned": "abandoned",
}
LEGS: dict[str, Leg] = {
    "unpacked": "preparing",
    "unshipped": "preparing",
    "shipped": "posted",
    "delivered": "delivered",
}


class NuvemshopCheckout:
    """One shop; `secret` is the app's, `token` the shop's, `store` its number."""

    def __init__(self, secret: str, token: str, store: str, session: aiohttp.ClientSession, api: str = API) -> None:
        self._secret, self._token, self._store, self._session, self._api = secret, token, store, session, api

    def genuine(self, delivery: Delivery, now: int) -> bool:
        return SEAL.holds(delivery, self._secret)

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        told = read_json(body)
        if not needed(told, "event").startswith("order/"):
            return ()
        store, id = needed(told, "store_id"), needed(told, "id")
        if self._store and store != self._store:
            raise ValueError(f"o aviso é da loja {store[:20]}, e não da loja {self._store}")
        if not (re.fullmatch(r"\d{1,20}", store) and re.fullmatch(r"\d{1,20}", id)):
            raise ValueError("store_id e id precisam ser números")
        headers = {"Authentication": f"bearer {self._token}", "User-Agent": AGENT}
        found = await fetch(self._session, f"{self._api}/{store}/orders/{id}", headers, "a Nuvemshop")
        return () if found is None else (order_of(found),)


def order_of(told: Json) -> Order:
    """An order of the shop."""
    said = needed(told, "payment_status")
    if text(told, "status") == "cancelled" and said != "refunded":
        said = "voided"
    if said not in STATUSES:
        raise ValueError(f"não conheço o payment_status {said[:40]!r}")
    status = STATUSES[said]
    key = {"approved": "paid_at", "cancelled": "cancelled_at", "pending": "created_at"}.get(status, "updated_at")
    when = next((ms for k in (key, "updated_at", "created_at", "completed_at") if (ms := _moment(told, k))), 0)
    traces = [value for _, value in parse_qsl(urlsplit(text(told, "landing_url") or "").query)]
    extra = at(told, "extra")
    return Order(
        number=needed(told, "id"),
        status=status,
        at=when,
        total=money(told, "total"),
        currency=text(told, "currency") or "BRL",
        method=text(told, "payment_details", "method") or text(told, "gateway") or "",
        token=token_in((*(extra.values() if isinstance(extra, dict) else ()), text(told, "note"), *traces)),
        phone=text(told, "contact_phone"),
        email=text(told, "contact_email"),
        name=text(told, "contact_name"),
        document=text(told, "contact_identification"),
        shipment=_shipment(told),
        items=tuple(_item(row) for row in at(told, "products") or () if isinstance(row, dict)),
    )


def _shipment(told: Json) -> Shipment | None:
    """What the shop says of the parcel, if anything."""
    leg = LEGS.get(text(told, "shipping_status") or "")
    if leg is None:
        return None
    when = _moment(told, "shipped_at") or _moment(told, "updated_at") or 0
    return Shipment(
        leg=leg,
        code=code_of(text(told, "shipping_tracking_number")),
        link=link_of(text(told, "shipping_tracking_url")),
        carrier=text(told, "shipping_carrier_name") or "",
        at=when,
    )


def _moment(told: Json, key: str) -> int | None:
    """A date of the shop: ISO 8601, its zone without a colon, sometimes inside {"date": …}."""
    value = at(told, key)
    return moment(value, "date") if isinstance(value, dict) else moment(told, key)


def _item(row: Json) -> Item:
    quantity = text(row, "quantity") or "1"
    return Item(
        id=text(row, "product_id") or "",
        name=text(row, "name") or "",
        quantity=int(quantity) if quantity.isdecimal() else 1,
        price=money(row, "price") if at(row, "price") is not None else None,
    )
