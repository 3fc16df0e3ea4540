"""`central aprovar`: words in draft beside those that are said meanwhile, and the owner's word on them."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any

from central.app.commands.terminal import WHO
from central.core.replying.approval import State


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    approve = commands.add_parser("aprovar", help="mostra os textos em rascunho e aprova ou recusa")
    approve.add_argument("texto", nargs="?", help="qual deles, como script:preco; sem isto, lista todos")
    approve.add_argument("--tudo", action="store_true", help="aprova todos os que estão em rascunho")
    approve.add_argument("--recusar", action="store_true", help="recusa em vez de aprovar")
    approve.add_argument("--quem", default=WHO, help="quem está aprovando, para o registro")
    approve.set_defaults(run=_approve)


def _approve(arguments: argparse.Namespace) -> int:
    from central.app.desk.approvals import decide

    if arguments.texto is None and not arguments.tudo:
        return _list()
    state: State = "recusado" if arguments.recusar else "aprovado"
    done = asyncio.run(decide(os.environ, None if arguments.tudo else arguments.texto, state, arguments.quem))
    for ref in done:
        print(f"{ref}: {state}")
    return 0


def _list() -> int:
    from central.app.desk.approvals import waiting
    from central.core.replying.approval import lines_of

    found = asyncio.run(waiting(os.environ))
    if not found:
        print("Nada em rascunho: tudo o que as personas dizem está aprovado.")
        return 0
    for one in found:
        state = f"recusado por {one.refused.by}" if one.refused is not None else "rascunho"
        print(f"{one.wording.ref}  ({state}, {one.wording.digest[:8]})")
        before = lines_of(one.before.said) if one.before is not None else ()
        new = lines_of(one.wording.said)
        for line in (line for line in before if line not in new):
            print(f"  - {line}")
        for line in (line for line in new if line not in before):
            print(f"  + {line}")
    print("Para aprovar: central aprovar NOME, ou central aprovar --tudo")
    return 0
