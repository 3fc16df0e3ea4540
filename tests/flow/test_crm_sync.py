"""Tickets and a Flowlu that has bad days: nothing lost, nothing doubled, no echo, a person's word taken once."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from central.core.selling.ticket import STATUSES, AddNote, SetFields, SetStatus
from central.flow.selling.crm_sync import AT_BIRTH_MS, MOST_TRIES
from central.pretend.flowlu import Faults
from tests.crm_world import SOLD, SPEC, CrmWorld, crm_world


@pytest.fixture
async def world() -> AsyncIterator[CrmWorld]:
    async with crm_world() as opened:
        yield opened


async def test_a_ticket_becomes_a_contact_and_an_opportunity_tied_together(world: CrmWorld) -> None:
    ticket = await world.ticket(product="serum")
    await world.work()
    (lead,) = world.shown(ticket)
    assert (lead["active"], lead["pipeline_id"], lead["pipeline_stage_id"], lead["source_id"]) == (1, 2, 2, 1)
    assert (lead["name"], lead["contact_phone"]) == ("Ana · c-serum", f"+{ticket.phone}")
    assert (lead["cf_1"], lead["cf_4"], lead["cf_5"]) == ("c-serum", "serum", ticket.id)
    (contact,) = world.portal.tables["crm/account"].values()
    assert (contact["type"], contact["first_name"], contact["phone"]) == (2, "Ana", f"+{ticket.phone}")
    (tie,) = world.portal.tables["crm/lead_accounts"].values()
    assert (tie["lead_id"], tie["account_id"]) == (lead["id"], contact["id"])


async def test_every_status_is_shown_with_its_reason_and_value(world: CrmWorld) -> None:
    tickets = [await world.ticket() for _ in range(4)]
    for ticket, change in zip(tickets, (None, SetStatus("pediu_desconto"), SOLD, SetStatus("perdido", "caro"))):  # noqa: B905
        if change is not None:
            await world.change(ticket, change)
    await world.work()
    rows = [world.shown(ticket)[0] for ticket in tickets]
    assert [(row["active"], row["pipeline_stage_id"]) for row in rows] == [(1, 2), (1, 4), (3, 2), (2, 2)]
    assert (rows[2]["budget"], rows[2]["closing_date"], rows[2]["closing_comment"]) == (89.9, "2026-11-18", "pedido 1")
    assert rows[3]["closing_status_id"] == 1
    assert await world.agree() == []


async def test_a_contact_that_is_there_is_found_with_or_without_the_ninth_digit(world: CrmWorld) -> None:
    world.portal.tables["crm/account"][70] = {"id": 70, "type": 2, "first_name": "Ana", "phone": "(51) 8128-3719"}
    ticket = await world.ticket(phone="5551981283719")
    await world.work()
    assert set(world.portal.tables["crm/account"]) == {70}
    (tie,) = world.portal.tables["crm/lead_accounts"].values()
    assert (tie["account_id"], tie["lead_id"]) == (70, world.shown(ticket)[0]["id"])


async def test_our_own_writes_come_back_as_hints_and_change_nothing(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SetStatus("pediu_desconto"))
    await world.work()
    requests = world.portal.requests
    before = await world.again(ticket)
    await world.check.poll()
    await world.work()
    assert await world.again(ticket) == before
    assert world.portal.requests - requests <= 3
    assert [line.by for line in await world.store.tickets.history(ticket.id)] == ["central", "central"]


@pytest.mark.parametrize("hooked", [True, False])
async def test_a_person_who_wins_a_deal_there_sells_the_ticket_once(hooked: bool) -> None:
    async with crm_world(hooked=hooked) as world:
        ticket = await world.ticket()
        await world.work()
        world.portal.person(world.shown(ticket)[0]["id"], active=3, budget=120.5, closing_date="2026-11-20")
        if not hooked:
            assert await world.check.poll() == 1
        await world.work()
        await world.check.poll()
        await world.work()
        sold = await world.again(ticket)
        assert (sold.status, sold.value) == ("comprado", 12050)
        lines = await world.store.tickets.history(ticket.id)
        assert [(line.by, line.status) for line in lines] == [("central", "interessado"), ("flowlu", "comprado")]
        assert world.decided == [("interessado", "comprado")]
        assert world.shown(ticket)[0]["closing_date"] == "2026-11-20"
        assert await world.reconcile() == replace(await world.check.reconcile(), drift=0, mended=0)


async def test_a_person_who_loses_a_deal_gives_the_reason_they_chose(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.portal.person(world.shown(ticket)[0]["id"], active=2, closing_status_id=2)
    await world.work()
    lost = await world.again(ticket)
    assert (lost.status, lost.reason) == ("perdido", "Sem resposta")
    assert world.decided == [("interessado", "perdido")]


async def test_a_stage_of_the_sellers_own_is_left_alone(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.portal.person(world.shown(ticket)[0]["id"], pipeline_stage_id=3)
    await world.work()
    await world.change(ticket, AddNote("mediu o quarto"))
    await world.work()
    (lead,) = world.shown(ticket)
    assert (lead["pipeline_stage_id"], (await world.again(ticket)).status) == (3, "interessado")
    assert "mediu o quarto" in lead["description"]


@pytest.mark.parametrize("hooked", [True, False])
async def test_whoever_takes_an_opportunity_over_there_has_the_lead_until_they_let_it_go(hooked: bool) -> None:
    async with crm_world(hooked=hooked) as world:
        ticket = await world.ticket()
        await world.work()
        (lead,) = world.shown(ticket)

        async def person(**changes: object) -> list[tuple[str, bool]]:
            world.works.clear()
            world.portal.person(lead["id"], **changes)
            if not hooked:
                await world.check.poll()
            await world.work()
            return list(world.works)

        assert await person(assignee_id=1) == [], "a rule of the portal, at its birth"
        world.clock.time += AT_BIRTH_MS
        assert await person(assignee_id=2) == [(ticket.id, True)]
        assert await person(pipeline_stage_id=3) == [(ticket.id, True)], "a stage of the seller's own"
        assert await person(name="Ana do batom") == []
        await world.change(ticket, AddNote("vista na loja"))
        await world.work()
        assert await person(assignee_id=0) == [(ticket.id, False)]
        assert await person(active=3, budget=89.9) == [], "a sale is no conversation"
        assert await world.reconcile() == await world.reconcile()
        assert world.works == []


async def test_a_persons_word_outweighs_a_change_of_ours_that_was_on_its_way(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SetStatus("pediu_desconto"))
    world.portal.person(world.shown(ticket)[0]["id"], active=2, closing_comment="não quis")
    world.hooks.clear()
    await world.work()
    assert (await world.again(ticket)).status == "perdido"
    assert world.shown(ticket)[0]["active"] == 2


async def test_a_persons_change_between_our_writing_and_its_reading_back_is_not_taken_for_ours(
    world: CrmWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = await world.ticket()
    await world.work()
    post, (lead,) = world.client.post, (row["id"] for row in world.shown(ticket))

    async def meddled_with(path: str, form: dict[str, str], **more: bool) -> object:
        done = await post(path, form, **more)
        if world.shown(ticket)[0]["active"] == 1:
            world.portal.person(lead, active=3, budget=50)
            world.hooks.clear()
        return done

    monkeypatch.setattr(world.client, "post", meddled_with)
    await world.change(ticket, AddNote("quer presente"))
    await world.work()
    await world.check.poll()
    await world.work()
    assert (await world.again(ticket)).status == "comprado"
    assert world.decided == [("interessado", "comprado")]


async def test_money_outweighs_a_stage_over_there(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SOLD, by="pedido")
    world.portal.person(world.shown(ticket)[0]["id"], pipeline_stage_id=4)
    await world.work()
    assert (await world.again(ticket)).status == "comprado"
    assert await world.agree() == []


async def test_a_creation_that_was_done_behind_our_back_is_found_and_not_repeated(world: CrmWorld) -> None:
    ticket = await world.ticket()
    world.portal.faults = Faults(late=1.0)
    for _ in range(30):
        await world.sync.step()
        if world.shown(ticket):
            break
        world.clock.time += 10_000
    assert len(world.shown(ticket)) == 1
    world.portal.faults = Faults()
    await world.work()
    assert len(world.shown(ticket)) == 1
    assert len(world.portal.tables["crm/account"]) == 1
    assert await world.agree() == []


async def test_a_fall_between_the_creation_and_its_answer_makes_no_second_one(world: CrmWorld) -> None:
    ticket = await world.ticket()
    create = world.crm.create

    async def fall(*args: object) -> str:
        await create(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    world.crm.create = fall  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        await world.sync.step()
    world.crm.create = create  # type: ignore[method-assign]
    world.clock.time += 400_000
    await world.work()
    assert len(world.shown(ticket)) == 1
    assert await world.agree() == []


async def test_an_hour_away_costs_no_row_a_try_and_then_all_is_shown(world: CrmWorld) -> None:
    world.portal.faults.down = True
    tickets = [await world.ticket() for _ in range(30)]
    until = world.clock.time + 3_600_000
    while world.clock.time < until:
        await world.sync.step()
        world.clock.time += 5_000
    assert world.portal.requests < 40
    links = [await world.store.crm_links.of_ticket("flowlu", ticket.id) for ticket in tickets]
    assert all(link is not None and link.state != "dead" and link.tries == 0 for link in links)
    world.portal.faults.down = False
    await world.work()
    assert await world.agree() == []


async def test_a_key_that_does_not_fit_is_told_to_a_person_and_loses_nothing(world: CrmWorld) -> None:
    ticket = await world.ticket()
    world.portal.key, right = "outra", world.portal.key
    world.client._key = lambda: right
    await world.sync.step()
    assert "chave" in world.sync.trouble
    (concern,) = await world.store.journal.attention()
    assert concern.kind == "crm"
    assert right not in concern.reason
    world.portal.key = right
    await world.work()
    assert world.shown(ticket)
    assert await world.store.journal.attention() == []


async def test_what_it_will_never_take_is_a_dead_letter_with_replay(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.crm._planned()
    world.portal.tables["crm/pipeline_stage"][2]["pipeline_id"] = 1
    await world.work()
    (concern,) = await world.store.journal.attention()
    assert (concern.kind, concern.ref) == ("crm", f"flowlu/{ticket.id}")
    assert "does not belong" in concern.reason
    world.portal.tables["crm/pipeline_stage"][2]["pipeline_id"] = 2
    assert await world.store.journal.replay(concern.ref, world.clock.now())
    await world.work()
    assert await world.agree() == []


async def test_a_liar_of_a_row_is_given_up_only_after_many_tries(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.portal.faults = Faults(forget=1.0)
    await world.change(ticket, SOLD)
    await world.work()
    link = await world.store.crm_links.of_ticket("flowlu", ticket.id)
    assert link is not None
    assert (link.state, link.tries) == ("dead", MOST_TRIES)
    world.portal.faults = Faults()
    await world.change(ticket, AddNote("de novo"))
    await world.work()
    assert await world.agree() == []


async def test_the_reconciler_counts_and_mends(world: CrmWorld) -> None:
    kept, gone, doubled, wrong = [await world.ticket() for _ in range(4)]
    await world.work()
    assert (await world.reconcile()).drift == 0
    world.clock.time += 86_400_000
    world.portal.hook = None
    del world.portal.leads[world.shown(gone)[0]["id"]]
    twin = dict(world.shown(doubled)[0]) | {"id": 900}
    world.portal.leads[900] = twin
    world.shown(wrong)[0]["description"] = "apagado por engano"
    world.store.tickets.crms = ()
    unknown = await world.ticket()
    world.store.tickets.crms = ("flowlu",)
    drift = await world.reconcile()
    assert (drift.drift, drift.mended) == (4, 4)
    assert await world.agree() == []
    assert len(world.shown(doubled)) == len(world.shown(gone)) == len(world.shown(unknown)) == 1
    assert wrong.id in world.shown(wrong)[0]["description"]
    world.clock.time += 86_400_000
    assert (await world.reconcile()).drift == 0
    assert [entry.drift for entry in await world.store.crm_links.drifts()][:2] == [0, 4]
    assert world.shown(kept)


@pytest.mark.parametrize("seed", [1, 2])
async def test_hundreds_of_changes_on_bad_days_lose_and_double_nothing(seed: int) -> None:
    async with crm_world() as world:
        draw = random.Random(seed)
        world.portal.faults = Faults(lie=0.08, forget=0.05, late=0.08, too_fast=0.03, html=0.02, seed=seed)
        tickets = [await world.ticket() for _ in range(25)]
        for number in range(250):
            ticket = draw.choice(tickets)
            status = draw.choice(STATUSES)
            change = SetStatus(status, "caro" if status == "perdido" else f"mudança {number}", 100 * number)
            await world.change(ticket, change, AddNote(f"nota {number}"))
            if number % 10 == 0:
                world.portal.faults.down = draw.random() < 0.4
                await world.sync.step()
                world.clock.time += 20_000
        world.portal.faults.down = False
        await world.work(5_000)
        world.portal.faults = Faults()
        await world.reconcile()
        assert await world.agree() == []
        assert (await world.reconcile()).drift == 0


async def test_names_that_are_not_in_the_portal_are_told_with_those_that_are() -> None:
    spec = replace(SPEC, pipeline="Vendinhas", sources=(("meta", "Insta"),))
    async with crm_world(spec=spec) as world:
        await world.ticket()
        await world.sync.step()
        assert 'funil "Vendinhas" não existe' in world.sync.trouble
        assert "Vendas" in world.sync.trouble
        assert 'origem "Insta"' in world.sync.trouble


async def test_an_answer_that_comes_too_late_makes_no_second_record() -> None:
    async with crm_world(timeout_s=0.05) as world:
        tickets = [await world.ticket() for _ in range(3)]
        world.portal.faults = Faults(stall=1.0, stall_ms=150)
        for _ in range(8):
            await world.sync.step()
            world.clock.time += 20_000
        world.portal.faults = Faults()
        await world.work()
        assert await world.agree() == []
        assert [len(world.shown(ticket)) for ticket in tickets] == [1, 1, 1]
        assert len(world.portal.tables["crm/account"]) == 3


async def test_a_person_who_is_forgotten_here_is_forgotten_there(world: CrmWorld) -> None:
    ticket = await world.ticket(email="ana@example.com")
    await world.work()
    fields = tuple((name, None) for name in ("name", "phone", "email"))
    await world.change(ticket, SetFields(fields))
    await world.store.crm_links._do("know_link", "flowlu", ticket.id, None)
    await world.work()
    (lead,) = world.shown(ticket)
    (contact,) = world.portal.tables["crm/account"].values()
    assert (lead["contact_name"], lead["contact_phone"], lead["contact_email"]) == (None, None, None)
    assert (contact["first_name"], contact["phone"], contact["email"]) == ("Apagado", None, None)
    assert f"+{ticket.phone}" not in str(world.portal.tables)
