"""What a HubSpot account has, and the plan that ties the owner's words to its ids.

Source: developers.hubspot.com, Pipelines (`metadata.isClosed`, `metadata.probability`: 1.0 is won), Properties
(`hasUniqueValue`, options of enumerations), Deals (dealname, dealstage, pipeline, amount, closedate,
closed_lost_reason).
"""

from __future__ import annotations

from central.adapters.crm.line import Json
from central.adapters.crm.plan import Field, Found, Names, Plan
from central.adapters.crm.rest import RestClient
from central.core.errors import AskHuman
from central.core.selling.crm import CrmAccount
from central.core.selling.ticket import Status

STAGE, PIPELINE, OWNER = "dealstage", "pipeline", "hubspot_owner_id"
AMOUNT, REASON = "amount", "closed_lost_reason"
_FIELDS = {
    "titulo": Field("dealname"),
    "historico": Field("description"),
    "valor": Field(AMOUNT, kind="money"),
    "fechamento": Field("closedate", kind="moment"),
    "motivo": Field(REASON),
}


async def discover(client: RestClient) -> Found:
    """Read what the account has; writes nothing."""
    pipelines = _ordered((await client.get("crm/v3/pipelines/deals")).get("results"))
    properties = (await client.get("crm/v3/properties/deals")).get("results") or []
    own = [row for row in properties if not row.get("hubspotDefined") and not row.get("archived")]
    stages = [stage for pipeline in pipelines for stage in _ordered(pipeline.get("stages"))]
    return Found(
        pipelines={str(row["label"]): str(row["id"]) for row in pipelines},
        stages={str(row["id"]): tuple(map(_named, _ordered(row.get("stages")))) for row in pipelines},
        fields={str(row["label"]): _field(row) for row in own},
        closed={str(stage["id"]): status for stage in stages if (status := _end(stage)) is not None},
    )


def plan(found: Found, account: CrmAccount) -> Plan:
    """The owner's names as ids. Raises AskHuman with every name that is not there and what is."""
    if not found.pipelines:
        raise AskHuman("o HubSpot não tem nenhum funil de negócios", code="hubspot_funil")
    names = Names(account)
    chosen = account.pipeline or next(iter(found.pipelines))
    pipeline = names.id_of("funil", chosen, found.pipelines)
    stages = names.stages_of(account, found, pipeline)
    fields = _FIELDS | names.fields_of(account.fields, found.fields)
    if "central" not in dict(account.fields):
        names.note("crie uma propriedade de negócio de texto com valores únicos e diga o nome dela em campos: central")
    elif "central" in fields and not fields["central"].unique:
        names.note("a propriedade de central precisa exigir valores únicos")
    made = Plan(
        stages={status: {PIPELINE: pipeline, STAGE: id} for status, id in stages.items()},
        telling=(PIPELINE, STAGE, AMOUNT, fields["motivo"].key),
        fields=fields,
        holder=OWNER,
        sources=names.options("origem", account.sources, fields.get("origem")),
        reasons=names.options("motivo", account.reasons, fields["motivo"]),
        stage=STAGE,
        closed=found.closed,
    )
    names.check()
    return made


def _field(row: Json) -> Field:
    options = {str(one["label"]): str(one["value"]) for one in row.get("options") or [] if not one.get("hidden")}
    chooses, unique = row.get("type") == "enumeration", bool(row.get("hasUniqueValue"))
    return Field(str(row["name"]), options if chooses else {}, chooses=chooses, unique=unique)


def _end(stage: Json) -> Status | None:
    """What a closed stage means: a deal that was certain is won, any other is lost."""
    told = stage.get("metadata") or {}
    if str(told.get("isClosed")).lower() != "true":
        return None
    return "comprado" if str(told.get("probability")) in ("1", "1.0") else "perdido"


def _named(stage: Json) -> tuple[str, str]:
    return str(stage["label"]), str(stage["id"])


def _ordered(rows: list[Json] | None) -> list[Json]:
    living = [row for row in rows or [] if not row.get("archived")]
    return sorted(living, key=lambda row: int(row.get("displayOrder") or 0))
