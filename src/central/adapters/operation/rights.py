"""YAML: what leads are told of privacy and how long data is kept (`privacidade`), what rings the owner (`alertas`)."""

from __future__ import annotations

from typing import Any

from central.adapters.operation.entry import Entry
from central.core.alert import DEFAULT_ALERTS, AlertRules
from central.core.people.privacy import DEFAULT_PRIVACY, Privacy

LONGEST_NOTICE = 240
DAYS = {
    "conversas": "conversations",
    "arquivos": "files",
    "compradores": "buyers",
    "registros": "audit",
    "reservado": "reserved",
}
RULES = {"espera": "waiting", "quente": "hot", "repete": "again", "vezes": "times", "calado": "silent_hours"}
_MOST = {"espera": 1_440, "quente": 10_080, "repete": 1_440, "vezes": 10, "calado": 720}


def privacy(entry: Entry) -> Privacy:
    """The notice of the first reply and the days of each kind."""
    notice = entry.text("aviso", LONGEST_NOTICE) if entry.has("aviso") else ""
    link = entry.link("link") if entry.has("link") else ""
    if "{link}" in notice and not link:
        entry.wrong("aviso", "o aviso fala em {link}; escreva também link: https://…")
    days = {name: entry.whole(key, 1, 7_300, default=getattr(DEFAULT_PRIVACY, name)) for key, name in DAYS.items()}
    return Privacy(notice, link, **days)


def exported_privacy(one: Privacy) -> dict[str, Any]:
    """The same as the YAML an owner would have written; empty for what holds anyway."""
    said: dict[str, Any] = {key: value for key, value in (("aviso", one.notice), ("link", one.link)) if value}
    return said | _differing(one, DEFAULT_PRIVACY, DAYS)


def alerts(entry: Entry) -> AlertRules:
    """When the team is told of what."""
    found = {
        name: entry.whole(key, 1, _MOST[key], default=getattr(DEFAULT_ALERTS, name)) for key, name in RULES.items()
    }
    template = entry.refer("modelo", "modelo") if entry.has("modelo") else None
    return AlertRules(**found, template=template or "", summary=entry.whole("resumo", 0, 23, default=20))


def exported_alerts(one: AlertRules) -> dict[str, Any]:
    """The same as the YAML an owner would have written."""
    said = _differing(one, DEFAULT_ALERTS, RULES | {"resumo": "summary"})
    return said | ({"modelo": one.template} if one.template else {})


def _differing(one: object, usual: object, names: dict[str, str]) -> dict[str, Any]:
    return {key: getattr(one, name) for key, name in names.items() if getattr(one, name) != getattr(usual, name)}
