"""Tickets and a CRM that has bad days, the same for each: nothing lost, nothing doubled, no echo, a person's word taken
once."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest

from central.core.selling.crm import CrmAccount
from central.core.selling.ticket import STATUSES, AddNote, SetStatus
from central.flow.selling.crm_sync import AT_BIRTH_MS, MOST_TRIES
from central.pretend.crm import Faults
from tests.crm_world import ACCOUNTS, SOLD, CrmWorld, crm_world

EACH = pytest.mark.parametrize("account", ACCOUNTS.values(), ids=ACCOUNTS)


@pytest.fixture(params=ACCOUNTS.values(), ids=ACCOUNTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[CrmWorld]:
    async with crm_world(account=request.param) as opened:
        yield opened


async def test_a_ticket_becomes_a_contact_and_a_record_tied_together(world: CrmWorld) -> None:
    ticket = await world.ticket(product="serum")
    await world.work()
    card = world.card(ticket)
    assert (card.title, card.status) == ("Ana · c-serum", "interessado")
    assert card.fields == {"campanha": "c-serum", "produto": "serum"}
    assert (card.contact["nome"], card.contact["telefone"]) == ("Ana", f"+{ticket.phone}")
    assert list(world.office.contacts().values()) == [f"+{ticket.phone}"]


async def test_every_status_is_shown_with_its_reason_and_value(world: CrmWorld) -> None:
    tickets = [await world.ticket() for _ in range(4)]
    for ticket, change in zip(tickets, (None, SetStatus("pediu_desconto"), SOLD, SetStatus("perdido", "caro"))):  # noqa: B905
        if change is not None:
            await world.change(ticket, change)
    await world.work()
    cards = [world.card(ticket) for ticket in tickets]
    assert [card.status for card in cards] == ["interessado", "pediu_desconto", "comprado", "perdido"]
    assert (cards[2].value, cards[3].reason) == (8990, "Preço")
    assert "pedido 1" in cards[2].history
    assert await world.agree() == []


async def test_a_contact_that_is_there_is_found_with_or_without_the_ninth_digit(world: CrmWorld) -> None:
    known = world.office.knows("Ana", "+555181283719")
    ticket = await world.ticket(phone="5551981283719")
    await world.work()
    assert set(world.office.contacts()) == {known} == {world.card(ticket).contact["id"]}


async def test_our_own_writes_come_back_as_hints_and_change_nothing(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SetStatus("pediu_desconto"))
    await world.change(ticket, SOLD)
    await world.work()
    requests = world.office.requests
    before = await world.again(ticket)
    await world.look()
    await world.work()
    assert await world.again(ticket) == before
    assert world.office.requests - requests <= 3
    assert {line.by for line in await world.store.tickets.history(ticket.id)} == {"central"}
    assert (world.decided, world.works) == ([], [])


@pytest.mark.parametrize("hooked", [True, False])
@EACH
async def test_a_person_who_wins_a_deal_there_sells_the_ticket_once(account: CrmAccount, hooked: bool) -> None:
    async with crm_world(account=account, hooked=hooked) as world:
        ticket = await world.ticket()
        await world.work()
        world.office.person(world.card(ticket).ref, "comprado", value=12050)
        if not hooked:
            assert await world.look() == 1
        await world.work()
        await world.look()
        await world.work()
        sold = await world.again(ticket)
        assert (sold.status, sold.value) == ("comprado", 12050)
        lines = await world.store.tickets.history(ticket.id)
        assert [(line.by, line.status) for line in lines] == [("central", "interessado"), (account.kind, "comprado")]
        assert world.decided == [("interessado", "comprado")]
        assert await world.reconcile() == replace(await world.check.reconcile(), drift=0, mended=0)


async def test_a_person_who_loses_a_deal_gives_the_reason_they_chose(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.office.person(world.card(ticket).ref, "perdido", reason="Sem resposta")
    await world.work()
    lost = await world.again(ticket)
    assert (lost.status, lost.reason) == ("perdido", "Sem resposta")
    assert world.decided == [("interessado", "perdido")]
    world.office.person(world.card(ticket).ref, "interessado")
    await world.work()
    assert (await world.again(ticket)).open
    assert await world.agree() == []


async def test_a_stage_of_the_sellers_own_is_left_alone(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.office.person(world.card(ticket).ref)
    await world.work()
    await world.change(ticket, AddNote("mediu o quarto"))
    await world.work()
    card = world.card(ticket)
    assert (card.status, (await world.again(ticket)).status) == (None, "interessado")
    assert "mediu o quarto" in card.history


@pytest.mark.parametrize("hooked", [True, False])
@EACH
async def test_whoever_takes_a_record_over_there_has_the_lead_until_they_let_it_go(
    account: CrmAccount, hooked: bool
) -> None:
    async with crm_world(account=account, hooked=hooked) as world:
        ticket, office = await world.ticket(), world.office
        await world.work()
        ref = world.card(ticket).ref

        async def then(_: None) -> list[tuple[str, bool]]:
            world.works.clear()
            if not hooked:
                await world.look()
            await world.work()
            return list(world.works)

        if hooked:
            assert await then(office.takes(ref, "1")) == [], "a rule of the portal, at its birth"
        world.clock.time += AT_BIRTH_MS
        assert await then(office.takes(ref, "2")) == [(ticket.id, True)]
        assert await then(office.person(ref)) == [(ticket.id, True)], "a stage of the seller's own"
        assert await then(office.writes_over(ref, title="Ana do batom")) == []
        await world.change(ticket, AddNote("vista na loja"))
        await world.work()
        assert await then(office.takes(ref, "")) == [(ticket.id, False)]
        assert await then(office.person(ref, "comprado", value=8990)) == [], "a sale is no conversation"
        assert await world.reconcile() == await world.reconcile()
        assert world.works == []


async def test_a_persons_word_outweighs_a_change_of_ours_that_was_on_its_way(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SetStatus("pediu_desconto"))
    world.office.person(world.card(ticket).ref, "perdido", reason="não quis")
    world.hooks.clear()
    await world.work()
    assert (await world.again(ticket)).status == "perdido"
    assert world.card(ticket).status == "perdido"


async def test_a_persons_change_between_our_writing_and_its_reading_back_is_not_taken_for_ours(
    world: CrmWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = await world.ticket()
    await world.work()
    write = world.crm.write

    async def meddled_with(ref: str, fields: Mapping[str, str]) -> Mapping[str, str]:
        done = await write(ref, fields)
        if world.card(ticket).status == "interessado":
            world.office.person(ref, "comprado", value=5000)
            world.hooks.clear()
        return done

    monkeypatch.setattr(world.crm, "write", meddled_with)
    await world.change(ticket, AddNote("quer presente"))
    await world.work()
    await world.look()
    await world.work()
    assert (await world.again(ticket)).status == "comprado"
    assert world.decided == [("interessado", "comprado")]


async def test_money_outweighs_a_stage_over_there(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    await world.change(ticket, SOLD, by="pedido")
    world.office.person(world.card(ticket).ref, "pediu_desconto")
    await world.work()
    assert (await world.again(ticket)).status == "comprado"
    assert await world.agree() == []


async def test_a_creation_that_was_done_behind_our_back_is_found_and_not_repeated(world: CrmWorld) -> None:
    ticket = await world.ticket()
    world.office.faults = Faults(late=1.0)
    for _ in range(30):
        await world.sync.step()
        if world.shown(ticket):
            break
        world.clock.time += 10_000
    assert len(world.shown(ticket)) == 1
    world.office.faults = Faults()
    await world.work()
    assert len(world.shown(ticket)) == 1
    assert len(world.office.contacts()) == 1
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
    world.office.faults.down = True
    tickets = [await world.ticket() for _ in range(30)]
    until = world.clock.time + 3_600_000
    while world.clock.time < until:
        await world.sync.step()
        world.clock.time += 5_000
    assert world.office.requests < 40
    links = [await world.store.crm_links.of_ticket(world.name, ticket.id) for ticket in tickets]
    assert all(link is not None and link.state != "dead" and link.tries == 0 for link in links)
    world.office.faults.down = False
    await world.work()
    assert await world.agree() == []


async def test_a_key_that_does_not_fit_is_told_to_a_person_and_loses_nothing(world: CrmWorld) -> None:
    ticket, right = await world.ticket(), world.office.key
    world.office.key = "outra"
    await world.sync.step()
    assert "chave" in world.sync.trouble
    (concern,) = await world.store.journal.attention()
    assert concern.kind == "crm"
    assert right not in concern.reason
    world.office.key = right
    await world.work()
    assert world.shown(ticket)
    assert await world.store.journal.attention() == []


async def test_what_it_will_never_take_is_a_dead_letter_with_replay(world: CrmWorld) -> None:
    ticket = await world.ticket()
    world.office.faults = Faults(refuse=1.0)
    await world.work()
    (concern,) = await world.store.journal.attention()
    assert (concern.kind, concern.ref) == ("crm", f"{world.name}/{ticket.id}")
    assert "does not fit" in concern.reason
    world.office.faults = Faults()
    assert await world.store.journal.replay(concern.ref, world.clock.now())
    await world.work()
    assert await world.agree() == []


async def test_a_liar_of_a_row_is_given_up_only_after_many_tries(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.office.faults = Faults(forget=1.0)
    await world.change(ticket, SOLD)
    await world.work()
    link = await world.store.crm_links.of_ticket(world.name, ticket.id)
    assert link is not None
    assert (link.state, link.tries) == ("dead", MOST_TRIES)
    world.office.faults = Faults()
    await world.change(ticket, AddNote("de novo"))
    await world.work()
    assert await world.agree() == []


async def test_the_reconciler_counts_and_mends_and_takes_no_lag_for_a_difference(world: CrmWorld) -> None:
    kept, gone, doubled, wrong = [await world.ticket() for _ in range(4)]
    world.office.faults.lag_ms = 30_000
    await world.work()
    assert (await world.reconcile()).drift == 0
    world.clock.time += 86_400_000
    world.office.hook = None
    world.office.throws_away(world.card(gone).ref)
    world.office.doubles(world.card(doubled).ref)
    world.office.writes_over(world.card(wrong).ref, history="apagado por engano")
    world.store.tickets.crms = ()
    unknown = await world.ticket()
    world.store.tickets.crms = (world.name,)
    world.clock.time += 60_000
    drift = await world.reconcile()
    assert (drift.drift, drift.mended) == (4, 4)
    assert await world.agree() == []
    assert len(world.shown(doubled)) == len(world.shown(gone)) == len(world.shown(unknown)) == 1
    assert wrong.id in world.card(wrong).history
    world.clock.time += 86_400_000
    assert (await world.reconcile()).drift == 0
    assert [entry.drift for entry in await world.store.crm_links.drifts()][:2] == [0, 4]
    assert world.shown(kept)


@EACH
async def test_hundreds_of_changes_on_bad_days_lose_and_double_nothing(account: CrmAccount) -> None:
    async with crm_world(account=account) as world:
        draw = random.Random(1)
        world.office.faults = Faults(lie=0.08, forget=0.05, late=0.08, too_fast=0.03, html=0.02, lag_ms=8_000)
        tickets = [await world.ticket() for _ in range(20)]
        for number in range(160):
            ticket = draw.choice(tickets)
            status = draw.choice(STATUSES)
            change = SetStatus(status, "caro" if status == "perdido" else f"mudança {number}", 100 * number)
            await world.change(ticket, change, AddNote(f"nota {number}"))
            if number % 10 == 0:
                world.office.faults.down = draw.random() < 0.4
                await world.sync.step()
                world.clock.time += 20_000
        world.office.faults.down = False
        await world.work(5_000)
        world.office.faults = Faults()
        await world.reconcile()
        assert await world.agree() == []
        assert (await world.reconcile()).drift == 0
        assert len(world.office.contacts()) == len(tickets)


@EACH
async def test_names_that_are_not_there_are_told_with_those_that_are(account: CrmAccount) -> None:
    wrong = replace(
        account, stages=(*account.stages[1:], ("interessado", "Novinho")), fields=(("campanha", "Campo X"),)
    )
    async with crm_world(account=wrong) as world:
        await world.ticket()
        await world.sync.step()
        assert f'etapa "Novinho" não existe no {account.title}' in world.sync.trouble
        assert re.search(f'campo "Campo X" não existe no {account.title}; há: .*Campanha', world.sync.trouble)


@EACH
async def test_an_answer_that_comes_too_late_makes_no_second_record(account: CrmAccount) -> None:
    async with crm_world(account=account) as world:
        world.wait_for_answers(0.05)
        tickets = [await world.ticket() for _ in range(3)]
        world.office.faults = Faults(stall=1.0, stall_ms=120)
        for _ in range(6):
            await world.sync.step()
            world.clock.time += 20_000
        world.office.faults = Faults()
        world.wait_for_answers(60)
        await world.work()
        assert await world.agree() == []
        assert [len(world.shown(ticket)) for ticket in tickets] == [1, 1, 1]
        assert len(world.office.contacts()) == 3


async def test_a_person_who_is_forgotten_here_is_forgotten_there(world: CrmWorld) -> None:
    ticket = await world.ticket(name="Rosângela", email="ana@example.com")
    await world.work()
    assert "Rosângela" in world.office.everything()
    await world.forget(ticket)
    kept = world.office.everything()
    assert not [told for told in ("Rosângela", f"{ticket.phone}"[-8:], "ana@example.com") if told in kept]
    assert world.card(ticket).status == "interessado"
    assert (await world.reconcile()).drift == 0
