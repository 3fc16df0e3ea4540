"""Acceptance: once, in order, and when the burst closes."""

from __future__ import annotations

import asyncio

import pytest

from central.adapters.store.journal.accept import LONGEST_BURST_MS
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Choice, Location, Referral, SayText, Text, Unknown
from central.core.messaging.update import Heard, Notice
from central.core.people.identity import Sender
from central.core.turn import Arrival
from tests.store.world import ANA, BIA, CHANNEL, World, lines


async def test_a_message_comes_out_as_it_went_in(world: World) -> None:
    referral = Referral(source_id="120210", headline="Sérum", ctwa_clid="ARA")
    heard = Heard(CHANNEL, "waba", "w1", 123, ANA, Text('oi "tudo" bem? 😀\0'), b"{}", "wamid.out.9", referral)
    accepted = (await world.journal.accept(world.now, [Arrival(heard, "portfolio", 0, 0)]))[0]
    (scene,) = await world.claim()
    (line,) = scene.lines
    assert (line.seq, line.wamid, line.at, line.content) == (1, "w1", 123, heard.content)
    assert (line.reply_to, line.referral) == ("wamid.out.9", referral)
    assert (scene.conversation, scene.person) == (accepted.conversation, accepted.person)
    assert (scene.channel, scene.name, scene.heard_at, scene.memo) == (CHANNEL, "Ana", 123, Memo())
    assert (scene.address.wa_id, scene.address.bsuid) == (ANA.wa_id, ANA.bsuid)


@pytest.mark.parametrize(
    "content", [Choice("button", "b1", "Sim"), Location(-8.05, -34.9, "Casa"), Unknown("ephemeral")]
)
async def test_every_kind_of_content_survives(world: World, content: Choice | Location | Unknown) -> None:
    await world.hear(content)
    assert (await world.scene()).lines[0].content == content


async def test_a_redelivered_message_changes_nothing(world: World) -> None:
    first = await world.hear("oi", wamid="w1")
    due = await world.journal.next_due(world.now)
    world.wait(500)
    again = await world.hear("oi", wamid="w1")
    assert (first.fresh, again.fresh) == (True, False)
    assert await world.journal.next_due(world.now) == due
    assert lines(await world.scene()) == ["oi"]
    await world.hear("oi", wamid="w1")
    assert await world.claim() == []


async def test_the_same_message_twice_in_one_body_is_one(world: World) -> None:
    twice = [world.arrival("oi", wamid="w1"), world.arrival("oi", wamid="w1")]
    assert [a.fresh for a in await world.journal.accept(world.now, twice)] == [True, False]
    assert lines(await world.scene()) == ["oi"]


async def test_the_same_wamid_on_another_channel_is_another_message(world: World) -> None:
    accepted = [await world.hear("oi", wamid="w1", channel=channel) for channel in ("a", "b")]
    assert [a.fresh for a in accepted] == [True, True]
    assert accepted[0].person == accepted[1].person
    assert accepted[0].conversation != accepted[1].conversation


async def test_messages_keep_the_order_in_which_they_came(world: World) -> None:
    await world.hear("um", at=300)
    await world.journal.accept(world.now, [world.arrival("dois", at=200), world.arrival("três", at=100)])
    scene = await world.scene()
    assert lines(scene) == ["um", "dois", "três"]
    assert ([line.seq for line in scene.lines], scene.upto, scene.heard_at) == ([1, 2, 3], 3, 300)


async def test_callers_at_once_share_commits_and_each_gets_their_own_answer(world: World) -> None:
    senders = [Sender(bsuid=f"BR.{n}", name=f"Lead {n}") for n in range(40)]
    accepted = await asyncio.gather(*(world.hear(f"oi {n}", sender) for n, sender in enumerate(senders)))
    world.wait(1_000)
    scenes = {scene.conversation: scene for scene in await world.claim()}
    assert [lines(scenes[a.conversation or ""]) for a in accepted] == [[f"oi {n}"] for n in range(40)]


