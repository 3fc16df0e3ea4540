"""A paid order makes its ticket sold, whoever said what; money that goes back loses it; every line counts once."""

from __future__ import annotations

import pytest

from central.adapters.store.sales.tickets import Filter
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.order import Order
from central.core.selling.ticket import Move, SetStatus, Ticket
from tests.store.world import ANA, World

SHOP = CheckoutSpec(id="loja", provider="generico")
FIRST = Move("interessado", "livia", "serum", touched=True)


async def _lead(world: World) -> str:
    await world.hear()
    scene = await world.answer("ok", move=FIRST)
    await world.store.tickets.apply_moves(world.now)
    return scene.person


async def _pay(world: World, number: str = "1", status: str = "approved", total: int = 8990, minute: int = 0) -> str:
    order = Order(number, status, world.now + minute * 60_000, total, phone=ANA.wa_id)  # type: ignore[arg-type]
    recorded = await world.store.orders.record(SHOP, order, "loja", world.now)
    while await world.store.tickets.apply_orders(world.now):
        pass
    return recorded.order


async def _tickets(world: World) -> list[Ticket]:
    return await world.store.tickets.page(Filter())


async def test_a_paid_order_sells_the_ticket_of_its_person_once(world: World) -> None:
    await _lead(world)
    await _pay(world)
    await _pay(world)
    (ticket,) = await _tickets(world)
    assert (ticket.status, ticket.value, ticket.reason) == ("comprado", 8990, "pedido 1")
    assert [line.by for line in await world.store.tickets.history(ticket.id)] == ["central", "pedido"]


@pytest.mark.parametrize(("status", "reason"), [("refunded", "reembolso"), ("chargeback", "pagamento contestado")])
async def test_money_that_goes_back_loses_the_ticket(world: World, status: str, reason: str) -> None:
    await _lead(world)
    await _pay(world)
    await _pay(world, status=status, minute=5)
    (ticket,) = await _tickets(world)
    assert (ticket.status, ticket.reason, ticket.value) == ("perdido", reason, 8990)


async def test_an_order_revives_a_ticket_that_was_given_up(world: World) -> None:
    await _lead(world)
    (ticket,) = await _tickets(world)
    await world.store.tickets.change(ticket.id, [SetStatus("perdido", "sumiu")], "painel:ana", world.now)
    await _pay(world)
    (ticket,) = await _tickets(world)
    assert ticket.status == "comprado"


async def test_a_second_paid_order_is_a_ticket_of_its_own_and_its_refund_finds_it(world: World) -> None:
    await _lead(world)
    await _pay(world)
    world.wait(1_000)
    await _pay(world, "2", total=5000)
    first, second = await _tickets(world)
    assert [(t.status, t.value) for t in (first, second)] == [("comprado", 8990), ("comprado", 5000)]
    await _pay(world, "1", "refunded", minute=9)
    assert [t.status for t in await _tickets(world)] == ["perdido", "comprado"]


async def test_a_pending_pix_is_a_line_of_history_and_no_sale(world: World) -> None:
    await _lead(world)
    await _pay(world, status="pending")
    (ticket,) = await _tickets(world)
    assert ticket.status == "interessado"
    assert (await world.store.tickets.history(ticket.id))[-1].text == "pedido 1: esperando pagamento"


async def test_an_order_of_nobody_waits_and_is_taken_when_it_is_matched(world: World) -> None:
    order = Order("7", "approved", world.now, 8990, phone="11 95555-0000")
    recorded = await world.store.orders.record(SHOP, order, "loja", world.now)
    assert await world.store.tickets.apply_orders(world.now) == 1
    assert await _tickets(world) == []
    person = await _lead(world)
    assert await world.store.orders.match(recorded.order, person, "ana", world.now)
    await world.store.tickets.apply_orders(world.now)
    (ticket,) = await _tickets(world)
    assert (ticket.status, ticket.value) == ("comprado", 8990)
