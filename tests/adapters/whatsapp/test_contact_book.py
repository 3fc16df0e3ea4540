"""Meta's contact book over the pretend Cloud API: whom it had is gone, whom it never had is no trouble."""

from __future__ import annotations

from typing import cast

import aiohttp
import pytest

from central.adapters.whatsapp.contact_book import ContactBook
from central.core.errors import AskHuman
from central.pretend.cloud import Number, PretendCloud, Settings, pretend_app
from central.pretend.inside import InsideSession
from tests.clock import FakeClock

NUMBER = Number("100", "+55 11 90000-0001", "Loja", "200", "segredo")


def book(cloud: PretendCloud, token: str = "certo") -> ContactBook:
    session = cast(aiohttp.ClientSession, InsideSession(pretend_app(cloud)))
    return ContactBook(session, "http://127.0.0.1/fingir/graph", "v24.0", lambda channel: token)


async def test_who_is_erased_leaves_metas_contact_book_too() -> None:
    cloud = PretendCloud(Settings((NUMBER,), "certo"), FakeClock())
    ana, bia = cloud.new_lead("Ana"), cloud.new_lead("Bia")
    assert await book(cloud).forget([(NUMBER.id, ana.bsuid), (NUMBER.id, ana.bsuid)]) == 1
    assert cloud.world.forgotten == {ana.id}
    assert bia.id not in cloud.world.forgotten
    assert await book(cloud).forget([(NUMBER.id, "BR.ninguem")]) == 0


async def test_a_token_meta_refuses_stops_the_erasure() -> None:
    cloud = PretendCloud(Settings((NUMBER,), "certo"), FakeClock())
    ana = cloud.new_lead("Ana")
    with pytest.raises(AskHuman):
        await book(cloud, "errado").forget([(NUMBER.id, ana.bsuid)])
    assert cloud.world.forgotten == set()
