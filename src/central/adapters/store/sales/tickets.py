"""The built-in HelpCenter: tickets with their history. Every change is one transaction with its line of history, the
hooks that must be told and the CRMs that must show it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.sales.ticket_orders import follow_orders
from central.adapters.store.sales.ticket_stage import stand
from central.core.errors import GiveUp
from central.core.selling.ticket import (
    BY_CENTRAL,
    BY_ORDER,
    SILENT,
    AddTag,
    Change,
    Happened,
    Move,
    SetStatus,
    Status,
    Ticket,
    again,
    all_changed,
    begins,
    begun,
    changed,
    changes_of,
    opened,
)
from central.ports import Ids

FEW = 200


@dataclass(frozen=True, slots=True)
class Once:
    """A request that may come twice: the same key of one token does its work once.

    Raises GiveUp (code `chave_repetida`) when the key comes again with another request.
    """

    token: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets; an empty text lets everything through, `since` looks at the last change."""

    status: str = ""
    persona: str = ""
    product: str = ""
    campaign: str = ""
    phone: str = ""
    tag: str = ""
    person: str = ""
    since: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A ticket that a person opens."""

    status: Status = "interessado"
    reason: str = ""
    value: int | None = None
    fields: tuple[tuple[str, str | None], ...] = ()
    tags: tuple[str, ...] = ()


class SqlTickets:
    """Tickets of a store; `crms` are the outside CRMs that have to show every change."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine, self._ids = engine, ids
        self.crms: tuple[str, ...] = ()

    async def behind(self) -> bool:
        """Whether something waits to be applied; what another process commits late may be missed until later."""
        return bool((await self._engine.peek("tickets_behind"))[0][0])

    async def apply_moves(self, now: int, limit: int = FEW) -> int:
        """Bring tickets up to the oldest moves; returns how many moves that were. Each is applied once."""

        async def work(tx: Tx) -> int:
            await tx.rows("lock_moves")
            moves = await tx.rows("moves_due", limit)
            if moves:
                await self._apply(tx, moves, now)
                await tx.each("delete_move", [(row[0],) for row in moves])
            return len(moves)

        return await self._engine.transact(work)

    async def apply_orders(self, now: int, limit: int = FEW) -> int:
        """Bring tickets up to the oldest lines about orders; returns how many lines that were, each taken once."""

        async def work(tx: Tx) -> int:
            count, tickets, lines = await follow_orders(tx, limit, self._ids, _ticket)
            await self.write(tx, tickets, lines, now)
            return count

        return await self._engine.transact(work)

    async def lose_silent(self, before: int, now: int, limit: int = FEW) -> int:
        """Tickets whose lead said nothing since `before` are lost; returns how many that were."""

        async def work(tx: Tx) -> int:
            await tx.rows("lock_moves")
            silent = [_ticket(row) for row in await tx.rows("silent_tickets", before, limit)]
            lost = [changed(ticket, SetStatus("perdido", SILENT), now, BY_CENTRAL) for ticket in silent]
            await self.write(tx, [ticket for ticket, _ in lost], [line for _, line in lost if line is not None], now)
            for ticket, _ in lost:
                await stand(tx, ticket, now)
            return len(lost)

        return await self._engine.transact(work)

    async def welcome_back(self, now: int, limit: int = FEW) -> int:
        """Leads who write again after their ticket was lost by silence get a new one; how many those were."""

        async def work(tx: Tx) -> int:
            await tx.rows("lock_moves")
            made = [
                again(_ticket(r[:-2]), self._ids(), r[-1], r[-2])
                for r in await tx.rows("returned_tickets", SILENT, limit)
            ]
            await self.write(tx, made, [opened(ticket, BY_CENTRAL) for ticket in made], now)
            return len(made)

        return await self._engine.transact(work)

    async def told_twice(self, limit: int = FEW) -> list[tuple[str, str, int]]:
        """Sales (CRM, ticket, centavos) that a person marked in a CRM and a checkout has told of since."""
        return [(crm, ticket, total) for crm, ticket, total in await self._engine.read("sales_told_twice", limit)]

    async def get(self, id: str) -> Ticket | None:
        """One ticket."""
        found = await self._engine.read("ticket_by_id", id)
        return _ticket(found[0]) if found else None

    async def of_person(self, person: str) -> Ticket | None:
        """The one that was opened last."""
        found = await self._engine.read("ticket_of_person", person)
        return _ticket(found[0]) if found else None

    async def page(self, wanted: Filter, after: str = "", limit: int = 50) -> list[Ticket]:
        """Tickets in the order of their ids, which is that of their making, after one id."""
        return await self._page("tickets_page", wanted, after, limit)

    async def newest(self, wanted: Filter, before: str = "", limit: int = 50) -> list[Ticket]:
        """The same from the newest on; `before` an id, if not empty."""
        return await self._page("tickets_newest", wanted, before, limit)

    async def _page(self, statement: str, wanted: Filter, place: str, limit: int) -> list[Ticket]:
        tag = msgspec.json.encode(wanted.tag).decode() if wanted.tag else ""
        rows = await self._engine.read(
            statement,
            *(place, wanted.status, wanted.persona, wanted.product, wanted.campaign, wanted.phone, tag),
            *(wanted.person, wanted.since, limit),
        )
        return [_ticket(row) for row in rows]

    async def history(self, id: str, after: int = 0, limit: int = 100) -> list[Happened]:
        """The lines of a ticket's history after one of its versions, the oldest first."""
        return [Happened(*row) for row in await self._engine.read("ticket_history", id, after, limit)]

    async def counts(self) -> dict[str, tuple[int, int]]:
        """By status, how many tickets there are and their value in centavos."""
        return {status: (count, value) for status, count, value in await self._engine.read("ticket_counts")}

    async def open(self, draft: Draft, by: str, now: int, once: Once | None = None) -> Ticket:
        """A ticket made by hand. Raises GiveUp for what no ticket may be."""

        async def work(tx: Tx) -> Ticket:
            id = self._ids()
            made = Ticket(id, f"manual:{id}", None, "interessado", now, now)
            made = replace(made, **dict(draft.fields))  # type: ignore[arg-type]
            if (draft.status, draft.reason, draft.value) != ("interessado", "", None):
                made, _ = changed(made, SetStatus(draft.status, draft.reason, draft.value), now, by)
            for tag in draft.tags:
                made, _ = changed(made, AddTag(tag), now, by)
            made = replace(made, version=1)
            await self.write(tx, [made], [opened(made, by)], now)
            return made

        made = await self._once(work, once, now)
        assert made is not None
        return made

    async def change(
        self,
        id: str,
        changes: Sequence[Change],
        by: str,
        now: int,
        *,
        version: int | None = None,
        once: Once | None = None,
    ) -> Ticket | None:
        """Change a ticket by hand; None when there is none. With `version`, only while it still is at that one
        (else GiveUp, code `versao`)."""

        async def work(tx: Tx) -> Ticket | None:
            found = await tx.rows("own_ticket", id)
            if not found:
                return None
            ticket = _ticket(found[0])
            if version is not None and version != ticket.version:
                raise GiveUp(f"o ticket já está na versão {ticket.version}", code="versao")
            new, lines = all_changed(ticket, changes, now, by)
            if lines:
                await self.write(tx, [new], lines, now)
            if new.status != ticket.status and by not in (BY_CENTRAL, BY_ORDER):
                await stand(tx, new, now)
            return new

        return await self._once(work, once, now)

    async def write(self, tx: Tx, tickets: Sequence[Ticket], lines: Sequence[Happened], now: int) -> None:
        """Put tickets with their new lines of history, inside somebody's transaction."""
        if not lines:
            return
        await tx.put("put_ticket", [_row(ticket) for ticket in sorted(tickets, key=lambda t: t.id)])
        rows = [(h.ticket, h.version, h.at, h.by, h.kind, h.text, h.status, h.value) for h in lines]
        await tx.put("add_ticket_event", rows)
        await tx.put("queue_hooks", [(h.ticket, h.version, now) for h in lines])
        wanted = [(crm, ticket.id, ticket.version, now) for crm in self.crms for ticket in tickets]
        if wanted:
            await tx.put("want_shown", sorted(wanted))

    async def _apply(self, tx: Tx, moves: Sequence[Row], now: int) -> None:
        people = sorted({row[4] for row in moves})
        latest = {row[0]: _ticket(row[1:]) for row in await tx.each("latest_ticket", [(person,) for person in people])}
        touched: dict[str, Ticket] = {}
        lines: list[Happened] = []
        for _, conversation, at, body, person, name, phone in moves:
            move = _MOVE.decode(body)
            ticket = latest.get(person)
            if begins(ticket, move):
                ticket = replace(begun(self._ids(), person, conversation, at, move), name=name, phone=phone)
                lines.append(opened(ticket, BY_CENTRAL))
            elif ticket is not None:
                new, told = all_changed(ticket, changes_of(ticket, move), at, BY_CENTRAL)
                lines += told
                ticket = new if told else ticket
            if ticket is not None and ticket is not latest.get(person):
                latest[person] = touched[ticket.id] = ticket
        await self.write(tx, list(touched.values()), lines, now)

    async def _once(self, work: _Work, once: Once | None, now: int) -> Ticket | None:
        """Do the work, or answer what it was answered before."""

        async def guarded(tx: Tx) -> Ticket | None:
            if once is None:
                return await work(tx)
            found = await tx.rows("once", once.token, once.key)
            if found and found[0][0] != once.fingerprint:
                raise GiveUp("esta Idempotency-Key já serviu a outro pedido", code="chave_repetida")
            if found:
                return _TICKET.decode(found[0][1])
            ticket = await work(tx)
            if ticket is not None:
                answer = msgspec.json.encode(ticket).decode()
                await tx.rows("add_once", once.token, once.key, once.fingerprint, now, answer)
            return ticket

        return await self._engine.transact(guarded)


_Work = Callable[[Tx], Awaitable[Ticket | None]]


async def write_moves(tx: Tx, moves: Iterable[tuple[str, str, int, Move]]) -> None:
    """Keep what turns changed: conversation, person, time and the move."""
    await tx.put("add_move", [(c, p, at, msgspec.json.encode(move).decode()) for c, p, at, move in moves])


def _ticket(row: Row) -> Ticket:
    return Ticket(*(*row[:-2], _TAGS.decode(row[-2]), row[-1]))


def _row(t: Ticket) -> Row:
    return (
        *(t.id, t.person, t.conversation, t.status, t.opened_at, t.updated_at, t.version, t.reason, t.value),
        *(t.persona, t.product, t.campaign, t.ad, t.source, t.name, t.phone, t.email),
        *(msgspec.json.encode(t.tags).decode(), t.closed_at),
    )


_MOVE = msgspec.json.Decoder(Move)
_TICKET = msgspec.json.Decoder(Ticket)
_TAGS = msgspec.json.Decoder(tuple[str, ...])
