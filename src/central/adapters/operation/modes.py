"""The modes in the YAML: whose replies wait for a person, for how long, and what happens then."""

from __future__ import annotations

from typing import Any, cast

from central.adapters.operation.duration import duration, in_words
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import the
from central.adapters.operation.talk import TIERS
from central.core.decision import Tier
from central.core.reading.meaning import INTENTS
from central.core.replying.mode import AFTERS, NAMES, After, Mode, Name

ACCENTED = "automático"


def mode(entry: Entry) -> Mode:
    """One line: what it is about, and what may happen to it."""
    entry.findings.define("modo", entry.id, entry.at("id"))
    name = _name(entry)
    wait = duration(entry, "espera")
    if name != "supervisionado":
        for key in ("espera", "depois"):
            if entry.has(key):
                entry.wrong(key, f'{the(entry.what)} é {name}: "{key}" só vale no modo supervisionado')
    elif entry.has("depois") and not wait:
        entry.wrong("depois", f"{the(entry.what)} diz o que fazer depois, mas não quando; escreva: espera: 10min")
    return Mode(
        id=entry.id,
        name=name,
        personas=entry.refer_all("personas", "persona"),
        tiers=cast(tuple[Tier, ...], entry.picks("niveis", TIERS)),
        intents=entry.picks("intencoes", INTENTS),
        wait=wait,
        after=cast(After, entry.one_of("depois", AFTERS, default="pessoa")),
    )


def _name(entry: Entry) -> Name:
    """The mode, with or without its accent."""
    if any(entry.is_text("modo", word) for word in ("automatico", ACCENTED)):
        return "automatico"
    return cast(Name, entry.one_of("modo", (ACCENTED, *NAMES[1:])) or "automatico")


def exported(one: Mode) -> dict[str, Any]:
    """The line as an owner would write it."""
    said: dict[str, Any] = {"id": one.id, "modo": ACCENTED if one.name == "automatico" else one.name}
    for key, values in (("personas", one.personas), ("niveis", one.tiers), ("intencoes", one.intents)):
        if values:
            said[key] = list(values)
    return said | ({"espera": in_words(one.wait), "depois": one.after} if one.wait else {})
