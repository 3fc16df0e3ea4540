"""Comparing a CRM with our tickets: what people changed is read again, what should not be so is counted and mended."""

from __future__ import annotations

from dataclasses import dataclass

from central.flow.selling.crm_sync import new_hands
from central.ports import Clock
from central.ports.crm import Crm, CrmLinks, Known, Link, Record, Tickets

PAGE = 200
OVERLAP_MS = 300_000
"""How far before the last look the next one begins: lists of changes lag behind them."""
FIRST_LOOK_MS = 86_400_000
"""How far back the first look goes; what lies before it is the reconciler's."""


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
        self._looked_at = clock.now() - FIRST_LOOK_MS

    async def poll(self) -> int:
        """Look for what people changed without a word since the last time; how many hints.

        A difference is only a hint: the record is read again in the CRM's one line, where our own writes are known.
        """
        began = self._clock.now()
        seen = await self._crm.changed(self._looked_at)
        here = {record.ref: record for record in seen.records}
        ours = await self._links.open_refs(self._crm.name) if seen.all_open else list(here)
        links = [(ref, await self._links.of_ref(self._crm.name, ref)) for ref in ours]
        changed = [ref for ref, link in links if link is not None and _may_have_moved(link, here.get(ref))]
        await self._links.hint(self._crm.name, changed, began)
        self._looked_at = began - OVERLAP_MS
        return len(changed)

    async def reconcile(self) -> Drift:
        """Compare every record with its ticket, mend what differs and keep the number."""
        records = await self._crm.all()
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
        """None when the two are alike or the difference is on its way; else whether it is being mended.

        A list that lags behind its records is no difference: what looks like one is read before it is counted.
        """
        if link.state == "dead":
            return False
        if link.state != "idle" or link.ref is None or link.known is None:
            return None
        fresh = record
        if record is None or _moved(link, record) or await self._untrue(link, record):
            fresh = await self._crm.read(link.ref)
        if fresh is None or _moved(link, fresh):
            await self._links.hint(self._crm.name, [link.ref], self._clock.now())
            return True
        if not await self._untrue(link, fresh):
            return None
        await self._links.reshow(
            self._crm.name, link.ticket, Known(fresh.known.status, held=link.known.held), self._clock.now()
        )
        return True

    async def _untrue(self, link: Link, record: Record) -> bool:
        """Whether it does not say what its ticket says."""
        ticket, known = await self._tickets.get(link.ticket), link.known
        if ticket is None or known is None:
            return False
        return known.told != (ticket.status, ticket.reason, ticket.value) or not self._crm.shows(record, known)


def _moved(link: Link, record: Record) -> bool:
    known = link.known
    return known is not None and (record.known.status != known.status or new_hands(known, record.known))


def _may_have_moved(link: Link, record: Record | None) -> bool:
    return link.known is not None and (record is None or _moved(link, record))
