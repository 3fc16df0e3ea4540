"""The talking side of the YAML: scripts and rules, with the checks that keep a lead from meeting silence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, cast

from central.adapters.operation import keys
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import nearest, the
from central.adapters.operation.sales import span_of
from central.core.decision import Tier
from central.core.messaging.conversation import STAGES
from central.core.reading.meaning import INTENTS
from central.core.replying.reply import MOST_BUBBLES
from central.core.replying.rules import MANY, Deed, Rule
from central.core.replying.script import QUESTIONS, SLOTS, Script, slots_of
from central.core.replying.trigger import KINDS, NONE, Kind

TIERS = ("script", "mini", "forte")
ACTIONS = ("responder", "chamar_pessoa", "bloquear", "pausar")
DEEDS = ("cobrar_pix", "conferir_pagamento", "rastrear")
MOST_WITH_BUTTONS = 1024
MOST_TEXT = 4096
MOST_BUTTONS = 3
MOST_TITLE = 20
_FIGURE = re.compile(
    r"R\$\s*\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s*(?:%|reais)|\b\d+\s*x\b|\b\d+\s+(?:dias?|unidades?)\b", re.I
)
_COUNT = re.compile(r"(\d{1,3})(?:\s*(?:a|-|até)\s*(\d{1,3})|(\s+ou mais|\+))?")
_STRAY = re.compile(r"\{[^{}]*\}|[{}]")


@dataclass(frozen=True, slots=True)
class PlacedScript:
    """A script with its entry, for the checks that need the line."""

    script: Script
    entry: Entry


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule with its entry."""

    rule: Rule
    entry: Entry


def script(entry: Entry) -> PlacedScript:
    """A script; its texts say figures only by slots."""
    owner = entry.refer("persona", "persona")
    name = f"{entry.id} de {owner}" if owner else entry.id
    entry.findings.define("script", entry.id, entry.at("id"), unique=name)
    buttons = _buttons(entry)
    made = Script(
        id=entry.id,
        variants=_variants(entry, MOST_WITH_BUTTONS if buttons else MOST_TEXT),
        persona=owner,
        asks=entry.one_of("pergunta", QUESTIONS) or None if entry.has("pergunta") else None,
        buttons=buttons,
        otherwise=entry.refer("senao", "script"),
        photo=entry.yes("foto"),
        testimonial=entry.yes("depoimento"),
        media=entry.refer("midia", "mídia"),
    )
    if buttons and made.asks is None:
        entry.wrong("botoes", f"{the(entry.what)} tem botões e nenhuma pergunta; escreva também: pergunta: sim_nao")
    return PlacedScript(made, entry)


def _buttons(entry: Entry) -> tuple[str, ...]:
    titles = entry.placed("botoes")
    if len(titles) > MOST_BUTTONS:
        entry.wrong("botoes", f"{the(entry.what)} tem {len(titles)} botões; o WhatsApp aceita até {MOST_BUTTONS}")
    for title, place in titles:
        if len(title) > MOST_TITLE:
            entry.findings.wrong(
                place, f'o botão "{title}" tem {len(title)} caracteres; o WhatsApp aceita até {MOST_TITLE}'
            )
    return tuple(title for title, _ in titles)


def _variants(entry: Entry, most: int) -> tuple[tuple[str, ...], ...]:
    found = []
    for bubbles in entry.nested("textos"):
        if len(bubbles) > MOST_BUBBLES:
            place = bubbles[0][1]
            entry.findings.wrong(place, f"há {len(bubbles)} balões n{the(entry.what)}; junte em até {MOST_BUBBLES}")
        for text, place in bubbles:
            if len(text) > most:
                entry.findings.wrong(place, f"o texto d{the(entry.what)} tem {len(text)} caracteres; o máximo é {most}")
            for problem in _faults(text):
                entry.findings.wrong(place, f"{the(entry.what)}: {problem}")
        found.append(tuple(text for text, _ in bubbles))
    if not found:
        entry.missing("textos")
    return tuple(found)


def _faults(text: str) -> list[str]:
    faults = [f"o espaço {{{slot}}} não existe; {nearest(slot, SLOTS)}" for slot in sorted(slots_of(text) - set(SLOTS))]
    for stray in _STRAY.finditer(text):
        if not slots_of(stray[0]):
            faults.append(f'"{stray[0]}" não é um espaço; escreva o nome entre chaves, como {{produto}}')
    if figure := _FIGURE.search(text):
        faults.append(f'"{figure[0]}" escrito à mão fica velho; use um espaço, como {{preco}} ou {{prazo}}')
    return faults


def rule(entry: Entry) -> PlacedRule:
    """A rule: what must hold, and what is done then."""
    entry.findings.define("regra", entry.id, entry.at("id"))
    when = None if entry.is_text("quando", "sempre") else entry.inner("quando", f"quando da {entry.what}", keys.WHEN)
    then = entry.inner("entao", f"entao da {entry.what}", keys.THEN)
    for key in ("quando", "entao"):
        if not entry.has(key):
            entry.missing(key)
    made = Rule(id=entry.id)
    if when is not None:
        made = Rule(
            id=entry.id,
            words=when.texts("palavras"),
            intents=when.picks("intencoes", INTENTS),
            stages=when.picks("etapas", STAGES),
            personas=when.refer_all("personas", "persona"),
            products=when.refer_all("produtos", "produto"),
            hours=_hours(when),
            touches=_touches(when),
        )
        if not made.conditional:
            entry.wrong("quando", f"{the(entry.what)} não diz quando vale; para valer em tudo, escreva: quando: sempre")
    return PlacedRule(made if then is None else _then(made, then), entry)


def _then(made: Rule, then: Entry) -> Rule:
    tier = cast(Tier, then.one_of("nivel", TIERS, default="script"))
    action = then.one_of("acao", ACTIONS, default="responder")
    deed = then.one_of("faz", DEEDS) if then.has("faz") else ""
    return replace(
        made,
        script=then.refer("script", "script"),
        tier=tier,
        action=cast(Literal["responder", "chamar_pessoa", "bloquear", "pausar"], action),
        deed=cast(Deed, deed),
        switch_to=then.refer("trocar_persona", "persona"),
        must=then.yes("fixa") if then.has("fixa") else None,
        opening=then.refer("abertura", "abertura"),
        trigger=cast(Kind, then.one_of("gatilho", KINDS, default=NONE)),
    )


def _hours(when: Entry) -> tuple[int, int] | None:
    """`22h às 6h` in minutes since midnight."""
    if (value := when.maybe("horas")) is None:
        return None
    if (span := span_of(value)) is None:
        when.bad("horas", value, "não é um horário")
    return span


def _touches(when: Entry) -> tuple[int, int] | None:
    """`3 ou mais`, `2` or `1 a 2`: how often the lead has written."""
    if (value := when.maybe("toques")) is None:
        return None
    match = _COUNT.fullmatch(value)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        when.bad("toques", value, "não diz quantas vezes o lead escreveu")
        return None
    return int(match[1]), MANY if match[3] else int(match[2] or match[1])
