"""Tickets, their history, notes and tags, over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request

from central.adapters.store.sales.tickets import Draft, Filter
from central.app.helpcenter.desk import CONFLICT, READ_ONLY, UNKNOWN, At, Key, Reader, Refused, Writer, once
from central.app.helpcenter.forms import (
    CLEAN,
    Count,
    HistoryPage,
    LineOut,
    MessageList,
    MessageOut,
    NoteIn,
    Summary,
    Tag,
    TicketChange,
    TicketId,
    TicketIn,
    TicketOut,
    TicketPage,
)
from central.core.messaging.message import spoken, words_of
from central.core.selling.ticket import STATUSES, AddNote, AddTag, Change, RemoveTag, Status, Ticket

router = APIRouter(tags=["tickets"])
MOST = 200
Id = Annotated[TicketId, Path(description="o ticket")]
Text = Annotated[str, Query(max_length=200, pattern=CLEAN)]
Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get("/tickets", operation_id="list_tickets")
async def list_tickets(
    at: At,
    reader: Reader,
    status: Annotated[Status | Literal[""], Query()] = "",
    persona: Text = "",
    product: Text = "",
    campaign: Text = "",
    phone: Text = "",
    tag: Text = "",
    person: Text = "",
    since: Annotated[int, Query(ge=0, le=10**15, description="mudaram desde então (ms)")] = 0,
    after: Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$", description="o `next` da página anterior")] = "",
    limit: Limit = 50,
) -> TicketPage:
    """Tickets in the order in which they were opened, a page at a time."""
    wanted = Filter(status, persona, product, campaign, phone, tag, person, since)
    found = await at.store.tickets.page(wanted, after, limit + 1)
    items = [TicketOut.of(ticket) for ticket in found[:limit]]
    return TicketPage(items=items, next=items[-1].id if len(found) > limit else None)


@router.post("/tickets", operation_id="open_ticket", status_code=201, responses=READ_ONLY | CONFLICT)
async def open_ticket(request: Request, at: At, writer: Writer, ticket: TicketIn, key: Key = None) -> TicketOut:
    """A ticket opened by hand."""
    draft = Draft(ticket.status, ticket.reason, ticket.value, ticket.fields(), tuple(ticket.tags))
    made = await at.store.tickets.open(draft, _by(writer.name), at.clock.now(), await once(request, writer, key))
    return TicketOut.of(made)


@router.get("/tickets/{id}", operation_id="get_ticket", responses=UNKNOWN)
async def get_ticket(at: At, reader: Reader, id: Id) -> TicketOut:
    """One ticket."""
    return TicketOut.of(await _found(at, id))


@router.patch("/tickets/{id}", operation_id="change_ticket", responses=READ_ONLY | UNKNOWN | CONFLICT)
async def change_ticket(
    request: Request, at: At, writer: Writer, id: Id, change: TicketChange, key: Key = None
) -> TicketOut:
    """Another status, other fields."""
    ticket = await _found(at, id)
    return await _changed(request, at, writer, id, change.changes(ticket), key, change.version)


@router.get("/tickets/{id}/history", operation_id="ticket_history", responses=UNKNOWN)
async def ticket_history(
    at: At, reader: Reader, id: Id, after: Annotated[int, Query(ge=0, le=10**9)] = 0, limit: Limit = 100
) -> HistoryPage:
    """Everything that happened to a ticket, the oldest first."""
    await _found(at, id)
    found = await at.store.tickets.history(id, after, limit + 1)
    items = [LineOut.of(line) for line in found[:limit]]
    return HistoryPage(items=items, next=items[-1].version if len(found) > limit else None)


@router.get("/tickets/{id}/messages", operation_id="ticket_messages", responses=UNKNOWN)
async def ticket_messages(at: At, reader: Reader, id: Id) -> MessageList:
    """The whole conversation of a ticket, the oldest message first."""
    ticket = await _found(at, id)
    talk = ticket.conversation or ""
    await at.store.privacy.viewed(_by(reader.name), "leu uma conversa pela API", at.clock.now(), talk)
    lines = await at.transcript(ticket.conversation) if ticket.conversation is not None else []
    items = []
    for line in lines:
        if line.content is not None:
            items.append(MessageOut(at=line.at, who="lead", text=words_of(line.content), state=""))
        elif line.bubble is not None:
            items.append(MessageOut(at=line.at, who="central", text=spoken(line.bubble), state=line.state))
    return MessageList(items=items)


@router.post("/tickets/{id}/notes", operation_id="add_note", status_code=201, responses=READ_ONLY | UNKNOWN | CONFLICT)
async def add_note(request: Request, at: At, writer: Writer, id: Id, note: NoteIn, key: Key = None) -> TicketOut:
    """Words of a person about the sale; they stand in the history."""
    return await _changed(request, at, writer, id, [AddNote(note.text)], key)


@router.put("/tickets/{id}/tags/{tag}", operation_id="add_tag", responses=READ_ONLY | UNKNOWN)
async def add_tag(request: Request, at: At, writer: Writer, id: Id, tag: Annotated[Tag, Path()]) -> TicketOut:
    """The ticket carries this tag."""
    return await _changed(request, at, writer, id, [AddTag(tag)])


@router.delete("/tickets/{id}/tags/{tag}", operation_id="remove_tag", responses=READ_ONLY | UNKNOWN)
async def remove_tag(request: Request, at: At, writer: Writer, id: Id, tag: Annotated[Tag, Path()]) -> TicketOut:
    """The ticket does not carry this tag."""
    return await _changed(request, at, writer, id, [RemoveTag(tag)])


@router.put("/tickets/{id}/attendance", operation_id="take_over", responses=READ_ONLY | UNKNOWN | CONFLICT)
async def take_over(at: At, writer: Writer, id: Id) -> TicketOut:
    """A person answers in the CRM: the bot is silent in this conversation from now on."""
    ticket, conversation = await _talk(at, id)
    held = await at.store.attending.take_over(conversation, _by(writer.name), at.clock.now())
    if held is not None:
        raise Refused(409, "outra pessoa da equipe já está com a conversa")
    await at.store.attending.quiet(conversation)
    return TicketOut.of(ticket)


@router.delete("/tickets/{id}/attendance", operation_id="hand_back", responses=READ_ONLY | UNKNOWN | CONFLICT)
async def hand_back(at: At, writer: Writer, id: Id) -> TicketOut:
    """The conversation goes back to the bot, which is told what the team agreed."""
    ticket, conversation = await _talk(at, id)
    await at.store.journal.end_handoff(conversation, _by(writer.name), at.clock.now())
    return TicketOut.of(ticket)


@router.get("/summary", operation_id="summary")
async def summary(at: At, reader: Reader) -> Summary:
    """How many tickets stand in each status, and their value."""
    counts = await at.store.tickets.counts()
    found = [(status, *counts.get(status, (0, 0))) for status in STATUSES]
    return Summary(items=[Count(status=status, tickets=tickets, value=value) for status, tickets, value in found])


async def _found(at: At, id: str) -> Ticket:
    ticket = await at.store.tickets.get(id)
    if ticket is None:
        raise Refused(404, "não há este ticket")
    return ticket


async def _talk(at: At, id: str) -> tuple[Ticket, str]:
    ticket = await _found(at, id)
    if ticket.conversation is None:
        raise Refused(409, "este ticket não tem conversa")
    return ticket, ticket.conversation


async def _changed(
    request: Request,
    at: At,
    writer: Writer,
    id: str,
    changes: list[Change],
    key: str | None = None,
    version: int | None = None,
) -> TicketOut:
    repeated = await once(request, writer, key)
    done = await at.store.tickets.change(id, changes, _by(writer.name), at.clock.now(), version=version, once=repeated)
    if done is None:
        raise Refused(404, "não há este ticket")
    return TicketOut.of(done)


def _by(name: str) -> str:
    return f"api:{name}"
