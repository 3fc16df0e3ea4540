"""The shapes of the HelpCenter's API. Keys are English, statuses are the seller's four words; money is in centavos,
times are epoch milliseconds UTC."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from central.core.selling.ticket import (
    FIELDS,
    LONGEST_TAG,
    MOST_TAGS,
    Change,
    Happened,
    SetFields,
    SetStatus,
    Status,
    Ticket,
)

CLEAN = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
"""No control characters but tabs and ends of lines."""
MOST_CENTAVOS = 10**13

Short = Annotated[str, StringConstraints(max_length=200, pattern=CLEAN)]
Long = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=CLEAN)]
Tag = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TAG, pattern=r"^[0-9A-Za-zÀ-ÿ_-]+$"),
    Field(description="letras, algarismos, hífen e sublinhado"),
]


def _whole(value: object) -> object:
    """JSON's integers, which 419.0 is one of; true and "5" are none."""
    if isinstance(value, bool | str):
        raise ValueError("não é um número inteiro")
    return value


Centavos = Annotated[
    int, BeforeValidator(_whole), Field(ge=0, le=MOST_CENTAVOS, description="em centavos", examples=[8990])
]
TicketId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Why a request was refused."""

    detail: str


class TicketOut(BaseModel):
    """One purchase intent of a person."""

    id: str
    person: str
    conversation: str | None
    status: Status
    reason: str
    value: int | None = Field(description="em centavos")
    persona: str | None
    product: str | None
    campaign: str | None
    ad: str | None
    source: str | None
    name: str | None
    phone: str | None
    email: str | None
    tags: list[str]
    version: int = Field(description="cresce um a cada mudança")
    opened_at: int = Field(description="milissegundos desde 1970, UTC")
    updated_at: int
    closed_at: int | None

    @classmethod
    def of(cls, ticket: Ticket) -> TicketOut:
        """What others read of a ticket."""
        return cls(**asdict(ticket) | {"tags": list(ticket.tags)})


class TicketPage(BaseModel):
    """Tickets in the order in which they were opened; `next` goes into `after` of the next request."""

    items: list[TicketOut]
    next: str | None = None


class TicketIn(_Strict):
    """A ticket opened by hand."""

    status: Status = "interessado"
    reason: Short = ""
    value: Centavos | None = None
    persona: Short | None = None
    product: Short | None = None
    campaign: Short | None = None
    ad: Short | None = None
    source: Short | None = None
    name: Short | None = None
    phone: Short | None = None
    email: Short | None = None
    tags: Annotated[list[Tag], Field(max_length=MOST_TAGS)] = []

    def fields(self) -> tuple[tuple[str, str | None], ...]:
        """The plain fields that were given."""
        return tuple((name, value) for name in FIELDS if (value := getattr(self, name)) is not None)


class TicketChange(_Strict):
    """What changes; what is not given stays. `version`: only while the ticket still is at that one."""

    status: Status | None = None
    reason: Short = ""
    value: Centavos | None = None
    persona: Short | None = None
    product: Short | None = None
    campaign: Short | None = None
    ad: Short | None = None
    source: Short | None = None
    name: Short | None = None
    phone: Short | None = None
    email: Short | None = None
    version: Annotated[int, Field(ge=1, le=10**9), BeforeValidator(_whole)] | None = None

    def changes(self, ticket: Ticket) -> list[Change]:
        """The same as changes of the domain."""
        given = tuple((name, getattr(self, name)) for name in FIELDS if name in self.model_fields_set)
        found: list[Change] = [SetFields(given)] if given else []
        if {"status", "reason", "value"} & self.model_fields_set:
            status = self.status or ticket.status
            reason = self.reason if "reason" in self.model_fields_set or self.status else ticket.reason
            found.append(SetStatus(status, reason, self.value))
        return found


class NoteIn(_Strict):
    """Words of a person about the sale."""

    text: Long


class LineOut(BaseModel):
    """A line of a ticket's history."""

    ticket: str
    version: int
    at: int
    by: str = Field(description="central, pedido, ou a pessoa: api:nome, painel:nome, flowlu, zendesk, hubspot")
    kind: str = Field(description="aberto, status, campos, nota, etiqueta, sem_etiqueta")
    text: str
    status: Status | None
    value: int | None

    @classmethod
    def of(cls, line: Happened) -> LineOut:
        """What others read of it."""
        return cls(**asdict(line))


class HistoryPage(BaseModel):
    """Lines of history, the oldest first; `next` goes into `after` of the next request."""

    items: list[LineOut]
    next: int | None = None


class MessageOut(BaseModel):
    """Something said in the ticket's conversation."""

    at: int
    who: Literal["lead", "central"]
    text: str
    state: str = Field(description="o que foi feito de uma mensagem nossa: accepted, waiting, failed …")


class MessageList(BaseModel):
    """The whole conversation, the oldest first."""

    items: list[MessageOut]


class HookIn(_Strict):
    """An address that is told of every line of history."""

    url: Annotated[str, StringConstraints(min_length=9, max_length=2_000, pattern=r"^https?://[!-~]+$")]


class HookOut(BaseModel):
    """A hook; `secret` only when it is made."""

    id: str
    url: str
    created_at: int
    secret: str | None = None


class HookList(BaseModel):
    """Who is told."""

    items: list[HookOut]


class Count(BaseModel):
    """Tickets of one status."""

    status: Status
    tickets: int
    value: int = Field(description="soma, em centavos")


class Summary(BaseModel):
    """How many tickets stand where."""

    items: list[Count]


def told(ticket: Ticket, line: Happened) -> dict[str, Any]:
    """The body of a webhook."""
    return {
        "type": f"ticket.{line.kind}",
        "line": LineOut.of(line).model_dump(),
        "ticket": TicketOut.of(ticket).model_dump(),
    }
