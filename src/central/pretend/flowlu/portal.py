"""The records of a pretend portal and what its API answers to each request, without any wire."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from central.pretend.flowlu.faults import Faults, Mishap

Json = dict[str, Any]
Pairs = Sequence[tuple[str, str]]
MOST = 100
MODULES = ("core", "crm", "customfields")
INTERNAL = {"error": {"error_code": 13, "error_msg": "internal error"}}
NUMBERS = frozenset(
    "active budget pipeline_id pipeline_stage_id source_id closing_status_id assignee_id type lead_id account_id "
    "account_type merged_to merged_to_id ordering".split()
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes over the wire; status 0 is a dropped connection."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    retry_after: str | None = None
    wait_ms: int = 0


@dataclass
class Portal:
    """A portal with a sales pipeline, two sources, two loss reasons and the fields a seller would make."""

    key: str = "chave-de-mentira"
    now: Callable[[], int] = lambda: 1_795_000_000_000
    zone: str = "America/Sao_Paulo"
    faults: Faults = field(default_factory=Faults)
    hook: Callable[[Json], None] | None = None
    """Told of every change in a lead, ours or a person's; the body is unsigned, as Flowlu's is."""
    requests: int = 0

    def __post_init__(self) -> None:
        self.tables: dict[str, dict[int, Json]] = {
            "crm/pipeline": _rows({"name": "Pós-venda", "ordering": 2}, {"name": "Vendas", "ordering": 1}),
            "crm/pipeline_stage": _rows(
                {"name": "Aberto", "pipeline_id": 1, "ordering": 1, "active": 1},
                {"name": "Novo lead", "pipeline_id": 2, "ordering": 1, "active": 1},
                {"name": "Em conversa", "pipeline_id": 2, "ordering": 2, "active": 1},
                {"name": "Negociação", "pipeline_id": 2, "ordering": 3, "active": 1},
            ),
            "crm/source": _rows({"name": "Facebook"}, {"name": "YouTube"}, {"name": "Kwai"}),
            "crm/loss_reason": _rows({"name": "Preço"}, {"name": "Sem resposta"}, {"name": "Reembolso"}),
            "customfields/fields": _rows(
                *({"name": name, "fieldset_id": 3, "required": 0} for name in ("Campanha", "Anúncio", "Persona")),
                *({"name": name, "fieldset_id": 3, "required": 0} for name in ("Produto", "Central")),
            ),
            "crm/account": {},
            "crm/lead": {},
            "crm/lead_accounts": {},
            "core/user": _rows({"name": "Ana"}),
        }
        self._ids = {table: len(rows) for table, rows in self.tables.items()}

    @property
    def leads(self) -> dict[int, Json]:
        """The opportunities by id."""
        return self.tables["crm/lead"]

    def answer(self, method: str, path: str, query: Pairs, form: Mapping[str, str]) -> Answered:
        """What the API answers to one request."""
        self.requests += 1
        module, entity, verb, id = (*path.strip("/").split("/"), "", "", "")[:4]
        writes = verb in ("create", "update", "delete")
        mishap = self.faults.draw(writes)
        early = _wire(mishap)
        if early is not None:
            return early
        refused = self._refused(module, f"{module}/{entity}", verb, dict(query).get("api_key", ""), method)
        if refused is not None:
            return _json(refused)
        if mishap == "lie":
            return _json(INTERNAL)
        if mishap == "forget" and verb == "update":
            return _json({"response": {"id": id, "_resultMessage": "ok"}})
        body = self._do(f"{module}/{entity}", verb, id, query, form)
        answer = _json(INTERNAL if mishap == "late" and "error" not in body else body)
        wait_ms = self.faults.slow_ms + (self.faults.stall_ms if mishap == "stall" else 0)
        return replace(answer, wait_ms=wait_ms)

    def person(self, lead: int, **changes: Any) -> None:
        """Somebody works in the CRM itself."""
        row = self.leads[lead]
        before = dict(row)
        row.update(changes, updated_date=self._stamp())
        self._tell("update", row, before)

    def person_deletes(self, lead: int) -> None:
        """Somebody throws an opportunity away."""
        self._tell("delete", None, self.leads.pop(lead))

    # ── records ──────────────────────────────────────────────────────────────────────────────────

    def _refused(self, module: str, table: str, verb: str, key: str, method: str) -> Json | None:
        if key != self.key:
            return _error(11, "authorization failed")
        if module not in MODULES:
            return _error(31, "unknown module")
        if table not in self.tables or verb not in ("list", "get", "create", "update", "delete", ""):
            return _error(30, "unknown method")
        if verb in ("create", "update") and method != "POST":
            return _error(12, "invalid request")
        return None

    def _do(self, table: str, verb: str, id: str, query: Pairs, form: Mapping[str, str]) -> Json:
        rows = self.tables[table]
        if verb == "":
            return {"response": {"fields": [{"code": "name", "name": "Nome"}]}}
        if verb == "list":
            return _listed(list(rows.values()), query)
        if verb == "create":
            return self._create(table, form)
        row = rows.get(int(id)) if id.isdigit() else None
        if row is None:
            return _error(20, "not found")
        if verb == "get":
            return {"response": dict(row)}
        if verb == "delete":
            self._tell("delete", None, rows.pop(int(id)))
            return {"response": {"id": id}}
        return self._update(table, row, form)

    def _create(self, table: str, form: Mapping[str, str]) -> Json:
        needed = {"crm/lead": "name", "crm/account": "first_name", "crm/lead_accounts": "lead_id"}[table]
        if not form.get(needed):
            return _invalid({needed: f"{needed} cannot be empty"})
        if problem := self._wrong_stage(form):
            return problem
        self._ids[table] += 1
        id = self._ids[table]
        fresh: Json = {"id": id, "created_date": self._stamp(), "updated_date": self._stamp()}
        if table == "crm/lead":
            fresh |= {"active": 1, "merged_to_id": 0, "closing_date": None, "closing_status_id": None, "budget": 0}
        self.tables[table][id] = fresh | _typed(form)
        if table == "crm/lead":
            self._tell("create", self.leads[id], None)
        return {"response": {"id": id if id % 2 else str(id), "_resultMessage": "ok"}}

    def _update(self, table: str, row: Json, form: Mapping[str, str]) -> Json:
        if problem := self._wrong_stage(form):
            return problem
        before = dict(row)
        row.update(_typed(form), updated_date=self._stamp())
        if table == "crm/lead":
            self._tell("update", row, before)
        return {"response": {"id": str(row["id"]), "_resultMessage": "ok"}}

    def _wrong_stage(self, form: Mapping[str, str]) -> Json | None:
        """A stage belongs to one pipeline."""
        stage = form.get("pipeline_stage_id")
        if stage is None:
            return None
        found = self.tables["crm/pipeline_stage"].get(int(stage)) if stage.isdigit() else None
        if found is None or str(found["pipeline_id"]) != form.get("pipeline_id"):
            return _invalid({"pipeline_stage_id": "stage does not belong to the pipeline"})
        return None

    def _stamp(self) -> str:
        return datetime.fromtimestamp(self.now() / 1000, ZoneInfo(self.zone)).strftime("%Y-%m-%d %H:%M:%S")

    def _tell(self, action: str, current: Json | None, previous: Json | None) -> None:
        if self.hook is not None:
            meta = {"module": "crm", "model": "lead", "action": action}
            self.hook({"meta": meta, "current": current and dict(current), "previous": previous})


def _rows(*rows: Json) -> dict[int, Json]:
    return {id: {"id": id, **row} for id, row in enumerate(rows, 1)}


def _wire(mishap: Mishap) -> Answered | None:
    if mishap == "down":
        return Answered(0)
    if mishap == "too_fast":
        return Answered(429, b"", retry_after="2")
    if mishap == "html":
        return Answered(200, b"<!doctype html><title>Login</title>", "text/html")
    return None


def _listed(rows: list[Json], query: Pairs) -> Json:
    for name, value in query:
        if name.startswith("filter["):
            rows = [row for row in rows if _matches(row, name[7:-1], value)]
        elif name == "search":
            rows = [row for row in rows if value.lower() in json.dumps(row, ensure_ascii=False).lower()]
    asked = dict(query)
    for name, value in query:
        if name.startswith("order_by["):
            rows = sorted(rows, key=lambda row: row.get(value) or 0, reverse="[desc]" in name)
    limit, page = min(int(asked.get("limit", "50")), MOST), int(asked.get("page", "1"))
    items = [dict(row) for row in rows[(page - 1) * limit : page * limit]]
    counts = {"total": len(rows), "total_result": len(rows), "page": page, "count": len(items)}
    return {"response": counts | {"items": items}}


def _matches(row: Json, name: str, value: str) -> bool:
    if value.startswith("{"):
        asked = json.loads(value)
        return bool(asked["type"] == "more" and (row.get(name) or 0) > int(asked["value"]))
    return str(row.get(name)) == value


def _typed(form: Mapping[str, str]) -> Json:
    found: Json = {}
    for name, value in form.items():
        if name in NUMBERS and value:
            found[name] = float(value) if "." in value else int(value)
        else:
            found[name] = value or None
    return found


def _json(body: Json) -> Answered:
    return Answered(200, json.dumps(body, ensure_ascii=False).encode())


def _error(code: int, words: str) -> Json:
    return {"error": {"error_code": code, "error_msg": words}}


def _invalid(details: Json) -> Json:
    return {"error": "validation", "description": "Form filling error", "details": details}
