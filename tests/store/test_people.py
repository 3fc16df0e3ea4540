"""One person through changed numbers and ids, merged and split by hand or by Meta's word; no merge is silent."""

from __future__ import annotations

import pytest

from central.core.errors import AskHuman
from central.core.messaging.conversation import Memo, OptOut
from central.core.messaging.message import SystemNotice
from central.core.people.identity import Sender
from central.core.people.kinship import CLOCKS_DIFFER_MS, Change
from tests.store.world import World

PHONE, BSUID = Sender(wa_id="5511999990001", name="Ana"), Sender(bsuid="BR.1")
BOTH = Sender(bsuid="BR.1", wa_id="5511999990001")
NEW_BOTH = Sender(bsuid="BR.9", wa_id="5521988880009")
STRANGER = Sender(bsuid="BR.77", wa_id="5531977770077", name="Caio")


async def root(world: World, sender: Sender) -> str:
    """Whom a message of this sender would be read as."""
    (found,) = await world.store.people.find(sender.bsuid or sender.wa_id or "")
    return found.id


async def change_number(world: World, old: Sender, new: Sender) -> None:
    """Meta's system message of a changed number."""
    await world.hear(SystemNotice("user_changed_number", wa_id=new.wa_id), sender=old)


async def change_id(world: World, old: Sender, new: Sender) -> None:
    """Meta's notice of an id made anew."""
    change = Change(Sender(bsuid=old.bsuid), Sender(bsuid=new.bsuid), world.now)
    await world.store.people.changed(world.now, "portfolio", [change])


async def test_a_phone_and_an_id_met_apart_become_one_person_and_the_merge_is_logged(world: World) -> None:
    one, two = await world.hear(sender=PHONE), await world.hear(sender=BSUID)
    assert one.person != two.person
    assert (await world.hear(sender=BOTH)).person == one.person, "the older one stays"
    assert await root(world, PHONE) == await root(world, BSUID) == one.person
    (merge,) = await world.store.people.merges()
    assert (merge.source, merge.target, merge.by) == (two.person, one.person, "whatsapp")
    assert await world.store.lists.conflicts(10) == []


@pytest.mark.parametrize("order", ["number first", "id first", "number twice", "message first", "notices first"])
async def test_a_person_stays_one_through_a_changed_number_whatever_comes_first(world: World, order: str) -> None:
    if order != "notices first":
        await world.hear(sender=BOTH)
    if order == "message first":
        await world.hear(sender=NEW_BOTH)
    if order in ("number first", "number twice"):
        await change_number(world, BOTH, NEW_BOTH)
    await change_id(world, BOTH, NEW_BOTH)
    await change_id(world, BOTH, NEW_BOTH)
    if order != "number first":
        await change_number(world, BOTH, NEW_BOTH)
    people = {(await world.hear(sender=s)).person for s in (NEW_BOTH, BOTH, Sender(wa_id="552188880009"))}
    assert len(people) == 1
    assert await world.journal.attention() == []


async def test_the_former_owner_of_a_number_is_not_merged_with_its_new_one(world: World) -> None:
    former = await world.hear(sender=Sender(bsuid="BR.5", wa_id=NEW_BOTH.wa_id, name="Davi"))
    mover = await world.hear(sender=BOTH)
    world.wait(CLOCKS_DIFFER_MS + 1)
    await change_number(world, BOTH, NEW_BOTH)
    (concern,) = [c for c in await world.journal.attention() if c.kind == "identidade"]
    assert former.person in concern.reason
    assert mover.person in concern.reason
    again = await world.hear(sender=NEW_BOTH)
    assert again.person not in (former.person, mover.person), "an unknown id with a number of somebody else is new"
    await change_id(world, BOTH, NEW_BOTH)
    assert (await world.hear(sender=NEW_BOTH)).person == mover.person
    assert (await world.hear(sender=Sender(bsuid="BR.5"))).person == former.person


async def test_a_phone_that_comes_with_another_id_is_another_person_until_somebody_says_otherwise(world: World) -> None:
    one = await world.hear(sender=BOTH)
    two = await world.hear(sender=Sender(bsuid="BR.3", wa_id=BOTH.wa_id))
    assert one.person != two.person
    assert [c.kind for c in await world.journal.attention()] == ["identidade"]
    await world.store.people.merge(one.person, two.person, "dona", world.now)
    assert await world.journal.attention() == []
    assert (await world.hear(sender=Sender(bsuid="BR.3"))).person == one.person


async def test_people_said_to_be_two_by_hand_stay_two(world: World) -> None:
    one, two = await world.hear(sender=PHONE), await world.hear(sender=BSUID)
    await world.hear(sender=BOTH)
    assert await world.store.people.split(two.person, "dona", world.now)
    await world.hear(sender=BOTH)
    assert await root(world, PHONE) == one.person
    assert await root(world, BSUID) == two.person
    assert await world.journal.attention() == [], "the hand that split them answered the question"
    other = await world.hear(sender=STRANGER)
    three = await world.hear(sender=Sender(bsuid="BR.3", wa_id=STRANGER.wa_id))
    (concern,) = await world.journal.attention()
    assert concern.ref == three.person
    await world.store.people.split(three.person, "dona", world.now, other=other.person)
    assert await world.journal.attention() == []


