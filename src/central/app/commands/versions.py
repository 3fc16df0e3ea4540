"""`central importar`, `versoes`, `comparar`, `desfazer` and `exportar`: the numbered versions of the operation."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from central.app.calendar import local
from central.app.commands.terminal import WHO


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    load = commands.add_parser("importar", help="mostra o que muda com uma pasta de YAML e põe em vigor")
    load.add_argument("pasta", type=Path)
    load.add_argument("--nota", default="", help="por que mudou, para o histórico")
    load.add_argument("--aprovar", action="store_true", help="aprova os textos novos; sem isto ficam em rascunho")
    _asking(load, _import)
    listed = commands.add_parser("versoes", help="lista as versões da operação: número, quem, quando, nota")
    listed.set_defaults(run=_versions)
    compared = commands.add_parser("comparar", help="mostra o que mudou de uma versão para outra")
    compared.add_argument("de", type=int)
    compared.add_argument("para", type=int)
    compared.set_defaults(run=_compare)
    undo = commands.add_parser("desfazer", help="volta a uma versão antiga, numa versão nova igual a ela")
    undo.add_argument("versao", type=int)
    _asking(undo, _undo)
    out = commands.add_parser("exportar", help="grava a operação em YAML, com as fotos, numa pasta")
    out.add_argument("pasta", type=Path)
    out.add_argument("--versao", type=int, help="uma versão antiga; sem isso, a que está em vigor")
    out.set_defaults(run=_export)


def _asking(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--sim", action="store_true", help="não pergunta antes")
    parser.add_argument("--quem", default=WHO, help="quem está mudando, para o registro")
    parser.set_defaults(run=run)


def _import(arguments: argparse.Namespace) -> int:
    from central.app.desk.versions import Candidate

    candidate = asyncio.run(Candidate.of_folder(os.environ, arguments.pasta))
    if not candidate.changes:
        print(f"Nada mudou: a versão {candidate.parent} já é igual a esta pasta.")
        return 0
    return publish(candidate, arguments, arguments.nota)


def _undo(arguments: argparse.Namespace) -> int:
    from central.app.desk.versions import Candidate

    candidate = asyncio.run(Candidate.of_version(os.environ, arguments.versao))
    if not candidate.changes:
        print(f"Nada a desfazer: a versão {candidate.parent}, em vigor, é igual à {arguments.versao}.")
        return 0
    return publish(candidate, arguments, "")


def publish(candidate: Any, arguments: argparse.Namespace, note: str) -> int:
    """Show what changes, ask, and put it in force; a first version needs no question."""
    from central.app.desk.approvals import waiting

    print(f"O que muda em relação à versão {candidate.parent}:" if candidate.parent else "Ainda não há operação.")
    _tell(candidate.changes)
    if candidate.parent and not arguments.sim and not _agreed():
        print("Nada foi gravado. Para gravar sem pergunta, acrescente --sim.")
        return 0
    approve = getattr(arguments, "aprovar", False)
    number = asyncio.run(candidate.publish(os.environ, arguments.quem, note, approve=approve))
    if not approve and (drafts := len(asyncio.run(waiting(os.environ)))):
        print(f"Textos em rascunho: {drafts}. Valem depois de: central aprovar")
    print(f"Versão {number} em vigor. Para voltar atrás: central desfazer {candidate.parent or number}")
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Pôr em vigor? [s/N] ").strip().casefold() in ("s", "sim")


def _versions(arguments: argparse.Namespace) -> int:
    from central.app.desk.versions import history

    versions = asyncio.run(history(os.environ))
    if not versions:
        print("Ainda não há operação. Comece com: central importar PASTA")
    for place, version in enumerate(versions):
        when = local(version.at)
        force = "  ← em vigor" if place == 0 else ""
        note = version.note or "—"
        print(f"{version.number:>4}  {when:%d/%m/%Y %H:%M}  {version.by:<16} {version.digest[:12]}  {note}{force}")
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    from central.app.desk.versions import compare

    changes = asyncio.run(compare(os.environ, arguments.de, arguments.para))
    if not changes:
        print(f"As versões {arguments.de} e {arguments.para} são iguais.")
    _tell(changes)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from central.app.desk.versions import export

    number, files = asyncio.run(export(os.environ, arguments.pasta, arguments.versao))
    print(f"Versão {number} gravada em {arguments.pasta}: {', '.join(files)}.")
    print(f"Mude o que quiser e rode: central importar {arguments.pasta}")
    return 0


def _tell(changes: Sequence[str]) -> None:
    for change in changes:
        print(f"  - {change}")
