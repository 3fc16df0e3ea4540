"""`central pedidos`, `casar-pedido`, `vendi` and `desfazer-venda`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from central.app.calendar import local
from central.app.commands.terminal import WHO, at_store, price
from central.core.money import reais
from central.core.selling.order import STATUSES

if TYPE_CHECKING:
    from central.adapters.store import Store


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    listed = commands.add_parser("pedidos", help="lista os pedidos sem dono, ou os de uma pessoa")
    listed.add_argument("--pessoa", help="os pedidos desta pessoa")
    listed.set_defaults(run=_list)
    match = commands.add_parser("casar-pedido", help="diz de quem é um pedido que ninguém reconheceu")
    match.add_argument("pedido", help="o id do pedido, como em: central pedidos")
    match.add_argument("lead", help="o número da conversa ou da pessoa")
    match.add_argument("--quem", default=WHO, help="quem está dizendo, para o registro")
    match.set_defaults(run=_match)
    sold = commands.add_parser("vendi", help="marca uma venda feita por fora; fica contada à parte e pode ser desfeita")
    sold.add_argument("lead", help="o número da conversa ou da pessoa")
    sold.add_argument("valor", help='quanto entrou, por exemplo "R$ 89,90"')
    sold.add_argument("--prova", required=True, help="onde se confere: número do comprovante, nota, mensagem")
    sold.add_argument("--quem", default=WHO, help="quem vendeu, para o registro")
    sold.set_defaults(run=_sold)
    undo = commands.add_parser("desfazer-venda", help="desfaz uma venda marcada à mão")
    undo.add_argument("pedido")
    undo.add_argument("--quem", default=WHO, help="quem está desfazendo, para o registro")
    undo.set_defaults(run=_undo)


def _list(arguments: argparse.Namespace) -> None:
    from central.app.desk.visit import looked

    async def work(store: Store) -> list[Any]:
        await looked(store, "viu a lista de pedidos", arguments.pessoa)
        if arguments.pessoa:
            return list(await store.orders.of_person(arguments.pessoa))
        return list(await store.orders.unmatched())

    found = at_store(work)
    if not found:
        print("Nenhum pedido." if arguments.pessoa else "Nenhum pedido sem dono.")
    for one in found:
        when = local(one.created_at)
        who = " · ".join(filter(None, (one.name, one.phone, one.email))) or "sem nome nem telefone"
        status = STATUSES[one.status]
        print(f"{one.id}  {when:%d/%m %H:%M}  {one.checkout} {one.number}  {reais(one.total)}  {status}\n    {who}")
    if found and not arguments.pessoa:
        print("\nPara dizer de quem é: central casar-pedido PEDIDO LEAD")


def _match(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    if not at_store(lambda store: store.orders.match(arguments.pedido, arguments.lead, arguments.quem, CLOCK.now())):
        print("Não encontrei esse pedido, ou ele já é dessa pessoa. Veja: central pedidos", file=sys.stderr)
        return 2
    print("Pronto: o pedido tem dono.")
    return 0


def _sold(arguments: argparse.Namespace) -> int:
    from central.app.desk.sale_by_hand import mark_sale
    from central.app.desk.visit import CLOCK

    said = (arguments.lead, price(arguments.valor), arguments.prova, arguments.quem)
    id = at_store(lambda store: mark_sale(store, *said, CLOCK.now()))
    print(f"Venda anotada. Para desfazer: central desfazer-venda {id}")
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    from central.app.desk.visit import CLOCK

    if not at_store(lambda store: store.orders.undo(arguments.pedido, arguments.quem, CLOCK.now())):
        print("Não há venda marcada à mão com esse id, ou ela já foi desfeita.", file=sys.stderr)
        return 2
    print("Venda desfeita: a conversa voltou para onde estava.")
    return 0
