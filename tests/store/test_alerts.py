"""Alerts in the store: what stands, who was told, and the troubles that the store itself knows of."""

from __future__ import annotations

from central.adapters.store.house.alerts import Device
from central.adapters.store.journal.finish import MOST_FAILURES
from central.core.alert import Alert, Wishes
from central.core.messaging.conversation import Handoff, Memo
from central.core.messaging.message import Text
from central.core.people.coexistence import AppMessage
from tests.store.world import ANA, BIA, CHANNEL, World

BAN = Alert("numero_banido:1", "numero_banido", 5, "Número principal.")


async def test_what_stands_keeps_when_it_began_and_rings_anew_when_it_comes_back(world: World) -> None:
    alerts = world.store.alerts
    assert await alerts.stand([BAN], 5) == [BAN]
    await alerts.rang(BAN.key, "dona", "push", 5)
    later = Alert(BAN.key, BAN.kind, 60, "Número principal.")
    assert (await alerts.stand([later], 60))[0].at == 5
    assert await alerts.rings() == {(BAN.key, "dona", "push"): (1, 5)}
    assert await alerts.stand([], 70) == []
    assert await alerts.rings() == {}
    assert (await alerts.stand([later], 80))[0].at == 60
    assert await alerts.rings() == {}


async def test_the_team_has_wishes_and_who_never_chose_has_pushes(world: World) -> None:
    ana = await world.store.accounts.add("ana@loja.com", "Ana", "atendente", world.now)
    assert ana is not None
    assert await world.store.alerts.wishes() == [Wishes(ana.id, "atendente")]
    chosen = Wishes(ana.id, "atendente", ("resumo",), ("email", "push"), "ana@loja.com", "5511", 60, 120)
    await world.store.alerts.wish(chosen)
    assert await world.store.alerts.wishes() == [chosen]
    await world.store.alerts.keep_device(ana.id, Device("https://push.example/1", "p", "a"), world.now)
    assert len(await world.store.alerts.devices(ana.id)) == 1
    await world.store.alerts.drop_device("https://push.example/1")
    assert await world.store.alerts.devices(ana.id) == []


async def test_the_store_knows_who_asked_who_waits_and_who_is_hot(world: World) -> None:
    alerts = world.store.alerts
    await world.hear("quero falar com uma pessoa")
    scene = await world.scene()
    await world.reply(scene, "chamei", handoff=Handoff(scene.turn, scene.conversation, world.now, "lead", "pediu"))
    await world.deliver()
    await world.hear("quero", BIA)
    bia = await world.answer("o link", memo=Memo(persona="livia", introduced=True, stage="checkout"))
    await world.deliver()
    early, late = world.now - 60_000, world.now + 60_000
    assert [conversation for _, conversation, _ in await alerts.asked(early)] == [scene.conversation]
    assert [conversation for conversation, _ in await alerts.waiting(early, late)] == [scene.conversation]
    assert [conversation for conversation, _ in await alerts.hot(early, late)] == [bia.conversation]
    await world.store.attending.take_over(scene.conversation, "ana", world.now)
    await world.store.attending.say(scene.conversation, "ana", [], world.now)
    assert await alerts.refused_tokens() == []
    assert await alerts.untold() == []
    assert await alerts.traffic(early) == (0, 0)
    assert await alerts.brakes(0) == []


async def test_who_was_answered_on_the_phone_waits_no_more(world: World) -> None:
    async def says(wamid: str) -> None:
        echo = AppMessage(CHANNEL, "waba", wamid, world.now, ANA, Text("oi, sou eu"), ours=True, live=True)
        await world.store.people.remember(world.now, "portfolio", [echo])

    await world.hear("oi")
    await says("echo.1")
    world.wait(60_000)
    await world.hear("e o frete?")
    early, late = world.now - 3_600_000, world.now + 600_000
    assert len(await world.store.alerts.waiting(early, late)) == 1
    await says("echo.2")
    assert await world.store.alerts.waiting(early, late) == []


async def test_who_could_not_be_answered_waits_until_somebody_says_something(world: World) -> None:
    await world.hear("oi")
    early, late = world.now - 3_600_000, world.now + 3_600_000
    for _ in range(MOST_FAILURES):
        scene = await world.scene()
        await world.journal.postpone(scene, world.now, world.now + 1_000, "quebrou")
        world.wait(1_000)
    assert [id for id, _ in await world.store.alerts.waiting(early, late)] == [scene.conversation]
    world.wait(1_000)
    await world.hear("e aí?")
    await world.answer("desculpe a demora")
    assert await world.store.alerts.waiting(early, late) == []
