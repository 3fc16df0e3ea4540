"""A person of the team in a conversation, the ledger that tells of it, the lists that show it, the search in it."""

from __future__ import annotations

import pytest

from central.adapters.store.journal.events import Event
from central.core.decision import Decision
from central.core.errors import AskHuman
from central.core.messaging.conversation import Handoff, Memo
from central.core.messaging.message import SayText, Text
from tests.store.world import ANA, BIA, World

MARINA, JOAO = "conta-marina", "conta-joao"


async def test_the_ledger_tells_what_moved_in_the_order_it_did(world: World) -> None:
    tail = world.store.events.tail(await world.store.events.last())
    ana = (await world.hear("oi", ANA)).conversation
    assert [e.kind for e in await tail.news(world.now)] == ["ouviu"]
    await world.answer("olá!")
    assert [(e.kind, e.conversation) for e in await tail.news(world.now)] == [("respondeu", ana)]
    scene_time = world.now
    await world.hear("quero uma pessoa", ANA)
    scene = await world.scene()
    await world.reply(scene, "já chamo", handoff=Handoff(scene.turn, scene.conversation, scene_time, "lead", "pediu"))
    assert await world.journal.end_handoff(scene.conversation, MARINA, world.now)
    assert [e.kind for e in await tail.news(world.now)] == ["ouviu", "respondeu", "pessoa", "devolveu"]
    assert await tail.news(world.now) == []


async def test_a_tail_finds_what_was_committed_late(world: World) -> None:
    await world.store.events.tell(world.now, "operacao")
    late = await world.store.events.last() + 1
    tail = world.store.events.tail(late - 1)

    async def skip(tx: object) -> None:
        await tx.rows("skip", late)  # type: ignore[attr-defined]

    engine = world.store.events._engine
    engine._queries["skip"] = _gap(engine)
    await engine.transact(skip)
    assert [e.position for e in await tail.news(world.now)] == [late + 1]
    engine._queries["fill"] = engine._queries["skip"]

    async def fill(tx: object) -> None:
        await tx.rows("fill", late - 1)  # type: ignore[attr-defined]

    await engine.transact(fill)
    assert await tail.news(world.now) == [Event(late, 0, "operacao", "")]
    assert await tail.news(world.now) == []


async def test_who_takes_over_silences_the_bot_and_what_it_was_about_to_say(world: World) -> None:
    conversation = str((await world.hear("oi", ANA)).conversation)
    await world.answer("olá!", "tudo bem?")
    assert await world.store.attending.take_over(conversation, MARINA, world.now) is None
    assert await world.sends() == []
    await world.hear("cadê você?", ANA)
    scene = await world.scene()
    assert scene.handoff is not None
    assert scene.handoff.by == MARINA


async def test_a_turn_that_runs_while_somebody_takes_over_says_nothing(world: World) -> None:
    conversation = str((await world.hear("oi", ANA)).conversation)
    scene = await world.scene()
    await world.store.attending.take_over(conversation, MARINA, world.now)
    assert not await world.reply(scene, "olá!")
    again = await world.scene()
    assert (again.turn, again.handoff is not None) == (scene.turn, True)


async def test_two_people_do_not_hold_one_conversation(world: World) -> None:
    conversation = str((await world.hear("oi", ANA)).conversation)
    attending = world.store.attending
    assert await attending.take_over(conversation, MARINA, world.now) is None
    assert await attending.take_over(conversation, MARINA, world.now) is None
    assert await attending.take_over(conversation, JOAO, world.now) == MARINA
    with pytest.raises(AskHuman, match="não está com você"):
        await attending.say(conversation, JOAO, [SayText("oi")], world.now)
    assert await attending.take_over(conversation, JOAO, world.now, force=True) is None
    await attending.say(conversation, JOAO, [SayText("oi, aqui é o João"), SayText("posso ajudar?")], world.now)
    first = (await world.sends())[0]
    await world.settle(first)
    (second,) = await world.sends()
    assert [first.bubble, second.bubble] == [SayText("oi, aqui é o João"), SayText("posso ajudar?")]
    handoffs = (await world.store.inbox.thread(conversation)).handoffs
    assert [(h.by, h.ended_by) for h in handoffs] == [(MARINA, JOAO), (JOAO, None)]


async def test_nobody_writes_after_the_window_or_to_who_asked_for_silence(world: World) -> None:
    conversation = str((await world.hear("oi", ANA)).conversation)
    await world.store.attending.take_over(conversation, MARINA, world.now)
    world.wait(24 * 3_600_000)
    with pytest.raises(AskHuman, match="24 h"):
        await world.store.attending.say(conversation, MARINA, [SayText("oi")], world.now)


async def test_lists_show_who_spoke_last_and_who_has_it(world: World) -> None:
    ana = str((await world.hear("oi", ANA)).conversation)
    await world.answer("olá!", memo=Memo(persona="livia", stage="interessado"))
    await world.settle((await world.sends())[0])
    world.wait(1_000)
    bia = str((await world.hear("bom dia", BIA)).conversation)
    inbox = world.store.inbox
    assert await inbox.ids("todas") == [bia, ana]
    assert await inbox.ids("todas", persona="livia") == [ana]
    assert await inbox.ids("pagas") == []
    await world.store.attending.take_over(ana, MARINA, world.now)
    assert await inbox.ids("pessoa") == [ana]
    assert await inbox.held() == 1
    b, a = await inbox.rows([bia, "ninguem", ana])
    assert (b.name, b.content, b.said, b.lead_spoke_last, b.unread) == ("Bia", Text("bom dia"), None, True, 1)
    assert (a.said, a.stage, a.held_by, a.lead_spoke_last) == (SayText("olá!"), "interessado", MARINA, False)


