"""What the pretend Meta says of tokens, apps, accounts and numbers, read by the adapter that reads the real one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from central.adapters.whatsapp.account import UNPAID, CloudAccount
from central.core.errors import AskHuman, CentralError, TryLater
from tests.whatsapp_world import NUMBER, OTHER, TOKEN, Wired, wired

APP, OTHER_APP = "900100000000001", "900100000000002"


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        yield running


@pytest.fixture
async def account(world: Wired) -> CloudAccount:
    return CloudAccount(world.session, f"{world.url}/fingir/graph", "v24.0")


async def test_a_token_tells_its_app_accounts_and_end(world: Wired, account: CloudAccount) -> None:
    token = await account.token(TOKEN)
    assert (token.valid, token.app, token.wabas, token.expires_at) == (True, APP, (NUMBER.waba, OTHER.waba), None)
    world.cloud.office.expires_at = 1_795_000_000
    assert (await account.token(TOKEN)).expires_at == 1_795_000_000_000
    with pytest.raises(AskHuman):
        await account.token("outro")
    numbers = await account.numbers(NUMBER.waba, TOKEN)
    assert [(n.id, n.registered) for n in numbers] == [(NUMBER.id, True)]


async def test_an_account_tells_what_keeps_it_from_sending(world: Wired, account: CloudAccount) -> None:
    assert (await account.waba(NUMBER.waba, TOKEN)).troubles == ()
    world.cloud.office.unpaid = [NUMBER.waba]
    assert [code for code, _ in (await account.waba(NUMBER.waba, TOKEN)).troubles] == [UNPAID]


async def test_a_number_is_registered(world: Wired, account: CloudAccount) -> None:
    world.cloud.office.unregistered = [NUMBER.id]
    assert not (await account.number(NUMBER.id, TOKEN)).registered
    await account.register(NUMBER.id, TOKEN, "123456")
    assert (await account.number(NUMBER.id, TOKEN)).registered


async def test_only_the_apps_own_secret_reads_its_webhook(world: Wired, account: CloudAccount) -> None:
    hook = await account.hook(OTHER_APP, OTHER.secret)
    assert hook is not None
    assert "messages" in hook.fields
    with pytest.raises(CentralError):
        await account.hook(APP, OTHER.secret)


async def test_a_webhook_is_set_only_where_hands_are_shaken(world: Wired, account: CloudAccount) -> None:
    with pytest.raises(CentralError, match="2200"):
        await account.set_hook(APP, NUMBER.secret, f"{world.url}/fingir/leads", "palavra", ("messages",))


async def test_what_no_app_hears_is_pushed_to_nobody(world: Wired, account: CloudAccount) -> None:
    world.cloud.office.unheard = [NUMBER.waba]
    lead = world.cloud.new_lead("Bia")
    world.cloud.say(lead.id, NUMBER.id, texto="oi")
    assert await account.apps(NUMBER.waba, TOKEN) == []
    await account.subscribe(NUMBER.waba, TOKEN)
    world.cloud.say(lead.id, NUMBER.id, texto="de novo")
    await world.cloud.idle()
    assert world.cloud.world.waiting == {}
    assert len(world.cloud.world.acknowledged) == 1
    assert await account.apps(NUMBER.waba, TOKEN) == [APP]


async def test_the_owner_of_the_fakes_changes_them_over_http(world: Wired) -> None:
    async with world.session.post(f"{world.url}/fingir/conta", json={"sem_pagamento": [NUMBER.waba]}) as answer:
        assert (await answer.json())["sem_pagamento"] == [NUMBER.waba]
    for wish in ({"nada": 1}, {"token_vale": "sim"}):
        async with world.session.post(f"{world.url}/fingir/conta", json=wish) as answer:
            assert answer.status == 400


async def test_nobody_there_is_something_to_try_later() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(TryLater):
            await asyncio.wait_for(CloudAccount(session, "http://127.0.0.1:9", "v24.0").token("x"), 20)
