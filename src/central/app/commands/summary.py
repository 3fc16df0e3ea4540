"""`central resumo`: the day in a few lines."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    told = commands.add_parser("resumo", help="o dia de hoje: leads, vendas, gastos, lucro e três coisas a fazer")
    told.set_defaults(run=_summary)


def _summary(arguments: argparse.Namespace) -> int:
    from central.app.desk.summary import summary

    for line in asyncio.run(summary(os.environ)).lines():
        print(line)
    return 0
