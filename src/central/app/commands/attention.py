"""`central atencao`, `repor` and `devolver`: what waits for a person, and what goes on without one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from central.app.calendar import local
from central.app.commands.terminal import WHO, at_store

if TYPE_CHECKING:
    from central.adapters.store import Store
    from central.core.turn import Concern


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    concerns = commands.add_parser("atencao", help="lista o que precisa de uma pessoa")
    concerns.set_defaults(run=_attention)
    replay = commands.add_parser("repor", help="põe de novo para trabalhar uma carta morta ou um envio que falhou")
    replay.add_argument("ref")
    replay.set_defaults(run=_replay)
    back = commands.add_parser("devolver", help="devolve uma conversa à IA depois que uma pessoa atendeu")
    back.add_argument("conversa")
    back.set_defaults(run=_hand_back)


def _attention(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import looked

    async def work(store: Store) -> list[Concern]:
        await looked(store, "viu o que está em Atenção")
        return await store.journal.attention()

    concerns = at_store(work)
    if not concerns:
        print("Nada pede a sua atenção.")
    for concern in concerns:
        when = local(concern.at)
        print(f"{when:%d/%m %H:%M}  {concern.kind:<12} {concern.name or '—':<18} {concern.reason}  [{concern.ref}]")
    return 0


def _replay(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    if not at_store(lambda store: store.journal.replay(arguments.ref, CLOCK.now())):
        print("Não encontrei esse registro. Veja os números com: central atencao", file=sys.stderr)
        return 2
    print("De volta ao trabalho.")
    return 0


def _hand_back(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    if not at_store(lambda store: store.journal.end_handoff(arguments.conversa, WHO, CLOCK.now())):
        print("Essa conversa não está com uma pessoa. Veja: central atencao", file=sys.stderr)
        return 2
    print("A IA voltou a responder nesta conversa.")
    return 0
