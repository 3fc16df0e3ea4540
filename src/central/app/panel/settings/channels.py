"""Canais: how well each number is, and the switch that takes new leads away from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Form, Path
from fastapi.responses import Response

from central.app.desk.origins import numbers, set_health, switch_bot
from central.app.panel.settings.change import told
from central.app.panel.visit import Here, Section, Visit
from central.core.messaging.health import STATES, WELL

section = Section()
HERE = "/ajustes/canais"


async def around(visit: Visit) -> dict[str, Any]:
    """What stands above the sheets of numbers and apps."""
    found, halts = await numbers(visit.panel.store, visit.now), await visit.panel.store.numbers.halts()
    return {"numbers": found, "halts": halts, "STATES": STATES, "WELL": WELL}


@section.post("/ajustes/canais/ia/{scope}/{id}", least="gestor")
async def bot(
    visit: Here,
    scope: Annotated[Literal["numero", "persona"], Path()],
    id: Annotated[str, Path(max_length=80)],
    ligar: Annotated[Literal["sim", "não"], Form()],
) -> Response:
    """The switch that silences the bot on a number or as a persona."""
    on = ligar == "sim"
    back = await switch_bot(visit.panel.store, scope, id, on, visit.account.login, "", visit.now)
    await told(visit)
    said = f"A IA voltou; {back} conversas saíram da fila." if on else "A IA está calada; os leads vão para pessoas."
    return visit.go(HERE, said)


@section.post("/ajustes/canais/numero/{id}/saude", least="gestor")
async def health(
    visit: Here, id: Annotated[str, Path(max_length=80)], saude: Annotated[str, Form(max_length=20)]
) -> Response:
    number = await set_health(visit.panel.store, id, saude, visit.account.login, visit.now)
    await told(visit)
    well = "recebe leads novos" if number.state in WELL else "não recebe mais leads novos pelos links"
    return visit.go(HERE, f"{number.channel.name}: {STATES[number.state]}; {well}.")
