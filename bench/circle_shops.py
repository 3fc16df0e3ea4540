"""What each checkout tells of an order in the circle: its bodies, its signatures, and the API of those that are asked.

Every provider is one that Central knows; statuses are ``pending``, ``approved`` and ``refunded``.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from starlette.applications import Starlette
from starlette.routing import Mount

from central.adapters.checkout.seal import STAMPED, stamped
from central.adapters.clock import SystemClock
from central.pretend.mercadopago import PretendMercadoPago, mercadopago_app
from tests.adapters.checkout.deliveries import provider

SECRET, TOKEN, STORE = "segredo-dos-pedidos-do-banco", "acesso-do-banco", "123"
TOTAL = 12_990
STEPS = ("pending", "approved", "refunded")
Json = dict[str, Any]
Post = tuple[str, dict[str, str], bytes]
"""The end of an address, headers, and a body."""
YAML = f"""
checkouts:
  - {{id: kiwify, provedor: kiwify, segredo: PEDIDOS_SEGREDO}}
  - {{id: hotmart, provedor: hotmart, segredo: PEDIDOS_SEGREDO}}
  - {{id: yampi, provedor: yampi, segredo: PEDIDOS_SEGREDO}}
  - {{id: shopify, provedor: shopify, segredo: PEDIDOS_SEGREDO}}
  - {{id: nuvemshop, provedor: nuvemshop, segredo: PEDIDOS_SEGREDO, token: PEDIDOS_TOKEN, loja: "{STORE}"}}
"""
"""The demo's own are `generico` and `pix`, at which codes are made in the conversation."""
PARAMETERS = {"yampi": "metadata[central]", "shopify": "attributes[central]", "nuvemshop": "utm_content"}
"""Where a link carries the token; everywhere else it is ``sck``."""


@dataclass
class Shops:
    """All checkouts at once: how their orders stand at those that are asked, and what a delivery of each looks like."""

    orders: dict[str, Json] = field(default_factory=dict)
    stands: dict[int, str] = field(default_factory=dict)
    notices: list[Post] = field(default_factory=list)
    bank: PretendMercadoPago = field(init=False)

    def __post_init__(self) -> None:
        self.bank = PretendMercadoPago(TOKEN, SECRET, SystemClock(), self._notice)

    def app(self) -> Starlette:
        """Mercado Pago under `/mp`."""
        return Starlette(routes=[Mount("/mp", mercadopago_app(self.bank))])

    def nuvemshop(self) -> web.Application:
        """Nuvemshop's API of orders."""

        async def order(request: web.Request) -> web.Response:
            if request.headers.get("authentication") != f"bearer {TOKEN}":
                return web.json_response({}, status=401)
            found = self.orders.get(request.match_info["id"])
            return web.json_response(found, status=200 if found else 404)

        app = web.Application()
        app.router.add_get(f"/v1/{STORE}/orders/{{id}}", order)
        return app

    async def told(self, shop: str, number: int, token: str, status: str) -> list[Post]:
        """What the checkout posts when an order of its comes to stand so; more than once if it is its habit."""
        if shop == "pix":
            return await self._paid_in_bank(token, status)
        if shop == "nuvemshop" and STEPS.index(status) >= STEPS.index(self.stands.get(number, "pending")):
            self.stands[number], self.orders[str(number)] = status, _nuvemshop(number, token, status)
        body = json.dumps(_BODIES[shop](number, token, status)).encode()
        if shop == "generico":
            return [("", {STAMPED: stamped(SECRET, body, _ms())}, body)]
        signed = provider(shop).sign(SECRET, body)
        return [(f"?{signed.query}" if signed.query else "", dict(signed.headers), body)]

    async def _paid_in_bank(self, token: str, status: str) -> list[Post]:
        self.notices.clear()
        payment = next(one for one in self.bank.payments.values() if one["external_reference"] == token)
        if status == "approved" and payment["status"] == "pending":
            await self.bank.pay(payment["point_of_interaction"]["transaction_data"]["qr_code"])
        if status == "refunded" and payment["status"] == "approved":
            await self.bank.refund(str(payment["id"]))
        if not self.notices:
            await self.bank._notify(str(payment["id"]), "payment.updated")
        return list(self.notices)

    async def _notice(self, query: str, headers: dict[str, str], body: bytes) -> None:
        self.notices.append((query, headers, body))


