"""Deliveries of checkouts: kept before they are read, looked up later, put off when a provider is away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.errors import AskHuman, TryLater
from central.core.operation import Operation
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.order import Order
from central.flow.selling.orders import MOST_TRIES, OrderDesk, Receipt
from central.ports import Delivery
from tests.clock import FakeClock
from tests.store.world import World, open_world

GOOD = Delivery((("assinado", "sim"),), "", b"um")
ORDER = Order("1", "approved", 5, 8990)
DEMO = numbered(1, "", read_yaml(default_demo_folder()))


@dataclass
class Shop:
    """A checkout that says what a test wants."""

    says: tuple[Order, ...] | Exception = (ORDER,)
    read_times: int = 0
    woken: list[int] = field(default_factory=list)

    def genuine(self, delivery: Delivery, now: int) -> bool:
        return delivery.header("assinado") == "sim"

    async def read(self, query: str, body: bytes) -> tuple[Order, ...]:
        self.read_times += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = await open_world(":memory:", "um", FakeClock())
    yield world
    await world.store.close()


def desk(world: World, shop: Shop, *checkouts: CheckoutSpec) -> OrderDesk:
    async def operation() -> Operation:
        return replace(DEMO, checkouts=checkouts)

    return OrderDesk(operation, lambda spec: shop, world.store.orders, world.clock, lambda: shop.woken.append(1))


async def test_a_signed_delivery_becomes_an_order_and_a_forged_one_leaves_no_trace(world: World) -> None:
    shop = Shop()
    assert await desk(world, shop).receive("generico", GOOD) is Receipt.KEPT
    assert await desk(world, shop).receive("generico", replace(GOOD, headers=())) is Receipt.FORGED
    assert shop.read_times == 1
    assert [event.status for event in await world.store.orders.events(0)] == ["approved"]


async def test_the_same_delivery_again_is_answered_and_not_read(world: World) -> None:
    shop = Shop()
    for _ in range(5):
        assert await desk(world, shop).receive("generico", GOOD) is Receipt.KEPT
    assert shop.read_times == 1


async def test_a_checkout_nobody_has_is_unknown_and_one_of_the_operation_hides_the_default(world: World) -> None:
    shop, mine = Shop(), CheckoutSpec("minha", "kiwify")
    assert await desk(world, shop).receive("minha", GOOD) is Receipt.UNKNOWN
    assert await desk(world, shop, mine).receive("minha", GOOD) is Receipt.KEPT
    assert await desk(world, shop, mine).receive("generico", GOOD) is Receipt.UNKNOWN


async def test_what_is_not_understood_is_kept_and_shown(world: World) -> None:
    shop = Shop(ValueError("falta status"))
    assert await desk(world, shop).receive("generico", GOOD) is Receipt.KEPT
    (concern,) = await world.journal.attention()
    assert concern.kind == "entrega"
    assert "falta status" in concern.reason
    assert not await desk(world, shop).work()


async def test_a_provider_that_must_be_asked_is_asked_later_and_again_for_each_notice(world: World) -> None:
    shop, spec = Shop(), CheckoutSpec("mp", "mercadopago")
    one = desk(world, shop, spec)
    assert await one.receive("mp", GOOD) is Receipt.KEPT
    assert (shop.read_times, shop.woken) == (0, [1])
    assert await one.work() == 1
    assert await one.work() == 0
    shop.says = (replace(ORDER, status="refunded", at=9),)
    await one.receive("mp", GOOD)
    assert await one.work() == 1
    assert [event.status for event in await world.store.orders.events(0)] == ["approved", "refunded"]


async def test_a_provider_that_is_away_is_asked_again_ever_later_and_then_a_person(world: World) -> None:
    shop, spec = Shop(TryLater("fora do ar")), CheckoutSpec("mp", "mercadopago")
    one = desk(world, shop, spec)
    await one.receive("mp", GOOD)
    for number in range(MOST_TRIES):
        assert not await world.journal.attention()
        assert await one.work() == 1
        pause = min(3_600_000, 2_000 << min(number, 12))
        world.wait(pause - 1)
        assert await one.work() == 0
        world.wait(1)
    assert shop.read_times == MOST_TRIES
    (concern,) = await world.journal.attention()
    assert "fora do ar" in concern.reason


async def test_an_api_that_refuses_us_asks_a_person_at_once(world: World) -> None:
    shop, spec = Shop(AskHuman("confira o token")), CheckoutSpec("mp", "mercadopago")
    one = desk(world, shop, spec)
    await one.receive("mp", GOOD)
    await one.work()
    (concern,) = await world.journal.attention()
    assert "confira o token" in concern.reason


async def test_a_trial_is_kept_and_never_counted(world: World) -> None:
    shop = Shop((replace(ORDER, trial=True),))
    assert await desk(world, shop).receive("generico", GOOD) is Receipt.KEPT
    assert not await world.store.orders.events(0)


async def test_an_order_without_a_time_happened_when_it_was_told(world: World) -> None:
    shop = Shop((replace(ORDER, at=0),))
    await desk(world, shop).receive("generico", GOOD)
    late = Shop((replace(ORDER, status="cancelled", at=1),))
    await desk(world, late).receive("generico", replace(GOOD, body=b"dois"))
    assert (await world.store.orders.events(0))[-1].status == "approved"


async def test_what_waited_while_its_checkout_went_is_shown(world: World) -> None:
    shop, spec = Shop(), CheckoutSpec("mp", "mercadopago")
    await desk(world, shop, spec).receive("mp", GOOD)
    await desk(world, shop).work()
    (concern,) = await world.journal.attention()
    assert "saiu da operação" in concern.reason
