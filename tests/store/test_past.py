"""History, echoes and contacts of the WhatsApp Business app: kept in their place, and the bot sleeps on."""

from __future__ import annotations

from central.core.messaging.conversation import Memo
from central.core.messaging.message import Content, Media, SayText, Text, words_of
from central.core.messaging.update import Rank
from central.core.people.coexistence import AppContact, AppMessage
from central.core.people.identity import Sender
from tests.clock import START
from tests.store.world import ANA, CHANNEL, World, lines

DAY = 24 * 3600 * 1000
BY_PHONE = Sender(wa_id=ANA.wa_id)


def message(name: str, words: str | Content, at: int, *, ours: bool = False, live: bool = False) -> AppMessage:
    """A message of the app with Ana."""
    content = Text(words) if isinstance(words, str) else words
    return AppMessage(CHANNEL, "waba", f"wamid.{name}", at, BY_PHONE, content, ours, live, Rank.READ)


HISTORY = [
    message("1", "vocês entregam em Recife?", START - 3 * DAY),
    message("2", "Entregamos sim!", START - 3 * DAY + 1_000, ours=True),
    message("3", Media("image", "m1"), START - 2 * DAY, ours=True),
    message("4", "vou pensar", START - 2 * DAY + 1_000),
]


async def transcript(world: World, conversation: str) -> list[str]:
    """What a conversation says, from its first word to its last."""
    said = []
    for line in await world.store.lists.transcript(conversation):
        if line.content is not None:
            said.append(f"< {words_of(line.content)}")
        elif isinstance(line.bubble, SayText) and line.state != "cancelled":
            said.append(f"> {line.bubble.body}")
    return said


PAST = ["< vocês entregam em Recife?", "> Entregamos sim!", "> (foto enviada pelo celular)", "< vou pensar"]


async def test_history_becomes_a_conversation_that_nobody_answers(world: World) -> None:
    assert await world.store.people.remember(world.now, "portfolio", HISTORY) == 4
    assert await world.journal.next_due(world.now) is None
    (listed,) = await world.store.lists.conversations(10)
    assert await transcript(world, listed.conversation) == PAST
    world.wait(DAY)
    assert await world.claim() == []
    assert await world.sends() == []


async def test_history_told_twice_in_parts_and_after_a_new_message_is_the_same(world: World) -> None:
    new = await world.hear("oi, voltei")
    people = world.store.people
    assert await people.remember(world.now, "portfolio", HISTORY[2:]) == 2
    assert await people.remember(world.now, "portfolio", HISTORY[:3]) == 2
    assert await people.remember(world.now, "portfolio", HISTORY) == 0
    assert await transcript(world, new.conversation or "") == [*PAST, "< oi, voltei"]
    (listed,) = await world.store.lists.conversations(10)
    assert listed.words == "oi, voltei"
    scene = await world.scene()
    assert (lines(scene), scene.person, scene.heard_at) == (["oi, voltei"], new.person, START)


async def test_a_lead_with_a_past_is_answered_as_ever(world: World) -> None:
    await world.store.people.remember(world.now, "portfolio", HISTORY)
    await world.hear("oi")
    scene = await world.scene()
    assert [line.seq for line in scene.lines] == [1]
    assert await world.reply(scene, "olá")
    assert await world.deliver() == ["olá"]


async def test_a_word_by_phone_pauses_the_bot_and_takes_its_reply_back(world: World) -> None:
    heard = await world.hear("oi")
    await world.answer("um momento", "veja só")
    world.wait(1)
    echo = message("eco", "oi, aqui é a dona", world.now, ours=True, live=True)
    assert await world.store.people.remember(world.now, "portfolio", [echo, echo]) == 1
    assert await world.sends() == []
    (concern,) = await world.journal.attention()
    assert (concern.kind, concern.conversation) == ("pessoa", heard.conversation)
    world.wait(1)
    await world.hear("e o frete?")
    assert (await world.scene()).handoff is not None
    assert (await transcript(world, heard.conversation or ""))[1] == "> oi, aqui é a dona"


async def test_a_running_turn_does_not_speak_over_a_person(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    echo = message("eco", "deixa comigo", world.now, ours=True, live=True)
    await world.store.people.remember(world.now, "portfolio", [echo])
    assert not await world.reply(scene, "olá, sou a Lívia", memo=Memo(persona="livia"))
    again = await world.scene()
    assert (again.turn, again.handoff is not None) == (scene.turn, True)


async def test_an_echo_told_again_after_the_bot_was_given_the_conversation_back_changes_nothing(world: World) -> None:
    echo = message("eco", "oi", world.now, ours=True, live=True)
    await world.store.people.remember(world.now, "portfolio", [echo])
    (listed,) = await world.store.lists.conversations(10)
    assert await world.journal.end_handoff(listed.conversation, "dona", world.now)
    assert await world.store.people.remember(world.now, "portfolio", [echo]) == 0
    assert await world.journal.attention() == []
    await world.hear("oi", sender=BY_PHONE)
    assert (await world.scene()).handoff is None


async def test_contacts_become_people_and_a_name_the_lead_gave_stays(world: World) -> None:
    met = await world.hear(sender=ANA)
    contacts = [
        AppContact("waba", CHANNEL, Sender(wa_id=ANA.wa_id, name="Ana cliente antiga")),
        AppContact("waba", CHANNEL, Sender(wa_id="5521988880000", name="Dona Cida")),
    ]
    for _ in range(2):
        await world.store.people.meet(world.now, "portfolio", contacts)
    (ana,) = await world.store.people.find("5511999990001")
    (cida,) = await world.store.people.find("552188880000")
    assert (ana.id, ana.name, cida.name) == (met.person, "Ana", "Dona Cida")
    assert len(await world.store.lists.conversations(10)) == 1