async def test_a_thread_is_read_in_stretches(world: World) -> None:
    for n in range(8):
        conversation = str((await world.hear(f"pergunta {n}", ANA)).conversation)
        await world.answer(f"resposta {n}")
        await world.settle((await world.sends())[0])
        world.wait(60_000)
    await world.store.attending.note(conversation, MARINA, "cliente antiga", world.now)
    last = await world.store.inbox.thread(conversation, limit=3)
    assert [line.content for line in last.heard] == [Text(f"pergunta {n}") for n in (6, 7)]
    assert last.more
    assert [note.words for note in last.notes] == ["cliente antiga"]
    before = await world.store.inbox.thread(conversation, before=last.since, limit=30)
    assert len(before.heard) + len(last.heard) == 8
    assert not before.more


async def test_a_reading_is_put_right_once_and_the_last_word_counts(world: World) -> None:
    conversation = str((await world.hear("da pra ontem?", ANA)).conversation)
    scene = await world.scene()
    decision = _decision(scene.turn, world.now)
    await world.reply(scene, "custa 10", decision=decision)
    attending = world.store.attending
    assert not await attending.correct(conversation, "nenhuma", "prazo", MARINA, world.now)
    assert await attending.correct(conversation, scene.turn, "frete", MARINA, world.now)
    assert await attending.correct(conversation, scene.turn, "prazo", JOAO, world.now)
    (correction,) = await attending.corrections()
    assert (correction.words, correction.read, correction.meant) == ("da pra ontem?", "preco", "prazo")
    assert [(one.text, one.intent) for one in attending.taught()] == [("da pra ontem?", "prazo")]
    why = (await world.store.inbox.thread(conversation)).decisions[scene.turn]
    assert (why.decision.intent, why.meant) == ("preco", "prazo")


async def test_where_there_are_too_many_corrections_the_last_ones_teach(world: World) -> None:
    attending = world.store.attending
    for words in ("da pra ontem?", "sai por qnt?", "tem na cor rosa?"):
        conversation = str((await world.hear(words, ANA)).conversation)
        scene = await world.scene()
        await world.reply(scene, "custa 10", decision=_decision(scene.turn, world.now))
        await world.settle((await world.sends())[0])
        assert await attending.correct(conversation, scene.turn, "frete", MARINA, world.now)
    assert [one.words for one in await attending.corrections(limit=2)] == ["sai por qnt?", "tem na cor rosa?"]


async def test_search_finds_words_names_and_phones_and_takes_nothing_for_syntax(world: World) -> None:
    ana = str((await world.hear("vocês entregam em São João?", ANA)).conversation)
    await world.answer("Sim! Chega em três dias")
    world.wait(10)
    bia = str((await world.hear("tem batom? É ÚLTIMO?", BIA)).conversation)
    search = world.store.search
    while await search.follow():
        pass
    assert [hit.conversation for hit in await search.find("sao joao")] == [ana]
    assert [hit.conversation for hit in await search.find("TRES dias")] == [ana]
    assert [hit.conversation for hit in await search.find("bato")] == [bia]
    assert [hit.conversation for hit in await search.find("ultimo")] == [bia]
    assert [hit.conversation for hit in await search.find("ana")] == [ana]
    assert [hit.conversation for hit in await search.find("99999-0002")] == [bia]
    assert {hit.conversation for hit in await search.find("5511")} == {ana, bia}
    for odd in ("", '"', "*", "a' OR 1=1 --", "NEAR(", "&|!:*", "😀", "\0"):
        assert await search.find(odd) is not None
    await world.hear("agora quero perfume", ANA)
    while await search.follow():
        pass
    assert [hit.words for hit in await search.find("perfume")] == ["agora quero perfume"]


async def test_who_is_about_to_be_lost_is_told_in_time(world: World) -> None:
    waiting = str((await world.hear("oi", ANA)).conversation)
    await world.hear("oi", BIA)
    (one, two) = sorted(await _all_due(world), key=lambda scene: scene.name or "")
    await world.reply(one)
    await world.reply(two, "olá!", memo=Memo(persona="livia", stage="checkout"))
    await world.settle((await world.sends())[0])
    world.wait(2 * 3_600_000)
    assert await world.store.inbox.dying(world.now) == []
    assert [w.conversation for w in await world.store.inbox.hot(world.now)] == [two.conversation]
    world.wait(20 * 3_600_000)
    assert [w.conversation for w in await world.store.inbox.dying(world.now)] == [waiting]


async def _all_due(world: World) -> list[object]:
    world.wait(5_000)
    return list(await world.claim())


def _decision(turn: str, now: int) -> Decision:
    return Decision(
        turn,
        now,
        "livia",
        None,
        None,
        "novo",
        "preco",
        0.9,
        False,
        "padrao",
        "script",
        "preco",
        "script",
        1,
        "responder",
    )


def _gap(engine: object) -> str:
    """SQL that puts an event one position after the next one."""
    if type(engine).__name__ == "SqliteEngine":
        return "INSERT INTO event (position, at, kind, conversation_id) VALUES (?1 + 1, 0, 'operacao', '')"
    return (
        "INSERT INTO event (position, at, kind, conversation_id) OVERRIDING SYSTEM VALUE "
        "VALUES ($1::bigint + 1, 0, 'operacao', '')"
    )
