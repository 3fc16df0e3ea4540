"""Aliases meet in one person; what contradicts itself is logged and never merged."""

from __future__ import annotations

import asyncio

import pytest

from central.adapters.store.figures.lists import Conflict
from central.core.people.identity import AliasKind, Sender
from tests.store.world import ANA, World, orders

PHONE, BSUID = Sender(wa_id="5511999990001"), Sender(bsuid="BR.1")
BOTH = Sender(bsuid="BR.1", wa_id="5511999990001")
OLD_PHONE = Sender(wa_id="551199990001")
"""The same phone without its ninth digit."""


@pytest.mark.parametrize("order", [*orders([PHONE, OLD_PHONE, BOTH]), (BSUID, BOTH, PHONE), (PHONE, BOTH, BSUID)])
async def test_whatever_is_known_first_the_names_meet(world: World, order: tuple[Sender, ...]) -> None:
    assert len({(await world.hear(sender=sender)).person for sender in order}) == 1


async def test_one_body_with_all_of_a_persons_names_makes_one_person(world: World) -> None:
    arrivals = [world.arrival(sender=sender) for sender in (BOTH, PHONE, BSUID, OLD_PHONE)]
    assert len({a.person for a in await world.journal.accept(world.now, arrivals)}) == 1


async def test_many_first_messages_at_once_make_one_person(world: World) -> None:
    accepted = await asyncio.gather(*(world.hear(sender=BOTH) for _ in range(20)))
    assert len({a.person for a in accepted}) == 1
    assert len({a.conversation for a in accepted}) == 1


async def test_two_people_whose_ids_meet_at_one_phone_stay_two(world: World) -> None:
    one, two = await world.hear(sender=BOTH), await world.hear(sender=Sender(bsuid="BR.2"))
    meeting = await world.hear(sender=Sender(bsuid="BR.2", wa_id="5511999990001"))
    again = await world.hear(sender=PHONE)
    assert one.person != two.person
    assert meeting.person == two.person, "the BSUID is believed before the phone"
    assert again.person == one.person
    assert await world.store.lists.conflicts(10) == [
        Conflict("portfolio", AliasKind.WA_ID, "5511999990001", one.person, two.person, world.now),
        Conflict("portfolio", AliasKind.PHONE_KEY, "551199990001", one.person, two.person, world.now),
    ]


async def test_portfolios_do_not_share_names(world: World) -> None:
    one = await world.hear(sender=ANA)
    arrival = world.arrival(sender=ANA)
    other = type(arrival)(arrival.heard, "outro", arrival.wait, arrival.wait_if_asked)
    (two,) = await world.journal.accept(world.now, [other])
    assert one.person != two.person


async def test_the_name_shown_is_the_one_used_last(world: World) -> None:
    await world.hear(sender=Sender(bsuid="BR.1", name="Ana"))
    await world.hear(sender=Sender(bsuid="BR.1", name="Ana Paula\0"))
    await world.hear(sender=Sender(bsuid="BR.1"))
    assert (await world.scene()).name == "Ana Paula"


async def test_a_reply_goes_to_the_phone_seen_last(world: World) -> None:
    await world.hear(sender=BSUID)
    assert (await world.scene()).address.wa_id is None
    await world.hear(sender=BOTH, channel="b")
    await world.hear(sender=Sender(bsuid="BR.1"), channel="b")
    world.wait(1_000)
    (scene,) = await world.claim()
    assert (scene.address.wa_id, scene.address.bsuid) == ("5511999990001", "BR.1")
