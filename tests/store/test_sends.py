"""The way out: order, statuses in any order, doubt, and at most one automatic resend."""

from __future__ import annotations

import asyncio

import pytest

from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.journal.sends import ORPHAN_AFTER_MS
from central.adapters.store.journal.statuses import gather
from central.core.messaging.conversation import SERVICE_WINDOW_MS, OptOut
from central.core.messaging.message import Button as Tap
from central.core.messaging.message import SayButtons, SayMedia, SayText
from central.core.people.identity import Sender
from central.core.turn import CallBack, Outgoing, Send
from tests.store.world import ANA, BIA, World, orders, words

DOUBT_MS = 600_000


async def _sending(world: World, *bubbles: str, sender: Sender = ANA) -> Outgoing:
    """A lead writes, and the first bubble of the answer is on its way."""
    await world.hear(sender=sender)
    await world.answer(*(bubbles or ("olá",)), retractable=False)
    (row,) = await world.sends()
    return row


async def test_a_bubble_leaves_with_all_that_a_sender_needs(world: World) -> None:
    await world.hear(wamid="w1")
    bubble = SayButtons("Qual?", (Tap("a", "Nude"), Tap("b", "Rosa")))
    scene = await world.scene()
    await world.reply(scene, sends=(Send("s1", bubble, world.now), Send("s2", SayMedia("image", "foto"), world.now)))
    (row,) = await world.sends()
    assert (row.id, row.bubble, row.conversation, row.channel) == ("s1", bubble, scene.conversation, scene.channel)
    assert (row.address, row.heard_at, row.typing_for, row.tries) == (scene.address, scene.heard_at, "w1", 1)
    await world.settle(row)
    (row,) = await world.sends()
    assert row.bubble == SayMedia("image", "foto")


async def test_bubbles_leave_one_by_one_at_their_time(world: World) -> None:
    await world.hear()
    await world.answer("um", "dois", gap=2_000)
    (one,) = await world.sends()
    world.wait(5_000)
    assert (await world.sends(), await world.journal.next_send(world.now)) == ([], None)
    await world.settle(one)
    assert await world.journal.next_send(world.now) == world.now - 3_000
    assert await world.deliver() == ["dois"]


