"""From a webhook's body to people and past conversations, through the real parser and the real store."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from central.adapters.whatsapp.coexistence import asides
from central.adapters.whatsapp.webhook import parse
from central.flow.coexistence import Asides
from central.flow.inbox import Inbox
from tests.clock import FakeClock
from tests.store.world import World, open_world

META = {"display_phone_number": "5511940000001", "phone_number_id": "100200300400500"}
ECHO = {"from": "5511940000001", "to": "5531998765432", "id": "w.eco", "timestamp": "1795000000", "type": "text"}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """A store in memory: what it does on other engines is tested with it."""
    world = await open_world(":memory:", "um", FakeClock())
    yield world
    await world.store.close()


async def post(world: World, field: str, value: dict[str, Any]) -> None:
    """A webhook comes in, as Meta may repeat it: twice."""

    def scope(channel: str, waba: str) -> str:
        return f"portfolio de {waba}"

    inbox = Inbox(world.journal, world.clock, scope, 0, None, Asides(world.store.people, world.clock, scope, asides))
    change = {"field": field, "value": {"messaging_product": "whatsapp", "metadata": META, **value}}
    body = {"object": "whatsapp_business_account", "entry": [{"id": "900", "time": 1795000000, "changes": [change]}]}
    for _ in range(2):
        await inbox.take_in(parse(json.dumps(body).encode()))


def said(id: str, author: str, words: str) -> dict[str, Any]:
    return {"from": author, "id": id, "timestamp": "1795000000", "type": "text", "text": {"body": words}}


async def test_history_is_there_and_the_bot_sleeps_until_the_lead_writes(world: World) -> None:
    thread = {
        "id": "5531998765432",
        "messages": [said("w1", "5531998765432", "tem batom?"), said("w2", "5511940000001", "tem")],
    }
    await post(world, "history", {"history": [{"threads": [thread]}]})
    assert await world.journal.next_due(world.now) is None
    (listed,) = await world.store.lists.conversations(9)
    assert len(await world.store.lists.transcript(listed.conversation)) == 2
    await post(world, "messages", {"messages": [said("w3", "553198765432", "oi de novo")]})
    scene = await world.scene()
    assert scene.conversation == listed.conversation, "the ninth digit is no other person"


async def test_an_echo_pauses_the_bot_once(world: World) -> None:
    await post(world, "messages", {"messages": [said("w1", "5531998765432", "oi")]})
    await post(world, "smb_message_echoes", {"message_echoes": [{**ECHO, "text": {"body": "oi, é a dona"}}]})
    (concern,) = await world.journal.attention()
    assert concern.reason == "alguém respondeu pelo celular"
    assert (await world.scene()).handoff is not None


async def test_contacts_and_new_ids_become_one_person(world: World) -> None:
    contact = {"full_name": "Dona Cida", "phone_number": "+55 31 99876-5432"}
    await post(world, "smb_app_state_sync", {"state_sync": [{"type": "contact", "contact": contact, "action": "add"}]})
    new = [{"user_id": {"previous": "BR.1", "current": "BR.2"}, "timestamp": "1795000300"}]
    await post(world, "user_id_update", {"user_id_update": new})
    first = {**said("w1", "5531998765432", "oi"), "from_user_id": "BR.1"}
    await post(world, "messages", {"messages": [first]})
    found = {person.id for words in ("553198765432", "BR.1", "BR.2") for person in await world.store.people.find(words)}
    assert len(found) == 1
    assert (await world.scene()).name == "Dona Cida"
