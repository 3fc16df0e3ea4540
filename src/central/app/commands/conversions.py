"""`central conversoes`: which sales were told to ad platforms, which were not, and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from central.app.calendar import local
from central.app.commands.terminal import at_store
from central.core.money import reais

if TYPE_CHECKING:
    from central.adapters.store import Store

STATES = {
    "due": "a caminho",
    "sending": "enviando",
    "sent": "enviada",
    "skipped": "não vai",
    "dead": "recusada",
    "uncertain": "incerta",
}


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    told = commands.add_parser(
        "conversoes", help="mostra as vendas contadas à Meta, ao Google e ao Kwai, e as que não vão"
    )
    told.add_argument("--quantas", type=int, default=30)
    told.set_defaults(run=_show)


def _show(arguments: argparse.Namespace) -> int:
    async def work(store: Store) -> tuple[list[Any], list[Any]]:
        return await store.conversions.counts(), await store.conversions.listed(max(1, arguments.quantas))

    counts, listed = at_store(work)
    if not listed:
        print("Nenhuma venda para contar ainda. Liga-se na seção conversoes da operação.")
    for platform, state, count, value in counts:
        print(f"{platform:<8} {STATES[state]:<10} {count:>5}  {reais(value)}")
    for one in listed:
        when = local(one.at)
        ref = f"  [{one.platform}/{one.order}]" if one.state in ("dead", "uncertain") else ""
        print(
            f"{when:%d/%m %H:%M}  {one.platform:<7} {STATES[one.state]:<10} {reais(one.value):>12}  {one.reason}{ref}"
        )
    return 0
