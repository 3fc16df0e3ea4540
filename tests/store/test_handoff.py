"""A person takes a conversation while the bot thinks and sends: never two answers, never one after the takeover."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from central.core.decision import Decision
from central.core.messaging.conversation import Handoff, Memo
from central.core.messaging.message import SayText
from tests.clock import FakeClock
from tests.store.interleaving import DOUBT_MS, Interleaving
from tests.store.world import ANA, BIA, World, open_world

MARINA = "conta-marina"
TALKS = {"memory": 1_000, "sqlite": 200, "postgres": 120}


@pytest.fixture
async def worlds(url: str, world: World) -> AsyncIterator[list[World]]:
    """The processes of one store: two where the engine allows it."""
    if not url.startswith("postgres"):
        yield [world]
        return
    second = await open_world(url, "dois", FakeClock())
    second.clock = world.clock
    yield [world, second]
    await second.store.close()


async def test_no_order_of_things_lets_the_bot_speak_beside_a_person(
    worlds: list[World], request: pytest.FixtureRequest
) -> None:
    talks = next(count for engine, count in TALKS.items() if engine in request.node.name)
    figures = await Interleaving(worlds, 7, talks).run()
    assert figures.wrong == []
    assert min(figures.counts[what] for what in ("taken over", "turns cut off", "given back", "said by hand")) > 20
    assert figures.counts["answered by the bot"] > talks / 2


async def test_what_was_refused_for_now_does_not_leave_once_somebody_took_over(world: World) -> None:
    conversation = str((await world.hear()).conversation)
    await world.answer("olá!", retractable=False)
    (row,) = await world.sends()
    await world.store.attending.take_over(conversation, MARINA, world.now)
    await world.settle(row, "waiting", retry_at=world.now, code="131056", reason="devagar")
    assert await world.sends() == []
    assert await world.states(conversation) == ["cancelled"]


async def test_what_is_in_doubt_is_not_sent_again_once_somebody_took_over(world: World) -> None:
    conversation = str((await world.hear()).conversation)
    await world.answer("olá!", retractable=False)
    (row,) = await world.sends()
    await world.settle(row, "uncertain", code="Timeout")
    await world.store.attending.take_over(conversation, MARINA, world.now)
    await world.hear("e aí?")
    world.wait(2 * DOUBT_MS)
    await world.journal.sweep(world.now, DOUBT_MS)
    assert await world.states(conversation) == ["uncertain"]


async def test_the_goodbye_of_the_turn_that_asks_for_a_person_is_the_last_thing_the_bot_says(world: World) -> None:
    conversation = str((await world.hear("quanto custa?")).conversation)
    await world.answer("custa isto", "e mais isto", gap=5_000, retractable=False)
    assert await world.deliver() == ["custa isto"]
    await world.hear("quero uma pessoa")
    scene = await world.scene()
    handoff = Handoff(scene.turn, conversation, world.now, "lead", "pediu uma pessoa")
    await world.reply(scene, "já chamo alguém", handoff=handoff, retractable=False)
    world.wait(10_000)
    assert await world.deliver() == ["já chamo alguém"]


async def test_a_turn_ends_the_hand_over_it_names_unless_somebody_took_it(world: World) -> None:
    conversation = str((await world.hear("paguei")).conversation)
    scene = await world.scene()
    asked = Handoff(scene.turn, conversation, world.now, "central", "regra pagou")
    await world.reply(scene, "já chamo alguém", handoff=asked, retractable=False)
    await world.hear("oi?")
    assert (await world.answer(hands_back="another")).handoff == asked
    await world.hear("oi??")
    await world.answer(hands_back=asked.id)
    await world.hear("e agora?")
    assert (await world.answer()).handoff is None
    await world.store.attending.take_over(conversation, MARINA, world.now)
    await world.hear("alguém?")
    held = (await world.answer(hands_back=asked.id)).handoff
    assert held is not None
    assert held.by == MARINA
    await world.hear("ainda?")
    assert (await world.scene()).handoff == held


async def test_what_the_team_agreed_goes_back_to_the_bot_and_the_price_they_gave_binds(world: World) -> None:
    conversation = str((await world.hear("faz desconto?")).conversation)
    memo = Memo(persona="livia", product="serum", variant="30", introduced=True)
    about = ("novo", "desconto", 0.9, False, "padrao", "script", None, "script", 7, "responder")
    decided = Decision("d1", world.now, "livia", "serum", None, *about)  # type: ignore[arg-type]
    scene = await world.answer("vou ver", memo=memo, decision=decided, retractable=False)
    world.wait(1_000)
    await world.store.attending.take_over(conversation, MARINA, world.now)
    await world.store.attending.say(conversation, MARINA, [SayText("Oi! Fecho por R$ 79,90 no Pix.")], world.now)
    world.wait(60_000)
    assert await world.journal.end_handoff(conversation, MARINA, world.now)
    (note,) = (await world.store.inbox.thread(conversation)).notes
    assert note.words == "A equipe disse: “Oi! Fecho por R$ 79,90 no Pix.” Preço combinado: R$ 79,90."
    (quote,) = await world.store.quotes.of(scene.person, 1, world.now)
    assert (quote.subject, quote.variant, quote.value) == ("serum", "30", 7_990)
    past = await world.store.history.recent(conversation, "t9", "livia", 12)
    assert "79,90" in past.agreed


async def test_a_conversation_nobody_speaks_in_any_more_is_found_and_one_that_waits_for_somebody_is_not(
    world: World,
) -> None:
    ana, bia = [str((await world.hear(sender=who)).conversation) for who in (ANA, BIA)]
    await world.store.attending.take_over(ana, MARINA, world.now)
    world.wait(1_000)
    for scene in await world.claim():
        asking = Handoff(scene.turn, scene.conversation, world.now, "lead", "pediu uma pessoa")
        await world.reply(scene, handoff=asking if scene.conversation == bia else None)
    world.wait(1_000)
    await world.store.attending.say(ana, MARINA, [SayText("já volto")], world.now)
    said_at = world.now
    assert await world.store.attending.forgotten(said_at - 1) == []
    assert await world.store.attending.forgotten(said_at) == [ana]


async def test_a_takeover_waits_for_the_bubble_that_is_leaving_at_that_moment(world: World) -> None:
    conversation = str((await world.hear()).conversation)
    await world.answer("olá!", retractable=False)
    (row,) = await world.sends()
    await world.store.attending.take_over(conversation, MARINA, world.now)
    assert not await world.store.attending.quiet(conversation, within_s=0.01)
    await world.settle(row)
    assert await world.store.attending.quiet(conversation)
