"""The section `crm` of the YAML: when silence loses a ticket, and the outside CRM that shows tickets too."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from central.adapters.operation import keys
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import nearest
from central.core.selling.crm import LOST_AFTER_DAYS, ZONE, CrmSpec, FlowluSpec

STAGES = ("interessado", "pediu_desconto")
SOURCES = ("meta", "youtube", "kwai")
FIELDS = ("campanha", "anuncio", "persona", "produto", "central")
_COMPANY = re.compile(r"[a-z0-9][a-z0-9-]*")
_DEFAULT = FlowluSpec("")


def crm(entry: Entry) -> CrmSpec:
    """What the owner says of CRMs."""
    portal = entry.inner("flowlu", "flowlu do crm", keys.FLOWLU)
    return CrmSpec(
        lost_after_days=entry.whole("perdido_apos", 1, 365, default=LOST_AFTER_DAYS),
        flowlu=_flowlu(portal) if portal is not None else None,
    )


def exported(spec: CrmSpec) -> dict[str, Any]:
    """The same as the YAML an owner would have written; empty when nothing differs from what holds anyway."""
    said: dict[str, Any] = {}
    if spec.lost_after_days != LOST_AFTER_DAYS:
        said["perdido_apos"] = spec.lost_after_days
    if spec.flowlu is not None:
        one = spec.flowlu
        portal = {
            "empresa": one.company,
            "chave": one.key,
            "funil": one.pipeline,
            "etapas": dict(one.stages),
            "motivos": dict(one.reasons),
            "origens": dict(one.sources),
            "campos": dict(one.fields),
            "fuso": one.zone,
            "assume": "" if one.takes_over else "não",
        }
        said["flowlu"] = {key: value for key, value in portal.items() if value}
    return said


def _flowlu(entry: Entry) -> FlowluSpec:
    company = entry.text("empresa", 60)
    if company and not _COMPANY.fullmatch(company):
        entry.bad("empresa", company, "não é o começo do endereço do seu portal, sem .flowlu.com")
    return FlowluSpec(
        company=company,
        key=entry.variable("chave", _DEFAULT.key),
        pipeline=entry.maybe("funil") or "",
        stages=_pairs(entry, "etapas", STAGES),
        reasons=_pairs(entry, "motivos", ()),
        sources=_pairs(entry, "origens", SOURCES),
        fields=_pairs(entry, "campos", FIELDS),
        zone=_zone(entry),
        takes_over=entry.yes("assume", True),
    )


def _pairs(entry: Entry, key: str, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = entry.free(key)
    for word in pairs:
        if known and word not in known:
            entry.wrong(key, f'"{word}" em {key} não existe; {nearest(word, known)}')
    return tuple(sorted(pairs.items()))


def _zone(entry: Entry) -> str:
    name = entry.maybe("fuso") or ZONE
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        entry.bad("fuso", name, "não é um fuso horário", ZONE)
        return ZONE
    return name
