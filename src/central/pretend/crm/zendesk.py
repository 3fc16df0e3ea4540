"""A pretend Zendesk: the tickets and users of an account and what its API answers, without any wire.

Source: developer.zendesk.com, Ticketing API (tickets, users, custom statuses, ticket fields, search export, incremental
export, idempotency), Webhooks (verifying, ticket events).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from central.core.selling.ticket import Status
from central.pretend.crm.office import UNFIT, Answered, Asked, Card, Hook, Index, Json, Office, person_of, told

ME, AGENTS = 900, (901, 902)
OPEN, PENDING, DISCOUNT, SOLVED, WON, LOST = 11, 12, 13, 14, 15, 16
STATUSES = (
    (OPEN, "Aberto", "open", True),
    (PENDING, "Pendente", "pending", True),
    (DISCOUNT, "Negociando", "open", False),
    (SOLVED, "Resolvido", "solved", True),
    (WON, "Comprado", "solved", False),
    (LOST, "Perdido", "solved", False),
)
MEANT: dict[int, Status] = {OPEN: "interessado", DISCOUNT: "pediu_desconto", WON: "comprado", LOST: "perdido"}
VALUE, HISTORY, REASON, CAMPAIGN, PRODUCT = 31, 32, 33, 34, 35
REASONS = (("Preço", "preco"), ("Sem resposta", "sem_resposta"), ("Reembolso", "reembolso"))
FIELDS = (
    (VALUE, "Valor", "decimal"),
    (HISTORY, "Histórico", "textarea"),
    (REASON, "Motivo", "tagger"),
    (CAMPAIGN, "Campanha", "text"),
    (PRODUCT, "Produto", "text"),
)
KEY_FOR_MS, MINUTE_MS = 7_200_000, 60_000
MISSING = {"error": "RecordNotFound", "description": "Not found"}


@dataclass
class Desk(Office):
    """An account with custom statuses and fields for sales."""

    key: str = "ana@loja.com.br/token:chave-de-mentira"
    prefix: ClassVar[str] = "/api/v2/"
    tickets: dict[int, Json] = field(default_factory=dict)
    users: dict[int, Json] = field(default_factory=dict)
    thrown: dict[int, Json] = field(default_factory=dict)
    """Deleted tickets, as the export still tells of them."""
    comments: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ids, self._replies = 100, dict[str, tuple[int, str, Answered]]()
        self._index = Index()

    # ── people ───────────────────────────────────────────────────────────────────────────────────

    def cards(self) -> list[Card]:
        """Every ticket that was not closed."""
        return [self._card(row) for row in self.tickets.values() if row["status"] != "closed"]

    def person(self, ref: str, status: Status | None = None, *, value: int | None = None, reason: str = "") -> None:
        """Somebody sets a status, and fields with it."""
        fields: dict[int, Any] = {VALUE: value / 100} if value is not None else {}
        if status == "perdido":
            fields |= {REASON: dict(REASONS).get(reason)}
        number = next((id for id, meant in MEANT.items() if meant == status), PENDING)
        self._change(int(ref), {"custom_status_id": number, "custom_fields": _pairs(fields)}, by=AGENTS[0])

    def takes(self, ref: str, who: str) -> None:
        """A ticket is assigned."""
        self._change(int(ref), {"assignee_id": AGENTS[int(who) - 1] if who else None}, by=AGENTS[0])

    def writes_over(self, ref: str, title: str = "", history: str = "") -> None:
        """Another subject, or another history."""
        changes: Json = {"subject": title} if title else {}
        self._change(
            int(ref), changes | ({"custom_fields": _pairs({HISTORY: history})} if history else {}), by=AGENTS[0]
        )

    def throws_away(self, ref: str) -> None:
        """Somebody deletes a ticket."""
        self._delete(int(ref))

    def doubles(self, ref: str) -> None:
        """A twin of a ticket."""
        twin = self._next()
        self.tickets[twin] = json.loads(json.dumps(self.tickets[int(ref)])) | {"id": twin}
        self._index.put(twin, self.now(), self.tickets[twin])

    def solves(self, ref: str) -> None:
        """Somebody solves a ticket without a word about the sale."""
        self._change(int(ref), {"custom_status_id": SOLVED}, by=AGENTS[0])

    def closes(self, ref: str) -> None:
        """An automation closes a solved ticket after some weeks: it takes no more changes."""
        row = self.tickets[int(ref)]
        row |= {"status": "closed", "updated_at": _iso(self.now())}
        self._index.put(int(ref), self.now(), row)

    def knows(self, name: str, phone: str) -> str:
        """A user of its own."""
        id = self._next()
        self.users[id] = {"id": id, "name": name, "phone": phone, "external_id": None, "role": "end-user"}
        return str(id)

    def contacts(self) -> dict[str, str]:
        """Phones of users."""
        return {str(id): str(user["phone"] or "") for id, user in self.users.items()}

    def everything(self) -> str:
        """All that is kept."""
        return str((self.tickets, self.users, self.comments))

    def _card(self, row: Json) -> Card:
        own = {one["id"]: one["value"] for one in row["custom_fields"]}
        user = self.users.get(row.get("requester_id") or 0, {})
        return Card(
            str(row["id"]),
            row.get("external_id"),
            MEANT.get(row["custom_status_id"]),
            round(100 * float(own.get(VALUE) or 0)) or None,
            next((name for name, value in REASONS if value == own.get(REASON)), ""),
            str(row.get("subject") or ""),
            str(own.get(HISTORY) or ""),
            {"campanha": str(own.get(CAMPAIGN) or ""), "produto": str(own.get(PRODUCT) or "")},
            person_of(user, "name"),
        )

    # ── its API ──────────────────────────────────────────────────────────────────────────────────

    def _writes(self, asked: Asked) -> bool:
        return asked.method != "GET"

    def _refused(self, asked: Asked) -> Answered | None:
        proof = f"Basic {base64.b64encode(self.key.encode()).decode()}"
        if asked.headers.get("authorization") == proof:
            return None
        if asked.path == "users/me":
            return told({"user": {"id": None, "name": "Anonymous user", "role": "end-user"}})
        return told({"error": "Couldn't authenticate you"}, 401)

    def _do(self, asked: Asked) -> Answered:
        noun, _, rest = asked.path.partition("/")
        query = dict(asked.query)
        plain: dict[str, Callable[[], Answered]] = {
            "users/me": lambda: told({"user": {"id": ME, "name": "Central", "role": "agent"}}),
            "custom_statuses": lambda: told({"custom_statuses": [_status(*one) for one in STATUSES]}),
            "ticket_fields": lambda: told(
                {"ticket_fields": [_field(*one) for one in FIELDS], "meta": {"has_more": False}}
            ),
            "users/search": lambda: told({"users": self._users(query.get("query", ""))}),
            "users/create_or_update": lambda: told({"user": self._user(asked.json()["user"])}),
            "search/export": lambda: self._export(query),
            "incremental/tickets/cursor": lambda: self._incremental(query),
        }
        if asked.path in plain:
            return plain[asked.path]()
        if asked.path == "tickets":
            return self._create(asked) if asked.method == "POST" else self._by_key(query.get("external_id", ""))
        if noun == "users" and int(rest) in self.users:
            self.users[int(rest)] |= asked.json()["user"]
            return told({"user": self.users[int(rest)]})
        if noun == "deleted_tickets":
            return told({"job_status": {"id": "8b726e", "status": "queued"}})
        if noun == "tickets" and int(rest) in self.tickets:
            return self._ticket(asked, int(rest))
        return told(MISSING, 404)

    def _ticket(self, asked: Asked, id: int) -> Answered:
        if asked.method == "DELETE":
            self._delete(id)
            return Answered(204)
        if asked.method == "PUT":
            if self.tickets[id]["status"] == "closed":
                why = {"status": [{"description": "Status: closed prevents ticket update"}]}
                return told(_invalid(why), 422)
            if problem := _wrong(asked.json()["ticket"]):
                return problem
            self._change(id, asked.json()["ticket"], by=ME)
        return told({"ticket": self.tickets[id]})

    def _create(self, asked: Asked) -> Answered:
        """The same key within two hours answers as before, even when what it made is gone since."""
        key, digest = asked.headers.get("idempotency-key", ""), hashlib.sha256(asked.body).hexdigest()
        at, before, answer = self._replies.get(key, (0, "", Answered(0)))
        if key and at > self.now() - KEY_FOR_MS:
            if before != digest:
                return told(
                    {"error": "IdempotentRequestError", "description": "Key was used with other parameters"}, 400
                )
            return Answered(answer.status, answer.body, headers={"x-idempotency-lookup": "hit"})
        body = asked.json()["ticket"]
        if problem := _wrong(body):
            return problem
        id = self._next()
        self.comments.append({"ticket": id, **body.pop("comment")})
        empty = [{"id": number, "value": None} for number, _, _ in FIELDS]
        fresh: Json = {"id": id, "assignee_id": None, "requester_id": ME, "created_at": _iso(self.now()), "tags": []}
        self.tickets[id] = fresh | {"custom_fields": empty, "custom_status_id": OPEN, "status": "open"}
        self._change(id, body, by=ME)
        answer = told({"ticket": self.tickets[id]}, 201, {"x-idempotency-lookup": "miss"})
        self._replies[key] = (self.now(), digest, answer)
        return answer

    def _forgotten(self, asked: Asked) -> Answered | None:
        noun, _, rest = asked.path.partition("/")
        known = asked.method == "PUT" and noun == "tickets" and rest.isdigit()
        return told({"ticket": self.tickets[int(rest)]}) if known and int(rest) in self.tickets else None

    def _broken(self, asked: Asked) -> Answered:
        return told({"error": "InternalError", "description": "Something went wrong"}, 500)

    def _unfit(self) -> Answered:
        return told(_invalid({"base": [{"description": UNFIT}]}), 422)

    def _calm(self) -> Answered:
        return Answered(429, b"", headers={"retry-after": "2", "x-rate-limit": "200"})

    def _by_key(self, key: str) -> Answered:
        return told({"tickets": [row for row in self.tickets.values() if row.get("external_id") == key]})

    def _users(self, query: str) -> list[Json]:
        digits = "".join(filter(str.isdigit, query))
        return [u for u in self.users.values() if digits and "".join(filter(str.isdigit, u["phone"] or "")) == digits]

    def _user(self, asked: Json) -> Json:
        same = [u for u in self.users.values() if u["external_id"] == asked["external_id"]]
        id = same[0]["id"] if same else self._next()
        self.users[id] = (
            {"id": id, "role": "end-user", "external_id": None, "phone": None} | self.users.get(id, {}) | asked
        )
        return self.users[id]

    def _export(self, query: dict[str, str]) -> Answered:
        size, after = int(query.get("page[size]", "100")), int(query.get("page[after]", "0"))
        tag = query["query"].removeprefix("tags:")
        rows = [r for r in self._index.rows(self.now() - self.faults.lag_ms) if tag in r["tags"] and r["id"] > after][
            : size + 1
        ]
        more = {"has_more": len(rows) > size, "after_cursor": str(rows[size - 1]["id"]) if len(rows) > size else None}
        return told({"results": rows[:size], "meta": more})

    def _incremental(self, query: dict[str, str]) -> Answered:
        """What changed since, without the last minute, deleted tickets among it; a page of the older ones at a time."""
        since, _, after = query.get("cursor", f"{query.get('start_time', '0')}|0").partition("|")
        until = _iso(self.now() - MINUTE_MS)
        changed = sorted(
            (row["updated_at"], row["id"], row)
            for row in [*self.tickets.values(), *self.thrown.values()]
            if _iso(int(since) * 1000) <= row["updated_at"] <= until
        )
        rows = [row for _, _, row in changed][int(after) : int(after) + 100]
        more = len(changed) > int(after) + 100
        return told({"tickets": rows, "end_of_stream": not more, "after_cursor": f"{since}|{int(after) + 100}"})

    # ── records ──────────────────────────────────────────────────────────────────────────────────

    def _change(self, id: int, asked: Json, by: int) -> None:
        row = self.tickets[id]
        own = {one["id"]: one["value"] for one in row["custom_fields"]}
        own |= {one["id"]: one["value"] for one in asked.get("custom_fields", ())}
        row |= asked | {"custom_fields": _pairs(own), "updated_at": _iso(self.now())}
        row["status"] = next(category for number, _, category, _ in STATUSES if number == row["custom_status_id"])
        if row["status"] == "solved" and row["assignee_id"] is None:
            row["assignee_id"] = by
        self._index.put(id, self.now(), row)
        self._tell(row)

    def _delete(self, id: int) -> None:
        row = self.tickets.pop(id)
        self.thrown[id] = row | {"status": "deleted", "updated_at": _iso(self.now())}
        self._index.put(id, self.now(), None)
        self._tell(self.thrown[id])

    def _next(self) -> int:
        self._ids += 1
        return self._ids

    def _tell(self, row: Json) -> None:
        if self.hook is not None:
            detail = {
                "id": str(row["id"]),
                "external_id": str(row.get("external_id") or ""),
                "status": row["status"].upper(),
            }
            body = {
                "type": "zen:event-type:ticket.status_changed",
                "subject": f"zen:ticket:{row['id']}",
                "detail": detail,
            }
            self.hook(sign(self.secret, json.dumps(body).encode(), self.now()))


def sign(secret: str, body: bytes, now: int) -> Hook:
    """A webhook with its signature."""
    stamp = _iso(now)
    digest = base64.b64encode(hmac.digest(secret.encode(), stamp.encode() + body, "sha256")).decode()
    named = {"x-zendesk-webhook-signature": digest, "x-zendesk-webhook-signature-timestamp": stamp}
    return Hook(body, (("content-type", "application/json"), *named.items()))


def _wrong(ticket: Json) -> Answered | None:
    """A field with a value that is none of its options, or a status that is not there."""
    known = {number for number, *_ in STATUSES}
    values = {value for _, value in REASONS} | {None}
    chosen = [one["value"] for one in ticket.get("custom_fields", ()) if one["id"] == REASON]
    if ticket.get("custom_status_id", OPEN) in known and all(value in values for value in chosen):
        return None
    return told(_invalid({"base": [{"description": UNFIT}]}), 422)


def _invalid(details: Json) -> Json:
    return {"error": "RecordInvalid", "description": "Record validation errors", "details": details}


def _pairs(own: dict[int, Any]) -> list[Json]:
    return [{"id": id, "value": value} for id, value in own.items()]


def _status(id: int, label: str, category: str, default: bool) -> Json:
    return {"id": id, "agent_label": label, "status_category": category, "active": True, "default": default}


def _field(id: int, title: str, kind: str) -> Json:
    options = [{"id": n, "name": name, "value": value} for n, (name, value) in enumerate(REASONS)]
    row = {"id": id, "title": title, "type": kind, "active": True, "removable": True}
    return row | ({"custom_field_options": options} if kind == "tagger" else {})


def _iso(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
