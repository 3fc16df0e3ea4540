"""Regras: their order, and a box to see which one a message would meet; nothing is sent from here."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Form, Path
from fastapi.responses import Response

from central.adapters.llm.reader import LexicalReader
from central.app.panel import labels
from central.app.panel.settings.change import Files, change, unchanged
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.app.panel.words import local
from central.core.errors import AskHuman
from central.core.reading.lexical import affirmed
from central.core.reading.spelling import spelled
from central.core.replying.rules import Moment, first_match
from central.core.text import fold
from central.ports import Spoken

section = Section()
HERE = "/ajustes/regras"
Word = Annotated[str, Form(max_length=80)]


@section.get(HERE, least="atendente")
async def rules(visit: Here) -> Response:
    return await tab(visit, "settings_rules.html", HERE, INTENTS=labels.INTENTS, STAGES=labels.STAGES)


@section.post("/ajustes/regras/{id}/mover", least="gestor")
async def move(
    visit: Here,
    id: Annotated[str, Path(max_length=80)],
    para: Annotated[Literal["cima", "baixo"], Form()],
    versao: Annotated[str, Form(max_length=9)],
) -> Response:
    await unchanged(visit.panel, versao, lambda o: o.rules)

    def edit(files: Files) -> None:
        order = files["regras.yaml"]["regras"]
        here = next((n for n, rule in enumerate(order) if rule["id"] == id), None)
        there = None if here is None else here + (-1 if para == "cima" else 1)
        if here is None or there is None or not 0 <= there < len(order):
            raise AskHuman("Essa regra não pode ir para lá.", code="regra")
        order[here], order[there] = order[there], order[here]

    return visit.go(HERE, await change(visit, edit))


@section.post("/ajustes/regras/testar", least="atendente")
async def attempt(
    visit: Here,
    mensagem: Annotated[str, Form(max_length=2_000)],
    persona: Word,
    etapa: Word = "novo",
    produto: Word = "",
) -> Response:
    operation = await visit.panel.operation()
    if operation.persona(persona) is None or etapa not in labels.STAGES:
        raise AskHuman("Escolha a persona e a etapa.", code="regra")
    reading = await LexicalReader(visit.panel.store.attending.taught).read([mensagem], Spoken(stage=etapa))
    folded = affirmed(fold(mensagem))
    said = f"{folded} / {spelled(folded)}"
    moment = Moment(etapa, persona, produto or None, 2, local(visit.now))
    rule = first_match(operation.rules, said, reading, moment)
    script = operation.script(rule.script, persona) if rule is not None and rule.script else None
    return await visit.part(
        "settings_attempt.html", reading=reading, rule=rule, script=script, INTENTS=labels.INTENTS, TIERS=labels.TIERS
    )
