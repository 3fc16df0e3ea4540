"""`central chaves` and `central crm`: keys to the HelpCenter's API, and what stands between us and a CRM."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any

from central.app.calendar import local
from central.app.commands.terminal import at_store

if TYPE_CHECKING:
    from central.adapters.store import Store


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    keys = commands.add_parser("chaves", help="cria, lista e apaga as chaves da API de tickets (/api/v1)")
    keys.add_argument("fazer", choices=["criar", "listar", "apagar"])
    keys.add_argument("nome", nargs="?", help="um nome para lembrar de quem é")
    keys.add_argument("--so-ler", action="store_true", help="a chave só lê")
    keys.set_defaults(run=_keys)
    crm = commands.add_parser("crm", help="mostra o que o CRM tem, como está a cópia dos tickets e o endereço de aviso")
    crm.add_argument("--conferir", action="store_true", help="compara o CRM com os tickets e conta as diferenças")
    crm.set_defaults(run=_crm)


def _keys(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    async def work(store: Store) -> int:
        if arguments.fazer == "listar":
            for key in await store.tokens.all():
                made = local(key.created_at)
                state = "apagada" if key.revoked_at is not None else "lê e escreve" if key.may_write else "só lê"
                print(f"{key.name:<24} {state:<14} desde {made:%d/%m/%Y}")
            return 0
        if not arguments.nome:
            print(f"Diga o nome: central chaves {arguments.fazer} NOME", file=sys.stderr)
            return 2
        if arguments.fazer == "criar":
            token = await store.tokens.make(arguments.nome, CLOCK.now(), may_write=not arguments.so_ler)
            print(f"Guarde agora, ela não aparece de novo:\n{token}")
            return 0
        if not await store.tokens.revoke(arguments.nome, CLOCK.now()):
            print("Não há chave viva com esse nome. Veja: central chaves listar", file=sys.stderr)
            return 2
        print("Apagada: quem a usa já não entra.")
        return 0

    return at_store(work)


def _crm(arguments: argparse.Namespace) -> int:
    from central.app.desk.crm import look

    for line in asyncio.run(look(os.environ, compare=arguments.conferir)):
        print(line)
    return 0