async def test_a_merge_keeps_the_first_persona_and_the_wish_for_silence(world: World) -> None:
    one = await world.hear(sender=PHONE)
    world.wait(1)
    two = await world.hear(sender=STRANGER)
    world.wait(1_000)
    scenes = {scene.person: scene for scene in await world.claim()}
    second = scenes[two.person]
    await world.reply(second, "oi", sticky="carla", optout=OptOut(two.person, world.now, "texto", "parar"))
    await world.reply(scenes[one.person], "oi")
    await world.deliver()
    await world.store.people.merge(one.person, two.person, "dona", world.now)
    await world.hear(sender=PHONE)
    scene = await world.scene()
    assert (scene.person, scene.sticky, scene.opted_out) == (one.person, "carla", True)


async def test_the_persona_chosen_first_stays_though_the_younger_person_had_it(world: World) -> None:
    one, two = await world.hear(sender=PHONE), await world.hear(sender=STRANGER)
    world.wait(1_000)
    scenes = {scene.person: scene for scene in await world.claim()}
    first, second = sorted(scenes.values(), key=lambda scene: scene.turn)
    await world.reply(second, sticky="sofia")
    await world.reply(first, sticky="carla")
    for target, source in ((one.person, two.person), (two.person, one.person)):
        assert await world.store.people.merge(target or "", source or "", "dona", world.now)
        (found,) = await world.store.people.find(target or "")
        assert found.persona == "carla"
        await world.store.people.split(source or "", "dona", world.now)


async def test_what_a_running_turn_decides_holds_for_the_person_it_was_merged_into(world: World) -> None:
    one = await world.hear(sender=PHONE, channel="a")
    two = await world.hear(sender=STRANGER, channel="b")
    world.wait(1_000)
    scenes = {scene.person: scene for scene in await world.claim()}
    await world.store.people.merge(one.person, two.person, "dona", world.now)
    optout = OptOut(two.person, world.now, "texto", "parar")
    assert await world.reply(scenes[two.person], "oi", sticky="carla", optout=optout)
    assert await world.reply(scenes[one.person], "oi", sticky="livia")
    await world.hear(sender=PHONE, channel="a")
    scene = await world.scene()
    assert (scene.sticky, scene.opted_out) == ("carla", True)


async def test_a_merged_person_goes_on_in_the_conversation_heard_last(world: World) -> None:
    one = await world.hear(sender=PHONE, channel="a")
    two = await world.hear(sender=STRANGER)
    world.wait(1_000)
    for scene in await world.claim():
        await world.reply(scene, "oi", memo=Memo(persona="livia", product="serum", introduced=True))
    await world.deliver()
    await world.store.people.merge(one.person, two.person, "dona", world.now)
    again = await world.hear(sender=STRANGER)
    assert (again.person, again.conversation) == (one.person, two.conversation)
    scene = await world.scene()
    assert (scene.memo.product, scene.lines[0].seq) == ("serum", 2)


async def test_chains_of_merges_are_read_in_one_hop_and_come_apart_one_by_one(world: World) -> None:
    a, b, c = [(await world.hear(sender=Sender(bsuid=f"BR.{n}"))).person for n in range(3)]
    people = world.store.people
    assert await people.merge(b, c, "dona", world.now)
    assert await people.merge(a, b, "dona", world.now)
    assert await people.merge(a, c, "dona", world.now) is None
    assert {await root(world, Sender(bsuid=f"BR.{n}")) for n in range(3)} == {a}
    assert await people.split(b, "dona", world.now)
    assert [await root(world, Sender(bsuid=f"BR.{n}")) for n in range(3)] == [a, b, b]
    assert await people.split(b, "dona", world.now), "the only one merged into it leaves"
    assert [await root(world, Sender(bsuid=f"BR.{n}")) for n in range(3)] == [a, b, c]
    assert await people.split(a, "dona", world.now) is None
    with pytest.raises(AskHuman, match="Não conheço a pessoa ninguém"):
        await people.merge(a, "ninguém", "dona", world.now)


async def test_name_and_username_follow(world: World) -> None:
    await world.hear(sender=Sender(bsuid="BR.1", name="Ana", username="ana"))
    await world.hear(sender=Sender(bsuid="BR.1", username="ana.paula"))
    (found,) = await world.store.people.find("BR.1")
    assert (found.name, found.username) == ("Ana", "ana.paula")


async def test_replies_go_to_the_new_number_on_every_channel(world: World) -> None:
    for channel in ("a", "b"):
        await world.hear(sender=BOTH, channel=channel)
    await world.hear(SystemNotice("user_changed_number", wa_id=NEW_BOTH.wa_id), sender=BOTH, channel="a")
    await change_id(world, BOTH, NEW_BOTH)
    world.wait(1_000)
    addresses = {(s.address.wa_id, s.address.bsuid) for s in await world.claim()}
    assert addresses <= {(NEW_BOTH.wa_id, "BR.9"), (None, "BR.9")}


async def test_a_notice_of_meta_opens_no_window(world: World) -> None:
    await world.hear(sender=BOTH)
    heard = world.now
    world.wait(3_600_000)
    await change_number(world, BOTH, NEW_BOTH)
    assert (await world.scene()).heard_at == heard
