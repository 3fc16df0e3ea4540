"""What orders do to tickets: money is the truth, whatever anybody said before."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.selling.order import STATUSES as WORDS
from central.core.selling.order import is_paid
from central.core.selling.ticket import REFUNDED, AddNote, Change, SetStatus, Ticket

DISPUTED, CANCELLED, FRUSTRATED = "pagamento contestado", "pedido cancelado", "entrega frustrada"
_LOST = {"refunded": REFUNDED, "chargeback": DISPUTED, "cancelled": CANCELLED, "frustrated": FRUSTRATED}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of an order of a known person; `total` in centavos, None in another currency."""

    order: str
    number: str
    status: str
    total: int | None


def taker(own: Ticket | None, latest: Ticket | None, said: Said) -> Ticket | None:
    """The ticket an order speaks of: the one that took it before, else the person's last one; None makes a new one.

    A second paid order is a purchase of its own; the first one bears out a sale that a person had marked.
    """
    if own is not None:
        return own
    if latest is not None and is_sale(latest) and is_paid(said.status):
        return None
    return latest


def ordered(ticket: Ticket, said: Said, mine: bool) -> list[Change]:
    """What an order says of its ticket; `mine`: the ticket took this order before."""
    if is_paid(said.status):
        value = said.total if said.total is not None else ticket.value
        if ticket.status == "comprado" and ticket.value == value:
            return []
        return [SetStatus("comprado", f"pedido {said.number}", value)]
    if said.status in _LOST and mine and ticket.status == "comprado":
        return [SetStatus("perdido", _LOST[said.status], ticket.value)]
    if said.status == "frustrated" and mine and ticket.status != "perdido":
        return [SetStatus("perdido", FRUSTRATED)]
    if said.status in _LOST and mine and ticket.status == "perdido":
        return []
    return [AddNote(f"pedido {said.number}: {WORDS.get(said.status, said.status)}")]


def is_sale(ticket: Ticket) -> bool:
    """Whether a ticket is sold because an order says so.

    >>> is_sale(Ticket("t", "p", None, "comprado", 0, 0, reason="pedido 7"))
    True
    """
    return ticket.status == "comprado" and ticket.reason.startswith("pedido ")
