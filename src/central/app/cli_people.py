"""`central pessoa`, `juntar` and `separar`: who is who."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any

WHO = "terminal"


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    person = commands.add_parser("pessoa", help="procura uma pessoa pelo telefone ou pelo id")
    person.add_argument("palavra", metavar="TELEFONE")
    person.set_defaults(run=_person)
    joined = commands.add_parser("juntar", help="diz que duas pessoas são uma só; vale a primeira")
    joined.add_argument("pessoa")
    joined.add_argument("outra")
    joined.add_argument("--quem", default=WHO, help="quem está juntando, para o registro")
    joined.set_defaults(run=_join)
    parted = commands.add_parser("separar", help="desfaz uma junção, ou diz que duas pessoas são mesmo duas")
    parted.add_argument("pessoa")
    parted.add_argument("outra", nargs="?")
    parted.add_argument("--quem", default=WHO, help="quem está separando, para o registro")
    parted.set_defaults(run=_part)


def _person(arguments: argparse.Namespace) -> int:
    from central.app.people import find

    found = asyncio.run(find(os.environ, arguments.palavra))
    if not found:
        print("Não encontrei ninguém com esse telefone ou id.")
    for one in found:
        print(
            f"{one.id}  {one.name or '—'}  {f'@{one.username}' if one.username else ''}  {one.persona or ''}".rstrip()
        )
    return 0


def _join(arguments: argparse.Namespace) -> int:
    from central.app.people import join

    if asyncio.run(join(os.environ, arguments.pessoa, arguments.outra, arguments.quem)):
        print(f"Agora são uma pessoa só. Para voltar atrás: central separar {arguments.outra}")
    else:
        print("Já eram a mesma pessoa.")
    return 0


def _part(arguments: argparse.Namespace) -> int:
    from central.app.people import part

    if asyncio.run(part(os.environ, arguments.pessoa, arguments.outra, arguments.quem)):
        print("Separadas. O WhatsApp não as junta mais sozinho; à mão, use: central juntar")
    else:
        print("Essa pessoa não foi juntada a nenhuma outra.")
    return 0
