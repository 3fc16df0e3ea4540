"""What comes back into stock wakes the conversations that were about it, once, and nobody who bought."""

from __future__ import annotations

from dataclasses import replace

from central.adapters.operation import default_demo_folder, digest, numbered, parse, read_yaml, to_json
from central.app.work.stock import StockWork
from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.people.identity import Sender
from tests.clock import FakeClock
from tests.store.world import World, open_world

PRODUCT = "serum-aurora"


async def _publish(world: World, stock: int) -> None:
    document = read_yaml(default_demo_folder())

    def with_stock(product):  # type: ignore[no-untyped-def]
        return replace(product, variants=tuple(replace(v, stock=stock) for v in product.variants))

    products = tuple(with_stock(p) if p.id == PRODUCT else p for p in document.catalog.products)
    document = replace(document, catalog=replace(document.catalog, products=products))
    await world.store.operations.publish(to_json(document), digest(document), "teste", world.now)


async def test_who_spoke_of_it_is_looked_at_again_and_who_bought_is_not() -> None:
    world = await open_world(":memory:", "um", FakeClock(), parse)
    work = StockWork(world.store, world.clock)
    await _publish(world, 3)
    assert await work.look() == 0
    talks = {}
    for n, stage in enumerate(("interessado", "comprado")):
        await world.hear(sender=Sender(bsuid=f"BR.{n}"))
        scene = await world.answer("olá", memo=Memo(persona="livia", product=PRODUCT, stage=stage, introduced=True))
        talks[scene.conversation] = stage
    await world.deliver()
    await _publish(world, 0)
    assert await work.look() == 0
    await _publish(world, 5)
    assert (await work.look(), await work.look()) == (1, 0)
    world.wait(4 * 86_400_000)
    woken = [(talks[s.conversation], [t.key for t in s.timers]) for s in await world.claim()]
    assert woken == [("interessado", ["retomada:voltou-ao-estoque"])]
    await world.store.close()


def test_the_demonstration_has_the_rule() -> None:
    document = read_yaml(default_demo_folder())
    operation: Operation = numbered(1, digest(document), document)
    assert any(rule.event == "voltou_ao_estoque" for rule in operation.reengagements)
