"""`central verificar`, `migrar`, `mudar-de-banco`: whether all is well, the database brought forward or to Postgres."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    check = commands.add_parser("verificar", help="confere configuração, Meta, banco, modelos e o resto; diz a cura")
    check.add_argument("--json", action="store_true", help="a mesma lista para programas")
    check.add_argument("--sem-rede", action="store_true", help="só o que se vê neste computador")
    check.set_defaults(run=_check)
    forward = commands.add_parser("migrar", help="prepara ou atualiza o banco, antes de iniciar uma versão nova")
    forward.set_defaults(run=_forward)
    move = commands.add_parser("mudar-de-banco", help="leva tudo do arquivo SQLite para o Postgres de DATABASE_URL")
    move.add_argument("--de", type=Path, metavar="ARQUIVO", help="o arquivo; sem isso, central.db de CENTRAL_DATA")
    move.add_argument("--conferir", action="store_true", help="só conta o que iria e diz o que impede")
    move.set_defaults(run=_move)


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


def _move(arguments: argparse.Namespace) -> int:
    from central.app.desk.moving import move

    moved = asyncio.run(move(os.environ, arguments.de, only_look=arguments.conferir))
    for one in moved:
        if one.rows:
            print(f"{one.table:<20} {one.rows:>9}")
    rows = sum(one.rows for one in moved)
    if arguments.conferir:
        print(f"\n{rows} linhas iriam. Nada foi copiado; sem --conferir, vai tudo.")
        return 0
    print(
        f"\n{rows} linhas no Postgres, conferidas uma a uma. O arquivo ficou como estava: guarde-o e não o abra mais."
    )
    print("Agora: central verificar e central iniciar, com este mesmo DATABASE_URL.")
    return 0
