"""Comparing a CRM with our tickets: what people changed is read again, what should not be so is counted and mended."""

from __future__ import annotations

from dataclasses import dataclass

from central.flow.selling.crm_sync import new_hands
from central.ports import Clock
from central.ports.crm import Crm, CrmLinks, Known, Link, Record, Tickets

PAGE = 200


@dataclass(frozen=True, slots=True)
class Drift:
    """How far the CRM was from us: records compared, differences, and how many of those were mended or set to be."""

    checked: int = 0
    drift: int = 0
    mended: int = 0


class CrmCheck:
    """Polls and reconciles one CRM. Raises what the CRM raises; nothing is half done then."""

    def __init__(self, crm: Crm, links: CrmLinks, tickets: Tickets, clock: Clock) -> None:
        self._crm, self._links, self._tickets, self._clock = crm, links, tickets, clock

    async def poll(self) -> int:
        """Look for what people changed without a word: open records, and ours that are open no more; how many hints.

        A difference is only a hint: the record is read again in the CRM's one line, where our own writes are known.
        """
        here = {record.ref: record for record in await self._crm.open()}
        changed = []
        for ref in await self._links.open_refs(self._crm.name):
            link = await self._links.of_ref(self._crm.name, ref)
            record = here.get(ref)
            if link is not None and link.known is not None and (record is None or _moved(link, record)):
                changed.append(ref)
        await self._links.hint(self._crm.name, changed, self._clock.now())
        return len(changed)

    async def reconcile(self) -> Drift:
        """Compare every record with its ticket, mend what differs and keep the number."""
        records = await self._all_records()
        by_ref = {record.ref: record for record in records}
        found = [await self._double(record, by_ref) for record in records]
        checked, after = len(records), ""
        while page := await self._links.page(self._crm.name, after, PAGE):
            found += [await self._differs(link, by_ref.get(link.ref or "")) for link in page]
            after = page[-1].ticket
        adopted = 0
        while part := await self._links.adopt(self._crm.name, self._clock.now(), PAGE):
            adopted += part
        drift = Drift(checked, sum(f is not None for f in found) + adopted, sum(f is True for f in found) + adopted)
        await self._links.drifted(self._crm.name, self._clock.now(), drift.checked, drift.drift, drift.mended)
        return drift

    async def _all_records(self) -> list[Record]:
        records: list[Record] = []
        while page := await self._crm.page(records[-1].ref if records else ""):
            records += page
        return records

    async def _double(self, record: Record, by_ref: dict[str, Record]) -> bool | None:
        """A record that carries the key of a ticket with another record was made twice."""
        if record.ticket is None:
            return None
        link = await self._links.of_ticket(self._crm.name, record.ticket)
        if link is None or link.ref in (None, record.ref) or link.ref not in by_ref:
            return None
        await self._crm.drop_double(record.ref)
        return True

    async def _differs(self, link: Link, record: Record | None) -> bool | None:
        """None when the two are alike or the difference is on its way; else whether it is being mended."""
        if link.state == "dead":
            return False
        if link.state != "idle" or link.ref is None or link.known is None:
            return None
        if record is None or _moved(link, record):
            await self._links.hint(self._crm.name, [link.ref], self._clock.now())
            return True
        ticket = await self._tickets.get(link.ticket)
        if ticket is None:
            return None
        untold = link.known.told != (ticket.status, ticket.reason, ticket.value)
        if not untold and self._crm.shows(record, link.known):
            return None
        fresh = await self._crm.read(link.ref)
        if fresh is None or (not untold and self._crm.shows(fresh, link.known)):
            return None
        await self._links.reshow(
            self._crm.name, link.ticket, Known(fresh.known.status, held=link.known.held), self._clock.now()
        )
        return True


def _moved(link: Link, record: Record) -> bool:
    known = link.known
    return known is not None and (record.known.status != known.status or new_hands(known, record.known))
