"""Turns: frozen bursts, leases and fences, replies taken back, timers, failures."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from central.adapters.store.journal.claim import LEASE_MS
from central.adapters.store.journal.finish import MOST_FAILURES
from central.core.decision import Decision
from central.core.messaging.conversation import Handoff, Memo, OptOut, Timer
from central.core.people.identity import Sender
from tests.store.world import ANA, BIA, World, lines

DECISION = Decision(
    "d1", 1, "livia", None, None, "novo", "preco", 0.9, False, "r", "script", "s", "script", 1, "responder"
)


async def test_a_lost_lease_gives_the_same_turn_with_the_same_messages(world: World) -> None:
    await world.hear("um")
    first = await world.scene()
    await world.hear("dois")
    world.wait(LEASE_MS - 1)
    assert await world.claim() == []
    world.wait(1)
    (second,) = await world.claim()
    assert (second.turn, second.lines, second.epoch) == (first.turn, first.lines, first.epoch + 1)
    assert await world.reply(second, "olá")
    (third,) = await world.claim()
    assert third.turn != first.turn


async def test_who_lost_the_lease_cannot_commit(world: World) -> None:
    await world.hear()
    zombie = await world.scene()
    world.wait(LEASE_MS)
    (scene,) = await world.claim()
    assert not await world.reply(zombie, "do além", memo=Memo(stage="comprado"))
    assert not await world.journal.renew(zombie.conversation, zombie.epoch, world.now)
    assert await world.reply(scene, "olá")
    assert not await world.reply(scene, "olá")
    assert await world.deliver() == ["olá"]


async def test_both_a_zombie_and_the_owner_in_one_commit(world: World) -> None:
    await world.hear()
    zombie = await world.scene()
    world.wait(LEASE_MS)
    (scene,) = await world.claim()
    assert await asyncio.gather(world.reply(zombie, "do além"), world.reply(scene, "olá")) == [False, True]
    assert await world.deliver() == ["olá"]


async def test_a_renewed_lease_holds(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    for _ in range(5):
        world.wait(LEASE_MS - 1)
        assert await world.claim() == []
        assert await world.journal.renew(scene.conversation, scene.epoch, world.now)
    assert await world.reply(scene, "olá")
    assert not await world.journal.renew(scene.conversation, scene.epoch, world.now)


async def test_what_comes_during_a_turn_is_the_next_burst(world: World) -> None:
    await world.hear("um")
    scene = await world.scene()
    await world.hear("dois", wait=1_000)
    world.wait(5_000)
    assert await world.claim() == []
    assert await world.reply(scene, "olá", retractable=False)
    (second,) = await world.claim()
    assert (lines(scene), lines(second)) == (["um"], ["dois"])


async def test_an_unsent_reply_is_taken_back_when_the_lead_goes_on(world: World) -> None:
    await world.hear("qual o valor")
    first = await world.answer("R$ 89,90", memo=Memo(stage="interessado", asked="cep"), sticky="livia")
    await world.hear("do sérum?")
    assert await world.sends() == []
    second = await world.scene()
    assert lines(second) == ["qual o valor", "do sérum?"]
    assert (second.memo, second.sticky, second.retractions) == (first.memo, None, 1)
    assert await world.reply(second, "O sérum sai por R$ 89,90", sticky="carla")
    assert await world.deliver() == ["O sérum sai por R$ 89,90"]
    assert await world.states(first.conversation) == ["superseded", "accepted"]


async def test_retractions_are_counted_until_a_reply_leaves(world: World) -> None:
    await world.hear("um")
    for taken_back in range(3):
        scene = await world.answer("olá")
        assert scene.retractions == taken_back
        await world.hear("mais")
    assert len((await world.answer("olá")).lines) == 4
    assert await world.deliver() == ["olá"]
    await world.hear("outra coisa")
    assert (await world.scene()).retractions == 0


async def test_a_reply_whose_first_bubble_left_stays(world: World) -> None:
    await world.hear("um")
    await world.answer("olá", "tudo bem?", gap=1_000)
    (first,) = await world.sends()
    await world.hear("dois")
    second = await world.scene()
    assert lines(second) == ["dois"]
    await world.settle(first)
    assert await world.deliver() == ["tudo bem?"]


async def test_a_reply_that_may_not_be_taken_back_goes_out(world: World) -> None:
    await world.hear("um")
    await world.answer("olá", retractable=False)
    await world.hear("dois")
    assert await world.deliver() == ["olá"]
    assert lines(await world.scene()) == ["dois"]


async def test_a_turn_overtaken_while_it_thought_waits_and_is_taken_back(world: World) -> None:
    await world.hear("um")
    scene = await world.scene()
    await world.hear("dois")
    assert await world.reply(scene, "olá")
    assert (await world.sends(), await world.journal.next_send(world.now)) == ([], None)
    assert lines(await world.scene()) == ["um", "dois"]


async def test_the_first_persona_stays_with_the_person(world: World) -> None:
    await world.hear(channel="a")
    await world.answer("olá", sticky="livia")
    await world.deliver()
    await world.hear(channel="b")
    second = await world.answer("oi", sticky="carla")
    assert second.sticky == "livia"
    await world.deliver()
    await world.hear(channel="a")
    assert (await world.scene()).sticky == "livia"


async def test_the_memo_is_there_next_time_and_the_decision_is_kept(world: World) -> None:
    await world.hear()
    memo = Memo(persona="livia", product="serum", stage="interessado", said=("preco/0",))
    await world.answer("olá", memo=memo, decision=DECISION)
    await world.deliver()
    await world.hear()
    assert (await world.scene()).memo == memo
    assert '"rule":"r"' in (await world.store.lists.decision("d1") or "")


async def test_a_timer_wakes_the_conversation_once(world: World) -> None:
    await world.hear()
    await world.answer("olá", timers=(Timer("lembrar", world.now + 60_000, {"porque": "sumiu"}),))
    await world.deliver()
    assert await world.journal.next_due(world.now) == world.now - 1_000 + 60_000
    scene = await world.scene()
    assert (scene.lines, scene.upto) == ((), 0)
    assert scene.timers == (Timer("lembrar", world.now, {"porque": "sumiu"}),)
    assert await world.reply(scene, "ainda está aí?")
    assert await world.deliver() == ["ainda está aí?"]
    assert await world.journal.next_due(world.now) is None


async def test_timers_move_and_are_cancelled(world: World) -> None:
    await world.hear()
    start = world.now
    await world.answer(timers=(Timer("a", start + 10_000), Timer("b", start + 20_000), Timer("c", start + 30_000)))
    await world.hear()
    await world.answer(timers=(Timer("b", start + 50_000),), cancel=("a",))
    assert await world.journal.next_due(world.now) == start + 30_000
    assert [t.key for t in (await world.answer()).timers] == ["c"]
    assert await world.journal.next_due(world.now) == start + 50_000


async def test_a_timer_set_again_by_the_turn_it_woke_lives_on(world: World) -> None:
    await world.hear()
    await world.answer(timers=(Timer("a", world.now + 5_000),))
    await world.answer(timers=(Timer("a", world.now + 90_000),))
    scene = await world.scene()
    assert [timer.key for timer in scene.timers] == ["a"]


async def test_an_open_burst_takes_the_timer_along(world: World) -> None:
    await world.hear()
    await world.answer(timers=(Timer("a", world.now + 2_000),))
    world.wait(1_500)
    await world.hear("voltei", wait=5_000)
    scene = await world.scene()
    assert (lines(scene), [t.key for t in scene.timers]) == (["voltei"], ["a"])
    world.wait(LEASE_MS)
    (again,) = await world.claim()
    assert (again.lines, again.timers) == (scene.lines, scene.timers)


async def test_a_failed_turn_comes_back_as_it_was_but_not_too_soon(world: World) -> None:
    await world.hear("um")
    scene = await world.scene()
    assert await world.journal.postpone(scene, world.now, world.now + 5_000, "modelo fora do ar")
    await world.hear("dois", wait=0)
    assert await world.claim() == []
    world.wait(5_000)
    (again,) = await world.claim()
    assert (again.turn, lines(again)) == (scene.turn, ["um"])
    assert await world.reply(again, "olá", retractable=False)
    assert lines(await world.scene()) == ["dois"]


async def test_a_turn_that_keeps_failing_becomes_a_dead_letter_and_can_be_replayed(world: World) -> None:
    await world.hear("veneno")
    for failure in range(1, MOST_FAILURES + 1):
        scene = await world.scene()
        kept = await world.journal.postpone(scene, world.now, world.now + 1_000, "ValueError")
        assert kept == (failure < MOST_FAILURES)
    await world.hear("outra coisa")
    assert lines(await world.answer("olá", retractable=False)) == ["outra coisa"]
    (letter,) = await world.journal.attention()
    assert (letter.kind, letter.ref, letter.conversation) == ("carta_morta", scene.turn, scene.conversation)
    assert (letter.reason, letter.name) == ("ValueError", "Ana")
    assert await world.journal.replay(letter.ref, world.now)
    assert not await world.journal.replay(letter.ref, world.now)
    assert lines(await world.answer("desculpe a demora")) == ["veneno"]
    assert await world.journal.attention() == []


async def test_a_failure_reported_too_late_changes_nothing(world: World) -> None:
    await world.hear()
    zombie = await world.scene()
    world.wait(LEASE_MS)
    (scene,) = await world.claim()
    assert await world.journal.postpone(zombie, world.now, world.now, "tarde")
    assert await world.claim() == []
    assert await world.reply(scene, "olá")


async def test_a_handoff_stays_open_until_a_person_gives_the_conversation_back(world: World) -> None:
    await world.hear("quero falar com gente")
    scene = await world.scene()
    handoff = Handoff("h1", scene.conversation, world.now, "bot", "pediu uma pessoa")
    assert await world.reply(scene, "já chamo", handoff=handoff, retractable=False)
    assert [(c.kind, c.ref, c.name) for c in await world.journal.attention()] == [("pessoa", "h1", "Ana")]
    await world.hear("alô?")
    second = await world.scene()
    assert second.handoff == handoff
    assert await world.reply(second, handoff=replace(handoff, id="h2"))
    assert len(await world.journal.attention()) == 1
    assert await world.journal.end_handoff(scene.conversation, "Rui", world.now)
    assert not await world.journal.end_handoff(scene.conversation, "Rui", world.now)
    assert await world.journal.attention() == []
    await world.hear("obrigada")
    assert (await world.scene()).handoff is None


async def test_an_opt_out_silences_the_person_on_every_channel_but_for_its_confirmation(world: World) -> None:
    await world.hear(channel="a")
    planned = await world.answer("promoção")
    await world.hear("pare", channel="b")
    scene = await world.scene()
    optout = OptOut(scene.person, world.now, "palavras", "pare")
    assert await world.reply(scene, "pronto, não escrevo mais", optout=optout, retractable=False)
    (confirmation,) = await world.sends()
    assert not confirmation.suppressed
    await world.settle(confirmation)
    assert await world.states(planned.conversation) == ["cancelled"]
    await world.hear("oi", channel="a")
    again = await world.scene()
    assert (again.opted_out, again.retractions) == (True, 0)
    assert await world.reply(again, "escapou")
    assert [row.suppressed for row in await world.sends()] == [True]


async def test_others_hear_on_after_somebody_opts_out(world: World) -> None:
    await world.hear(sender=BIA)
    await world.answer("oi, Bia", gap=0)
    await world.hear("sair", sender=ANA)
    scene = await world.scene()
    await world.reply(scene, optout=OptOut(scene.person, world.now, "palavras"))
    assert await world.deliver() == ["oi, Bia"]


async def test_claims_share_out_what_is_due(world: World) -> None:
    for n in range(30):
        await world.hear(sender=Sender(bsuid=f"BR.{n}"))
    world.wait(1_000)
    claimed = await asyncio.gather(*(world.claim(limit=12) for _ in range(3)))
    assert [len(scenes) for scenes in claimed] in ([12, 12, 6], [12, 6, 12], [6, 12, 12])
    assert len({scene.conversation for scenes in claimed for scene in scenes}) == 30
