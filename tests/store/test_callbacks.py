"""Templates in the store: the last word counts, and what waits of one that may not be sent is taken back."""

from __future__ import annotations

from central.core.messaging.message import SayTemplate
from central.core.messaging.standing import Standing
from central.core.messaging.template import Judged
from central.core.turn import CallBack, Send
from tests.store.world import ANA, BIA, CHANNEL, World

GOOD = Judged("waba", "volta", "pt_BR", "APPROVED", "UTILITY")


async def _waiting(world: World, name: str = "volta") -> None:
    """Ana, who allowed marketing, and Bia, who did not, are about to get this template."""
    for person, consent in ((ANA, "disse que pode"), (BIA, "")):
        await world.hear(sender=person)
        scene = await world.scene()
        await world.reply(scene, sends=(Send(f"{scene.turn}.0", SayTemplate(name), world.now),), consent=consent)


async def test_what_waits_of_a_paused_template_is_not_sent(world: World) -> None:
    await _waiting(world)
    paused = Judged("waba", "volta", "pt_BR", "PAUSED", "UTILITY")
    assert await world.store.callbacks.stop(paused, ["outro"], world.now) == 0
    assert await world.store.callbacks.stop(paused, [CHANNEL], world.now) == 2
    assert await world.sends() == []


async def test_one_that_became_marketing_still_goes_to_who_allowed_it(world: World) -> None:
    await _waiting(world)
    marketing = Judged("waba", "volta", "pt_BR", "APPROVED", "MARKETING")
    assert await world.store.callbacks.stop(marketing, [CHANNEL], world.now) == 1
    (row,) = await world.sends()
    assert row.address.wa_id == ANA.wa_id


async def test_other_templates_and_words_go_on(world: World) -> None:
    await _waiting(world, "outro")
    paused = Judged("waba", "volta", "pt_BR", "PAUSED", "UTILITY")
    assert await world.store.callbacks.stop(paused, [CHANNEL], world.now) == 0
    assert len(await world.sends()) == 2


async def test_the_warm_up_and_metas_limit_leave_room_for_so_many_people(world: World) -> None:
    room, read = world.store.callbacks.room, world.store.numbers.read
    assert await room(True) == 200
    world.wait(10_000)
    assert await room(False) > 1_000
    await read([Standing(CHANNEL, world.now, "GREEN", 250, "", "", "", "")])
    await world.hear()
    scene = await world.scene()
    called = CallBack(scene.person, "dia-2", "modelo:volta", 35_000, "")
    await world.reply(scene, sends=(Send(f"{scene.turn}.0", SayTemplate("volta"), world.now),), called_back=called)
    world.wait(10_000)
    assert await room(False) == 249


async def test_a_morning_full_of_timers_does_not_outrun_the_limit(world: World) -> None:
    await world.store.numbers.read([Standing(CHANNEL, world.now, "GREEN", 2, "", "", "", "")])
    assert [await world.store.callbacks.room(False) for _ in range(4)] == [2, 1, 0, 0]


async def test_the_last_word_on_a_template_counts_at_once(world: World) -> None:
    await world.store.callbacks.keep([GOOD])
    assert await world.store.callbacks.templates() == (GOOD,)
    refused = Judged("waba", "volta", "pt_BR", "REJECTED", "UTILITY", reason="INVALID_FORMAT")
    await world.store.callbacks.keep([refused])
    assert await world.store.callbacks.templates() == (refused,)
