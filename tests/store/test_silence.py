"""Silence has two levels, ends only by the person, and outlives who was erased."""

from __future__ import annotations

from central.core.messaging.conversation import OptOut
from central.core.messaging.message import Text
from central.core.people.coexistence import AppContact, AppMessage
from central.core.people.contact import Contact
from central.core.people.identity import Sender
from central.core.people.silence import marker, names_of
from tests.store.world import World


async def test_a_pause_lets_answers_through_and_a_block_outranks_it(world: World) -> None:
    await world.hear("me chama mês que vem")
    scene = await world.scene()
    pause = OptOut(scene.person, world.now, "palavras", level="pausa", until=world.now + 1000)
    await world.reply(scene, "combinado", optout=pause)
    assert await world.deliver() == ["combinado"]
    await world.hear("quanto custa?")
    scene = await world.scene()
    assert not scene.opted_out
    await world.reply(scene, "pronto", optout=OptOut(scene.person, world.now, "palavras"))
    await world.deliver()
    await world.hear("oi")
    scene = await world.scene()
    assert scene.opted_out
    await world.reply(scene, optout=pause)
    await world.hear("ainda aí?")
    assert (await world.scene()).opted_out


async def test_who_comes_back_is_answered_at_once(world: World) -> None:
    await world.hear("sair")
    scene = await world.scene()
    await world.reply(scene, "pronto", optout=OptOut(scene.person, world.now, "palavras"))
    await world.deliver()
    await world.hear("voltar")
    await world.answer("bem-vinda de volta", welcome_back=True)
    assert await world.deliver() == ["bem-vinda de volta"]
    await world.hear("oi")
    assert not (await world.scene()).opted_out


async def test_the_silence_of_the_erased_is_known_by_any_of_their_names(world: World) -> None:
    mark = marker(b"")

    async def suppress(tx: object) -> None:
        rows = [(mark(alias), world.now, "palavras") for alias in names_of("5581992345678", None)]
        await tx.each("suppress", rows)  # type: ignore[attr-defined]

    await world.store._engine.transact(suppress)
    await world.hear("oi", Sender(wa_id="558192345678"))
    await world.hear("oi", Sender(wa_id="558188880000"))
    world.clock.time += 2_000
    assert sorted(scene.opted_out for scene in await world.claim()) == [False, True]


async def test_the_silence_of_the_erased_holds_for_whom_a_list_or_the_phone_brings_back(world: World) -> None:
    phones = ("5581987654321", "5581987654322", "5581987654323")
    await world.store.contacts.take_in([("portfolio", Contact(1, p)) for p in phones], "um", "dona", "a.csv", world.now)
    for phone in phones:
        (found,) = await world.store.people.find(phone)
        await world.store.people.silence(found.id, "dona", world.now)
        await world.store.privacy.erase(found.id, "dona", world.now)
    listed = Contact(1, phones[0], "Zulmira", consent="loja")
    taken = await world.store.contacts.take_in([("portfolio", listed)], "dois", "dona", "b.csv", world.now)
    assert (taken.people, taken.consents, taken.optouts) == (1, 0, 1)
    lead = Sender(wa_id=phones[1])
    said = AppMessage("5511", "waba", "wamid.1", world.now, lead, Text("oi"), ours=False)
    await world.store.people.remember(world.now, "portfolio", [said])
    await world.store.people.meet(world.now, "portfolio", [AppContact("waba", "5511", Sender(wa_id=phones[2]))])
    strangers = [one async for one in world.store.broadcasts.strangers(world.now)]
    assert [one.silent for one in strangers] == [True, True]
    assert [one.silent async for one in world.store.broadcasts.candidates(world.now)] == [True]
    undone = await world.store.contacts.undo("dois", "dona", world.now)
    assert undone is not None
    assert undone.people == 1
    assert await world.store.people.find(phones[0]) == []
