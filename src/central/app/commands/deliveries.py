"""`central na-entrega` and `central rastreio`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import WHO, at_store, price
from central.core.selling.shipment import LEGS

if TYPE_CHECKING:
    from central.adapters.store import Store


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    door = commands.add_parser("na-entrega", help="pedidos pagos na entrega: agendado, enviado, pago ou frustrado")
    steps = door.add_subparsers(required=True, metavar="PASSO")
    agreed = steps.add_parser("agendar", help="anota um pedido que será pago na entrega")
    agreed.add_argument("lead", help="o número da conversa ou da pessoa")
    agreed.add_argument("valor", help='quanto será pago, por exemplo "R$ 89,90"')
    agreed.add_argument("--prova", required=True, help="onde se confere: número do pedido, mensagem")
    agreed.add_argument("--quem", default=WHO, help="quem agendou, para o registro")
    agreed.set_defaults(run=_schedule)
    for step, words in (("enviou", "saiu para entrega"), ("pagou", "entregue e pago"), ("frustrou", "não deu certo")):
        one = steps.add_parser(step, help=f"o pedido {words}")
        one.add_argument("pedido")
        one.add_argument("--quem", default=WHO, help="quem está dizendo, para o registro")
        one.set_defaults(run=_step, passo=step)
    way = commands.add_parser("rastreio", help="diz onde um pedido está; “cadê meu pedido” responde com isso")
    way.add_argument("pedido")
    way.add_argument("codigo", nargs="?", default="", help="o código de rastreio")
    way.add_argument("--link", default="", help="a página do rastreio, com https://")
    way.add_argument("--situacao", choices=list(LEGS.values()), default=LEGS["posted"])
    way.add_argument("--previsao", default="", metavar="DIA", help="até quando chega, por exemplo 2026-12-24")
    way.set_defaults(run=_way)


def _schedule(arguments: argparse.Namespace) -> int:
    from central.app.desk.deliveries import schedule
    from central.app.desk.visit import CLOCK

    said = (arguments.lead, price(arguments.valor), arguments.prova, arguments.quem)
    id = at_store(lambda store: schedule(store, *said, CLOCK.now()))
    print(f"Agendado; só conta como venda quando for pago: central na-entrega pagou {id}")
    return 0


def _step(arguments: argparse.Namespace) -> int:
    from central.app.desk.deliveries import STEPS
    from central.app.desk.visit import CLOCK

    step = STEPS[arguments.passo]
    if not at_store(lambda store: store.orders.step(arguments.pedido, step, arguments.quem, CLOCK.now())):
        print("Não há pedido pago na entrega com esse id esperando por isso.", file=sys.stderr)
        return 2
    print("Anotado.")
    return 0


def _way(arguments: argparse.Namespace) -> int:
    from central.app.desk.deliveries import told_way
    from central.app.desk.visit import CLOCK

    leg = next(leg for leg, words in LEGS.items() if words == arguments.situacao)

    async def work(store: Store) -> None:
        what = (arguments.codigo, arguments.link, leg, arguments.previsao)
        await told_way(store, arguments.pedido, *what, CLOCK.now())

    at_store(work)
    print("Anotado: quem perguntar pelo pedido recebe isso.")
    return 0
