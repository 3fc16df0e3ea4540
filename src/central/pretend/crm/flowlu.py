"""A pretend Flowlu: the records of a portal and what its API answers to each request, without any wire."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from central.core.selling.ticket import Status
from central.pretend.crm.office import HTML, UNFIT, Answered, Asked, Card, Hook, Json, Office, person_of, told

Pairs = Sequence[tuple[str, str]]
MOST = 100
MODULES = ("core", "crm", "customfields")
INTERNAL = {"error": {"error_code": 13, "error_msg": "internal error"}}
NUMBERS = frozenset(
    "active budget pipeline_id pipeline_stage_id source_id closing_status_id assignee_id type lead_id account_id "
    "account_type merged_to merged_to_id ordering".split()
)


STAGES: dict[tuple[int, int | None], Status] = {(1, 2): "interessado", (1, 4): "pediu_desconto"}
OWN_STAGE = 3


@dataclass
class Portal(Office):
    """A portal with a sales pipeline, sources, loss reasons and the fields a seller would make; its webhooks are
    unsigned, as Flowlu's are."""

    zone: str = "America/Sao_Paulo"
    prefix: ClassVar[str] = "/api/v1/module/"

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

    def change(self, lead: int, **changes: Any) -> None:
        """Somebody works on an opportunity."""
        row = self.leads[lead]
        before = dict(row)
        row.update(changes, updated_date=self._stamp())
        self._tell("update", row, before)

    def cards(self) -> list[Card]:
        """Every opportunity."""
        return [self._card(row) for row in self.leads.values()]

    def person(self, ref: str, status: Status | None = None, *, value: int | None = None, reason: str = "") -> None:
        """Somebody moves an opportunity."""
        stage = next((number for (_, number), s in STAGES.items() if s == status), OWN_STAGE)
        changes: Json = {"active": {"comprado": 3, "perdido": 2}.get(status or "", 1)}
        if changes["active"] == 1:
            changes |= {"pipeline_id": 2, "pipeline_stage_id": stage}
        if status == "perdido":
            known = {row["name"]: id for id, row in self.tables["crm/loss_reason"].items()}
            changes["closing_status_id"] = known.get(reason)
            changes |= {} if reason in known else {"closing_comment": reason}
        if value is not None:
            changes["budget"] = value / 100
        self.change(int(ref), **changes)

    def takes(self, ref: str, who: str) -> None:
        """An opportunity goes to somebody."""
        self.change(int(ref), assignee_id=int(who or 0))

    def writes_over(self, ref: str, title: str = "", history: str = "") -> None:
        """Another name, or another description."""
        self.change(int(ref), **({"name": title} if title else {}), **({"description": history} if history else {}))

    def throws_away(self, ref: str) -> None:
        """Somebody throws an opportunity away."""
        self._tell("delete", None, self.leads.pop(int(ref)))

    def doubles(self, ref: str) -> None:
        """A twin of an opportunity."""
        self._ids["crm/lead"] += 900
        twin = self._ids["crm/lead"]
        self.leads[twin] = dict(self.leads[int(ref)]) | {"id": twin}

    def knows(self, name: str, phone: str) -> str:
        """A contact of its own."""
        self._ids["crm/account"] += 1
        id = self._ids["crm/account"]
        self.tables["crm/account"][id] = {"id": id, "type": 2, "first_name": name, "phone": phone}
        return str(id)

    def contacts(self) -> dict[str, str]:
        """Phones of contacts."""
        return {str(id): str(row.get("phone") or "") for id, row in self.tables["crm/account"].items()}

    def everything(self) -> str:
        """All tables."""
        return str(self.tables)

    # ── its API ──────────────────────────────────────────────────────────────────────────────────

    def _writes(self, asked: Asked) -> bool:
        return _parts(asked.path)[2] in ("create", "update", "delete")

    def _refused(self, asked: Asked) -> Answered | None:
        module, entity, verb, _ = _parts(asked.path)
        problem = self._problem(module, f"{module}/{entity}", verb, dict(asked.query).get("api_key", ""), asked.method)
        return told(problem) if problem is not None else None

    def _do(self, asked: Asked) -> Answered:
        module, entity, verb, id = _parts(asked.path)
        return told(self._done(f"{module}/{entity}", verb, id, asked.query, asked.form))

    def _forgotten(self, asked: Asked) -> Answered | None:
        _, _, verb, id = _parts(asked.path)
        return told({"response": {"id": id, "_resultMessage": "ok"}}) if verb == "update" else None

    def _broken(self, asked: Asked) -> Answered:
        return told(INTERNAL)

    def _is_error(self, told: Answered) -> bool:
        return b'"error"' in told.body[:12]

    def _unfit(self) -> Answered:
        return told(_invalid({"name": UNFIT}))

    def _calm(self) -> Answered:
        return Answered(429, b"", headers={"retry-after": "2"})

    def _page(self) -> Answered:
        return Answered(200, HTML, "text/html")

    def _card(self, row: Json) -> Card:
        active = int(row["active"])
        reasons, ties = self.tables["crm/loss_reason"], self.tables["crm/lead_accounts"].values()
        reason = reasons.get(int(row.get("closing_status_id") or 0), {}).get("name") or row.get("closing_comment") or ""
        tie = next((tie for tie in ties if tie["lead_id"] == row["id"]), None)
        contact = self.tables["crm/account"].get(tie["account_id"], {}) if tie is not None else {}
        return Card(
            str(row["id"]),
            str(row["cf_5"]) if row.get("cf_5") else None,
            {3: "comprado", 2: "perdido"}.get(active, STAGES.get((active, row.get("pipeline_stage_id")))),  # type: ignore[arg-type]
            round(100 * (row.get("budget") or 0)) or None,
            reason,
            str(row.get("name") or ""),
            str(row.get("description") or ""),
            {"campanha": str(row.get("cf_1") or ""), "produto": str(row.get("cf_4") or "")},
            person_of(contact, "first_name"),
        )

    # ── records ──────────────────────────────────────────────────────────────────────────────────

    def _problem(self, module: str, table: str, verb: str, key: str, method: str) -> Json | None:
        if key != self.key:
            return _error(11, "authorization failed")
        if module not in MODULES:
            return _error(31, "unknown module")
        if table not in self.tables or verb not in ("list", "get", "create", "update", "delete", ""):
            return _error(30, "unknown method")
        if verb in ("create", "update") and method != "POST":
            return _error(12, "invalid request")
        return None

    def _done(self, table: str, verb: str, id: str, query: Pairs, form: Mapping[str, str]) -> Json:
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
            body = {"meta": meta, "current": current and dict(current), "previous": previous}
            self.hook(Hook(json.dumps(body).encode(), (("content-type", "application/json"),)))


def _rows(*rows: Json) -> dict[int, Json]:
    return {id: {"id": id, **row} for id, row in enumerate(rows, 1)}


def _parts(path: str) -> tuple[str, str, str, str]:
    module, entity, verb, id = (*path.split("/"), "", "", "")[:4]
    return module, entity, verb, id


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


def _error(code: int, words: str) -> Json:
    return {"error": {"error_code": code, "error_msg": words}}


def _invalid(details: Json) -> Json:
    return {"error": "validation", "description": "Form filling error", "details": details}
