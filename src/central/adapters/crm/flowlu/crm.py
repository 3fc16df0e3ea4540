"""The Crm port over Flowlu: one contact and one opportunity a ticket, linked, carrying our key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from central.adapters.crm.flowlu.client import GONE, MOST, FlowluClient, Json, items_of
from central.adapters.crm.flowlu.fields import content_of, held_by, key_of, record_of, seen_of, shows, status_of, text
from central.adapters.crm.flowlu.setup import Plan, discover, plan
from central.core.errors import GiveUp, OutcomeUnknown, TryLater
from central.core.selling.crm import FlowluSpec
from central.core.selling.order import order_phone_key
from central.core.selling.ticket import Ticket
from central.ports import Clock
from central.ports.crm import Known, Link, Record

CONTACT = "2"
PLAN_FOR_MS = 3_600_000
MOST_HOPS = 5
FORGOTTEN = {"first_name": "Apagado", "last_name": "", "phone": "", "phone2": "", "phone3": "", "email": ""}
"""The contact of a person who was forgotten here."""
PHONES = ("phone", "phone2", "phone3")
Described = Callable[[Ticket], Awaitable[str]]


class FlowluCrm:
    """A portal; `described` gives a ticket's history in words."""

    name = "flowlu"

    def __init__(self, client: FlowluClient, spec: FlowluSpec, described: Described, clock: Clock) -> None:
        self._client, self._spec, self._described, self._clock = client, spec, described, clock
        self._plan: Plan | None = None
        self._plan_until = 0

    async def newest(self) -> str:
        """The id of the newest opportunity."""
        query = [("order_by[desc][]", "id"), ("limit", "1"), ("page", "1")]
        rows = items_of(await self._client.get("crm/lead/list", query))
        return str(max((int(text(row["id"])) for row in rows), default=0))

    async def contact(self, ticket: Ticket) -> str:
        """The contact with this phone, with or without the ninth digit; empty when the ticket has none."""
        key = order_phone_key(ticket.phone)
        if key is None:
            return ""
        for digits in (key[-8:], key[-4:]):  # people write numbers with spaces and hyphens; the last four stay together
            query = [("search", digits), ("filter[type]", CONTACT), ("limit", str(MOST)), ("page", "1")]
            rows = items_of(await self._client.get("crm/account/list", query))
            if same := [row for row in rows if key in {order_phone_key(text(row.get(p))) for p in PHONES}]:
                return text(min(same, key=lambda row: int(text(row["id"])))["id"])
        made = {"type": CONTACT, "first_name": ticket.name or f"+{ticket.phone}", "phone": f"+{ticket.phone}"}
        if ticket.email:
            made["email"] = ticket.email
        try:
            return text((await self._client.post("crm/account/create", made, makes=True))["id"])
        except OutcomeUnknown as error:
            raise TryLater(error.reason, code=error.code) from error  # looked for by phone before it is made again

    async def create(self, ticket: Ticket, contact: str) -> str:
        """An opportunity in the first stage, with our key."""
        ids = await self._planned()
        fields = content_of(ticket, ids, await self._described(ticket))
        stage = {"pipeline_id": ids.pipeline, "pipeline_stage_id": ids.stages["interessado"]}
        return text((await self._client.post("crm/lead/create", fields | stage, makes=True))["id"])

    async def find(self, ticket: str, checkpoint: str) -> str | None:
        """The oldest opportunity after the checkpoint that carries our key."""
        ids, after = await self._planned(), checkpoint or "0"
        while rows := await self._after(after):
            for row in rows:
                if key_of(row, ids) == ticket:
                    return text(row["id"])
            after = text(rows[-1]["id"])
        return None

    async def show(self, ticket: Ticket, link: Link) -> Known:
        """Write what differs and read it back; an answer of "ok" alone is no proof."""
        assert link.ref is not None
        ids = await self._planned()
        known = link.known or Known()
        content = content_of(ticket, ids, await self._described(ticket))
        written = {name: value for name, value in content.items() if known.content.get(name) != value}
        told = (ticket.status, ticket.reason, ticket.value)
        if known.told != told:
            written |= status_of(ticket, ids, self._spec.zone)
        if link.known is None and link.contact and ticket.phone is not None:
            await self._tie(link.ref, link.contact)
        elif link.known is None and link.contact:
            written |= dict.fromkeys(("contact_name", "contact_phone", "contact_email"), "")
            await self._client.post(f"crm/account/update/{link.contact}", FORGOTTEN)
        if written:
            await self._client.post(f"crm/lead/update/{link.ref}", written)
        row = await self._row(link.ref)
        if row is None or not shows(row, written):
            raise TryLater("o Flowlu disse que gravou e não gravou", code="mentiu")
        status = seen_of(row, written if known.told != told else known.status)
        return Known(status, content, told, held_by(row) if known.held is None else known.held)

    async def read(self, ref: str) -> Record | None:
        """An opportunity; a merged one is read as the one it went into."""
        ids = await self._planned()
        for _ in range(MOST_HOPS):
            row = await self._row(ref)
            if row is None:
                return None
            into = text(row.get("merged_to_id"))
            if into in ("", "0"):
                return record_of(row, ids)
            ref = into
        return None

    def shows(self, record: Record, known: Known) -> bool:
        """Whether a record still says what we keep up to date in it; people may rename it and mend its contact."""
        kept = {name: v for name, v in known.content.items() if name == "description" or name.startswith("cf_")}
        return shows(record.known.content, kept)

    async def open(self) -> list[Record]:
        """Every opportunity that is neither won nor lost."""
        ids = await self._planned()
        rows = await self._client.pages("crm/lead/list", [("filter[active]", "1"), ("order_by[asc][]", "id")])
        return [record_of(row, ids) for row in rows if text(row.get("active")) == "1"]

    async def page(self, after: str) -> list[Record]:
        """Opportunities after one id, the oldest first."""
        ids = await self._planned()
        return [record_of(row, ids) for row in await self._after(after or "0")]

    async def drop_double(self, ref: str) -> None:
        """Delete an opportunity that we made twice."""
        try:
            await self._client.get(f"crm/lead/delete/{ref}")
        except GiveUp as error:
            if error.code != GONE:
                raise

    async def _after(self, after: str) -> list[Json]:
        """A page of opportunities with higher ids; what an ignored filter lets through is left out."""
        more = f'{{"type":"more","value":{int(after)}}}'
        query = [("filter[id]", more), ("order_by[asc][]", "id"), ("limit", str(MOST)), ("page", "1")]
        rows = items_of(await self._client.get("crm/lead/list", query))
        return sorted((r for r in rows if int(text(r["id"])) > int(after)), key=lambda row: int(text(row["id"])))

    async def _row(self, ref: str) -> Json | None:
        try:
            return await self._client.get(f"crm/lead/get/{ref}")
        except GiveUp as error:
            if error.code == GONE:
                return None
            raise

    async def _tie(self, lead: str, contact: str) -> None:
        """The contact stands in the opportunity, once."""
        query = [("filter[lead_id]", lead), ("filter[account_id]", contact)]
        rows = items_of(await self._client.get("crm/lead_accounts/list", query))
        if not any(text(r.get("lead_id")) == lead and text(r.get("account_id")) == contact for r in rows):
            form = {"lead_id": lead, "account_id": contact, "account_type": CONTACT}
            await self._client.post("crm/lead_accounts/create", form)

    async def _planned(self) -> Plan:
        """The ids behind the owner's names, looked up again every hour."""
        now = self._clock.now()
        if self._plan is None or now >= self._plan_until:
            self._plan = plan(await discover(self._client), self._spec)
            self._plan_until = now + PLAN_FOR_MS
        return self._plan
