"""What buyers bought after an offer fell due, by group, on every engine."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.conversation import Memo
from central.core.selling.checkout import CheckoutSpec, SentLink
from central.core.selling.order import Order
from central.core.turn import CallBack
from tests.store.world import ANA, BIA, World

SHOP = CheckoutSpec("loja")
DAY = 86_400_000


async def _offered(world: World, sender: object, token: str, why: str) -> None:
    """A buyer whose offer fell due now."""
    await world.hear("quero", sender)  # type: ignore[arg-type]
    scene = await world.scene()
    memo = Memo(persona="livia", introduced=True, product="serum", stage="comprado")
    said = CallBack(scene.person, "complemento:par", "" if why else "par:cheio", 0, why)
    assert await world.reply(scene, "aqui", memo=memo, links=(SentLink(token, "serum"),), called_back=said)


async def test_later_money_counts_by_group_and_within_the_window(world: World) -> None:
    await _offered(world, ANA, "abc2345defg", "")
    world.wait(1_000)
    await _offered(world, BIA, "abc2345defh", "grupo intocado")
    world.wait(DAY)
    record = world.store.orders.record
    bought = Order("1", "approved", world.now, 9_000, token="abc2345defg")
    await record(SHOP, bought, "loja", world.now)
    await record(SHOP, replace(bought, refunded=1_000), "loja", world.now)
    world.wait(40 * DAY)
    await record(SHOP, Order("2", "approved", world.now, 5_000, token="abc2345defh"), "loja", world.now)
    assert await world.store.callbacks.offer_groups(30 * DAY, world.now) == ([8_000], [0])


async def _due(world: World, sender: object, why: str, rule: str = "sumiu-3h") -> str:
    """Somebody to whom a call back fell due now."""
    await world.hear("oi", sender)  # type: ignore[arg-type]
    scene = await world.scene()
    said = CallBack(scene.person, rule, "" if why else "script:volta", 0, why)
    assert await world.reply(scene, "volta?", called_back=said)
    return scene.person


async def test_calling_back_is_measured_on_all_who_could_be_called_from_the_first_time_on(world: World) -> None:
    record, groups = world.store.orders.record, world.store.callbacks.call_groups
    await _due(world, ANA, "nada que se possa dizer agora")
    world.wait(1_000)
    await _due(world, BIA, "grupo intocado")
    world.wait(DAY)
    await _due(world, ANA, "")
    await _due(world, BIA, "pediu silêncio")
    await _due(world, ANA, "", "complemento:par")
    for number, phone in (("1", ANA.wa_id), ("2", BIA.wa_id)):
        for status in ("pending", "approved"):
            world.wait(1_000)
            await record(SHOP, Order(number, status, world.now, 9_000, phone=phone), "loja", world.now)  # type: ignore[arg-type]
    world.wait(30 * DAY)
    assert await groups(7 * DAY, world.now) == ([9_000], [9_000])
    assert await groups(DAY // 2, world.now) == ([0], [0])
    assert await groups(7 * DAY, 0) == ([], [])
