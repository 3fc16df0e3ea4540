"""Calling leads back, in the YAML: templates for Meta, the rules that use them, and how much anybody may be called."""

from __future__ import annotations

import re
from typing import Any

from central.adapters.operation import keys
from central.adapters.operation.duration import duration, in_words
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import the
from central.adapters.operation.sales import span_of
from central.adapters.operation.shop import percent
from central.core.messaging.conversation import STAGES
from central.core.messaging.template import CATEGORIES, Template
from central.core.replying.reengage import DEFAULT_RESTRAINT, EVENTS, Reengagement, Restraint
from central.core.replying.script import slots_of

SLOTS = ("nome", "persona", "produto", "preco", "preco_pix", "link")
"""What a template may say of the lead and the catalogue."""
MOST_BODY, MOST_BUTTONS, MOST_TITLE = 1024, 3, 20
_NAME = re.compile(r"[a-z0-9_]{1,512}")


def template(entry: Entry) -> Template:
    """A template as the owner writes it; Meta numbers its slots."""
    name = entry.text("id")
    if name and not _NAME.fullmatch(name):
        entry.bad("id", name, "não é um nome de modelo: só letras minúsculas, números e _")
    entry.findings.define("modelo", name, entry.at("id"))
    text = entry.text("texto", MOST_BODY)
    for slot in sorted(slots_of(text) - set(SLOTS)):
        entry.wrong("texto", f"um modelo não tem o espaço {{{slot}}}; use {', '.join(SLOTS)}")
    if text.startswith("{") or text.endswith("}"):
        entry.wrong("texto", "a Meta recusa um modelo que começa ou termina com um espaço; ponha uma palavra na ponta")
    buttons = entry.texts("botoes")
    if len(buttons) > MOST_BUTTONS or any(len(b) > MOST_TITLE for b in buttons):
        entry.wrong("botoes", f"{the(entry.what)} aceita até {MOST_BUTTONS} botões de {MOST_TITLE} letras")
    category = entry.one_of("categoria", CATEGORIES)
    return Template(name, CATEGORIES.get(category, "marketing"), text, buttons)


def reengagement(entry: Entry) -> Reengagement:
    """A rule that calls a silent lead back."""
    entry.findings.define("retomada", entry.id, entry.at("id"))
    when = entry.inner("quando", f"quando da {entry.what}", keys.CALLBACK_WHEN)
    if when is None:
        entry.missing("quando")
    script, templates = entry.refer("script", "script"), entry.refer_all("modelos", "modelo")
    if script is None and not templates:
        entry.wrong("id", f"{the(entry.what)} não diz o que falar; escreva script (dentro de 24 h) ou modelos (depois)")
    return Reengagement(
        id=entry.id,
        **(_moment(when) if when is not None else {"silence": 0}),
        stages=when.picks("etapas", STAGES) if when is not None else (),
        personas=when.refer_all("personas", "persona") if when is not None else (),
        products=when.refer_all("produtos", "produto") if when is not None else (),
        script=script,
        templates=templates,
        tries=entry.whole("tentativas", 1, 5, default=1),
    )


def _moment(when: Entry) -> dict[str, Any]:
    """After a silence, or after something happened to an order (or before its Pix code ends)."""
    if not when.has("evento"):
        when.text("silencio")
        return {"silence": duration(when, "silencio")}
    event = when.one_of("evento", EVENTS)
    if when.has("antes_de_vencer"):
        if event != "pix_pendente":
            when.wrong("antes_de_vencer", "só se sabe quando vence um Pix; com outro evento use: depois: 2h")
        return {"event": event, "silence": 0, "before": duration(when, "antes_de_vencer")}
    return {"event": event, "silence": duration(when, "depois")}


def restraint(entry: Entry) -> Restraint:
    """How much anybody may be called back."""
    span = span_of(entry.maybe("horas") or "9h às 20h")
    if span is None or span[0] >= span[1]:
        entry.bad("horas", entry.maybe("horas") or "", "não é um horário do dia")
        span = DEFAULT_RESTRAINT.opens, DEFAULT_RESTRAINT.closes
    return Restraint(
        opens=span[0],
        closes=span[1],
        sundays=entry.yes("domingos"),
        holidays=entry.yes("feriados"),
        per_week=entry.whole("por_semana", 0, 21, default=DEFAULT_RESTRAINT.per_week),
        warm_up=entry.yes("aquecimento", default=True),
        untouched=percent(entry, "intocados") if entry.has("intocados") else DEFAULT_RESTRAINT.untouched,
    )


def exported(templates: tuple[Template, ...], rules: tuple[Reengagement, ...], limits: Restraint) -> dict[str, Any]:
    """The same as the YAML an owner would have written."""
    said: dict[str, Any] = {}
    if templates:
        said["modelos"] = [exported_template(t) for t in templates]
    if rules:
        said["retomadas"] = [exported_rule(r) for r in rules]
    if limits != DEFAULT_RESTRAINT:
        said["sossego"] = exported_restraint(limits)
    return said


def exported_template(one: Template) -> dict[str, Any]:
    """A template."""
    category = next(label for label, known in CATEGORIES.items() if known == one.category)
    return {"id": one.name, "categoria": category, "texto": one.text} | (
        {"botoes": list(one.buttons)} if one.buttons else {}
    )


def exported_rule(one: Reengagement) -> dict[str, Any]:
    """A rule."""
    when: dict[str, Any] = {"evento": one.event} if one.event else {"silencio": in_words(one.silence)}
    if one.event and not one.before:
        when["depois"] = in_words(one.silence)
    if one.before:
        when["antes_de_vencer"] = in_words(one.before)
    if one.stages:
        when["etapas"] = list(one.stages)
    for key, values in (("personas", one.personas), ("produtos", one.products)):
        if values:
            when[key] = list(values)
    said: dict[str, Any] = {"id": one.id, "quando": when}
    if one.script:
        said["script"] = one.script
    if one.templates:
        said["modelos"] = list(one.templates)
    return said | ({"tentativas": one.tries} if one.tries != 1 else {})


def exported_restraint(one: Restraint) -> dict[str, Any]:
    """The restraint."""
    hours = " às ".join(f"{m // 60}h{m % 60:02d}" for m in (one.opens, one.closes))
    return {
        "horas": hours,
        "domingos": "sim" if one.sundays else "não",
        "feriados": "sim" if one.holidays else "não",
        "por_semana": one.per_week,
        "aquecimento": "sim" if one.warm_up else "não",
        "intocados": f"{one.untouched}%",
    }
