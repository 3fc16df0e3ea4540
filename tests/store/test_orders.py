"""Orders: outcomes once, the right person, the stage of the conversation, and a ledger without gaps."""

from __future__ import annotations

import asyncio

from central.core.messaging.conversation import Memo, Scene
from central.core.selling.checkout import BY_HAND, CheckoutSpec, SentLink
from central.core.selling.order import Item, Order
from central.core.selling.shipment import Shipment
from tests.store.world import ANA, BIA, World

SHOP = CheckoutSpec("loja")
TOKEN = "abc2345defg"


def order(status: str = "approved", number: str = "1001", at: int = 1_000, **more: object) -> Order:
    values = {"total": 8990, "items": (Item("s1", "Sérum", 1, 8990),)} | more
    return Order(number, status, at, **values)  # type: ignore[arg-type]


async def linked(world: World, stage: str = "checkout") -> Scene:
    """Ana was told a link with a token."""
    await world.hear("quero")
    scene = await world.scene()
    memo = Memo(persona="livia", introduced=True, product="serum", stage=stage)
    assert await world.reply(scene, "aqui: https://x/?sck=" + TOKEN, memo=memo, links=(SentLink(TOKEN, "serum"),))
    return scene


async def stage(world: World) -> str:
    (one,) = await world.store.lists.conversations(1)
    return one.stage


async def test_an_order_with_our_token_is_matched_and_moves_the_sale_in_one_step(world: World) -> None:
    scene = await linked(world)
    recorded = await world.store.orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    assert (recorded.person, recorded.conversation) == (scene.person, scene.conversation)
    assert await stage(world) == "comprado"
    (event,) = await world.store.orders.events(0)
    assert (event.change, event.status, event.turn, event.product) == ("approved", "approved", scene.turn, "serum")


async def test_the_same_outcome_counts_once_whatever_it_carries(world: World) -> None:
    await linked(world)
    for _ in range(3):
        await world.store.orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    again = await world.store.orders.record(SHOP, order(token=TOKEN, at=5_000), "loja", world.now)
    assert not again.fresh
    assert len(await world.store.orders.events(0)) == 1


async def test_twenty_copies_at_once_are_one(world: World) -> None:
    await linked(world)
    record = world.store.orders.record
    said = await asyncio.gather(*(record(SHOP, order(token=TOKEN), "loja", world.now) for _ in range(20)))
    assert sum(one.fresh for one in said) == 1
    assert len(await world.store.orders.events(0)) == 1


async def test_a_phone_without_ninth_digit_or_country_finds_the_lead(world: World) -> None:
    scene = await linked(world)
    recorded = await world.store.orders.record(SHOP, order(phone="(11) 9999-0001"), "loja", world.now)
    assert recorded.person == scene.person
    (found,) = await world.store.orders.of_person(scene.person)
    assert found.matched_by == "telefone"


async def test_a_phone_of_two_people_matches_nobody(world: World) -> None:
    await linked(world)
    await world.hear("oi", BIA, channel="outro")
    recorded = await world.store.orders.record(SHOP, order(phone="11988887777"), "loja", world.now)
    assert recorded.person is None
    (concern,) = await world.journal.attention()
    assert (concern.kind, concern.ref) == ("pedido", recorded.order)


async def test_an_email_that_bought_before_finds_its_person(world: World) -> None:
    scene = await linked(world)
    orders = world.store.orders
    await orders.record(SHOP, order(token=TOKEN, email="Ana@Exemplo.com"), "loja", world.now)
    second = await orders.record(SHOP, order(number="1002", email=" ana@exemplo.COM"), "loja", world.now)
    assert second.person == scene.person


async def test_an_order_nobody_is_known_for_waits_and_is_matched_by_hand(world: World) -> None:
    scene = await linked(world)
    orders = world.store.orders
    recorded = await orders.record(SHOP, order(), "loja", world.now)
    assert [one.id for one in await orders.unmatched()] == [recorded.order]
    assert await orders.match(recorded.order, scene.conversation, "dona", world.now)
    assert not await orders.match(recorded.order, scene.conversation, "dona", world.now)
    assert await stage(world) == "comprado"
    assert not await orders.unmatched()
    assert [(e.change, e.person) for e in await orders.events(0)] == [("approved", None), ("matched", scene.person)]


