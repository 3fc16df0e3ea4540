"""The box on top of the rules: which one a message would meet; nothing is sent from here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form
from fastapi.responses import Response

from central.app.panel import labels
from central.app.panel.settings.sampling import sampled
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman

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
    asked = (await visit.panel.operation()).persona(persona)
    if asked is None or etapa not in labels.STAGES:
        raise AskHuman("Escolha a persona e a etapa.", code="regra")
    sample = await sampled(visit, asked, mensagem, etapa, produto)
    return await visit.part("settings_attempt.html", sample=sample, INTENTS=labels.INTENTS, TIERS=labels.TIERS)
