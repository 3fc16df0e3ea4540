"""`central metricas`: the sums of closed days, built from the ledgers again."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    metrics = commands.add_parser("metricas", help="confere os números da página Métricas")
    metrics.add_argument("--refazer", action="store_true", required=True, help="soma todos os dias fechados outra vez")
    metrics.set_defaults(run=_rebuild)


def _rebuild(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK, visit

    async def work() -> int:
        async with visit(os.environ) as store:
            return await store.metrics.rebuild(CLOCK.now())

    print(f"Dias somados outra vez: {asyncio.run(work())}.")
    return 0