def _ms() -> int:
    return round(time.time() * 1000)


def _utc() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _iso() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _local() -> str:
    return datetime.fromtimestamp(time.time() - 3 * 3_600, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _generico(number: int, token: str, status: str) -> Json:
    said = {"pending": "waiting_payment", "approved": "paid", "refunded": "refunded"}[status]
    return {
        "orderId": str(number),
        "paymentMethod": "pix",
        "status": said,
        "createdAt": _utc(),
        "approvedDate": _utc() if status != "pending" else None,
        "refundedAt": _utc() if status == "refunded" else None,
        "customer": {"name": "Comprador", "email": "c@exemplo.example", "phone": "11900000000"},
        "products": [{"id": "p", "name": "p", "quantity": 1, "priceInCents": TOTAL}],
        "trackingParameters": {"sck": token},
        "commission": {"totalPriceInCents": TOTAL},
    }


def _kiwify(number: int, token: str, status: str) -> Json:
    event = {"pending": "pix_created", "approved": "order_approved", "refunded": "order_refunded"}[status]
    return {
        "order_id": str(number),
        "webhook_event_type": event,
        "payment_method": "pix",
        "created_at": _local(),
        "updated_at": _local(),
        "approved_date": _local() if status != "pending" else None,
        "Customer": {"full_name": "Comprador", "mobile": "+5511900000000"},
        "Commissions": {"charge_amount": str(TOTAL), "currency": "BRL"},
        "TrackingParameters": {"sck": token, "utm_source": "x"},
    }


def _hotmart(number: int, token: str, status: str) -> Json:
    event = {"pending": "BILLET_PRINTED", "approved": "APPROVED", "refunded": "REFUNDED"}[status]
    price = {"value": TOTAL / 100, "currency_value": "BRL"}
    purchase = {"transaction": str(number), "price": price, "payment": {"type": "PIX"}, "origin": {"sck": token}}
    data = {"product": {"id": 1, "name": "p"}, "buyer": {"name": "Comprador"}, "purchase": purchase}
    return {"id": f"{number}-{status}", "event": f"PURCHASE_{event}", "creation_date": _ms(), "data": data}


def _yampi(number: int, token: str, status: str) -> Json:
    event = {"pending": "order.created", "approved": "order.paid", "refunded": "order.status.updated"}[status]
    alias = {"pending": "waiting_payment", "approved": "paid", "refunded": "refunded"}[status]
    resource = {"number": number, "value_total": TOTAL / 100, "status": {"data": {"alias": alias}}}
    resource["metadata"] = {"data": [{"key": "central", "value": token}]}  # type: ignore[assignment]
    return {"event": event, "time": _local(), "resource": resource}


def _shopify(number: int, token: str, status: str) -> Json:
    said = {"pending": "pending", "approved": "paid", "refunded": "refunded"}[status]
    attributes = [{"name": "central", "value": token}]
    told = {"id": number, "financial_status": said, "total_price": f"{TOTAL / 100:.2f}", "currency": "BRL"}
    return told | {"updated_at": _iso(), "note_attributes": attributes, "line_items": []}


def _nuvemshop(number: int, token: str, status: str) -> Json:
    said = {"pending": "pending", "approved": "paid", "refunded": "refunded"}[status]
    told = {"id": number, "status": "open", "payment_status": said, "total": f"{TOTAL / 100:.2f}", "currency": "BRL"}
    landing = f"https://loja.example/p?utm_content={token}"
    return told | {"created_at": _iso(), "paid_at": _iso(), "updated_at": _iso(), "landing_url": landing}


def _notice_of(number: int, token: str, status: str) -> Json:
    event = {"pending": "order/created", "approved": "order/paid", "refunded": "order/updated"}[status]
    return {"store_id": int(STORE), "event": event, "id": number}


_BODIES = {
    "generico": _generico,
    "kiwify": _kiwify,
    "hotmart": _hotmart,
    "yampi": _yampi,
    "shopify": _shopify,
    "nuvemshop": _notice_of,
}