async def test_each_message_moves_the_end_of_the_burst_but_not_for_ever(world: World) -> None:
    begun = world.now
    dues = []
    for _ in range(LONGEST_BURST_MS // 900 + 1):
        dues.append((await world.hear(wait=2_000)).due_at)
        world.wait(900)
    assert dues[:3] == [begun + 2_000, begun + 2_900, begun + 3_800]
    assert max(due or 0 for due in dues) == begun + LONGEST_BURST_MS
    assert await world.journal.next_due(world.now) == begun + LONGEST_BURST_MS


async def test_a_burst_is_not_claimed_before_it_closes(world: World) -> None:
    await world.hear("oi", wait=1_000)
    world.wait(999)
    assert await world.claim() == []
    world.wait(1)
    assert len(await world.claim()) == 1


async def test_an_open_question_of_ours_shortens_the_wait(world: World) -> None:
    await world.hear()
    await world.answer("qual o seu CEP?", memo=Memo(asked="cep"))
    assert (await world.hear("50030-230")).due_at == world.now + 200


async def test_a_tap_ends_the_burst_at_once(world: World) -> None:
    await world.hear("tem na cor nude?", wait=5_000)
    assert (await world.hear(Choice("button", "sim", "Sim"), wait=0)).due_at == world.now
    assert len((await world.claim())[0].lines) == 2


async def test_people_do_not_share_bursts(world: World) -> None:
    await world.hear("oi da Ana", ANA)
    await world.hear("oi da Bia", BIA)
    world.wait(1_000)
    assert sorted(lines(scene) for scene in await world.claim()) == [["oi da Ana"], ["oi da Bia"]]


async def test_a_message_of_nobody_is_kept_for_a_person(world: World) -> None:
    accepted = await world.hear("oi", Sender())
    assert (accepted.fresh, accepted.conversation, accepted.due_at) == (True, None, None)
    assert [c.kind for c in await world.journal.attention()] == ["carta_morta"]
    await world.hear("oi", Sender(), wamid="wamid.in.1")
    assert len(await world.journal.attention()) == 1


async def test_notices_and_broken_bodies_are_kept_until_they_are_pruned(world: World) -> None:
    notice = Notice("message_template_status_update", "waba", world.now, b'{"event":"APPROVED"}')
    await world.journal.accept(world.now, notices=[notice, notice])
    await world.journal.accept(world.now, notices=[notice])
    await world.journal.keep_body(world.now, b"\xff{", "não é JSON")
    world.wait(10_000)
    await world.hear()
    assert await world.journal.prune(world.now, keep_raw_ms=10_000) == 0
    assert await world.journal.prune(world.now, keep_raw_ms=5_000) == 2
    assert len((await world.scene()).lines) == 1


async def test_pruning_goes_on_until_nothing_old_is_left(world: World) -> None:
    for n in range(3):
        arrivals = [world.arrival(f"{n} {m}") for m in range(400)]
        await world.journal.accept(world.now, arrivals)
    world.wait(1_000)
    of_the_ledger = 2  # three acceptances; the newest event stays
    assert await world.journal.prune(world.now, keep_raw_ms=500) == 1_200 + of_the_ledger
    assert await world.journal.prune(world.now, keep_raw_ms=500) == 0


async def test_the_list_shows_who_was_heard_last_first(world: World) -> None:
    await world.hear("oi", ANA)
    await world.answer("olá!", memo=Memo(persona="carla", stage="interessado"))
    world.wait(10)
    await world.hear("bom dia", BIA)
    bia, ana = await world.store.lists.conversations(10)
    assert (bia.name, bia.words, bia.persona, bia.heard, bia.said) == ("Bia", "bom dia", None, 1, 0)
    assert (ana.name, ana.persona, ana.stage, ana.said) == ("Ana", "carla", "interessado", 1)
    spoken = await world.store.lists.transcript(ana.conversation)
    assert [line.content or line.bubble for line in spoken] == [Text("oi"), SayText("olá!")]
