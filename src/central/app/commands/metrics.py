"""`central metricas`: the sums of closed days, built from the ledgers again."""

from __future__ import annotations

import argparse
from typing import Any

from central.app.commands.terminal import at_store


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    metrics = commands.add_parser("metricas", help="confere os números da página Métricas")
    metrics.add_argument("--refazer", action="store_true", required=True, help="soma todos os dias fechados outra vez")
    metrics.set_defaults(run=_rebuild)


def _rebuild(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    print(f"Dias somados outra vez: {at_store(lambda store: store.metrics.rebuild(CLOCK.now()))}.")
    return 0
