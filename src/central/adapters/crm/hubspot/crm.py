"""The Crm port over HubSpot: one contact and one deal a purchase intent.

A deal and not a HubSpot ticket, for a deal has what a sale has: an amount, stages that are won or lost, a reason of a
loss. It is made by upserting our key, a property with unique values, so that making it twice makes one. Source:
developers.hubspot.com, CRM objects v3 (batch upsert by `idProperty`, 207 with `errors`), associations v4 (default),
search (at most 200 a page and 10,000 in all; new and changed records come up some moments later), contacts
(`hs_searchable_calculated_phone_number` without the country, 409 with the existing id, gdpr-delete).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from central.adapters.crm.fields import Row, content_of, number_of, record_of, text
from central.adapters.crm.hubspot import setup
from central.adapters.crm.line import Json
from central.adapters.crm.outside import OutsideCrm, if_there
from central.adapters.crm.plan import Found, Plan
from central.adapters.crm.rest import RestClient
from central.core.errors import CentralError, GiveUp, TryLater
from central.core.people.identity import phone_spellings
from central.core.selling.crm import CrmKind
from central.core.selling.order import order_phone_key
from central.core.selling.ticket import Ticket
from central.ports.crm import Record, Seen

DEALS, CONTACTS = "crm/v3/objects/deals", "crm/v3/objects/contacts"
TIES = "crm/v4/objects/deals"
MODIFIED, NUMBER, PHONE = "hs_lastmodifieddate", "hs_object_id", "hs_searchable_calculated_phone_number"
MOST = 200
COUNTRY = "55"
_EXISTING = re.compile(r"Existing ID: (\d+)")
_MILLIS = re.compile(r"\.\d{3}Z$")


class HubspotCrm(OutsideCrm[RestClient]):
    """An account."""

    name: CrmKind = "hubspot"
    loose: ClassVar[frozenset[str]] = frozenset(("dealname",))

    async def discover(self) -> Found:
        """Read what the account has; writes nothing."""
        return await setup.discover(self._client)

    def plan(self, found: Found) -> Plan:
        """The owner's names as ids."""
        return setup.plan(found, self._account)

    async def contact(self, ticket: Ticket) -> str:
        """The contact with this phone, with or without the ninth digit; empty when the ticket has none.

        Raises OutcomeUnknown when one may have been made: the search shows it only some moments later.
        """
        key = order_phone_key(ticket.phone)
        if key is None:
            return ""
        groups = [_filters((PHONE, "EQ", number.removeprefix(COUNTRY))) for number in phone_spellings(key)]
        told = await self._client.send("POST", f"{CONTACTS}/search", {"filterGroups": groups, "limit": MOST})
        if there := told.get("results"):
            return text(min(there, key=number_of)["id"])
        person = {"firstname": ticket.name or f"+{ticket.phone}", "phone": f"+{ticket.phone}"}
        try:
            return await self._made_contact(person | ({"email": ticket.email} if ticket.email else {}))
        except GiveUp:
            if not ticket.email:
                raise
        return await self._made_contact(person)  # an address that HubSpot does not take for one

    async def create(self, ticket: Ticket, contact: str) -> str:
        """A deal in the first stage with our key, or the one that has it."""
        ids = await self.planned()
        fields = content_of(ticket, ids, await self._described(ticket)) | dict(ids.stages["interessado"])
        asked = {"idProperty": ids.fields["central"].key, "id": ticket.id, "properties": fields}
        told = await self._client.send("POST", f"{DEALS}/batch/upsert", {"inputs": [asked]})
        if not told.get("results"):
            raise _not_upserted(told)
        return text(told["results"][0]["id"])

    async def find(self, ticket: str, checkpoint: str) -> str | None:
        """The deal with our key; no list lags behind this."""
        key = (await self.planned()).fields["central"].key
        told = await if_there(self._client.get(f"{DEALS}/{ticket}", [("idProperty", key)]))
        return text(told["id"]) if told is not None else None

    async def row(self, ref: str) -> Row | None:
        """A deal; a merged one is read as the one it went into."""
        wanted = ",".join(_properties(await self.planned()))
        told = await if_there(self._client.get(f"{DEALS}/{ref}", [("properties", wanted)]))
        return flat(told) if told is not None else None

    async def write(self, ref: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        """Set properties of a deal."""
        await self._client.send("PATCH", f"{DEALS}/{ref}", {"properties": dict(fields)})
        return fields

    async def tie(self, ref: str, contact: str) -> None:
        """The contact stands in the deal; saying it twice says it once."""
        await self._client.send("PUT", f"{TIES}/{ref}/associations/default/contacts/{contact}")

    async def forget(self, ref: str, contact: str) -> Mapping[str, str]:
        """The contact goes for good, as data protection law wants it."""
        await if_there(self._client.send("POST", f"{CONTACTS}/gdpr-delete", {"objectId": contact}))
        return {}

    async def changed(self, since: int) -> Seen:
        """Deals of ours that changed since; one thrown away is missing until they are all compared."""
        at = datetime.fromtimestamp(since / 1000, UTC)
        return Seen(await self._search((MODIFIED, "GTE", f"{at:%Y-%m-%dT%H:%M:%S}.000Z")), all_open=False)

    async def all(self) -> list[Record]:
        """Every deal with our key."""
        return await self._search()

    async def drop_double(self, ref: str) -> None:
        """Throw a deal away."""
        await if_there(self._client.send("DELETE", f"{DEALS}/{ref}"))

    async def _search(self, *more: tuple[str, str, str]) -> list[Record]:
        """Deals of ours, the oldest first; each page begins after the last, for a search tells 10,000 at most."""
        ids, found, after = await self.planned(), list[Record](), "0"
        while True:
            group = _filters((NUMBER, "GT", after), *more)
            group["filters"].append({"propertyName": ids.fields["central"].key, "operator": "HAS_PROPERTY"})
            sorts = [{"propertyName": NUMBER, "direction": "ASCENDING"}]
            asked = {"filterGroups": [group], "sorts": sorts, "limit": MOST, "properties": _properties(ids)}
            rows = (await self._client.send("POST", f"{DEALS}/search", asked)).get("results") or []
            found += [record_of(flat(row), ids) for row in rows]
            if len(rows) < MOST:
                return found
            after = text(rows[-1]["id"])

    async def _made_contact(self, person: Mapping[str, str]) -> str:
        try:
            made, _ = await self._client.make(CONTACTS, {"properties": dict(person)})
        except GiveUp as error:
            existing = _EXISTING.search(error.reason)
            if existing is None:
                raise
            return existing[1]
        return text(made["id"])


def flat(deal: Json) -> dict[str, object]:
    """A deal's properties with its id; moments without their milliseconds."""
    told = {name: _MILLIS.sub("Z", v) if isinstance(v, str) else v for name, v in deal["properties"].items()}
    return told | {"id": deal["id"]}


def _properties(ids: Plan) -> Sequence[str]:
    """What is asked of a deal."""
    return sorted({setup.PIPELINE, setup.STAGE, setup.OWNER, *(field.key for field in ids.fields.values())})


def _filters(*asked: tuple[str, str, str]) -> Json:
    return {"filters": [{"propertyName": name, "operator": how, "value": value} for name, how, value in asked]}


def _not_upserted(told: Json) -> CentralError:
    """A 207 that made nothing: its first error says why."""
    first: Json = next(iter(told.get("errors") or []), {})
    if first.get("category") == "VALIDATION_ERROR":
        return GiveUp(f"o HubSpot recusou: {str(first.get('message', ''))[:200]}", code="VALIDATION_ERROR")
    return TryLater("o HubSpot não fez o que pedimos", code="207")
