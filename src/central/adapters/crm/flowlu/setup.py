"""What a portal has, and the plan that ties the owner's words to its ids."""

from __future__ import annotations

from central.adapters.crm.flowlu.client import FlowluClient
from central.adapters.crm.line import Json
from central.adapters.crm.plan import Field, Found, Names, Plan
from central.core.errors import AskHuman
from central.core.selling.crm import CrmAccount
from central.core.selling.ticket import Status

OPEN, LOST, WON = "1", "2", "3"
TOLD = ("active", "pipeline_stage_id", "closing_status_id", "budget")
"""The fields by which a sale is told."""


async def discover(client: FlowluClient) -> Found:
    """Read what the portal has; writes nothing."""
    pipelines = await client.pages("crm/pipeline/list", [])
    stages = {}
    for row in pipelines:
        id = str(row["id"])
        rows = await client.pages("crm/pipeline_stage/list", [("filter[pipeline_id]", id)])
        mine = [row for row in rows if str(row.get("pipeline_id")) == id]
        stages[id] = tuple((str(row["name"]), str(row["id"])) for row in _ordered(mine))
    fields = _named(await client.pages("customfields/fields/list", []))
    return Found(
        pipelines=_named(pipelines),
        stages=stages,
        sources=_named(await client.pages("crm/source/list", [])),
        reasons=_named(await client.pages("crm/loss_reason/list", [])),
        fields={name: Field(f"cf_{id}") for name, id in fields.items()},
    )


def plan(found: Found, account: CrmAccount) -> Plan:
    """The owner's names as ids. Raises AskHuman with every name that is not there and what is."""
    if not found.pipelines:
        raise AskHuman("o Flowlu não tem nenhum funil; crie um em CRM, Configurações", code="flowlu_funil")
    names = Names(account)
    chosen = account.pipeline or next(iter(found.pipelines))
    pipeline = names.id_of("funil", chosen, found.pipelines)
    stages = dict(found.stages.get(pipeline, ()))
    first = next(iter(stages.values()), "")
    if not first:
        names.note(f'o funil "{chosen}" não tem etapas')
    asked = dict(account.stages)
    origin = Field("source_id", found.sources, chooses=True)
    loss = Field("closing_status_id", found.reasons, chooses=True)

    def begun(status: Status) -> dict[str, str]:
        stage = names.id_of("etapa", asked[status], stages) if status in asked else first
        return {"active": OPEN, "pipeline_id": pipeline, "pipeline_stage_id": stage}

    made = Plan(
        stages={
            "interessado": begun("interessado"),
            "pediu_desconto": begun("pediu_desconto"),
            "comprado": {"active": WON},
            "perdido": {"active": LOST},
        },
        telling=TOLD,
        fields=_FIELDS | {"origem": origin, "motivo": loss} | names.fields_of(account.fields, found.fields),
        holder="assignee_id",
        sources=names.options("origem", account.sources, origin),
        reasons=names.options("motivo", account.reasons, loss),
    )
    names.check()
    return made


_FIELDS = {
    "titulo": Field("name"),
    "historico": Field("description"),
    "nome": Field("contact_name"),
    "telefone": Field("contact_phone"),
    "email": Field("contact_email"),
    "valor": Field("budget", kind="money"),
    "fechamento": Field("closing_date", kind="day"),
    "comentario": Field("closing_comment"),
}


def _ordered(rows: list[Json]) -> list[Json]:
    return sorted(rows, key=lambda row: (row.get("ordering") or 0, int(row["id"])))


def _named(rows: list[Json]) -> dict[str, str]:
    return {str(row.get("name")): str(row["id"]) for row in _ordered(rows)}
