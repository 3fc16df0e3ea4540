"""What the team tells of orders in the panel: sales by hand, the door, the way of a parcel."""

from __future__ import annotations

import re

from central.core.selling.checkout import BY_HAND, CheckoutSpec
from central.core.selling.order import Order
from tests.app.panel.panel_world import PanelWorld
from tests.store.world import World


async def test_a_sale_at_the_door_and_its_way_are_told_on_the_card(world: PanelWorld) -> None:
    accepted = await World(world.store, world.clock).hear("oi")
    assert accepted.person is not None
    page = f"/conversas/{accepted.conversation}"
    async with await world.browser("atendente") as browser:
        assert (await browser.post(f"{page}/venda", data={"valor": "caro", "prova": "x"})).status_code == 422
        agreed = {"valor": "R$ 89,90", "prova": "conversa", "forma": "na_entrega"}
        assert (await browser.post(f"{page}/venda", data=agreed)).status_code == 303
        (order,) = await world.store.orders.of_person(accepted.person)
        assert order.status == "scheduled"
        card = (await browser.get(page)).text
        assert f"{page}/pedidos/{order.id}/passo" in card
        told = {"codigo": "AA123456785BR", "situacao": "moving", "dia": "2026-12-24"}
        assert (await browser.post(f"{page}/pedidos/{order.id}/rastreio", data=told)).status_code == 303
        for step in ("enviou", "pagou"):
            assert (await browser.post(f"{page}/pedidos/{order.id}/passo", data={"passo": step})).status_code == 303
        assert (await browser.post(f"{page}/pedidos/{order.id}/passo", data={"passo": "frustrou"})).status_code == 422
    (bought,) = await world.store.purchases.of(accepted.person)
    assert bought.status == "approved"
    assert bought.shipment is not None
    assert bought.shipment.code == "AA123456785BR"


async def test_an_order_of_nobody_is_given_to_its_lead(world: PanelWorld) -> None:
    accepted = await World(world.store, world.clock).hear("oi")
    assert accepted.person is not None
    while await world.store.search.follow():
        pass
    evil = "<b>Ana</b>"
    order = Order("9", "approved", 5, 8990, phone="(11) 90000-4321", name=evil)
    recorded = await world.store.orders.record(CheckoutSpec("loja"), order, "loja", world.clock.now())
    assert recorded.person is None
    page, owner = f"/pedidos?pedido={recorded.order}", f"/pedidos/{recorded.order}/dono"
    async with await world.browser("leitura") as browser:
        assert "De quem é?" not in (await browser.get("/pedidos")).text
        assert (await browser.post(owner, data={"conversa": accepted.conversation})).status_code == 403
    async with await world.browser("atendente") as browser:
        assert f"/pedidos?pedido={recorded.order}" in (await browser.get("/conversas?aba=atencao")).text
        assert evil not in (await browser.get(page)).text
        found = (await browser.get(page + "&busca=0001")).text
        assert f'name="conversa" value="{accepted.conversation}"' in found
        assert (await browser.post(owner, data={"conversa": "sumiu"})).status_code == 422
        assert (await browser.post(owner, data={"conversa": accepted.conversation})).status_code == 303
        assert (await browser.post(owner, data={"conversa": accepted.conversation})).status_code == 422
        assert "Todos os pedidos têm dono" in (await browser.get("/pedidos")).text
    (bought,) = await world.store.orders.of_person(accepted.person)
    assert (bought.status, bought.matched_by) == ("approved", world.sessions["atendente"].account.id)


async def test_a_sale_by_hand_is_apart_on_the_page_and_undone_on_the_card(world: PanelWorld) -> None:
    accepted = await World(world.store, world.clock).hear("oi")
    page = f"/conversas/{accepted.conversation}"
    async with await world.browser("atendente") as browser:
        sold = {"valor": "R$ 89,90", "prova": "comprovante 5"}
        assert (await browser.post(f"{page}/venda", data=sold)).status_code == 303
        tile = re.search(
            r"Marcados à mão, à parte.{0,200}?>1<.{0,200}?89,90", (await browser.get("/pedidos")).text, re.S
        )
        assert tile is not None
        assert "Desfazer a venda" in (await browser.get(page)).text
        (order,) = await world.store.orders.newest()
        step = f"{page}/pedidos/{order.id}/passo"
        assert (await browser.post(step, data={"passo": "desfazer"})).status_code == 303
        assert (await browser.post(step, data={"passo": "desfazer"})).status_code == 422
        assert "Desfazer a venda" not in (await browser.get(page)).text
    assert await world.store.orders.sums(0) == {}
    assert order.checkout == BY_HAND.id


async def test_a_delivery_that_was_not_understood_is_read_again_from_attention(world: PanelWorld) -> None:
    now = world.clock.now()
    kept = await world.store.orders.keep("k", "loja", "", b"{}", now)
    await world.store.orders.settle(kept.id, "dead", now, "falta createdAt")
    async with await world.browser("atendente") as browser:
        page = (await browser.get("/conversas?aba=atencao")).text
        assert "Aviso de venda que não entendi" in page
        assert (await browser.post(f"/atencao/{kept.id}/repor")).status_code == 200
    assert [one.id for one in await world.store.orders.due(now, 5)] == [kept.id]