async def test_a_later_delivery_may_bring_the_token(world: World) -> None:
    scene = await linked(world)
    orders = world.store.orders
    assert (await orders.record(SHOP, order("pending"), "loja", world.now)).person is None
    assert (await orders.record(SHOP, order(token=TOKEN, at=2_000), "loja", world.now)).person == scene.person
    assert await stage(world) == "comprado"


async def test_money_back_takes_the_stage_back_and_a_late_payment_notice_does_not_undo_that(world: World) -> None:
    await linked(world, stage="pediu_desconto")
    orders = world.store.orders
    await orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    await orders.record(SHOP, order("refunded", token=TOKEN, at=9_000, total=4_000), "loja", world.now)
    assert await stage(world) == "pediu_desconto"
    late = await orders.record(SHOP, order("pending", token=TOKEN, at=500), "loja", world.now)
    assert late.status == "refunded"
    assert await stage(world) == "pediu_desconto"
    assert (await orders.events(0))[-1].total == 8990


async def test_one_of_two_orders_refunded_leaves_a_buyer(world: World) -> None:
    await linked(world)
    orders = world.store.orders
    for number in ("1", "2"):
        await orders.record(SHOP, order(number=number, token=TOKEN), "loja", world.now)
    await orders.record(SHOP, order("refunded", number="2", token=TOKEN, at=2_000), "loja", world.now)
    assert await stage(world) == "comprado"
    await orders.record(SHOP, order("chargeback", number="1", token=TOKEN, at=3_000), "loja", world.now)
    assert await stage(world) == "checkout"


async def test_a_turn_that_runs_while_the_order_comes_is_taken_again_with_what_it_changed(world: World) -> None:
    await linked(world)
    for row in await world.sends():
        await world.settle(row)
    await world.hear("e o prazo?")
    running = await world.scene()
    await world.store.orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    assert not await world.reply(running, "resposta com a etapa velha", memo=running.memo)
    (again,) = await world.claim()
    assert (again.turn, again.lines, again.memo.stage) == (running.turn, running.lines, "comprado")


async def test_a_reply_taken_back_does_not_forget_the_payment(world: World) -> None:
    scene = await linked(world)
    await world.store.orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    await world.hear("espera, outra coisa")
    again = await world.scene()
    assert len(again.lines) > len(scene.lines)
    assert again.memo.stage == "comprado"


async def test_a_sale_by_hand_is_undone_and_stays_in_the_ledger(world: World) -> None:
    scene = await linked(world)
    orders = world.store.orders
    sold = await orders.sell(BY_HAND, order(number="m1"), scene.person, "dona", world.now, "comprovante 55")
    assert await stage(world) == "comprado"
    assert await orders.undo(sold, "dona", world.now)
    assert not await orders.undo(sold, "dona", world.now)
    assert await stage(world) == "checkout"
    assert [(e.change, e.by, e.conversation) for e in await orders.events(0)] == [
        ("approved", "dona", scene.conversation),
        ("undone", "dona", scene.conversation),
    ]


async def test_only_a_sale_by_hand_can_be_undone(world: World) -> None:
    await linked(world)
    paid = await world.store.orders.record(SHOP, order(token=TOKEN), "loja", world.now)
    assert not await world.store.orders.undo(paid.order, "dona", world.now)


async def test_a_delivery_is_kept_once_and_read_until_it_is_settled(world: World) -> None:
    orders = world.store.orders
    first = await orders.keep("digest", "loja", "", b"{}", world.now)
    assert (await orders.keep("digest", "loja", "", b"{}", world.now)).id == first.id
    assert [one.body for one in await orders.due(world.now, 10)] == [b"{}"]
    await orders.settle(first.id, "waiting", world.now + 60_000, "fora do ar")
    assert not await orders.due(world.now, 10)
    await orders.settle(first.id, "dead", world.now, "não entendi")
    assert [c.kind for c in await world.journal.attention()] == ["entrega"]
    assert await orders.replay(first.id, world.now)
    assert len(await orders.due(world.now, 10)) == 1
    await orders.settle(first.id, "done", world.now)
    assert not await orders.due(world.now, 10)


async def test_the_phone_of_ana_is_not_that_of_bia(world: World) -> None:
    await linked(world)
    await world.hear("oi", BIA)
    recorded = await world.store.orders.record(SHOP, order(phone=BIA.wa_id), "loja", world.now)
    (found,) = await world.store.people.find(BIA.wa_id or "")
    assert recorded.person == found.id
    assert ANA.wa_id != BIA.wa_id


