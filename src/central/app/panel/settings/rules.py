"""The box on top of the rules: which one a message would meet; nothing is sent from here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form
from fastapi.responses import Response

from central.adapters.llm.reader import LexicalReader
from central.app.panel import labels
from central.app.panel.visit import Here, Section, Visit
from central.app.panel.words import local
from central.core.errors import AskHuman
from central.core.reading.lexical import affirmed
from central.core.reading.spelling import spelled
from central.core.replying.rules import Moment, first_match
from central.core.text import fold
from central.ports import Spoken

section = Section()
Word = Annotated[str, Form(max_length=80)]


async def around(visit: Visit) -> dict[str, Any]:
    """What the box on top of the rules needs."""
    return {"INTENTS": labels.INTENTS, "STAGES": labels.STAGES}


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
