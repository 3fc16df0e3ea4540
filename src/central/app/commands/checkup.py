"""`central verificar` and `migrar`: whether all is well, and the database brought forward before a start."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    check = commands.add_parser("verificar", help="confere configuração, Meta, banco, modelos e o resto; diz a cura")
    check.add_argument("--json", action="store_true", help="a mesma lista para programas")
    check.add_argument("--sem-rede", action="store_true", help="só o que se vê neste computador")
    check.set_defaults(run=_check)
    forward = commands.add_parser("migrar", help="prepara ou atualiza o banco, antes de iniciar uma versão nova")
    forward.set_defaults(run=_forward)


def _check(arguments: argparse.Namespace) -> int:
    from central.app.checkup.checkup import check
    from central.app.checkup.finding import failed, lines

    found = asyncio.run(check(os.environ, network=not arguments.sem_rede))
    if arguments.json:
        print(json.dumps({"certo": not failed(found), "achados": [f.as_json() for f in found]}, ensure_ascii=False))
    else:
        errors = sum(f.state == "erro" for f in found)
        warnings = sum(f.state == "aviso" for f in found)
        print("\n".join(lines(found)))
        print(f"\n{errors} para corrigir, {warnings} para olhar." if errors or warnings else "\nTudo certo.")
    return 1 if failed(found) else 0


def _forward(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import visit

    async def work() -> None:
        async with visit(os.environ):
            pass

    asyncio.run(work())
    print("O banco está pronto para esta versão.")
    return 0
