"""What a model may remember of a conversation, on both engines."""

from __future__ import annotations

from central.core.decision import Decision
from central.core.messaging.message import Media
from central.ports.models import Past
from tests.store.world import World


def decision(turn: str, persona: str, intent: str, at: int) -> Decision:
    return Decision(
        turn, at, persona, None, None, "novo", intent, 0.9, False, "padrao", "script", "x", "script", 1, "responder"
    )


async def said(world: World, words: str | Media, intent: str, persona: str, *bubbles: str) -> str:
    await world.hear(words)
    scene = await world.scene()
    await world.reply(scene, *bubbles, decision=decision(scene.turn, persona, intent, world.now))
    await world.deliver()
    world.wait(60_000)
    return scene.conversation


async def test_the_last_lines_of_both_sides_in_order_without_the_turn_at_hand(world: World) -> None:
    conversation = await said(world, "oi", "saudacao", "livia", "Oi!", "Tudo bem?")
    await said(world, Media("audio", "m1", voice=True), "outro", "livia", "Me escreve?")
    await said(world, "quanto custa?", "preco", "livia", "R$ 89,90")
    await world.hear("e o frete?")
    scene = await world.scene()
    past = await world.store.history.recent(conversation, scene.turn, "livia", 4)
    assert past.lines == (
        ("lead", "[áudio]"),
        ("persona", "Me escreve?"),
        ("lead", "quanto custa?"),
        ("persona", "R$ 89,90"),
    )
    assert past.intents == ("saudacao", "outro", "preco")


async def test_what_was_said_to_another_persona_is_not_hers_to_know(world: World) -> None:
    conversation = await said(world, "quero o massageador", "produto", "melissa", "Assunto reservado.")
    await said(world, "quero um vestido", "produto", "carla", "Claro!")
    await world.hear("tem no P?")
    scene = await world.scene()
    past = await world.store.history.recent(conversation, scene.turn, "carla", 12)
    assert past == Past((("lead", "quero um vestido"), ("persona", "Claro!")), ("produto",))
    assert await world.store.history.recent(conversation, scene.turn, "melissa", 12) == Past()


async def test_a_new_conversation_has_no_past(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    assert await world.store.history.recent(scene.conversation, scene.turn, "livia", 12) == Past()
