"""`central equipe` and `central senha`: who may enter the panel, and a one-time link for whoever cannot any more."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import at_store

if TYPE_CHECKING:
    from central.adapters.store import Store


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    team = commands.add_parser("equipe", help="mostra quem pode entrar no painel")
    team.set_defaults(run=_team)
    link = commands.add_parser("senha", help="faz um link que deixa alguém escolher outra senha, uma vez e por um dia")
    link.add_argument("login", metavar="LOGIN")
    link.set_defaults(run=_link)


def _team(arguments: argparse.Namespace) -> int:
    async def work(store: Store) -> list[str]:
        return [
            f"{one.login}  {one.role}  {one.name}" for one in await store.accounts.everybody() if one.closed_at is None
        ]

    said = at_store(work)
    print("\n".join(said) or "Ninguém ainda: o link que cria o dono aparece quando a Central começa.")
    return 0


def _link(arguments: argparse.Namespace) -> int:
    from central.adapters.clock import new_id
    from central.app.config import read_settings
    from central.app.desk.visit import CLOCK
    from central.app.panel import Panel
    from central.app.with_panel import address_of
    from central.core.errors import AskHuman

    async def work(store: Store) -> str:
        found = await store.accounts.by_login(arguments.login.strip().casefold())
        if found is None or found[0].closed_at is not None:
            raise AskHuman(f"Ninguém entra com o login {arguments.login}. Veja quem: central equipe", code="login")
        return await Panel(store, CLOCK, new_id).entry_link(found[0].id, "terminal")

    path = at_store(work)
    print(f"Abra este link, que vale uma vez e por um dia:\n\n  {address_of(read_settings(os.environ))}{path}\n")
    return 0
