"""Quotes are written with the reply, read only when an earlier operation's may matter, and taken back with it."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.message import SayText
from central.core.replying.quote import KEPT_MS, VALID_MS, Quote
from central.core.turn import Send
from tests.store.world import World


def quote(world: World, person: str, operation: int = 1, value: int = 8990) -> Quote:
    return Quote(person, "preco", "serum", "30", value, world.now, world.now + VALID_MS, operation)


async def test_what_a_reply_told_binds_under_the_next_operation(world: World) -> None:
    await world.hear("quanto custa?")
    scene = await world.scene()
    told = quote(world, scene.person)
    assert await world.reply(scene, "R$ 89,90", quotes=(told,))
    quotes = world.store.quotes
    assert list(await quotes.of(scene.person, 1, world.now)) == []
    assert list(await quotes.of(scene.person, 2, world.now)) == [told]
    assert list(await quotes.of("outra", 2, world.now)) == []


async def test_a_quote_that_ended_is_known_for_a_week_and_then_forgotten(world: World) -> None:
    await world.hear("quanto custa?")
    scene = await world.scene()
    assert await world.reply(scene, "R$ 89,90", quotes=(quote(world, scene.person),))
    world.clock.time += VALID_MS + 1
    assert len(await world.store.quotes.of(scene.person, 2, world.now)) == 1
    world.clock.time += KEPT_MS
    assert list(await world.store.quotes.of(scene.person, 2, world.now)) == []
    await world.journal.prune(world.now, 0)
    assert list(await world.store.quotes.of(scene.person, 2, world.now - 2 * KEPT_MS)) == []


async def test_a_fallen_fence_tells_nothing(world: World) -> None:
    await world.hear("quanto custa?")
    scene = await world.scene()
    outcome = world.outcome(scene, "R$ 89,90", quotes=(quote(world, scene.person),))
    assert not await world.journal.finish(replace(outcome, epoch=scene.epoch + 5))
    assert list(await world.store.quotes.of(scene.person, 2, world.now)) == []


async def test_a_reply_taken_back_takes_its_quote_back(world: World) -> None:
    await world.hear("quanto custa?")
    scene = await world.scene()
    late = tuple(Send(f"{scene.turn}.0", SayText("R$ 89,90"), world.now + 60_000) for _ in range(1))
    assert await world.reply(scene, sends=late, quotes=(quote(world, scene.person),))
    await world.hear("ah, e o outro?")
    again = await world.scene()
    assert again.retractions == 1
    assert list(await world.store.quotes.of(scene.person, 2, world.now)) == []
