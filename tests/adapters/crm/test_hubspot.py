"""What only HubSpot does: upserts by a unique property, contacts that exist already, deals that are merged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from central.core.selling.ticket import AddNote, SetStatus
from central.pretend.crm import HubAccount
from tests.crm_world import ACCOUNTS, SOLD, CrmWorld, crm_world

ACCOUNT = ACCOUNTS["hubspot"]


@pytest.fixture
async def world() -> AsyncIterator[CrmWorld]:
    async with crm_world(account=ACCOUNT) as opened:
        yield opened


async def test_a_sale_is_a_deal_won_with_its_amount_and_its_day(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.change(ticket, SOLD)
    await world.work()
    (deal,) = world.office.deals.values()
    assert (deal["pipeline"], deal["dealstage"], deal["amount"]) == ("sales", "ganho", "89.90")
    assert deal["closedate"].startswith("2026-11-18T")
    await world.change(ticket, SetStatus("perdido", "caro"), by="pedido")
    await world.work()
    (deal,) = world.office.deals.values()
    assert (deal["dealstage"], deal["closed_lost_reason"]) == ("perdido", "Preço")


async def test_a_contact_with_the_same_e_mail_is_taken_and_a_bad_e_mail_left_out(world: CrmWorld) -> None:
    known = world.office._person({"firstname": "Ana", "email": "ana@example.com"})
    one, two = await world.ticket(email="ana@example.com"), await world.ticket(email="ana-arroba")
    await world.work()
    assert world.card(one).contact["id"] == str(known)
    assert world.card(two).contact["telefone"] == f"+{two.phone}"
    assert "email" not in world.office.people[int(world.card(two).contact["id"])]


async def test_a_contact_in_doubt_is_looked_for_when_the_search_can_see_it(world: CrmWorld) -> None:
    ticket, hub = await world.ticket(), world.office
    make, hub.faults.lag_ms = hub._new_person, 60_000

    def falls(asked: dict[str, str | None]) -> object:
        make(asked)
        hub._new_person = make
        return hub._broken(_Asked())

    hub._new_person = falls
    await world.work()
    assert len(hub.people) == 1
    assert world.card(ticket).contact["telefone"] == f"+{ticket.phone}"


class _Asked:
    path = "crm/v3/objects/contacts"


async def test_a_merged_deal_is_read_as_the_one_it_went_into(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    hub: HubAccount = world.office
    hub.doubles(world.card(ticket).ref)
    kept = max(hub.deals)
    hub.merges(str(min(hub.deals)), into=str(kept))
    hub.person(str(kept), "comprado", value=7000)
    await world.look()
    await world.work()
    assert ((await world.again(ticket)).status, (await world.again(ticket)).value) == ("comprado", 7000)
    await world.change(ticket, AddNote("buscou na loja"))
    await world.work()
    assert "buscou na loja" in world.card(ticket).history
    assert len(hub.deals) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fields": ()}, "propriedade de negócio de texto com valores únicos"),
        ({"fields": (("central", "Campanha"),)}, "precisa exigir valores únicos"),
        ({"pipeline": "Vendinhas"}, 'funil "Vendinhas" não existe no HubSpot; há: Vendas'),
        ({"stages": (("perdido", "Fechado ganho"),)}, "etapas só deles"),
    ],
)
async def test_names_that_cannot_work_are_told(changes: dict[str, object], words: str) -> None:
    async with crm_world(account=replace(ACCOUNT, **changes)) as world:  # type: ignore[arg-type]
        await world.ticket()
        await world.sync.step()
        assert words in world.sync.trouble
