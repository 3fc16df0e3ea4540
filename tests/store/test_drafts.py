"""Held replies in the store: one open at most, decided once, ended by whatever overtakes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.errors import AskHuman
from central.core.held import WAKES, Ended, Held, Wish
from central.core.messaging.conversation import SERVICE_WINDOW_MS, Memo, Scene, Timer
from central.core.messaging.message import Bubble, SayMedia, SayText, Text
from central.core.people.coexistence import AppMessage
from central.core.people.identity import Sender
from central.core.replying.choice import Asked, Awaiting, Option, by_rule
from central.core.turn import Send
from tests.store.world import ANA, CHANNEL, World, lines

MARINA = "conta-marina"
SAID = (SayText("Sai por R$ 89,90."), SayMedia("image", "serum.png", "Olha ele"))
UNSAID, TOLD = (
    Memo(persona="livia"),
    Memo(persona="livia", introduced=True, awaiting=Awaiting(("t.x",), 1, "preco", "novo")),
)


def draft(scene: Scene, now: int, **changes: object) -> Held:
    asked = Asked(f"{scene.turn}.turno", "turno", now, scene.person, scene.conversation, "regras",
                  (Option("ia", "script"),), (("ia", "script"),))  # fmt: skip
    held = Held(scene.turn, scene.conversation, scene.person, now, "supervisionado", "livia", "script", "preco", SAID,
                TOLD, now + 600_000, "enviar", SAID[:1], (by_rule(asked),), "qual o preço?")  # fmt: skip
    return replace(held, **changes)  # type: ignore[arg-type]


async def waits(world: World, words: str = "qual o preço?", **changes: object) -> Held:
    """A lead wrote; the reply waits."""
    await world.hear(words)
    scene = await world.scene()
    held = draft(scene, world.now, **changes)
    timers = () if held.due_at is None else (Timer(WAKES, held.due_at),)
    assert await world.reply(scene, memo=UNSAID, held=held, timers=timers)
    return held


async def decide(world: World, held: Held, wish: Wish = "enviar", words: tuple[Bubble, ...] = ()) -> None:
    await world.store.drafts.decide(held.conversation, held.turn, wish, MARINA, world.now, words)


async def shown(world: World, held: Held) -> list[tuple[str | None, str]]:
    return [(d.ended, d.ended_by) for d in await world.store.drafts.of_thread(held.conversation, 0, 1 << 60)]


async def kinds(world: World) -> list[str]:
    return [concern.kind for concern in await world.journal.attention()]


async def test_what_waits_is_kept_whole_is_told_and_says_nothing(world: World) -> None:
    tail = world.store.events.tail(await world.store.events.last())
    held = await waits(world)
    waiting = await world.store.drafts.waiting(held.conversation)
    assert waiting is not None
    assert waiting.held == held
    assert waiting.wish is None
    assert await world.sends() == []
    assert [event.kind for event in await tail.news(world.now)] == ["ouviu", "rascunho"]
    assert await kinds(world) == ["rascunho"]
    assert await world.store.drafts.said() == {held.conversation: SAID}
    assert await world.store.alerts.held(0) == [(held.turn, held.conversation, held.at)]
    (row,) = await world.store.inbox.rows([held.conversation])
    assert row.said is None


async def test_a_tap_wakes_the_conversation_and_its_turn_says_it_under_the_drafts_name(world: World) -> None:
    held = await waits(world)
    await decide(world, held)
    assert await kinds(world) == []
    assert (await world.store.drafts.said(), await world.store.alerts.held(0)) == ({}, [])
    scene = await world.scene()
    assert [timer.key for timer in scene.timers] == [WAKES]
    assert scene.lines == ()
    sends = tuple(Send(f"{held.turn}.{n}", bubble, world.now) for n, bubble in enumerate(SAID))
    ended = Ended(held.turn, "enviado", MARINA)
    assert await world.reply(scene, sends=sends, memo=held.memo, retractable=False, ended=ended, choices=held.choices)
    assert [row.id for row in await world.sends()] == [f"{held.turn}.0"]
    assert await world.store.drafts.waiting(held.conversation) is None
    assert await shown(world, held) == [("enviado", MARINA)]
    (chosen,) = await world.store.ledger.of_turn(held.conversation, held.turn)
    assert chosen == held.choices[0]
    (said, _) = (await world.store.inbox.thread(held.conversation)).said
    assert said.turn == held.turn


async def test_the_time_that_is_up_wakes_the_conversation(world: World) -> None:
    held = await waits(world)
    assert await world.journal.next_due(world.now) == held.due_at
    scene = await world.scene()
    assert world.now == held.due_at
    assert [timer.key for timer in scene.timers] == [WAKES]


async def test_a_draft_is_decided_once(world: World) -> None:
    held = await waits(world)
    await decide(world, held, "editar", (SayText("Oi!"),))
    waiting = await world.store.drafts.waiting(held.conversation)
    assert waiting is not None
    assert (waiting.wish, waiting.by, waiting.words) == ("editar", MARINA, (SayText("Oi!"),))
    for wish in ("enviar", "recusar"):
        with pytest.raises(AskHuman, match="não vale mais"):
            await decide(world, held, wish)  # type: ignore[arg-type]


async def test_a_lead_who_writes_on_makes_it_stale_and_everything_is_answered_anew(world: World) -> None:
    held = await waits(world)
    await world.hear("e o frete?")
    with pytest.raises(AskHuman, match="sendo refeita"):
        await decide(world, held)
    scene = await world.scene()
    assert lines(scene) == ["qual o preço?", "e o frete?"]
    assert scene.memo == Memo()
    assert await shown(world, held) == [("velho", "")]
    again = draft(scene, world.now)
    assert await world.reply(scene, memo=UNSAID, held=again)
    with pytest.raises(AskHuman, match="não vale mais"):
        await decide(world, held)
    await decide(world, again)


async def test_a_tap_and_the_leads_next_word_never_make_two_answers(world: World) -> None:
    held = await waits(world)
    await decide(world, held)
    await world.hear("e o frete?")
    scene = await world.scene()
    assert lines(scene) == ["qual o preço?", "e o frete?"]
    assert await world.store.drafts.waiting(held.conversation) is None
    assert await world.reply(scene, "R$ 89,90, e o frete é grátis.")
    assert await world.deliver() == ["R$ 89,90, e o frete é grátis."]


async def test_who_takes_over_ends_it_and_a_turn_that_was_saying_it_says_nothing(world: World) -> None:
    held = await waits(world)
    await decide(world, held)
    scene = await world.scene()
    await world.store.attending.take_over(held.conversation, MARINA, world.now)
    assert await shown(world, held) == [("assumido", MARINA)]
    assert not await world.reply(scene, "Sai por R$ 89,90.", ended=Ended(held.turn, "enviado", MARINA))
    assert await world.deliver() == []
    with pytest.raises(AskHuman, match="não vale mais"):
        await decide(world, held)


async def test_an_answer_from_the_phone_ends_it(world: World) -> None:
    held = await waits(world)
    lead = Sender(wa_id=ANA.wa_id)
    said = AppMessage(CHANNEL, "waba", "wamid.celular", world.now, lead, Text("Sai por 89."), ours=True, live=True)
    await world.store.people.remember(world.now, "portfolio", [said])
    assert await shown(world, held) == [("assumido", "")]


async def test_nothing_is_decided_after_the_window_or_for_who_wants_silence(world: World) -> None:
    held = await waits(world, due_at=None)
    world.wait(SERVICE_WINDOW_MS)
    with pytest.raises(AskHuman, match="24 h"):
        await decide(world, held)
    await decide(world, held, "recusar")


async def test_what_is_in_the_shadow_waits_for_nobodys_tap(world: World) -> None:
    held = await waits(world, mode="sombra", due_at=None)
    assert await kinds(world) == ["sombra"]
    with pytest.raises(AskHuman):
        await decide(world, held)
    await world.store.attending.take_over(held.conversation, MARINA, world.now)
    assert "sombra" not in await kinds(world)


async def test_an_edited_bubble_has_its_author(world: World) -> None:
    held = await waits(world)
    await decide(world, held, "editar", (SayText("Oi!"),))
    scene = await world.scene()
    sends = (Send(f"{held.turn}.0", SayText("Oi!"), world.now, MARINA),)
    assert await world.reply(scene, sends=sends, ended=Ended(held.turn, "editado", MARINA))
    (said,) = (await world.store.inbox.thread(held.conversation)).said
    assert said.author == MARINA
