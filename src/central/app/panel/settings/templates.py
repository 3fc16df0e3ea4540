"""Modelos: what Meta says of each message the owner wrote for it, how it reads and what it costs; and submitting it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from fastapi.responses import Response

from central.app.desk.templates import WORDS, at_meta, submitted
from central.app.panel.settings.change import told
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman

section = Section()
HERE = "/ajustes/modelos"


async def around(visit: Visit) -> dict[str, Any]:
    """What stands above the sheet of templates."""
    return {"templates": await at_meta(visit.panel.store), "WORDS": WORDS}


@section.post("/modelos/{name}/enviar", least="gestor")
async def submit(visit: Here, name: Annotated[str, Path(max_length=512)]) -> Response:
    if visit.panel.mirror is None:
        raise AskHuman("Daqui não alcanço a Meta. Rode: central modelos enviar", code="sem_meta")
    made = await submitted(visit.panel.mirror, visit.panel.store, name)
    await told(visit)
    return visit.go(HERE, f"Enviado à Meta: {made[0].word}." if made else "A Meta já conhece este modelo.")
