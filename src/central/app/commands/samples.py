"""`central amostra`: how a persona would answer a few typical messages; nothing is sent or kept."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    sample = commands.add_parser("amostra", help="mostra como uma persona responderia a quatro mensagens")
    sample.add_argument("persona", nargs="?", default="", help="o id dela; sem isto, a única que há")
    sample.set_defaults(run=_sample)


def _sample(arguments: argparse.Namespace) -> int:
    from central.adapters.operation import document_of
    from central.app.desk.suggestions import persona_of
    from central.app.desk.visit import visit
    from central.app.simulation.samples import samples
    from central.core.errors import AskHuman
    from central.core.operation import Operation

    async def current() -> Operation:
        async with visit(os.environ) as store:
            operation = await store.operations.current()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode antes: central configurar", code="sem_operacao")
        return operation

    operation = asyncio.run(current())
    persona = persona_of(operation, arguments.persona)
    for one in samples(document_of(operation), persona.id):
        who = persona.name if one.writer == "script" else f"{persona.name} (ensaio, no lugar de um modelo)"
        print(f"\nLead: {one.words}")
        for text in one.answer or ("(sem resposta)",):
            print(f"{who}: {text}")
    return 0
