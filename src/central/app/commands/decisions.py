"""`central explicar`, `repetir` and `gastos`: why a reply was that one, what this build would say, what all costs."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any

from central.app.calendar import local

USUAL = 20


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    why = commands.add_parser("explicar", help="conta por que uma resposta foi essa: leitura, regra, escolha, custo")
    why.add_argument("decisao", metavar="DECISÃO", help="o número da decisão, ou o começo dele")
    why.set_defaults(run=_explain)
    again = commands.add_parser("repetir", help="passa conversas guardadas pela versão de agora e mostra o que mudou")
    again.add_argument("conversa", nargs="?", metavar="CONVERSA", help="o número de uma conversa; sem ele, as últimas")
    again.add_argument("--ultimas", type=int, default=USUAL, metavar="N", help=f"quantas repetir ({USUAL})")
    again.set_defaults(run=_repeat)
    commands.add_parser("gastos", help="o que a IA, o áudio e a Meta custaram, e como fecha o mês").set_defaults(
        run=_spent
    )


def _explain(arguments: argparse.Namespace) -> int:
    from central.app.desk.explain import explain

    print("\n".join(asyncio.run(explain(os.environ, arguments.decisao))))
    return 0


def _spent(arguments: argparse.Namespace) -> int:
    from central.app.desk.spent import report, sentences

    print("\n".join(sentences(asyncio.run(report(os.environ)))))
    return 0


def _repeat(arguments: argparse.Namespace) -> int:
    from central.app.desk.repeat import repeat

    found = asyncio.run(repeat(os.environ, arguments.conversa, arguments.ultimas))
    for one in found.differences:
        when = local(one.at)
        print(f"{when:%d/%m %H:%M}  conversa {one.conversation}  “{one.words or '(sem texto)'}”")
        for change in one.changes:
            print(f"    {change}")
    print(
        f"{found.conversations} conversas repetidas sem enviar nada: "
        f"{found.equal} respostas iguais, {len(found.differences)} diferentes."
    )
    return 0
