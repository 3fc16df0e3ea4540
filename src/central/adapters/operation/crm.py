"""The section `crm` of the YAML: when silence loses a ticket, and the outside CRM that shows tickets too."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from central.adapters.operation import keys
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import nearest
from central.core.selling.crm import LOST_AFTER_DAYS, TITLES, ZONE, CrmAccount, CrmKind, CrmSpec, is_company
from central.core.selling.ticket import OPEN, STATUSES

STAGES: dict[CrmKind, tuple[str, ...]] = {"flowlu": OPEN, "zendesk": STATUSES, "hubspot": STATUSES}
SOURCES = ("meta", "youtube", "kwai")
FIELDS: dict[CrmKind, tuple[str, ...]] = {
    "flowlu": ("campanha", "anuncio", "persona", "produto", "central"),
    "zendesk": ("campanha", "anuncio", "persona", "produto", "origem", "valor", "motivo", "historico"),
    "hubspot": ("campanha", "anuncio", "persona", "produto", "origem", "motivo", "central"),
}
KEYS = {"flowlu": keys.FLOWLU, "zendesk": keys.ZENDESK, "hubspot": keys.HUBSPOT}


def crm(entry: Entry) -> CrmSpec:
    """What the owner says of CRMs; one outside is all that shows tickets."""
    found = [_account(inner, kind) for kind in TITLES if (inner := entry.inner(kind, f"{kind} do crm", KEYS[kind]))]
    if len(found) > 1:
        names = " e ".join(one.title for one in found)
        entry.wrong(found[1].kind, f"os tickets aparecem num CRM de fora só; deixe um: {names}")
    return CrmSpec(
        lost_after_days=entry.whole("perdido_apos", 1, 365, default=LOST_AFTER_DAYS),
        outside=found[0] if found else None,
    )


def exported(spec: CrmSpec) -> dict[str, Any]:
    """The same as the YAML an owner would have written; empty when nothing differs from what holds anyway."""
    said: dict[str, Any] = {}
    if spec.lost_after_days != LOST_AFTER_DAYS:
        said["perdido_apos"] = spec.lost_after_days
    if spec.outside is not None:
        one = spec.outside
        account = {
            "empresa": one.company,
            "chave": one.own_key,
            "segredo": one.own_secret,
            "funil": one.pipeline,
            "etapas": dict(one.stages),
            "motivos": dict(one.reasons),
            "origens": dict(one.sources),
            "campos": dict(one.fields),
            "fuso": one.zone if "fuso" in KEYS[one.kind] else "",
            "assume": "" if one.takes_over else "não",
        }
        said[one.kind] = {key: value for key, value in account.items() if value}
    return said


def _account(entry: Entry, kind: CrmKind) -> CrmAccount:
    return CrmAccount(
        kind,
        company=_company(entry, kind),
        own_key=entry.variable("chave"),
        own_secret=entry.variable("segredo"),
        pipeline=entry.maybe("funil") or "",
        stages=_pairs(entry, "etapas", STAGES[kind]),
        reasons=_pairs(entry, "motivos", ()),
        sources=_pairs(entry, "origens", SOURCES),
        fields=_pairs(entry, "campos", FIELDS[kind]),
        zone=_zone(entry),
        takes_over=entry.yes("assume", True),
    )


def _company(entry: Entry, kind: CrmKind) -> str:
    """The beginning of the account's address, where it has one of its own."""
    if "empresa" not in KEYS[kind]:
        return ""
    company = entry.text("empresa", 60)
    if company and not is_company(company):
        entry.bad("empresa", company, f"não é o começo do endereço da sua conta, sem .{kind}.com")
    return company


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
