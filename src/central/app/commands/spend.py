"""`central gasto`: what ads cost, from Meta, from a CSV or typed by a person."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from central.adapters.ads.sheet import spend_of
from central.app.calendar import ZONE
from central.app.commands.terminal import WHO, at_store
from central.core.money import reais
from central.core.selling.spend import NOT_TOLD, Spend, by_day, hundredths

if TYPE_CHECKING:
    from central.adapters.store import Store

PLATFORMS = ("meta", "google", "kwai")
TOKEN = "META_CONVERSOES_TOKEN"  # noqa: S105 - the name of a variable


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    spend = commands.add_parser("gasto", help="guarda e mostra quanto os anúncios custaram, por dia")
    doing = spend.add_subparsers(required=True, metavar="FAZER")
    read = doing.add_parser("ler", help="lê agora os últimos 7 dias de uma conta; o que já havia é trocado")
    read.add_argument("--conta", required=True, help="o número da conta de anúncios")
    read.add_argument("--plataforma", choices=PLATFORMS, default="meta", help="o Kwai ainda não foi verificado")
    read.add_argument("--token", metavar="VARIAVEL", help=f"a variável com o token; sem isso, {TOKEN} ou KWAI_TOKEN")
    read.add_argument("--acesso", default="", help="no Google, a conta de administrador pela qual se chega a esta")
    read.set_defaults(run=_read)
    load = doing.add_parser("importar", help="lê um CSV com as colunas dia e gasto; troca os dias que ele tem")
    load.add_argument("arquivo", type=Path)
    typed = doing.add_parser("anotar", help="anota o gasto de um dia inteiro")
    typed.add_argument("dia", type=date.fromisoformat, metavar="AAAA-MM-DD")
    typed.add_argument("valor", help="em reais: 120,50")
    for parser, run in ((load, _load), (typed, _type)):
        parser.add_argument("--plataforma", required=True, choices=PLATFORMS)
        parser.add_argument("--conta", default="", help="a conta de anúncios, se houver mais de uma")
        parser.set_defaults(run=run)
    show = doing.add_parser("ver", help="mostra o gasto por dia")
    show.add_argument("--dias", type=int, default=7)
    show.set_defaults(run=_show)


def _read(arguments: argparse.Namespace) -> int:
    from central.app.config import read_settings
    from central.app.desk.ad_spend import AdAccount, take_in
    from central.app.desk.visit import CLOCK

    settings = read_settings(os.environ)
    account = AdAccount(arguments.plataforma, arguments.conta, arguments.token or "", arguments.acesso)

    async def work(store: Store) -> int:
        async with aiohttp.ClientSession() as session:
            return await take_in(store, settings, session, account, CLOCK.now())

    print(f"Lidos {at_store(work)} valores; os 7 dias foram trocados.")
    return 0


def _load(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    try:
        text = arguments.arquivo.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        print(f"Não consegui ler {arguments.arquivo}; confira o caminho e salve como UTF-8.", file=sys.stderr)
        return 2
    rows = spend_of(text, arguments.plataforma, arguments.conta, CLOCK.now())
    for day in sorted({row.day for row in rows}):
        _keep(arguments, date.fromisoformat(day), [row for row in rows if row.day == day])
    print(f"Guardados {len(rows)} valores.")
    return 0


def _type(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    try:
        spend = hundredths(arguments.valor)
    except ValueError as error:
        print(f"{error}; escreva assim: 120,50", file=sys.stderr)
        return 2
    day = arguments.dia.isoformat()
    row = Spend(arguments.plataforma, arguments.conta, day, spend, by=WHO, at=CLOCK.now())
    _keep(arguments, arguments.dia, [row])
    print(f"Anotado: {reais(spend)} em {arguments.dia:%d/%m/%Y}.")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    last = _today()
    first = last - timedelta(days=max(1, arguments.dias) - 1)

    rows = at_store(lambda store: store.spend.between(first, last))
    for currency in sorted({row.currency for row in rows}) or ["BRL"]:
        print(currency)
        for day, spend in by_day([row for row in rows if row.currency == currency], first, last):
            shown = NOT_TOLD if spend is None else reais(spend) if currency == "BRL" else f"{spend / 100:.2f}"
            print(f"  {day}  {shown}")
    return 0


def _keep(arguments: argparse.Namespace, day: date, rows: list[Spend]) -> None:

    async def work(store: Store) -> None:
        await store.spend.replace(arguments.plataforma, arguments.conta, day, day, rows)

    at_store(work)


def _today() -> date:
    return datetime.now(ZONE).date()
