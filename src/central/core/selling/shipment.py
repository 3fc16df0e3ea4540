"""Where an order is on its way, as its shop or carrier tells it, and whether it is late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Leg = Literal["preparing", "posted", "moving", "out", "delivered", "problem"]
LEGS: dict[str, str] = {
    "preparing": "em preparação",
    "posted": "postado",
    "moving": "a caminho",
    "out": "saiu para entrega",
    "delivered": "entregue",
    "problem": "com problema na entrega",
}
"""Where an order may be, in the owner's and the lead's words; a later one outweighs those before it."""
_RANK = {leg: rank for rank, leg in enumerate(LEGS)}


@dataclass(frozen=True, slots=True)
class Shipment:
    """What was told of the way; `promised` is the day of delivery in epoch ms, `at` when this was told (0: unknown)."""

    leg: Leg
    code: str = ""
    link: str = ""
    carrier: str = ""
    promised: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order of a person, as somebody who asks for it is told."""

    id: str
    number: str
    status: str
    method: str
    product: str | None
    bought_at: int
    shipment: Shipment | None = None


def joined(before: Shipment | None, told: Shipment) -> Shipment:
    """What is known after one more word: news come late and twice; codes stay where a later word has none.

    >>> joined(Shipment("moving", "BR1", at=5), Shipment("posted", "BR1", at=3)).leg
    'moving'
    >>> joined(Shipment("problem", at=5), Shipment("out", at=9)).leg, joined(None, Shipment("posted", "BR1")).code
    ('out', 'BR1')
    """
    if before is None:
        return told
    first, last = (told, before) if _order(told) < _order(before) else (before, told)
    return Shipment(
        last.leg,
        last.code or first.code,
        last.link or first.link,
        last.carrier or first.carrier,
        last.promised or first.promised,
        last.at or first.at,
    )


def trouble(purchase: Purchase, now: int) -> str:
    """Why a person should look at this order, in Portuguese; empty where all is well."""
    way = purchase.shipment
    if way is None or way.leg == "delivered":
        return ""
    if way.leg == "problem":
        return "problema na entrega"
    return "entrega atrasada" if way.promised and now > way.promised else ""


def promised_day(paid: datetime, days: int, holiday: Callable[[date], bool]) -> datetime:
    """The end of the last of so many business days after the payment.

    >>> promised_day(datetime(2026, 11, 20, 15), 2, lambda day: False)
    datetime.datetime(2026, 11, 24, 23, 59)
    """
    day = paid
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and not holiday(day.date())
    return day.replace(hour=23, minute=59, second=0, microsecond=0)


def _order(one: Shipment) -> tuple[int, int]:
    return one.at, _RANK[one.leg]
