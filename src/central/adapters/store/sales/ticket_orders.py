"""Tickets follow the ledger of orders: every line of it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from central.adapters.store.engine.tx import Row, Tx
from central.core.selling.ticket import BY_ORDER, Happened, Ticket, all_changed, opened
from central.core.selling.ticket_order import Said, ordered, taker

OUR_MONEY = "BRL"
BY_CRM = "crm:"
"""Who told of an order in the name of a ticket: the ticket knows already."""


async def follow_orders(
    tx: Tx, limit: int, ids: Callable[[], str], read: Callable[[Row], Ticket]
) -> tuple[int, list[Ticket], list[Happened]]:
    """How many lines were new, the tickets they changed and what to add to their history."""
    await tx.rows("lock_moves")
    rows = await tx.rows("orders_unseen", limit)
    people = sorted({row[5] for row in rows if row[5] is not None})
    latest = {row[0]: read(row[1:]) for row in await tx.each("latest_ticket", [(p,) for p in people])}
    owned = await tx.each("ticket_of_order", [(order,) for order in sorted({row[2] for row in rows})])
    own = {row[0]: read(row[1:]) for row in owned}
    touched: dict[str, Ticket] = {}
    lines: list[Happened] = []
    seen: list[tuple[int, str, str | None]] = []
    for position, at, order, status, total, person, conversation, product, number, currency, name, phone, by in rows:
        if person is None or by.startswith(BY_CRM):
            seen.append((position, order, None))
            continue
        said = Said(order, number, status, total if currency == OUR_MONEY else None)
        before = taker(own.get(order), latest.get(person), said)
        if before is not None:
            before = touched.get(before.id, before)
            ticket, told = all_changed(before, ordered(before, said, order in own), at, BY_ORDER)
        else:
            made = Ticket(ids(), person, conversation, "interessado", at, at, product=product, name=name, phone=phone)
            ticket, _ = all_changed(made, ordered(made, said, mine=False), at, BY_ORDER)
            ticket = replace(ticket, version=1)
            told = [opened(ticket, BY_ORDER)]
        lines += told
        if told:
            touched[ticket.id] = ticket
        if latest.get(person) is None or latest[person].id == ticket.id or before is None:
            latest[person] = ticket
        own[order] = ticket
        seen.append((position, order, ticket.id))
    await tx.put("order_seen", seen)
    return len(rows), list(touched.values()), lines
