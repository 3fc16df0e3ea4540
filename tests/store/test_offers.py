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
