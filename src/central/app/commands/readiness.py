"""`central pronto`: whether this shop can sell, with twenty leads of pretence asking what leads ask."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import WHO, at_store

if TYPE_CHECKING:
    from central.core.onboarding.readiness import Snag


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    ready = commands.add_parser("pronto", help="ensaia a sua loja com 20 leads de mentira e diz o que daria errado")
    ready.add_argument("--json", action="store_true", help="o mesmo para programas")
    ready.add_argument("--sem-rede", action="store_true", help="não pergunta nada à Meta nem a ninguém de fora")
    ready.set_defaults(run=_ready)


def _ready(arguments: argparse.Namespace) -> int:
    from central.app.checkup.finding import lines
    from central.app.desk.readiness import report
    from central.app.desk.visit import CLOCK

    found = at_store(lambda store: report(store, os.environ, WHO, CLOCK.now(), network=not arguments.sem_rede))
    if arguments.json:
        told = [f.as_json() for f in found.findings] + [_as_json(s) for s in (*found.lacks, *found.snags)]
        print(json.dumps({"pronto": found.ready, "resumo": found.verdict, "achados": told}, ensure_ascii=False))
        return 0 if found.ready else 1
    if found.findings:
        print("\n".join(lines(found.findings)))
    _tell("O que falta na operação", found.lacks)
    _tell(f"O que daria errado com {found.trial.leads} leads", found.snags)
    for reason in found.trial.unsent:
        print(f"  ✗ O WhatsApp de mentira não aceitou um envio: {reason}")
    print(f"\n{found.verdict}")
    return 0 if found.ready else 1


def _tell(title: str, snags: Iterable[Snag]) -> None:
    shown = list(snags)
    if shown:
        print(f"\n{title}")
    for snag in shown:
        print(f"  {'✗' if snag.grave else '!'} {snag.said}\n      → {snag.cure}")
        for asked in snag.seen[:2]:
            answer = " ".join(asked.answer.split())[:110] or "(nada)"
            print(f"        “{asked.words}” ← {answer}")


def _as_json(snag: Snag) -> dict[str, Any]:
    seen = [{"pergunta": a.words, "resposta": a.answer, "produto": a.product} for a in snag.seen]
    return {
        "area": "Ensaio" if snag.seen else "Operação",
        "estado": "erro" if snag.grave else "aviso",
        "achado": snag.said,
        "cura": snag.cure,
        "exemplos": seen,
    }
