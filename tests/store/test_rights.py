"""What a person may ask for: all that is kept of them; and what time deletes by itself."""

from __future__ import annotations

import json

from central.adapters.store.person.exported import TABLES
from central.adapters.store.person.personal import PERSONAL
from central.core.people.identity import Sender
from central.core.people.privacy import DAY_MS, Privacy
from tests.store.test_privacy import SECRETS, lived
from tests.store.world import BIA, World

KEPT = Privacy(conversations=365, files=30, buyers=700, audit=10, reserved=20)
ADULT = {"livia": False, "melissa": True}
ELSEWHERE = {
    "stray_status": "a status that names nobody yet",
    "raw_body": "a body nobody could read",
    "order_delivery": "what became the order",
    "dead_letter": "the reason a turn failed",
    "timer": "no words",
    "identity_conflict": "another person's name",
    "person_merge": "a reason of ours",
    "api_once": "an answer to a program of the seller",
    "crm_link": "the same as the ticket",
    "conversion": "the same as the order",
    "spoken_words": "the same words again, to be found",
}


async def test_a_person_is_told_everything_that_is_kept(world: World) -> None:
    person = await lived(world, silent=True)
    told = await world.store.privacy.export(person, "dona", world.now)
    assert told is not None
    whole = json.dumps(told, ensure_ascii=False).lower()
    assert [secret for secret in SECRETS if secret.lower() not in whole] == []
    assert told["silencio"][0]["nivel"] == "bloqueio"
    (line,) = await world.store.privacy.audited(world.now + 1)
    assert line[2:5] == ("dona", "exportou os dados de uma pessoa", person)
    assert await world.store.privacy.export("ninguem", "dona", world.now) is None


def test_no_table_of_personal_data_is_left_out_of_an_export() -> None:
    assert PERSONAL.keys() <= TABLES.keys() | ELSEWHERE.keys()


async def test_a_consent_keeps_the_words_that_asked_and_the_words_that_answered(world: World) -> None:
    await world.hear("vou pensar")
    await world.answer("Posso te chamar outro dia?")
    await world.deliver()
    await world.hear("pode sim")
    scene = await world.answer("combinado", consent="disse na conversa")
    told = await world.store.privacy.export(scene.person, "dona", world.now)
    assert told is not None
    (consent,) = told["consentimentos"]
    assert (consent["pergunta"], consent["resposta"]) == ("Posso te chamar outro dia?", "pode sim")
    assert consent["finalidade"] == "avisos e ofertas"


async def test_who_said_to_be_of_age_allowed_no_offers(world: World) -> None:
    await world.hear("oi")
    await world.answer("Você tem 18 anos ou mais?")
    await world.deliver()
    await world.hear("tenho 30")
    scene = await world.answer("Que bom!", of_age=True)
    told = await world.store.privacy.export(scene.person, "dona", world.now)
    assert told is not None
    (consent,) = told["consentimentos"]
    proof = (consent["finalidade"], consent["pergunta"], consent["resposta"])
    assert proof == ("linha reservada", "Você tem 18 anos ou mais?", "tenho 30")
    assert not await world.store.callbacks.consented(scene.person)
    assert [one.consented async for one in world.store.broadcasts.candidates(world.now)] == [False]
    await world.hear("pode me chamar")
    await world.answer("combinado", consent="disse na conversa")
    assert await world.store.callbacks.consented(scene.person)
    assert [one.consented async for one in world.store.broadcasts.candidates(world.now)] == [True]


async def test_old_words_and_buyers_go_and_what_is_young_stays(world: World) -> None:
    person = await lived(world)
    world.clock.time += 400 * DAY_MS
    await world.hear("quanto custa?", BIA)
    await world.answer("R$ 89,90")
    await world.deliver()
    gone = await world.store.privacy.forget_old(KEPT, ADULT, world.now)
    assert (gone.conversations, gone.buyers) == (1, 0)
    told = await world.store.privacy.export(person, "dona", world.now)
    assert told is not None
    assert (told["mensagens_da_pessoa"], told["mensagens_nossas"]) == ([], [])
    assert told["pedidos"][0]["nome"] == "Zulmira Quaresma"
    world.clock.time += 400 * DAY_MS
    again = await world.store.privacy.forget_old(KEPT, ADULT, world.now)
    assert (again.conversations, again.buyers >= 1, again.audit) == (1, True, 1)
    told = await world.store.privacy.export(person, "dona", world.now)
    assert told is not None
    assert told["pedidos"][0]["nome"] is None
    assert not (await world.store.privacy.forget_old(KEPT, ADULT, world.now)).any


async def test_what_was_said_to_the_adult_persona_goes_first(world: World) -> None:
    from central.core.messaging.conversation import Memo

    await world.hear("oi", Sender(wa_id="5511977776666", name="Rita"))
    await world.answer("olá", memo=Memo(persona="melissa", introduced=True))
    await world.hear("oi", BIA)
    await world.answer("oi!")
    world.clock.time += 30 * DAY_MS
    gone = await world.store.privacy.forget_old(KEPT, ADULT, world.now)
    assert gone.conversations == 1
    left = {one.name: one.words for one in await world.store.lists.conversations(10)}
    assert left["Bia"] == "oi"


async def test_opening_a_conversation_is_noted_once_in_a_while(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    for _ in range(3):
        await world.store.privacy.viewed("marina", "leu uma conversa", world.now, scene.conversation)
        world.clock.time += 60_000
    world.clock.time += 3_600_000
    await world.store.privacy.viewed("marina", "leu uma conversa", world.now, scene.conversation)
    lines = await world.store.privacy.audited(world.now + 1)
    assert [(line[2], line[4]) for line in lines] == [("marina", scene.person)] * 2
