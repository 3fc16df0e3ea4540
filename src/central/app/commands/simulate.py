"""`central simular` and `mundos`: buyers of pretence try the whole product."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    run = commands.add_parser("simular", help="compradores de mentira testam tudo, do anúncio ao pedido pago")
    run.add_argument("--leads", type=int, default=200, help="quantos compradores (200)")
    run.add_argument(
        "--dia", action="store_true", help="espalha os leads por um dia com uma hora de pico, não por uma hora"
    )
    run.add_argument("--mundo", default="padrao", help="o que convence os compradores; veja: central mundos")
    run.add_argument("--depois", default="", metavar="MUNDO", help="o mundo da segunda metade dos compradores")
    run.add_argument("--fase", default="", choices=("scripts", "regras", "aprendizado"), help="a fase das personas")
    run.add_argument("--semente", type=int, default=1, help="a mesma semente dá a mesma simulação (1)")
    run.add_argument(
        "--operacao",
        type=Path,
        metavar="PASTA",
        help="a sua operação (central exportar PASTA); sem ela, a demonstração",
    )
    run.add_argument("--banco", metavar="URL", help="um banco vazio; sem isso, um arquivo que se apaga no fim")
    run.set_defaults(run=_simulate)
    listed = commands.add_parser("mundos", help="lista os mundos de compradores que a simulação conhece")
    listed.set_defaults(run=_worlds)


def _simulate(arguments: argparse.Namespace) -> int:
    from central.app.simulation.run import Options, run_simulation

    a = arguments
    chosen = Options(a.leads, a.dia, a.mundo, a.semente, a.banco, phase=a.fase, then=a.depois, operation=a.operacao)
    return run_simulation(chosen)


def _worlds(arguments: argparse.Namespace) -> None:
    from central.pretend.buyers import load_world, worlds

    for name in worlds():
        print(f"{name:<16} {load_world(name).about}")
