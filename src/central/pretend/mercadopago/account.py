"""One account: its Pix charges, who paid them, and the notices it owes."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from central.ports import Clock

Json = dict[str, Any]
Told = tuple[int, Json]
Post = Callable[[str, dict[str, str], bytes], Awaitable[None]]
"""Posts a body with headers to a path and query of the receiver."""
FIRST = 1_300_000_001


@dataclass(slots=True)
class Faults:
    """`down` answers 503 and does nothing; `late` makes the charge and then answers 500, so many times; `refused`
    knows no token; `lies` gives another amount back; `repeats` is how often each notice comes."""

    down: bool = False
    late: int = 0
    refused: bool = False
    lies: bool = False
    repeats: int = 2


@dataclass(slots=True)
class PretendMercadoPago:
    """Pix at `token`; notices are signed with `secret`, and go out by `post`."""

    token: str
    secret: str
    clock: Clock
    post: Post
    faults: Faults = field(default_factory=Faults)
    payments: dict[str, Json] = field(default_factory=dict)
    _keys: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    async def create(self, authorization: str, key: str, raw: bytes) -> Told:
        """POST /v1/payments."""
        if problem := self._refused(authorization):
            return problem
        if not key:
            return 400, {"message": "Header X-Idempotency-Key can't be null", "status": 400}
        if key in self._keys and self._keys[key][1] != raw:
            return 400, {"message": "the key was used for another payment", "status": 400}
        if key not in self._keys:
            body = json.loads(raw)
            if "@" not in body.get("payer", {}).get("email", "") or body.get("payment_method_id") != "pix":
                return 400, {"message": "payer.email must be a valid email", "status": 400}
            self._keys[key] = (self._make(body), raw)
            await self._notify(self._keys[key][0], "payment.created")
        if self.faults.late:
            self.faults.late -= 1
            return 500, {"message": "internal_error", "status": 500}
        payment = self.payments[self._keys[key][0]]
        return 201, payment | ({"transaction_amount": 1.0} if self.faults.lies else {})

    def read(self, authorization: str, id: str) -> Told:
        """GET /v1/payments/{id}."""
        if problem := self._refused(authorization):
            return problem
        payment = self._current(id)
        return (200, payment) if payment is not None else (404, {"message": "Payment not found", "status": 404})

    async def pay(self, code: str) -> str:
        """Somebody pays this code in their bank; the reason when it cannot be paid, else empty."""
        id = self.payment_of(code)
        if not id:
            return "não conheço este código"
        payment = self._current(id)
        assert payment is not None, "it was found just now"
        if payment["status"] != "pending":
            return {"approved": "já foi pago", "cancelled": "este código venceu"}.get(payment["status"], "não dá mais")
        payment |= {"status": "approved", "date_approved": self._now(), "date_last_updated": self._now()}
        await self._notify(str(payment["id"]), "payment.updated")
        return ""

    def payment_of(self, code: str) -> str:
        """The payment of a code, empty if there is none."""
        return next((id for id, payment in self.payments.items() if _code_of(payment) == code.strip()), "")

    async def refund(self, id: str, cents: int | None = None) -> None:
        """Money goes back: all that is left, or some of it."""
        payment = self.payments[id]
        left = payment["transaction_amount"] - payment["transaction_amount_refunded"]
        back = left if cents is None else cents / 100
        payment["transaction_amount_refunded"] = round(payment["transaction_amount_refunded"] + back, 2)
        payment["refunds"].append({"id": len(payment["refunds"]) + 1, "amount": back, "date_created": self._now()})
        payment["date_last_updated"] = self._now()
        whole = payment["transaction_amount_refunded"] >= payment["transaction_amount"]
        payment["status_detail"] = "refunded" if whole else "partially_refunded"
        payment["status"] = "refunded" if whole else "approved"
        await self._notify(id, "payment.updated")

    def _refused(self, authorization: str) -> Told | None:
        if self.faults.down:
            return 503, {"message": "service unavailable", "status": 503}
        if self.faults.refused or authorization != f"Bearer {self.token}":
            return 401, {"message": "invalid access token", "status": 401}
        return None

    def _make(self, body: Json) -> str:
        id, amount = FIRST + len(self.payments), float(body["transaction_amount"])
        self.payments[str(id)] = {
            "id": id,
            "date_created": self._now(),
            "date_last_updated": self._now(),
            "date_approved": None,
            "date_of_expiration": body.get("date_of_expiration"),
            "status": "pending",
            "status_detail": "pending_waiting_transfer",
            "currency_id": "BRL",
            "description": body.get("description"),
            "transaction_amount": amount,
            "transaction_amount_refunded": 0,
            "refunds": [],
            "payment_method_id": "pix",
            "payment_type_id": "bank_transfer",
            "external_reference": body.get("external_reference"),
            "live_mode": True,
            "payer": {"email": body["payer"]["email"]},
            "point_of_interaction": {"type": "PIX", "transaction_data": {"qr_code": _brcode(id, amount)}},
        }
        return str(id)

    def _current(self, id: str) -> Json | None:
        """The payment as it is now: a code nobody paid in time is cancelled."""
        payment = self.payments.get(id)
        if payment is not None and payment["status"] == "pending" and payment["date_of_expiration"]:
            ends = datetime.fromisoformat(payment["date_of_expiration"]).timestamp() * 1000
            if self.clock.now() >= ends:
                payment |= {"status": "cancelled", "status_detail": "expired", "date_last_updated": self._now()}
        return payment

    async def _notify(self, id: str, action: str) -> None:
        """A notice names the payment, and is signed; the body says nothing that may be believed."""
        ts, request = str(self.clock.now()), f"fingido-{action}-{id}"
        manifest = f"id:{id};request-id:{request};ts:{ts};"
        sign = hmac.new(self.secret.encode(), manifest.encode(), hashlib.sha256).hexdigest()
        headers = {"x-signature": f"ts={ts},v1={sign}", "x-request-id": request, "content-type": "application/json"}
        body = json.dumps({"type": "payment", "action": action, "data": {"id": id}, "live_mode": True}).encode()
        for _ in range(self.faults.repeats):
            await self.post(f"?data.id={id}&type=payment", headers, body)

    def _now(self) -> str:
        return datetime.fromtimestamp(self.clock.now() / 1000, UTC).isoformat(timespec="milliseconds")


def _code_of(payment: Json) -> str:
    return str(payment["point_of_interaction"]["transaction_data"]["qr_code"])


def _brcode(id: int, amount: float) -> str:
    """A code to copy in the shape the Central Bank gives them, its checksum right and its key nobody's."""
    key = _field("00", "br.gov.bcb.pix") + _field("01", f"00000000-0000-4000-8000-{id:012d}")
    said = _field("00", "01") + _field("26", key) + _field("52", "0000") + _field("53", "986")
    said += (
        _field("54", f"{amount:.2f}") + _field("58", "BR") + _field("59", "LOJA DE MENTIRA") + _field("60", "CIDADE")
    )
    said += _field("62", _field("05", f"MP{id}")) + "6304"
    return f"{said}{_checksum(said.encode()):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _checksum(raw: bytes) -> int:
    """CRC-16/CCITT-FALSE.

    >>> hex(_checksum(b"123456789"))
    '0x29b1'
    """
    found = 0xFFFF
    for byte in raw:
        found ^= byte << 8
        for _ in range(8):
            found = (found << 1 ^ 0x1021 if found & 0x8000 else found << 1) & 0xFFFF
    return found
