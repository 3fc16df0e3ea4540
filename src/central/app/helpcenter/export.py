"""Everything out: all tickets with their history as one JSON text, or all tickets as a CSV no spreadsheet obeys."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from central.adapters.store.sales.tickets import Filter
from central.app.helpcenter.desk import At, Counter, Reader
from central.app.helpcenter.forms import LineOut, TicketOut
from central.core.selling.ticket import Happened, Ticket

router = APIRouter(tags=["exportação"])
AT_ONCE = 200
COLUMNS = tuple(TicketOut.model_fields)
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@router.get(
    "/export.csv",
    operation_id="export_csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "todos os tickets"}},
)
async def export_csv(at: At, reader: Reader) -> StreamingResponse:
    """All tickets, one a line, for a spreadsheet."""
    named = {"content-disposition": 'attachment; filename="tickets.csv"'}
    return StreamingResponse(_csv(at), media_type="text/csv; charset=utf-8", headers=named)


@router.get(
    "/export.json",
    operation_id="export_json",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "tudo"}},
)
async def export_json(at: At, reader: Reader) -> StreamingResponse:
    """All tickets with their whole history."""
    named = {"content-disposition": 'attachment; filename="tickets.json"'}
    return StreamingResponse(_json(at), media_type="application/json", headers=named)


def guarded(value: object) -> str:
    """A cell that a spreadsheet shows and does not calculate.

    >>> guarded("=1+1"), guarded("-2"), guarded(None), guarded(890)
    ("'=1+1", "'-2", '', '890')
    """
    text = "" if value is None else value if isinstance(value, str) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


async def _csv(at: Counter) -> AsyncIterator[str]:
    yield BOM + _line(COLUMNS)
    async for ticket in _all(at):
        row = TicketOut.of(ticket).model_dump() | {"tags": " ".join(ticket.tags)}
        yield _line([guarded(row[name]) for name in COLUMNS])


async def _json(at: Counter) -> AsyncIterator[str]:
    comma = ""
    yield '{"tickets":['
    async for ticket in _all(at):
        lines = [LineOut.of(line).model_dump() async for line in _history(at, ticket.id)]
        yield comma + json.dumps(TicketOut.of(ticket).model_dump() | {"history": lines}, ensure_ascii=False)
        comma = ","
    yield "]}"


async def _all(at: Counter) -> AsyncIterator[Ticket]:
    after = ""
    while page := await at.store.tickets.page(Filter(), after, AT_ONCE):
        for ticket in page:
            yield ticket
        after = page[-1].id


async def _history(at: Counter, ticket: str) -> AsyncIterator[Happened]:
    after = 0
    while page := await at.store.tickets.history(ticket, after, AT_ONCE):
        for line in page:
            yield line
        after = page[-1].version


def _line(cells: tuple[str, ...] | list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
