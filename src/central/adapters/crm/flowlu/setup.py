"""What a portal has, and the plan that ties the owner's words to its ids; nothing is ever assumed about ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from central.adapters.crm.flowlu.client import FlowluClient, Json
from central.core.errors import AskHuman
from central.core.selling.crm import FlowluSpec
from central.core.text import fold

LEAD_FIELDS = ("campanha", "anuncio", "persona", "produto", "central")


@dataclass(frozen=True, slots=True)
class Found:
    """Ids by name, in the portal's own order."""

    pipelines: Mapping[str, str]
    stages: Mapping[str, tuple[tuple[str, str], ...]]
    """By pipeline id: stage names with their ids."""
    sources: Mapping[str, str]
    reasons: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids to write and read with."""

    pipeline: str
    stages: Mapping[str, str]
    """By status: interessado, pediu_desconto."""
    sources: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason_names: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    """Our words to `cf_…`."""


async def discover(client: FlowluClient) -> Found:
    """Read what the portal has; writes nothing."""
    pipelines = await client.pages("crm/pipeline/list", [])
    stages = {}
    for row in pipelines:
        id = str(row["id"])
        rows = await client.pages("crm/pipeline_stage/list", [("filter[pipeline_id]", id)])
        mine = [row for row in rows if str(row.get("pipeline_id")) == id]
        stages[id] = tuple((str(row["name"]), str(row["id"])) for row in _ordered(mine))
    return Found(
        pipelines=_named(pipelines),
        stages=stages,
        sources=_named(await client.pages("crm/source/list", [])),
        reasons=_named(await client.pages("crm/loss_reason/list", [])),
        fields=_named(await client.pages("customfields/fields/list", [])),
    )


def plan(found: Found, spec: FlowluSpec) -> Plan:
    """The owner's names as ids. Raises AskHuman with every name that is not there and what is."""
    wrong: list[str] = []

    def id_of(what: str, name: str, known: Mapping[str, str]) -> str:
        folded = {fold(n): id for n, id in known.items()}
        if fold(name) not in folded:
            wrong.append(f'{what} "{name}" não existe no Flowlu; há: {", ".join(known) or "nada"}')
        return folded.get(fold(name), "")

    if not found.pipelines:
        raise AskHuman("o Flowlu não tem nenhum funil; crie um em CRM, Configurações", code="flowlu_funil")
    chosen = spec.pipeline or next(iter(found.pipelines))
    pipeline = id_of("funil", chosen, found.pipelines)
    stages = dict(found.stages.get(pipeline, ()))
    first = next(iter(stages.values()), "")
    asked = dict(spec.stages)
    ids = {s: id_of("etapa", asked[s], stages) if s in asked else first for s in ("interessado", "pediu_desconto")}
    reasons = {word: id_of("motivo", name, found.reasons) for word, name in spec.reasons}
    made = Plan(
        pipeline=pipeline,
        stages=ids,
        sources={word: id_of("origem", name, found.sources) for word, name in spec.sources},
        reasons=reasons,
        reason_names={id: name for name, id in found.reasons.items()},
        fields={word: f"cf_{id_of('campo', name, found.fields)}" for word, name in spec.fields},
    )
    if not first:
        wrong.append(f'o funil "{chosen}" não tem etapas')
    if wrong:
        raise AskHuman("Flowlu:\n" + "\n".join(f"- {line}" for line in wrong), code="flowlu_nomes")
    return made


def _ordered(rows: list[Json]) -> list[Json]:
    return sorted(rows, key=lambda row: (row.get("ordering") or 0, int(row["id"])))


def _named(rows: list[Json]) -> dict[str, str]:
    return {str(row.get("name")): str(row["id"]) for row in _ordered(rows)}
