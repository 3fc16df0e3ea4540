"""What the team tells of orders in the panel: sales by hand, the door, the way of a parcel."""

from __future__ import annotations

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
