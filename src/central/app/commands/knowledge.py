"""`central conhecimento`: articles of a help centre become what personas may answer."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from central.adapters.knowledge import CENTERS
from central.app.commands.terminal import WHO


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    brought = commands.add_parser(
        "conhecimento", help="traz os artigos da sua central de ajuda (Zendesk, HelpCenter.io)"
    )
    brought.add_argument("de", choices=list(CENTERS), help="o HelpCenter.io ainda não foi verificado")
    brought.add_argument("endereco", help="https://sualoja.zendesk.com, ou o endereço da lista de artigos")
    brought.add_argument("--chave", default="", metavar="VARIAVEL", help="a variável com a chave, se precisar de uma")
    brought.add_argument("--sim", action="store_true", help="não pergunta antes")
    brought.add_argument("--aprovar", action="store_true", help="aprova os textos novos; sem isto ficam em rascunho")
    brought.add_argument("--quem", default=WHO, help="quem está mudando, para o registro")
    brought.set_defaults(run=_bring)


def _bring(arguments: argparse.Namespace) -> int:
    from central.app.commands.versions import publish
    from central.app.desk.knowledge import bring

    with tempfile.TemporaryDirectory(prefix="central-conhecimento-") as folder:
        what = (arguments.de, arguments.endereco, arguments.chave, Path(folder))
        found = asyncio.run(bring(os.environ, *what))
        print(f"Artigos publicados lá: {found.articles}.")
        for line in found.left_out:
            print(f"  ficou de fora  {line}")
        if not found.candidate.changes:
            print("Nada mudou: o que a Central sabe já é isso.")
            return 0
        return publish(found.candidate, arguments, f"artigos de {arguments.de}")
