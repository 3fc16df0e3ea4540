"""The Crm port as every CRM outside fulfils it: what differs is written, then read back and believed only then."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Generic, TypeVar

from central.adapters.crm.fields import Row, content_of, held_by, record_of, seen_of, shows, status_of
from central.adapters.crm.plan import Found, Plan
from central.core.errors import GiveUp, TryLater
from central.core.selling.crm import CrmAccount, CrmKind
from central.core.selling.ticket import Ticket
from central.ports import Clock
from central.ports.crm import GONE, Crm, Known, Link, Record

PLAN_FOR_MS = 3_600_000
Described = Callable[[Ticket], Awaitable[str]]
T = TypeVar("T")
Client = TypeVar("Client")


async def nothing_told(ticket: Ticket) -> str:
    """No history, for whoever only looks."""
    return ""


class OutsideCrm(Crm, Generic[Client]):
    """An account at the end of a `client`; `described` gives a ticket's history in words."""

    name: CrmKind
    loose: ClassVar[frozenset[str]]
    """Fields of ours that people may mend over there."""

    def __init__(self, client: Client, account: CrmAccount, described: Described, clock: Clock) -> None:
        self._client, self._account, self._described, self._clock = client, account, described, clock
        self._plan: Plan | None = None
        self._plan_until = 0

    @abstractmethod
    async def discover(self) -> Found:
        """Read what the account has; writes nothing."""

    @abstractmethod
    def plan(self, found: Found) -> Plan:
        """The owner's names as ids. Raises AskHuman with every name that is not there and what is."""

    @abstractmethod
    async def row(self, ref: str) -> Row | None:
        """A record by its ref; None when it is gone."""

    @abstractmethod
    async def write(self, ref: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        """Set fields of a record; those that it must say from now on."""

    @abstractmethod
    async def tie(self, ref: str, contact: str) -> None:
        """The contact stands in the record, once."""

    @abstractmethod
    async def forget(self, ref: str, contact: str) -> Mapping[str, str]:
        """Blank the contact of a person who was forgotten here; the record's own fields to blank with it."""

    async def newest(self) -> str:
        """Records are found by our key, whenever they were made."""
        return "0"

    async def show(self, ticket: Ticket, link: Link) -> Known:
        """Write what differs and read it back; an answer of "ok" alone is no proof."""
        assert link.ref is not None
        ids = await self.planned()
        known = link.known or Known()
        content = content_of(ticket, ids, await self._described(ticket))
        changes = {name: value for name, value in content.items() if known.content.get(name) != value}
        told = (ticket.status, ticket.reason, ticket.value)
        if known.told != told:
            changes |= status_of(ticket, ids, self._account.zone)
        if link.known is None and link.contact and ticket.phone is not None:
            await self.tie(link.ref, link.contact)
        elif link.known is None and link.contact:
            changes = {**_reasons_blank(ids), **changes, **await self.forget(link.ref, link.contact)}
        wanted = await self.write(link.ref, changes) if changes else {}
        row = await self.row(link.ref)
        if row is None or not shows(row, wanted):
            raise TryLater(f"o {self._account.title} disse que gravou e não gravou", code="mentiu")
        status = seen_of(row, ids, wanted if known.told != told else known.status)
        return Known(status, content, told, held_by(row, ids) if known.held is None else known.held)

    async def read(self, ref: str) -> Record | None:
        """A record as it stands there; None when it is gone."""
        ids, row = await self.planned(), await self.row(ref)
        return record_of(row, ids) if row is not None else None

    def shows(self, record: Record, known: Known) -> bool:
        """Whether a record still says what we keep up to date in it; people may rename it and mend its contact."""
        kept = {name: value for name, value in known.content.items() if name not in self.loose}
        return shows(record.known.content, kept)

    async def planned(self) -> Plan:
        """The ids behind the owner's names, looked up again every hour."""
        now = self._clock.now()
        if self._plan is None or now >= self._plan_until:
            self._plan = self.plan(await self.discover())
            self._plan_until = now + PLAN_FOR_MS
        return self._plan


def _reasons_blank(ids: Plan) -> dict[str, str]:
    """Why a sale ended, where anybody may have said it in words of their own."""
    said = [ids.fields[word] for word in ("comentario", "motivo") if word in ids.fields]
    return {field.key: "" for field in said if not field.chooses}


async def if_there(asked: Awaitable[T]) -> T | None:
    """What a request gives; None when there is no such record."""
    try:
        return await asked
    except GiveUp as error:
        if error.code != GONE:
            raise
        return None
