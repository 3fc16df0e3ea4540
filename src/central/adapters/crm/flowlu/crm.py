"""The Crm port over Flowlu: one contact and one opportunity a ticket, linked, carrying our key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from central.adapters.crm.fields import Row, content_of, key_of, number_of, record_of, text
from central.adapters.crm.flowlu import setup
from central.adapters.crm.flowlu.client import MOST, FlowluClient, items_of
from central.adapters.crm.line import Json
from central.adapters.crm.outside import OutsideCrm, if_there
from central.adapters.crm.plan import Found, Plan
from central.core.errors import OutcomeUnknown, TryLater
from central.core.selling.crm import CrmKind
from central.core.selling.order import order_phone_key
from central.core.selling.ticket import Ticket
from central.ports.crm import Record, Seen

CONTACT = "2"
MOST_HOPS = 5
FORGOTTEN = {"first_name": "Apagado", "last_name": "", "phone": "", "phone2": "", "phone3": "", "email": ""}
"""The contact of a person who was forgotten here."""
PERSONAL = ("contact_name", "contact_phone", "contact_email")
PHONES = ("phone", "phone2", "phone3")


class FlowluCrm(OutsideCrm[FlowluClient]):
    """A portal."""

    name: CrmKind = "flowlu"
    loose: ClassVar[frozenset[str]] = frozenset(("name", "source_id", *PERSONAL))

    async def discover(self) -> Found:
        """Read what the portal has; writes nothing."""
        return await setup.discover(self._client)

    def plan(self, found: Found) -> Plan:
        """The owner's names as ids."""
        return setup.plan(found, self._account)

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
                return text(min(same, key=number_of)["id"])
        made = {"type": CONTACT, "first_name": ticket.name or f"+{ticket.phone}", "phone": f"+{ticket.phone}"}
        if ticket.email:
            made["email"] = ticket.email
        try:
            return text((await self._client.post("crm/account/create", made, makes=True))["id"])
        except OutcomeUnknown as error:
            raise TryLater(error.reason, code=error.code) from error  # looked for by phone before it is made again

    async def create(self, ticket: Ticket, contact: str) -> str:
        """An opportunity in the first stage, with our key."""
        ids = await self.planned()
        fields = content_of(ticket, ids, await self._described(ticket))
        stage = {name: id for name, id in ids.stages["interessado"].items() if name != "active"}
        return text((await self._client.post("crm/lead/create", fields | stage, makes=True))["id"])

    async def find(self, ticket: str, checkpoint: str) -> str | None:
        """The oldest opportunity after the checkpoint that carries our key."""
        ids, after = await self.planned(), checkpoint or "0"
        while rows := await self._after(after):
            for row in rows:
                if key_of(row, ids) == ticket:
                    return text(row["id"])
            after = text(rows[-1]["id"])
        return None

    async def row(self, ref: str) -> Row | None:
        """An opportunity."""
        return await if_there(self._client.get(f"crm/lead/get/{ref}"))

    async def read(self, ref: str) -> Record | None:
        """An opportunity; a merged one is read as the one it went into."""
        ids = await self.planned()
        for _ in range(MOST_HOPS):
            row = await self.row(ref)
            if row is None:
                return None
            into = text(row.get("merged_to_id"))
            if into in ("", "0"):
                return record_of(row, ids)
            ref = into
        return None

    async def write(self, ref: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        """Set fields of an opportunity."""
        await self._client.post(f"crm/lead/update/{ref}", fields)
        return fields

    async def tie(self, ref: str, contact: str) -> None:
        """The contact stands in the opportunity, once."""
        query = [("filter[lead_id]", ref), ("filter[account_id]", contact)]
        rows = items_of(await self._client.get("crm/lead_accounts/list", query))
        if not any(text(r.get("lead_id")) == ref and text(r.get("account_id")) == contact for r in rows):
            form = {"lead_id": ref, "account_id": contact, "account_type": CONTACT}
            await self._client.post("crm/lead_accounts/create", form)

    async def forget(self, ref: str, contact: str) -> Mapping[str, str]:
        """A contact with nothing of the person; the opportunity's own copy goes too."""
        await self._client.post(f"crm/account/update/{contact}", FORGOTTEN)
        return dict.fromkeys(PERSONAL, "")

    async def changed(self, since: int) -> Seen:
        """Every opportunity that is neither won nor lost: Flowlu cannot tell which changed lately."""
        ids = await self.planned()
        rows = await self._client.pages("crm/lead/list", [("filter[active]", "1"), ("order_by[asc][]", "id")])
        return Seen([record_of(row, ids) for row in rows if text(row.get("active")) == setup.OPEN], all_open=True)

    async def all(self) -> list[Record]:
        """Every opportunity, the oldest first."""
        ids, found, after = await self.planned(), [], "0"
        while rows := await self._after(after):
            found += [record_of(row, ids) for row in rows]
            after = text(rows[-1]["id"])
        return found

    async def drop_double(self, ref: str) -> None:
        """Delete an opportunity that we made twice."""
        await if_there(self._client.get(f"crm/lead/delete/{ref}"))

    async def _after(self, after: str) -> list[Json]:
        """A page of opportunities with higher ids; what an ignored filter lets through is left out."""
        more = f'{{"type":"more","value":{int(after)}}}'
        query = [("filter[id]", more), ("order_by[asc][]", "id"), ("limit", str(MOST)), ("page", "1")]
        rows = items_of(await self._client.get("crm/lead/list", query))
        return sorted((row for row in rows if number_of(row) > int(after)), key=number_of)
