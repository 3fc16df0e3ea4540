"""Clicks, touches, new ads, health of numbers and personas changed by hand, on every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.messaging.conversation import Memo, Touch
from central.core.messaging.health import Health
from central.core.messaging.message import Referral
from central.core.origin.campaign import Campaign, Click, Tracking
from central.core.people.identity import Sender
from central.core.turn import Switch
from tests.clock import START
from tests.flow.shop import SHOP
from tests.store.world import ANA, BIA, CHANNEL, World

TRACKING = Tracking(gclid="g", kwai_clickid="k", utm=(("utm_campaign", "nov"), ("utm_source", "kwai")))
CLICK = Click("1" * 32, "222222", "serum", "c-serum", CHANNEL, START, START + 1_000_000)


def from_ad(world: World, ad: str, sender: Sender = ANA, **fields: str):
    arrival = world.arrival("oi", sender)
    return replace(arrival, heard=replace(arrival.heard, referral=Referral(source_id=ad, **fields)))


async def answered(world: World, ad: str, sender: Sender = ANA, **fields: str) -> str:
    """A lead of an ad, answered; the person."""
    (accepted,) = await world.journal.accept(world.now, arrivals=[from_ad(world, ad, sender, **fields)])
    touch = Touch(world.now, "meta", ad=ad, confidence="desconhecida", evidence="novo")
    memo = Memo(persona="carla", first_touch=touch, last_touch=touch)
    scene = await world.scene()
    assert await world.reply(scene, "oi", memo=memo, touches=((1, touch),), sticky="carla")
    await world.deliver()
    assert accepted.person is not None
    return accepted.person


@pytest.fixture
async def joined(world: World) -> World:
    assert await world.store.clicks.add(CLICK, TRACKING)
    return world


async def test_a_taken_code_is_refused_and_a_click_keeps_what_the_platform_said(joined: World) -> None:
    assert not await joined.store.clicks.add(replace(CLICK, id="2" * 32), Tracking())
    assert await joined.store.clicks.tracking(CLICK.id) == TRACKING
    assert await joined.store.clicks.tracking("nenhum") is None


async def test_the_first_person_keeps_a_code(joined: World) -> None:
    clicks = joined.store.clicks
    assert await clicks.join("999999", "ana", joined.now) is None
    for person in ("ana", "bia", "ana"):
        click = await clicks.join("222222", person, joined.now)
        assert click is not None
        assert click.person == "ana"
    assert await clicks.counts(START) == {"serum": (1, 1)}


async def test_recent_clicks_are_those_of_the_number_that_nobody_used(joined: World) -> None:
    clicks = joined.store.clicks
    assert await clicks.recent(CHANNEL, START, START) == [CLICK]
    assert await clicks.recent(CHANNEL, START + 1, START + 9) == []
    assert await clicks.recent("outro", START, START) == []
    await clicks.join("222222", "ana", joined.now)
    assert await clicks.recent(CHANNEL, START, START) == []


async def test_unused_clicks_are_forgotten_and_used_ones_stay(joined: World) -> None:
    await joined.store.clicks.add(replace(CLICK, id="2" * 32, code="333333"), Tracking())
    await joined.store.clicks.join("333333", "ana", joined.now)
    await joined.journal.prune(CLICK.expires_at + 100, 50)
    assert await joined.store.clicks.tracking(CLICK.id) is None
    assert await joined.store.clicks.tracking("2" * 32) is not None


async def test_an_ad_nobody_registered_stands_in_the_list_until_it_is_tied(world: World) -> None:
    await answered(world, "77", headline="Vestido lindo", body="de viscose")
    world.wait(60_000)
    bia = await answered(world, "77", BIA)
    await answered(world, "ad1", Sender(bsuid="BR.3"))
    (ad,) = await world.store.origins.new_ads(SHOP)
    assert (ad.ad, ad.leads, ad.first_at, ad.last_at - ad.first_at >= 60_000) == ("77", 2, ad.first_at, True)
    tied = replace(SHOP, campaigns=(*SHOP.campaigns, Campaign("novo", "Novo", "meta", "vestido", "carla", ads=("77",))))
    assert await world.store.origins.settle_ad(tied, "77") == 2
    assert await world.store.origins.settle_ad(tied, "77") == 0
    assert await world.store.origins.new_ads(tied) == []
    (touch,) = await world.store.origins.touches(bia)
    assert (touch.campaign, touch.product, touch.confidence) == ("novo", "vestido", "certa")
    listed = {row.person: row for row in await world.store.lists.conversations(9)}
    assert (listed[bia].campaign, listed[bia].persona) == ("novo", "carla")


async def test_the_text_of_a_new_ad_is_its_referrals(world: World) -> None:
    await answered(world, "77", headline="Vestido lindo", body="de viscose")
    (ad,) = await world.store.origins.new_ads(SHOP)
    assert (ad.headline, ad.body) == ("Vestido lindo", "de viscose")
    assert await world.store.origins.ads_by_channel([CHANNEL, "x"]) == {CHANNEL: ("77",), "x": ()}


async def test_a_message_that_is_answered_twice_leaves_one_touch(world: World) -> None:
    person = await answered(world, "77")
    scene_touch = Touch(world.now, "meta", campaign="c", product="serum", ad="77", confidence="certa")
    await world.hear("e o preço?")
    scene = await world.scene()
    assert await world.reply(scene, "R$ 10", touches=((1, scene_touch),))
    (touch,) = await world.store.origins.touches(person)
    assert (touch.campaign, touch.confidence) == ("c", "certa")


async def test_a_persona_changes_by_hand_or_by_a_rule_and_the_log_says_so(world: World) -> None:
    person = await answered(world, "77")
    await world.hear("quero a outra")
    scene = await world.scene()
    assert scene.sticky == "carla"
    by_rule = Switch(person, "carla", "livia", world.now, "regra pele")
    assert await world.reply(scene, "oi", switch=by_rule, retractable=False)
    world.wait(1)
    origins = world.store.origins
    by_hand = await origins.switch_persona(scene.conversation, "sofia", "terminal", world.now)
    assert by_hand == Switch(person, "livia", "sofia", world.now, "terminal")
    assert await origins.switch_persona("ninguem", "sofia", "terminal", world.now) is None
    assert await origins.switches(person) == [by_rule, by_hand]
    await world.hear("oi")
    assert (await world.scene()).sticky == "sofia"


async def test_a_sick_number_and_the_replies_it_holds_back_stand_in_atencao(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    assert await world.reply(scene, "um", "dois", memo=Memo())
    for row in await world.sends():
        await world.settle(row, "waiting", retry_at=world.now + 60_000, code="130429", reason="mensagens demais")
    assert await world.journal.attention() == []
    await world.store.numbers.report([Health(CHANNEL, "banned", world.now, "meta", "a Meta desativou a conta")])
    concerns = {c.kind: c for c in await world.journal.attention()}
    assert concerns.keys() == {"numero", "parado"}
    assert concerns["parado"].conversation == scene.conversation
    assert "número banido: a Meta desativou a conta" in concerns["numero"].reason
    await world.store.numbers.report([Health(CHANNEL, "green", world.now + 1, "ana", "voltou")])
    assert await world.journal.attention() == []


async def test_the_last_word_on_a_number_counts_however_words_arrive(world: World) -> None:
    numbers = world.store.numbers
    red = Health("100", "red", START + 10, "meta", "qualidade baixa")
    await numbers.report([red])
    await numbers.report([Health("100", "green", START, "meta", "atrasado"), red])
    assert dict(await numbers.current()) == {"100": red}
    restricted = Health("100", "restricted", START + 20, "meta", "pausa", until=START + 30)
    await numbers.report([restricted])
    current = await numbers.current()
    assert (current["100"].now(START + 29), current["100"].now(START + 30)) == ("restricted", "yellow")
