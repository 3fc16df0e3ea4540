"""`central campanha`: a template to a segment of people, with its price known before."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from central.app.commands.terminal import WHO
from central.core.money import fine_reais, reais

STATES = {"enviando": "enviando", "pausado": "pausado", "terminado": "terminado", "cancelado": "cancelado"}


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    campaign = commands.add_parser("campanha", help="envia um modelo aprovado a um grupo de pessoas; lista os envios")
    campaign.set_defaults(run=_list)
    acts = campaign.add_subparsers(title="ações", metavar="AÇÃO")
    for name, help, run in (
        ("conferir", "conta quem receberia e quanto custa; não envia nada", _rehearse),
        ("enviar", "começa a enviar", _begin),
    ):
        act = acts.add_parser(name, help=help)
        act.add_argument("modelo")
        act.add_argument("--nome", default="", help="como o envio se chama nas listas")
        act.add_argument("--personas", action="append", default=[], metavar="ID")
        act.add_argument("--produtos", action="append", default=[], metavar="ID")
        act.add_argument("--etapas", action="append", default=[], metavar="ETAPA")
        act.add_argument("--etiqueta", default="")
        act.add_argument("--comprou", choices=("sim", "não"), default="")
        act.add_argument("--visto-ha", default="", metavar="DIAS", help="escreveu há no máximo tantos dias")
        act.add_argument("--sumido-ha", default="", metavar="DIAS", help="não escreve há tantos dias ou mais")
        act.add_argument("--numero", default="", metavar="CANAL", help="só por este número")
        act.add_argument("--importados", action="store_true", help="também a lista importada que nunca escreveu")
        act.set_defaults(run=run)
    for name, help in (
        ("ver", "mostra um envio"),
        ("pausar", "para um envio; o que já está saindo sai"),
        ("continuar", "continua um envio parado, pelo preço de agora"),
        ("cancelar", "acaba com um envio; quem não recebeu não recebe"),
    ):
        act = acts.add_parser(name, help=help)
        act.add_argument("envio", help="o começo do número que `central campanha` mostra")
        act.set_defaults(run=_act, act=name)


def _list(arguments: argparse.Namespace) -> None:
    from central.app.desk.broadcasts import desk, going

    async def work() -> Any:
        async with desk() as (store, sender):
            return [await going(store, sender, one) for one in await store.broadcasts.all()]

    found = asyncio.run(work())
    if not found:
        print("Nenhum envio ainda. Para contar quem receberia um: central campanha conferir MODELO")
    for one in found:
        _show(one)


def _rehearse(arguments: argparse.Namespace) -> None:
    from central.app.desk.broadcasts import desk, segment_of
    from central.app.desk.origins import operation_of

    async def work() -> Any:
        async with desk() as (store, sender):
            segment = segment_of(await operation_of(store), vars(arguments))
            return await sender.rehearse(segment, arguments.modelo)

    found = asyncio.run(work())
    people = len(found.picked.people)
    print(f"{people} pessoas receberiam {arguments.modelo} ({found.category}, {fine_reais(found.price)} cada).")
    print(f"Custo na Meta: até {reais(-(-found.total // 10_000))}. Quem está na janela grátis de um anúncio não custa.")
    for why, count in found.picked.left:
        print(f"    de fora: {count} — {why}")
    if found.why_not:
        print(f"Ainda não dá para enviar: {found.why_not}.")
    print("Nada foi enviado. Para enviar: central campanha enviar, com as mesmas opções.")


def _begin(arguments: argparse.Namespace) -> None:
    from central.app.desk.broadcasts import desk, segment_of
    from central.app.desk.origins import operation_of

    async def work() -> Any:
        async with desk() as (store, sender):
            segment = segment_of(await operation_of(store), vars(arguments))
            one = await sender.begin(arguments.nome, segment, arguments.modelo, WHO)
            return one, await store.broadcasts.counts(one.id)

    one, counts = asyncio.run(work())
    total = reais(-(-one.price * counts.total // 10_000))
    print(f"Começou: {counts.total} pessoas, até {total}. Acompanhe: central campanha ver {one.id[:12]}")


def _act(arguments: argparse.Namespace) -> int:
    from central.app.desk.broadcasts import desk, found, going

    async def work() -> Any:
        async with desk() as (store, sender):
            one = await found(store, arguments.envio)
            acts = {"pausar": sender.pause, "continuar": sender.resume, "cancelar": sender.cancel}
            done = True if arguments.act == "ver" else await acts[arguments.act](one.id, WHO)
            return done, await going(store, sender, await found(store, one.id))

    done, one = asyncio.run(work())
    _show(one)
    return 0 if done else 2


def _show(one: Any) -> None:
    counts = one.counts
    print(f"{one.broadcast.id[:12]}  {one.broadcast.name}  {one.broadcast.state}  {counts.percent} %")
    print(
        f"    {counts.total} pessoas: {counts.sent} enviadas, {counts.delivered} entregues, {counts.read} lidas, "
        f"{counts.failed} não chegaram, {counts.doubt} sem notícia ainda, {counts.out} de fora, "
        f"{counts.waiting + counts.queued} na fila. Até agora, até {reais(-(-one.spent // 10_000))}."
    )
    for why in filter(None, (one.broadcast.why, one.waits_for)):
        print(f"    Parado: {why}." if why == one.broadcast.why else f"    Agora {why}.")
    for why, count in one.left:
        print(f"    de fora: {count} — {why}")
