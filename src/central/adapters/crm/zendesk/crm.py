"""The Crm port over Zendesk Support: one user and one ticket a purchase intent, found again by `external_id`.

The first comment is an internal note without a word about the person: a public one would be mailed to them, and no
comment can be taken back. A closed ticket takes no more changes; a sale that changes afterwards goes on in a follow-up.
Source: developer.zendesk.com, Tickets (external_id, via_followup_source_id, closed tickets), Users (create or update),
Search export, Incremental ticket export, Deleted tickets.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from central.adapters.crm.fields import Row, content_of, number_of, record_of, text
from central.adapters.crm.line import Json
from central.adapters.crm.outside import OutsideCrm, if_there
from central.adapters.crm.plan import Found, Plan
from central.adapters.crm.rest import RestClient
from central.adapters.crm.zendesk import setup
from central.adapters.crm.zendesk.setup import listed
from central.core.errors import GiveUp, TryLater
from central.core.people.identity import phone_spellings
from central.core.selling.crm import CrmKind
from central.core.selling.order import order_phone_key
from central.core.selling.ticket import Ticket
from central.ports.crm import GONE, Known, Record, Seen

TAG = "central"
CLOSED, DELETED = "closed", "deleted"
OPENING = "Venda pelo WhatsApp, acompanhada pela Central. Situação, valor e história estão nos campos deste ticket."
TRIES = 3
"""How often a creation is asked for anew when its idempotency key brings back one that was thrown away."""
_OWN = ("subject", "external_id", setup.STATUS)


class ZendeskCrm(OutsideCrm[RestClient]):
    """An account."""

    name: CrmKind = "zendesk"
    loose: ClassVar[frozenset[str]] = frozenset(("subject",))

    async def discover(self) -> Found:
        """Read what the account has; writes nothing."""
        return await setup.discover(self._client)

    def plan(self, found: Found) -> Plan:
        """The owner's names as ids."""
        return setup.plan(found, self._account)

    async def contact(self, ticket: Ticket) -> str:
        """The user with this phone, or one made under it; empty when the ticket has none.

        The phone is the user's `external_id` too, so that making it twice makes one. No e-mail is given away: Zendesk
        would write to it.
        """
        key = order_phone_key(ticket.phone)
        if key is None:
            return ""
        for number in phone_spellings(key):
            told = await self._client.get("users/search", [("query", f"phone:+{number}")])
            if same := [u for u in told.get("users") or [] if order_phone_key(text(u.get("phone"))) == key]:
                return text(min(same, key=number_of)["id"])
        user = {"name": ticket.name or f"+{ticket.phone}", "phone": f"+{ticket.phone}", "external_id": f"{TAG}-{key}"}
        made = await self._client.send("POST", "users/create_or_update", {"user": user | {"skip_verify_email": True}})
        return text(made["user"]["id"])

    async def create(self, ticket: Ticket, contact: str) -> str:
        """A ticket with our key; the one that is there, or one that follows those which were closed."""
        there = await self._of_key(ticket.id)
        if open_ones := [row for row in there if row["status"] != CLOSED]:
            return text(min(open_ones, key=number_of)["id"])
        ids = await self.planned()
        fields = content_of(ticket, ids, await self._described(ticket)) | dict(ids.stages["interessado"])
        body = _body(fields) | {"tags": [TAG], "comment": {"body": OPENING, "public": False}}
        body |= {"requester_id": int(contact)} if contact else {}
        body |= {"via_followup_source_id": max(map(number_of, there))} if there else {}
        return await self._made({"ticket": body})

    async def find(self, ticket: str, checkpoint: str) -> str | None:
        """The oldest ticket with our key that still takes changes."""
        open_ones = [row for row in await self._of_key(ticket) if row["status"] != CLOSED]
        return text(min(open_ones, key=number_of)["id"]) if open_ones else None

    async def row(self, ref: str) -> Row | None:
        """A ticket."""
        told = await if_there(self._client.get(f"tickets/{ref}"))
        return None if told is None or told["ticket"].get("status") == DELETED else flat(told["ticket"])

    async def write(self, ref: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        """Set fields of a ticket. A closed one keeps what it says; raises GiveUp (GONE) when it says another sale."""
        try:
            await self._client.send("PUT", f"tickets/{ref}", {"ticket": _body(fields)})
        except GiveUp as error:
            row = await self.row(ref) if error.code == "RecordInvalid" else None
            if row is None or row["status"] != CLOSED:
                raise
            if fields.get(setup.STATUS, text(row[setup.STATUS])) != text(row[setup.STATUS]):
                raise GiveUp("o ticket do Zendesk está fechado", code=GONE) from error
            return {}
        return fields

    async def tie(self, ref: str, contact: str) -> None:
        """The user is the ticket's requester."""
        row = await self.row(ref)
        if row is not None and row["status"] != CLOSED and text(row["requester_id"]) != contact:
            await self._client.send("PUT", f"tickets/{ref}", {"ticket": {"requester_id": int(contact)}})

    async def forget(self, ref: str, contact: str) -> Mapping[str, str]:
        """A user with nothing of the person. Closed tickets cannot be mended: they go for good; this one is remade."""
        blank = {"name": "Apagado", "phone": "", "external_id": None, "notes": "", "details": ""}
        await if_there(self._client.send("PUT", f"users/{contact}", {"user": blank}))
        row = await self.row(ref)
        closed = [one for one in await self._of_key(text(row["external_id"])) if one["status"] == CLOSED] if row else []
        for one in closed:
            await self.drop_double(text(one["id"]))
        if row is not None and row["status"] == CLOSED:
            raise GiveUp("o ticket fechado foi apagado", code=GONE)
        return {}

    def shows(self, record: Record, known: Known) -> bool:
        """A closed ticket says what it said for ever."""
        return _closed(record) or super().shows(record, known)

    async def changed(self, since: int) -> Seen:
        """Tickets that changed since, by the incremental export; a deleted one is told apart by having no status."""
        ids, found = await self.planned(), []
        query = [("start_time", str(since // 1000))]
        while True:
            told = await self._client.get("incremental/tickets/cursor", query)
            for row in map(flat, told.get("tickets") or []):
                if TAG in row["tags"]:
                    gone = {setup.STATUS: None} if row["status"] == DELETED else {}
                    found.append(record_of({**row, **gone}, ids))
            if told.get("end_of_stream", True) or not told.get("after_cursor"):
                return Seen(found, all_open=False)
            query = [("cursor", str(told["after_cursor"]))]

    async def all(self) -> list[Record]:
        """Every ticket with our tag. A closed one is nobody's double: another may follow it."""
        ids = await self.planned()
        query = (("query", f"tags:{TAG}"), ("filter[type]", "ticket"))
        rows = [flat(row) for row in await listed(self._client, "search/export", "results", query)]
        living = sorted((row for row in rows if row["status"] != DELETED), key=number_of)
        records = [record_of(row, ids) for row in living]
        return [replace(one, ticket=None) if _closed(one) else one for one in records]

    async def drop_double(self, ref: str) -> None:
        """Throw a ticket away for good."""
        await if_there(self._client.send("DELETE", f"tickets/{ref}"))
        await if_there(self._client.send("DELETE", f"deleted_tickets/{ref}"))

    async def _of_key(self, ticket: str) -> list[Row]:
        told = await self._client.get("tickets", [("external_id", ticket)])
        rows = [flat(row) for row in told.get("tickets") or []]
        return [row for row in rows if row["external_id"] == ticket and row["status"] != DELETED]

    async def _made(self, body: Json) -> str:
        """Make a ticket under an idempotency key; the same body within two hours makes one. A key whose ticket was
        thrown away since gives way to the next."""
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        for number in range(TRIES):
            made, again = await self._client.make("tickets", body, {"idempotency-key": f"{digest[:40]}-{number}"})
            ref = text(made["ticket"]["id"])
            if not again or await self.row(ref) is not None:
                return ref
        raise TryLater("o Zendesk devolve um ticket que já foi apagado", code="apagado")


def flat(ticket: Json) -> Json:
    """A ticket with its custom fields beside its own."""
    own = {field["id"]: field.get("value") for field in ticket.get("custom_fields") or []}
    kept = ("id", *_OWN, "status", setup.HOLDER, "requester_id")
    return (
        {name: ticket.get(name) for name in kept}
        | {"tags": ticket.get("tags") or []}
        | {f"cf_{id}": value for id, value in own.items()}
    )


def _body(fields: Mapping[str, str]) -> Json:
    """Flat fields as a ticket takes them."""
    own = [{"id": int(n.removeprefix("cf_")), "value": v or None} for n, v in fields.items() if n.startswith("cf_")]
    said: Json = {name: fields[name] for name in _OWN if name in fields}
    if setup.STATUS in said:
        said[setup.STATUS] = int(said[setup.STATUS])
    return said | ({"custom_fields": own} if own else {})


def _closed(record: Record) -> bool:
    return record.known.content.get("status") == CLOSED
