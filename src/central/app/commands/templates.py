"""`central modelos`: the templates, as written and as Meta judges them."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from central.core.money import fine_reais


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    templates = commands.add_parser("modelos", help="mostra os modelos de mensagem, o que a Meta diz e quanto custam")
    acts = templates.add_subparsers(title="ações", metavar="AÇÃO")
    templates.set_defaults(run=_list)
    submit = acts.add_parser("enviar", help="envia à Meta os modelos que ela ainda não conhece")
    submit.add_argument("modelo", nargs="?", help="só este; sem isso, todos")
    submit.set_defaults(run=_submit)
    read = acts.add_parser("ler", help="lê agora na Meta a situação de todos os modelos")
    read.set_defaults(run=_read)


def _list(arguments: argparse.Namespace) -> None:
    from central.app.desk.templates import at_meta, office

    async def work() -> Any:
        async with office() as (store, _):
            return await at_meta(store)

    found = asyncio.run(work())
    if not found:
        print("Nenhum modelo. Escreva um em retomadas.yaml (modelos) ou no painel, em Ajustes, Modelos.")
    for one in found:
        _show(one)


def _show(one: Any) -> None:
    from central.app.desk.templates import WORDS

    price = fine_reais(one.price)
    category = one.verdict.category.lower() if one.submitted else one.template.category
    print(f"{one.template.name}  {one.word}  {WORDS.get(category, category)}  {price} por mensagem  WABA {one.waba}")
    if one.why_not:
        print(f"    Não pode ser usado: {one.why_not}.")
    if one.submitted and one.verdict.reason:
        print(f"    A Meta diz: {one.verdict.reason}")
    if one.reclassed:
        print("    A Meta passou este modelo para marketing: custa mais e só vai a quem deixou avisar.")
    for line in one.template.shown().splitlines():
        print(f"    │ {line}")
    for button in one.template.buttons:
        print(f"    [ {button} ]")


def _submit(arguments: argparse.Namespace) -> None:
    from central.app.desk.templates import office, submitted

    async def work() -> Any:
        async with office() as (store, mirror):
            return await submitted(mirror, store, arguments.modelo)

    made = asyncio.run(work())
    for verdict in made:
        print(f"{verdict.name}: {verdict.word} na conta {verdict.waba}")
    print("A Meta costuma responder em minutos. Veja: central modelos" if made else "A Meta já conhece todos.")


def _read(arguments: argparse.Namespace) -> None:
    from central.app.desk.templates import office

    async def work() -> int:
        async with office() as (_, mirror):
            return await mirror.read()

    count = asyncio.run(work())
    print("A Meta não mostrou nenhum modelo." if not count else f"Lidos na Meta: {count}. Veja: central modelos")
