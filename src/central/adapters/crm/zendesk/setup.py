"""What a Zendesk account has, and the plan that ties the owner's words to its ids.

A sale's status is a custom ticket status, which says more than open and solved; value, reason and history are ticket
fields of the owner's. A field can be written twice and blanked; a comment stays for ever, so that nothing about a
person is ever said in one. Source: developer.zendesk.com, Custom ticket statuses; Ticket fields; Users (`users/me`
answers 200 with an anonymous user to whom it does not know).
"""

from __future__ import annotations

from central.adapters.crm.line import Json
from central.adapters.crm.plan import Field, Found, Names, Plan
from central.adapters.crm.rest import RestClient
from central.adapters.crm.zendesk.client import MOST, TONGUE
from central.core.errors import AskHuman
from central.core.selling.crm import CrmAccount

STATUS, HOLDER = "custom_status_id", "assignee_id"
TYPES = ("text", "textarea", "regexp", "decimal", "tagger")
"""Field types we write into."""


async def discover(client: RestClient) -> Found:
    """Read what the account has; writes nothing."""
    me = (await client.get("users/me")).get("user") or {}
    if not me.get("id"):
        raise AskHuman(TONGUE.no_key, code="401")
    rows = (await client.get("custom_statuses", [("active", "true")])).get("custom_statuses") or []
    begin = next((str(r["id"]) for r in rows if r["status_category"] == "open" and r.get("default")), "")
    fields = [row for row in await listed(client, "ticket_fields", "ticket_fields") if row.get("active")]
    return Found(
        pipelines={"": STATUS},
        stages={STATUS: tuple((str(row["agent_label"]), str(row["id"])) for row in rows)},
        fields={str(f["title"]): _field(f) for f in fields if f.get("removable") and f.get("type") in TYPES},
        begin={STATUS: begin} if begin else {},
        closed={str(row["id"]): None for row in rows if row["status_category"] == "solved"},
        me=str(me["id"]),
    )


def plan(found: Found, account: CrmAccount) -> Plan:
    """The owner's names as ids. Raises AskHuman with every name that is not there and what is."""
    names = Names(account)
    stages = names.stages_of(account, found, STATUS)
    fields = names.fields_of(account.fields, found.fields)
    if "valor" in fields and fields["valor"].kind != "money":
        names.note("o campo do valor precisa ser um campo decimal")
    telling = [STATUS, *(fields[word].key for word in ("valor", "motivo") if word in fields)]
    made = Plan(
        stages={status: {STATUS: id} for status, id in stages.items()},
        telling=tuple(telling),
        fields={"titulo": Field("subject"), "central": Field("external_id"), **fields},
        holder=HOLDER,
        sources=names.options("origem", account.sources, fields.get("origem")),
        reasons=names.options("motivo", account.reasons, fields.get("motivo")),
        stage=STATUS,
        closed=found.closed,
        me=found.me,
    )
    names.check()
    return made


async def listed(client: RestClient, path: str, key: str, query: tuple[tuple[str, str], ...] = ()) -> list[Json]:
    """All rows of a list, page by page; pages follow a cursor."""
    found: list[Json] = []
    after: tuple[tuple[str, str], ...] = ()
    while True:
        told = await client.get(path, [*query, ("page[size]", str(MOST)), *after])
        found += [row for row in told.get(key) or [] if isinstance(row, dict)]
        meta = told.get("meta") or {}
        if not meta.get("has_more") or not meta.get("after_cursor"):
            return found
        after = (("page[after]", str(meta["after_cursor"])),)


def _field(row: Json) -> Field:
    options = {str(one["name"]): str(one["value"]) for one in row.get("custom_field_options") or []}
    kind = "money" if row["type"] == "decimal" else "text"
    return Field(f"cf_{row['id']}", options, kind, chooses=row["type"] == "tagger")  # type: ignore[arg-type]