async def test_money_given_back_in_parts_counts_each_part_once_in_whatever_order(world: World) -> None:
    scene = await linked(world)
    record = world.store.orders.record
    for refunded in (0, 1_000, 1_000, 4_000, 2_000):
        await record(SHOP, order(token=TOKEN, refunded=refunded), "loja", world.now)
    assert await stage(world) == "comprado"
    assert [e.change for e in await world.store.orders.events(0)] == ["approved", "partial", "partial"]
    sales = {(s.status, s.value) for s in (await world.store.ledger.facts(world.now + 1)).sales}
    assert sales == {("approved", 8990), ("refunded", 4_000)}
    await record(SHOP, order("refunded", token=TOKEN), "loja", world.now)
    sales = {(s.status, s.value) for s in (await world.store.ledger.facts(world.now + 1)).sales}
    assert sales == {("approved", 8990), ("refunded", 8990)}
    (listed,) = await world.store.orders.of_person(scene.person)
    assert listed.status == "refunded"


async def test_a_payment_that_is_called_off_is_money_given_back_in_whatever_order_it_is_told(world: World) -> None:
    scene = await linked(world)
    record = world.store.orders.record
    for number, told in (
        ("1", ("approved", "cancelled")),
        ("2", ("cancelled", "approved")),
        ("3", ("approved", "frustrated")),
    ):
        for status in told:
            paid = status == "approved"
            await record(SHOP, order(status, number, 1_000 if paid else 2_000, token=TOKEN), "loja", world.now)
    sales = [(s.status, s.value) for s in (await world.store.ledger.facts(world.now + 1)).sales]
    assert sorted(sales) == [("approved", 8990)] * 3 + [("refunded", 8990)] * 3
    sold = await world.store.orders.sell(BY_HAND, order(number="m1"), scene.person, "dona", world.now, "x")
    assert await world.store.orders.undo(sold, "dona", world.now)
    values = [(s.status, s.value) for s in (await world.store.ledger.facts(world.now + 1)).sales if s.order == sold]
    assert sorted(values) == [("approved", 8990), ("refunded", 8990)]


async def test_cash_on_delivery_is_no_sale_before_the_door(world: World) -> None:
    await linked(world, "interessado")
    record = world.store.orders.record
    await record(SHOP, order("scheduled", token=TOKEN), "loja", world.now)
    assert await stage(world) == "checkout"
    await record(SHOP, order("shipped", token=TOKEN, at=2_000), "loja", world.now)
    assert not (await world.store.ledger.facts(world.now + 1)).sales
    recorded = await record(SHOP, order("frustrated", token=TOKEN, at=3_000), "loja", world.now)
    assert recorded.status == "frustrated"
    assert await stage(world) == "checkout"
    recorded = await record(SHOP, order("approved", token=TOKEN, at=4_000), "loja", world.now)
    assert (recorded.status, await stage(world)) == ("approved", "comprado")


async def test_the_way_of_an_order_is_kept_with_it_and_never_goes_back(world: World) -> None:
    scene = await linked(world)
    moving = Shipment("moving", "BR123", "https://rastreio.example/BR123", at=5_000)
    await world.store.orders.record(SHOP, order(token=TOKEN, shipment=moving), "loja", world.now)
    await world.store.orders.record(SHOP, order(token=TOKEN, shipment=Shipment("posted", at=2_000)), "loja", world.now)
    (bought,) = await world.store.purchases.of(scene.person)
    assert bought.shipment == moving
    assert await world.store.purchases.track(bought.id, Shipment("delivered", at=9_000), world.now)
    (bought,) = await world.store.purchases.of(scene.person)
    assert bought.shipment == Shipment("delivered", "BR123", "https://rastreio.example/BR123", at=9_000)
    assert not await world.store.purchases.track("nenhum", moving, world.now)


async def test_news_of_an_order_wake_its_conversation_with_what_happened(world: World) -> None:
    await linked(world)
    await world.store.orders.record(SHOP, order(token=TOKEN, method="pix"), "loja", world.now)
    (scene,) = await world.journal.claim(world.now, 9)
    ((key, news),) = [(t.key.split(":")[0], t.payload) for t in scene.timers]
    assert (key, news["status"], news["number"], scene.lines) == ("pedido", "approved", "1001", ())
