"""An order as a checkout tells it: outcomes that come late, twice and in any order, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from central.core.people.identity import phone_key
from central.core.selling.shipment import Shipment

Status = Literal[
    "abandoned",
    "pending",
    "refused",
    "scheduled",
    "shipped",
    "cancelled",
    "frustrated",
    "approved",
    "refunded",
    "chargeback",
]

STATUSES: dict[str, str] = {
    "abandoned": "abandonado",
    "pending": "esperando pagamento",
    "refused": "recusado",
    "scheduled": "agendado",
    "shipped": "enviado, paga na entrega",
    "cancelled": "cancelado",
    "frustrated": "entrega frustrada",
    "approved": "pago",
    "refunded": "reembolsado",
    "chargeback": "contestado",
}
"""What an order may be, in the words of the owner; a later one of the last three outweighs all before it."""

ORDER_NEWS = "pedido:"
"""How the timer begins that wakes a conversation when something is told of an order of it; its id follows."""

_RANK = {status: rank for rank, status in enumerate(STATUSES)}
_BRAZIL = "55"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an order; `price` in centavos for one unit, if the checkout says it."""

    id: str
    name: str
    quantity: int = 1
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a checkout says of one order; `total` in centavos, `at` epoch ms by the checkout's clock (0: not told)."""

    number: str
    status: Status
    at: int
    total: int
    currency: str = "BRL"
    method: str = ""
    token: str | None = None
    """What the checkout gave back of our link, whatever it is."""
    phone: str | None = None
    email: str | None = None
    name: str | None = None
    document: str | None = None
    items: tuple[Item, ...] = ()
    refunded: int = 0
    """All that was given back so far of an order that stays paid, in centavos."""
    shipment: Shipment | None = None
    """What was told of its way, if anything was."""
    trial: bool = False
    """A test of the checkout's panel: kept, never counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome that was told of an order, and when it happened."""

    status: str
    at: int


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """A line of the ledger of orders: what changed, how the order stands now, and whose it is."""

    position: int
    at: int
    order: str
    change: str
    """An outcome, `partial` (some of the money went back), `matched` (a person was found for it) or `undone` (a sale
    by hand that was none)."""
    status: str
    checkout: str
    number: str
    total: int
    currency: str
    person: str | None
    conversation: str | None
    turn: str | None
    """The turn whose link brought it."""
    product: str | None
    by: str


def standing(told: Iterable[Told]) -> str:
    """How an order stands after these outcomes, whatever order they came in.

    Money that went back stays back; a payment outweighs a refusal or an expiry, unless it was cancelled after it.

    >>> standing([Told("approved", 5), Told("pending", 1)]), standing([Told("cancelled", 3), Told("approved", 5)])
    ('approved', 'approved')
    >>> standing([Told("cancelled", 9), Told("approved", 5)]), standing([Told("refunded", 9), Told("approved", 5)])
    ('cancelled', 'refunded')
    """
    latest: dict[str, int] = {}
    for one in told:
        latest[one.status] = max(one.at, latest.get(one.status, one.at))
    if "approved" in latest and max(latest.get(end, -1) for end in ("cancelled", "frustrated")) > latest["approved"]:
        latest.pop("approved")
    return max(latest, key=lambda status: _RANK[status])


def is_paid(status: str | None) -> bool:
    """Whether the seller has the money."""
    return status == "approved"


def order_phone_key(phone: str | None) -> str | None:
    """The key under which an order's phone meets a lead's; checkouts leave the country out as often as not.

    >>> order_phone_key("(51) 98128-3719"), order_phone_key("+55 51 8128-3719"), order_phone_key("123")
    ('555181283719', '555181283719', None)
    """
    digits = "".join(c for c in phone or "" if c.isdigit()).lstrip("0")
    if len(digits) in (10, 11):
        digits = _BRAZIL + digits
    return phone_key(digits)


def plain_email(email: str | None) -> str | None:
    """An e-mail as it is compared: without spaces, in small letters.

    >>> plain_email(" Ana@Exemplo.COM "), plain_email("ana")
    ('ana@exemplo.com', None)
    """
    found = (email or "").strip().casefold()
    return found if "@" in found[1:-1] else None