async def test_nothing_leaves_before_its_time(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    await world.reply(scene, sends=(Send("s1", SayText("olá"), world.now + 3_000),))
    assert (await world.sends(), await world.journal.next_send(world.now)) == ([], world.now + 3_000)
    world.wait(3_000)
    assert len(await world.sends()) == 1


async def test_what_nobody_asked_for_is_not_said_once_the_hours_of_rest_began(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    said = CallBack(scene.person, "volta", "script:volta", 35_000, "")
    until = world.now + 1_000
    sends = tuple(Send(f"{scene.turn}.{n}", SayText(f"volta {n}"), world.now, until=until) for n in range(2))
    await world.reply(scene, sends=sends, called_back=said, retractable=False)
    assert await world.store.callbacks.count(scene.person, 0) == 1
    world.wait(1_000)
    assert [await world.sends() for _ in range(2)] == [[], []]
    assert await world.store.callbacks.count(scene.person, 0) == 0
    assert await world.journal.attention() == []


async def test_a_call_of_which_a_part_left_in_time_was_a_call(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    sends = tuple(Send(f"{scene.turn}.{n}", SayText(f"{n}"), world.now, until=world.now + 500) for n in range(2))
    await world.reply(scene, sends=sends, called_back=CallBack(scene.person, "volta", "script:volta", 35_000, ""))
    (first,) = await world.sends()
    world.wait(500)
    await world.settle(first)
    assert await world.sends() == []
    assert await world.store.callbacks.count(scene.person, 0) == 1


async def test_conversations_do_not_wait_for_each_other(world: World) -> None:
    await _sending(world, "para Ana", sender=ANA)
    assert words(await _sending(world, "para Bia", sender=BIA)) == "para Bia"


async def test_what_was_refused_for_now_is_tried_again_and_keeps_its_place(world: World) -> None:
    row = await _sending(world, "um", "dois")
    await world.settle(row, "waiting", retry_at=world.now + 4_000, code="131056", reason="rápido demais")
    assert await world.sends() == []
    world.wait(4_000)
    (again,) = await world.sends()
    assert (again.id, again.tries) == (row.id, 2)
    await world.settle(again)
    assert await world.deliver() == ["dois"]


async def test_a_failed_bubble_is_listed_and_can_be_sent_again(world: World) -> None:
    row = await _sending(world)
    await world.settle(row, "failed", code="131026", reason="número sem WhatsApp")
    (concern,) = await world.journal.attention()
    assert (concern.kind, concern.ref, concern.reason) == ("falhou", row.id, "número sem WhatsApp")
    assert await world.journal.replay(row.id, world.now)
    assert (await world.deliver(), await world.journal.attention()) == (["olá"], [])
    assert not await world.journal.replay(row.id, world.now)
    assert not await world.journal.replay("nada", world.now)


async def test_statuses_raise_the_rank_in_any_order_and_however_often(world: World) -> None:
    for order in orders(["sent", "delivered", "read"]):
        row = await _sending(world)
        await world.settle(row)
        for step in (*order, *order):
            await world.status(step, callback=row.id)
        assert (await world.ranks(row.conversation))[-1] == 3
    assert set(await world.states(row.conversation)) == {"accepted"}


async def test_how_many_accepted_bubbles_went_on_is_known_on_both_engines(world: World) -> None:
    row = await _sending(world)
    await world.settle(row)
    ((progress,),) = [gather(world.now, [world.change("delivered", callback=row.id)]).by_callback.values()]
    steps = progress.steps()
    counts = await world.store._engine.transact(lambda tx: _counts(tx, steps, ("somebody else's", *steps[1:])))
    assert counts == [1, 0, 0]


async def _counts(tx: Tx, ours: Row, foreign: Row) -> list[int]:
    return [await tx.count("progress_of_accepted", rows) for rows in ([ours], [foreign], [])]


async def test_statuses_of_one_bubble_in_one_body(world: World) -> None:
    row = await _sending(world)
    changes = [world.change(step, callback=row.id) for step in ("read", "sent", "delivered", "sent")]
    await world.journal.accept(world.now, statuses=changes)
    assert (await world.ranks(row.conversation), await world.states(row.conversation)) == ([3], ["accepted"])


async def test_a_status_may_be_faster_than_our_own_answer(world: World) -> None:
    row = await _sending(world)
    await world.status("delivered", callback=row.id)
    await world.settle(row)
    assert (await world.ranks(row.conversation), await world.states(row.conversation)) == ([2], ["accepted"])


async def test_a_status_without_our_id_waits_until_its_wamid_is_known(world: World) -> None:
    row = await _sending(world)
    await world.status("read", wamid="wamid.x")
    await world.status("delivered", wamid="wamid.x")
    assert await world.ranks(row.conversation) == [0]
    await world.settle(row, wamid="wamid.x")
    assert await world.ranks(row.conversation) == [3]
    await world.status("played", wamid="wamid.x")
    assert await world.ranks(row.conversation) == [4]


@pytest.mark.parametrize("order", orders(["sent", "failed"]))
async def test_a_bubble_that_meta_gave_up_on_is_listed(world: World, order: tuple[str, ...]) -> None:
    row = await _sending(world)
    await world.settle(row)
    for step in order:
        await world.status(step, callback=row.id, code=131049 if step == "failed" else 0)
    assert await world.states(row.conversation) == ["failed"]
    assert [(c.kind, c.reason) for c in await world.journal.attention()] == [("falhou", "não entregue")]


async def test_a_failure_known_before_our_own_answer_is_not_lost(world: World) -> None:
    row = await _sending(world)
    await world.status("failed", callback=row.id, code=131026)
    await world.settle(row)
    assert await world.states(row.conversation) == ["failed"]


@pytest.mark.parametrize("order", orders(["failed", "delivered"]))
async def test_what_reached_the_phone_did_not_fail(world: World, order: tuple[str, ...]) -> None:
    row = await _sending(world)
    await world.settle(row)
    for step in order:
        await world.status(step, callback=row.id)
    assert await world.states(row.conversation) == ["accepted"]


async def test_statuses_of_somebody_elses_messages_change_nothing(world: World) -> None:
    row = await _sending(world)
    await world.status("read", callback="alheio")
    await world.status("read", wamid="wamid.alheio")
    await world.settle(row)
    assert await world.ranks(row.conversation) == [0]


async def test_an_uncertain_bubble_holds_back_the_rest_of_its_reply_only(world: World) -> None:
    row = await _sending(world, "um", "dois")
    await world.settle(row, "uncertain", reason="tempo esgotado")
    assert (await world.sends(), await world.journal.next_send(world.now)) == ([], None)
    assert [(c.kind, c.ref) for c in await world.journal.attention()] == [("incerto", row.id)]
    await world.hear("alô?")
    await world.answer("aqui estou")
    assert await world.deliver() == ["aqui estou"]
    assert await world.states(row.conversation) == ["uncertain", "superseded", "accepted"]


async def test_doubt_that_comes_after_the_next_reply_does_not_block_it(world: World) -> None:
    row = await _sending(world, "um", "dois")
    await world.hear("alô?")
    await world.answer("aqui estou", retractable=False)
    assert await world.sends() == []
    await world.settle(row, "uncertain")
    assert await world.deliver() == ["aqui estou"]
    await world.status("sent", callback=row.id)
    assert await world.states(row.conversation) == ["accepted", "superseded", "accepted"]


async def test_an_orphan_does_not_block_the_next_reply(world: World) -> None:
    row = await _sending(world, "um", "dois")
    await world.hear("alô?")
    await world.answer("aqui estou", retractable=False)
    world.wait(ORPHAN_AFTER_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 2
    assert await world.deliver() == ["aqui estou"]
    assert await world.states(row.conversation) == ["uncertain", "superseded", "accepted"]


@pytest.mark.parametrize(("step", "state"), [("sent", "accepted"), ("read", "accepted"), ("failed", "failed")])
async def test_a_status_settles_what_was_uncertain(world: World, step: str, state: str) -> None:
    row = await _sending(world, "um", "dois")
    await world.settle(row, "uncertain")
    await world.status(step, callback=row.id)
    assert await world.states(row.conversation) == [state, "waiting"]
    assert await world.deliver() == ["dois"]


async def _doubt(world: World) -> Outgoing:
    """Ana's bubble is uncertain; a later one to Bia got its status; the time to wait has passed."""
    row = await _sending(world, sender=ANA)
    await world.settle(row, "uncertain")
    world.wait(1)
    later = await _sending(world, sender=BIA)
    await world.settle(later)
    await world.status("sent", callback=later.id)
    world.wait(DOUBT_MS)
    return row


async def test_an_uncertain_bubble_is_sent_once_more_and_never_again(world: World) -> None:
    row = await _doubt(world)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 1
    (again,) = await world.sends()
    assert (again.id, again.tries) == (row.id, 2)
    await world.settle(again, "uncertain")
    world.wait(1)
    later = await _sending(world, sender=BIA)
    await world.settle(later)
    await world.status("sent", callback=later.id)
    world.wait(2 * DOUBT_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0
    assert [c.ref for c in await world.journal.attention()] == [row.id]


async def test_no_resend_too_early(world: World) -> None:
    await _doubt(world)
    assert await world.journal.sweep(world.now - 1_010, DOUBT_MS) == 0


async def test_no_resend_while_no_later_send_got_its_status(world: World) -> None:
    row = await _sending(world)
    await world.settle(row, "uncertain")
    world.wait(DOUBT_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0
    assert await world.states(row.conversation) == ["uncertain"]


async def test_no_resend_because_of_a_send_that_was_made_before_the_doubt(world: World) -> None:
    row = await _sending(world, sender=ANA)
    later = await _sending(world, sender=BIA)
    await world.settle(later)
    await world.settle(row, "uncertain")
    await world.status("sent", callback=later.id)
    world.wait(DOUBT_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0


async def test_no_resend_by_who_has_not_looked_for_as_long_as_a_doubt_takes(world: World) -> None:
    await _doubt(world)
    since = world.now
    assert await world.journal.sweep(world.now, DOUBT_MS, since) == 0
    world.wait(DOUBT_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS, since) == 1


async def test_no_resend_while_statuses_come_late(world: World) -> None:
    """One that is half an hour late tells that the next try of another may take half an hour more."""
    row = await _sending(world, sender=ANA)
    other = await _sending(world, sender=BIA)
    await world.settle(other)
    await world.settle(row, "uncertain")
    said = world.change("sent", callback=other.id)
    world.wait(1_800_000)
    later = await _sending(world, sender=Sender(bsuid="BR.caio"))
    await world.settle(later)
    await world.status("sent", callback=later.id)
    await world.journal.accept(world.now, statuses=[said])
    world.wait(world.now - said.at - 1)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0
    world.wait(1)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 1


async def test_no_resend_when_somebody_answered_since(world: World) -> None:
    row = await _doubt(world)
    await world.hear("alô?")
    await world.answer("aqui estou")
    assert await world.deliver() == ["aqui estou"]
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0
    assert (await world.states(row.conversation))[0] == "uncertain"


async def test_no_resend_outside_the_window(world: World) -> None:
    await _doubt(world)
    world.wait(SERVICE_WINDOW_MS - DOUBT_MS)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0


async def test_no_resend_to_who_opted_out(world: World) -> None:
    await _doubt(world)
    await world.hear("pare", channel="outro")
    scene = await world.scene()
    await world.reply(scene, optout=OptOut(scene.person, world.now, "palavras"))
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0


async def test_a_send_that_nobody_settled_becomes_uncertain_and_a_late_answer_still_counts(world: World) -> None:
    row = await _sending(world)
    world.wait(ORPHAN_AFTER_MS - 1)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 0
    world.wait(1)
    assert await world.journal.sweep(world.now, DOUBT_MS) == 1
    assert await world.states(row.conversation) == ["uncertain"]
    await world.settle(row)
    assert (await world.states(row.conversation), await world.journal.attention()) == (["accepted"], [])


@pytest.mark.parametrize(("passed", "state"), [(False, "waiting"), (True, "uncertain")])
async def test_what_is_known_late_not_to_have_left_never_goes_behind_what_came_after_it(
    world: World, passed: bool, state: str
) -> None:
    row = await _doubt(world)
    await world.hear("e agora?")
    await world.answer("agora sim")
    if passed:
        assert await world.deliver() == ["agora sim"]
    await world.settle(row, "waiting", retry_at=world.now)
    assert (await world.states(row.conversation))[0] == state
    assert await world.deliver() == ([] if passed else [words(row), "agora sim"])
    assert len(await world.journal.attention()) == passed


async def test_a_late_answer_stops_the_resend(world: World) -> None:
    row = await _doubt(world)
    await world.journal.sweep(world.now, DOUBT_MS)
    await world.settle(row)
    assert await world.sends() == []


async def test_senders_at_once_never_take_the_same_bubble(world: World) -> None:
    for n in range(20):
        await world.hear(sender=Sender(bsuid=f"BR.{n}"))
    world.wait(1_000)
    for scene in await world.claim():
        await world.reply(scene, "um", "dois")
    taken = [row.id for rows in await asyncio.gather(*(world.sends(8) for _ in range(6))) for row in rows]
    assert len(taken) == len(set(taken)) == 20
    assert all(id.endswith(".0") for id in taken)


async def test_bubbles_taken_back_are_forgotten_in_time(world: World) -> None:
    await world.hear("um")
    await world.answer("olá")
    await world.hear("dois")
    scene = await world.scene()
    await world.reply(scene, "olá de novo")
    await world.deliver()
    world.wait(1_000)
    assert await world.journal.prune(world.now, 100) > 0
    assert await world.states(scene.conversation) == ["accepted"]
