"""What people of the team tell of a lead's orders: a sale by hand, one paid at the door, where a parcel is."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path
from fastapi.responses import Response

from central.app.desk.deliveries import STEPS, schedule, told_way
from central.app.desk.sale_by_hand import mark_sale
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.money import parse_reais

section = Section()

Id = Annotated[str, Path(max_length=80)]
Short = Annotated[str, Form(max_length=300)]


@section.post("/conversas/{id}/venda", least="atendente")
async def sell(visit: Here, id: Id, valor: Short = "", prova: Short = "", forma: Short = "pago") -> Response:
    """A sale that was made elsewhere, or one that will be paid at the door."""
    total = parse_reais(valor)
    if not total:
        raise AskHuman(f'"{valor[:20]}" não é um preço; escreva assim: R$ 89,90', code="valor")
    if not prova.strip():
        raise AskHuman("Diga onde se confere: número do comprovante, nota ou mensagem.", code="prova")
    make = schedule if forma == "na_entrega" else mark_sale
    await make(visit.panel.store, id, total, prova.strip(), visit.account.id, visit.now)
    said = "Agendado. Conta como venda quando for pago." if make is schedule else "Venda anotada."
    return _moved(visit, id, said)


@section.post("/conversas/{id}/pedidos/{pedido}/passo", least="atendente")
async def step(visit: Here, id: Id, pedido: Id, passo: Short = "") -> Response:
    """An order paid at the door went on; or a sale by hand was none."""
    orders = visit.panel.store.orders
    if passo == "desfazer":
        done = await orders.undo(pedido, visit.account.id, visit.now)
    elif passo in STEPS:
        done = await orders.step(pedido, STEPS[passo], visit.account.id, visit.now)
    else:
        raise AskHuman("Escolha um dos passos.", code="passo")
    if not done:
        raise AskHuman("Esse pedido não espera por isso.", code="pedido")
    return _moved(visit, id, "Anotado.")


@section.post("/conversas/{id}/pedidos/{pedido}/rastreio", least="atendente")
async def track(
    visit: Here, id: Id, pedido: Id, codigo: Short = "", link: Short = "", situacao: Short = "posted", dia: Short = ""
) -> Response:
    """Where the parcel is: the persona says it to who asks."""
    store = visit.panel.store
    await told_way(store, pedido, codigo.strip(), link.strip(), situacao, dia.strip(), visit.now)
    return _moved(visit, id, "Anotado: quem perguntar pelo pedido recebe isso.")


def _moved(visit: Visit, id: str, toast: str) -> Response:
    visit.panel.hub.wake()
    return visit.done(toast) if visit.by_htmx else visit.go(f"/conversas/{id}", toast)
