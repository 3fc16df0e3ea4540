"""A pretend HubSpot: the deals and contacts of an account and what its API answers, without any wire.

Source: developers.hubspot.com, CRM objects v3, pipelines, properties, search, usage guidelines, error handling,
validating requests, webhooks.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from central.core.selling.ticket import Status
from central.pretend.crm.office import UNFIT, Answered, Asked, Card, Hook, Index, Json, Office, person_of, told

PIPELINE = "sales"
STAGES = (
    ("novo", "Novo lead", "false", "0.2"),
    ("conversa", "Em conversa", "false", "0.4"),
    ("negociacao", "Negociação", "false", "0.6"),
    ("ganho", "Fechado ganho", "true", "1.0"),
    ("perdido", "Fechado perdido", "true", "0.0"),
)
MEANT: dict[str, Status] = {
    "novo": "interessado",
    "negociacao": "pediu_desconto",
    "ganho": "comprado",
    "perdido": "perdido",
}
OWN_STAGE, KEY = "conversa", "central_id"
PROPERTIES = (("Campanha", "campanha", False), ("Produto", "produto", False), ("Central", KEY, True))
OWNERS = ("71", "72")
SEARCHED = 10_000
MISSING = {"status": "error", "message": "resource not found", "category": "OBJECT_NOT_FOUND"}
DEALS, CONTACTS = "crm/v3/objects/deals", "crm/v3/objects/contacts"
Row = dict[str, str | None]


@dataclass
class HubAccount(Office):
    """An account with a sales pipeline and a property with unique values for our key."""

    prefix: ClassVar[str] = "/"
    deals: dict[int, Row] = field(default_factory=dict)
    people: dict[int, Row] = field(default_factory=dict)
    ties: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids, self._deal_index, self._people_index = 5_000, Index(), Index()

    # ── people ───────────────────────────────────────────────────────────────────────────────────

    def cards(self) -> list[Card]:
        """Every deal."""
        return [self._card(id, row) for id, row in self.deals.items()]

    def person(self, ref: str, status: Status | None = None, *, value: int | None = None, reason: str = "") -> None:
        """Somebody moves a deal."""
        changes: Row = {"dealstage": next((id for id, meant in MEANT.items() if meant == status), OWN_STAGE)}
        changes |= {"amount": f"{value / 100:.2f}"} if value is not None else {}
        self._change(int(ref), changes | ({"closed_lost_reason": reason} if reason else {}), "CRM_UI")

    def takes(self, ref: str, who: str) -> None:
        """A deal gets an owner."""
        self._change(int(ref), {"hubspot_owner_id": OWNERS[int(who) - 1] if who else ""}, "CRM_UI")

    def writes_over(self, ref: str, title: str = "", history: str = "") -> None:
        """Another name, or another description."""
        changes: Row = {"dealname": title} if title else {}
        self._change(int(ref), changes | ({"description": history} if history else {}), "CRM_UI")

    def throws_away(self, ref: str) -> None:
        """Somebody deletes a deal."""
        self._delete(int(ref))

    def doubles(self, ref: str) -> None:
        """A twin of a deal, as an import makes one."""
        twin = self._next()
        self.deals[twin] = dict(self.deals[int(ref)])
        self._deal_index.put(twin, self.now(), self._seen(twin))

    def merges(self, ref: str, into: str) -> None:
        """Somebody makes one deal of two."""
        self.merged[int(ref)] = int(into)
        self._delete(int(ref))

    def knows(self, name: str, phone: str) -> str:
        """A contact of its own."""
        return str(self._person({"firstname": name, "phone": phone}))

    def contacts(self) -> dict[str, str]:
        """Phones of contacts."""
        return {str(id): row.get("phone") or "" for id, row in self.people.items()}

    def everything(self) -> str:
        """All that is kept."""
        return str((self.deals, self.people))

    def _card(self, id: int, row: Row) -> Card:
        tie = next((contact for deal, contact in self.ties if deal == id), 0)
        person = self.people.get(tie, {})
        return Card(
            str(id),
            row.get(KEY) or None,
            MEANT.get(row["dealstage"] or ""),
            round(100 * float(row.get("amount") or 0)) or None,
            row.get("closed_lost_reason") or "",
            row.get("dealname") or "",
            row.get("description") or "",
            {"campanha": row.get("campanha") or "", "produto": row.get("produto") or ""},
            person_of({"id": tie} | person, "firstname"),
        )

    # ── its API ──────────────────────────────────────────────────────────────────────────────────

    def _writes(self, asked: Asked) -> bool:
        return asked.method != "GET" and not asked.path.endswith("/search")

    def _refused(self, asked: Asked) -> Answered | None:
        if asked.headers.get("authorization") == f"Bearer {self.key}":
            return None
        said = {
            "status": "error",
            "message": "Authentication credentials not found",
            "category": "INVALID_AUTHENTICATION",
        }
        return told(said, 401)

    def _do(self, asked: Asked) -> Answered:
        plain: dict[str, Callable[[], Answered]] = {
            "crm/v3/pipelines/deals": lambda: told({"results": [_pipeline()]}),
            "crm/v3/properties/deals": lambda: told({"results": [_property(*one) for one in PROPERTIES]}),
            f"{DEALS}/search": lambda: _searched(self._deal_index.rows(self._then()), asked.json()),
            f"{CONTACTS}/search": lambda: _searched(self._people_index.rows(self._then()), asked.json()),
            f"{DEALS}/batch/upsert": lambda: self._upsert(asked.json()["inputs"][0]),
            f"{CONTACTS}/gdpr-delete": lambda: self._forget(int(asked.json()["objectId"])),
            CONTACTS: lambda: self._new_person(asked.json()["properties"]),
        }
        if asked.path in plain:
            return plain[asked.path]()
        if asked.path.startswith("crm/v4/objects/deals/"):
            return self._tie(asked.path)
        return self._deal(asked, asked.path.removeprefix(f"{DEALS}/"))

    def _deal(self, asked: Asked, ref: str) -> Answered:
        if dict(asked.query).get("idProperty") == KEY:
            id = next((id for id, row in self.deals.items() if row.get(KEY) == ref), 0)
        else:
            id = self.merged.get(int(ref), int(ref)) if ref.isdigit() else 0
        if id not in self.deals:
            return told(MISSING, 404)
        if asked.method == "DELETE":
            self._delete(id)
            return Answered(204)
        if asked.method == "PATCH":
            if problem := _wrong(asked.json()["properties"]):
                return problem
            self._change(id, asked.json()["properties"], "INTEGRATION")
        return told(_object(id, self.deals[id]))

    def _upsert(self, asked: Json) -> Answered:
        assert asked["idProperty"] == KEY, "an upsert goes by a property with unique values"
        if problem := _wrong(asked["properties"]):
            return problem
        same = [id for id, row in self.deals.items() if row.get(KEY) == asked["id"]]
        id = same[0] if same else self._next()
        if not same:
            self.deals[id] = {KEY: asked["id"], "hubspot_owner_id": None, "amount": None}
        self._change(id, asked["properties"], "INTEGRATION")
        return told({"status": "COMPLETE", "results": [_object(id, self.deals[id]) | {"new": not same}]})

    def _forgotten(self, asked: Asked) -> Answered | None:
        ref = asked.path.removeprefix(f"{DEALS}/")
        known = asked.method == "PATCH" and ref.isdigit() and int(ref) in self.deals
        return told(_object(int(ref), self.deals[int(ref)])) if known else None

    def _broken(self, asked: Asked) -> Answered:
        error = {"status": "error", "message": "internal error", "category": "INTERNAL_ERROR"}
        if asked.path.endswith("/batch/upsert"):
            return told({"status": "COMPLETE", "results": [], "numErrors": 1, "errors": [error]}, 207)
        return told(error, 500)

    def _is_error(self, told: Answered) -> bool:
        return told.status == 207

    def _unfit(self) -> Answered:
        return _invalid(UNFIT)

    def _calm(self) -> Answered:
        said = {"status": "error", "message": "You have reached your secondly limit.", "errorType": "RATE_LIMIT"}
        return told(said | {"policyName": "SECONDLY"}, 429)

    def _new_person(self, asked: Row) -> Answered:
        """A contact; its e-mail is unique, and has to be one."""
        email = asked.get("email")
        if email and "@" not in email:
            return _invalid(f"Email {email} is invalid")
        same = [id for id, row in self.people.items() if email and row.get("email") == email]
        if same:
            said = f"Contact already exists. Existing ID: {same[0]}"
            return told({"status": "error", "message": said, "category": "CONFLICT"}, 409)
        id = self._person(asked)
        return told(_object(id, self.people[id]), 201)

    def _person(self, asked: Row) -> int:
        id = self._next()
        digits = "".join(filter(str.isdigit, asked.get("phone") or "")).removeprefix("55")
        self.people[id] = dict(asked) | {"hs_searchable_calculated_phone_number": digits}
        self._people_index.put(id, self.now(), _object(id, self.people[id]))
        return id

    def _forget(self, id: int) -> Answered:
        if self.people.pop(id, None) is None:
            return told(MISSING, 404)
        self._people_index.put(id, self.now(), None)
        self.ties = {tie for tie in self.ties if tie[1] != id}
        return Answered(204)

    def _tie(self, path: str) -> Answered:
        deal, contact = path.split("/")[4], path.split("/")[-1]
        if int(deal) not in self.deals or int(contact) not in self.people:
            return told(MISSING, 404)
        self.ties.add((int(deal), int(contact)))
        return told({"status": "COMPLETE", "results": []})

    def _then(self) -> int:
        return self.now() - self.faults.lag_ms

    # ── records ──────────────────────────────────────────────────────────────────────────────────

    def _change(self, id: int, asked: Row, source: str) -> None:
        row = self.deals[id]
        changed = [name for name, value in asked.items() if (row.get(name) or "") != (value or "")]
        row |= {name: value or None for name, value in asked.items()}
        closed = next((is_closed for stage, _, is_closed, _ in STAGES if stage == row.get("dealstage")), "false")
        if "dealstage" in changed and closed == "true" and "closedate" not in asked:
            row["closedate"] = _iso(self.now())
        row["hs_lastmodifieddate"] = _iso(self.now())
        self._deal_index.put(id, self.now(), self._seen(id))
        self._tell([{"subscriptionType": "deal.propertyChange", "propertyName": name} for name in changed], id, source)

    def _delete(self, id: int) -> None:
        del self.deals[id]
        self.ties = {tie for tie in self.ties if tie[0] != id}
        self._deal_index.put(id, self.now(), None)
        self._tell([{"subscriptionType": "deal.deletion"}], id, "CRM_UI")

    def _seen(self, id: int) -> Json:
        return _object(id, dict(self.deals[id]))

    def _next(self) -> int:
        self._ids += 1
        return self._ids

    def _tell(self, events: list[Json], id: int, source: str) -> None:
        if self.hook is not None and events:
            more = {"objectId": id, "changeSource": source, "attemptNumber": 0, "occurredAt": self.now()}
            body = json.dumps([event | more for event in events]).encode()
            self.hook(sign(self.secret, self.hook_to, body, self.now()))


def sign(secret: str, address: str, body: bytes, now: int) -> Hook:
    """A webhook with its signature, version 3."""
    message = b"POST" + address.encode() + body + str(now).encode()
    digest = base64.b64encode(hmac.digest(secret.encode(), message, "sha256")).decode()
    return Hook(body, (("x-hubspot-signature-v3", digest), ("x-hubspot-request-timestamp", str(now))))


def _wrong(properties: Row) -> Answered | None:
    """A stage that is in no pipeline, or an amount that is no number."""
    stage, amount = properties.get("dealstage", "novo"), properties.get("amount") or "0"
    if stage in {id for id, *_ in STAGES} and amount.replace(".", "", 1).isdigit():
        return None
    return _invalid("Property values were not valid")


def _invalid(said: str) -> Answered:
    return told({"status": "error", "message": said, "category": "VALIDATION_ERROR"}, 400)


def _searched(rows: list[Json], asked: Json) -> Answered:
    """Any group whose filters all match; 10,000 at most."""
    groups = asked.get("filterGroups") or [{"filters": []}]
    found = [row for row in rows if any(all(_matches(row, one) for one in group["filters"]) for group in groups)]
    for sort in asked.get("sorts", ()):
        found.sort(key=lambda row: _value(row, sort["propertyName"]), reverse=sort["direction"] == "DESCENDING")
    page = found[:SEARCHED][: min(int(asked.get("limit", 10)), 200)]
    return told({"total": len(found), "results": page})


def _matches(row: Json, asked: Json) -> bool:
    value, operator = _value(row, asked["propertyName"]), asked["operator"]
    if operator == "HAS_PROPERTY":
        return bool(value)
    wanted: Any = int(asked["value"]) if isinstance(value, int) else asked["value"]
    return bool(value == wanted if operator == "EQ" else value > wanted if operator == "GT" else value >= wanted)


def _value(row: Json, name: str) -> Any:
    return int(row["id"]) if name == "hs_object_id" else row["properties"].get(name) or ""


def _object(id: int, properties: Row) -> Json:
    return {"id": str(id), "properties": dict(properties), "archived": False}


def _pipeline() -> Json:
    stages = [
        {"id": id, "label": label, "displayOrder": n, "metadata": {"isClosed": closed, "probability": chance}}
        for n, (id, label, closed, chance) in enumerate(STAGES)
    ]
    return {"id": PIPELINE, "label": "Vendas", "displayOrder": 0, "stages": stages, "archived": False}


def _property(label: str, name: str, unique: bool) -> Json:
    return {
        "name": name,
        "label": label,
        "type": "string",
        "fieldType": "text",
        "hasUniqueValue": unique,
        "options": [],
    }


def _iso(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%dT%H:%M:%S}.{ms % 1000:03d}Z"
