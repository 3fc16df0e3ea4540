"""`central avaliar`: how well messages are read and whole dialogues are answered, by files that say what is right."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    grade = commands.add_parser(
        "avaliar", help="mede a leitura de mensagens rotuladas e as respostas em diálogos inteiros"
    )
    grade.add_argument("--mensagens", type=Path, action="append", default=[], metavar="ARQUIVO")
    grade.add_argument("--dialogos", type=Path, action="append", default=[], metavar="ARQUIVO")
    grade.add_argument("--operacao", type=Path, metavar="PASTA", help="a operação a avaliar; sem ela, a demonstração")
    grade.add_argument(
        "--sementes", type=int, default=0, metavar="N", help="toca os diálogos mais N vezes, com as escolhas ao acaso"
    )
    grade.set_defaults(run=_grade)


def _grade(arguments: argparse.Namespace) -> int:
    from central.adapters.operation import default_demo_folder
    from central.app.desk.messages import grade_messages
    from central.app.dialogues.report import grade_dialogues

    if not (arguments.mensagens or arguments.dialogos):
        print("Diga o que avaliar: --mensagens ARQUIVO ou --dialogos ARQUIVO.", file=sys.stderr)
        return 2
    figures = grade_messages(arguments.mensagens) if arguments.mensagens else {}
    if arguments.dialogos:
        folder = arguments.operacao or default_demo_folder()
        figures |= grade_dialogues(arguments.dialogos, folder, arguments.sementes)
    print(json.dumps(figures))
    return 0 if figures.get("dialogues_passed", 1.0) == 1.0 else 1
