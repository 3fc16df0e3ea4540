"""What only Zendesk does: closed tickets, follow-ups, keys that bring back the dead, an assignee of its own choice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from central.core.selling.ticket import AddNote, SetStatus
from central.flow.selling.crm_sync import AT_BIRTH_MS
from central.pretend.crm import Desk
from central.pretend.crm.zendesk import ME, sign
from tests.crm_world import ACCOUNTS, SOLD, CrmWorld, crm_world

ACCOUNT = ACCOUNTS["zendesk"]
CLOSED_AFTER_MS = 28 * 86_400_000


@pytest.fixture
async def world() -> AsyncIterator[CrmWorld]:
    async with crm_world(account=ACCOUNT) as opened:
        yield opened


async def test_the_opening_is_an_internal_note_without_a_word_about_the_person(world: CrmWorld) -> None:
    ticket = await world.ticket(name="Rosângela")
    await world.work()
    desk: Desk = world.office
    (comment,) = desk.comments
    assert comment["public"] is False
    assert not [word for word in ("Rosângela", ticket.phone, "c-serum") if str(word) in comment["body"]]
    (user,) = desk.users.values()
    assert "email" not in user, "an agent's answer would be mailed"


async def test_solving_takes_an_assignee_which_is_us_and_nobody(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.clock.time += AT_BIRTH_MS
    await world.change(ticket, SOLD)
    await world.work()
    (row,) = world.office.tickets.values()
    assert (row["status"], row["assignee_id"]) == ("solved", ME)
    await world.look()
    await world.work()
    assert world.works == []
    assert (await world.reconcile()).drift == 0


async def test_whoever_solves_a_ticket_without_a_word_about_the_sale_has_nobody_in_hand(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.clock.time += AT_BIRTH_MS
    world.office.solves(world.card(ticket).ref)
    await world.work()
    assert (world.works, (await world.again(ticket)).status) == ([], "interessado")
    assert (await world.reconcile()).drift == 0


async def test_a_closed_ticket_keeps_what_it_says_and_a_sale_that_changes_goes_on_in_a_follow_up(
    world: CrmWorld,
) -> None:
    ticket = await world.ticket()
    await world.change(ticket, SOLD)
    await world.work()
    first = world.card(ticket).ref
    world.clock.time += CLOSED_AFTER_MS
    world.office.closes(first)
    assert (await world.reconcile()).drift == 0
    await world.change(ticket, AddNote("elogiou"))
    await world.work()
    assert world.office.tickets.keys() == {int(first)}
    await world.change(ticket, SetStatus("perdido", "reembolso"), by="pedido")
    await world.work()
    card = world.card(ticket)
    assert (card.status, card.reason) == ("perdido", "Reembolso")
    assert world.office.tickets[int(card.ref)]["via_followup_source_id"] == int(first)
    assert (await world.reconcile()).drift == 0
    assert len(world.office.tickets) == 2


async def test_a_person_who_is_forgotten_leaves_no_closed_ticket_behind(world: CrmWorld) -> None:
    ticket = await world.ticket(name="Rosângela")
    await world.change(ticket, SOLD)
    await world.work()
    world.office.closes(world.card(ticket).ref)
    await world.change(ticket, SetStatus("perdido", "reembolso"))
    await world.work()
    world.office.closes(world.card(ticket).ref)
    await world.forget(ticket)
    desk: Desk = world.office
    assert "Rosângela" not in str((desk.tickets, desk.users, desk.comments))
    assert (world.card(ticket).status, len(desk.tickets)) == ("perdido", 1)
    assert (await world.reconcile()).drift == 0


async def test_a_key_that_brings_back_a_ticket_that_was_thrown_away_gives_way_to_the_next(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.office.throws_away(world.card(ticket).ref)
    await world.work()
    assert len(world.shown(ticket)) == 1
    assert await world.agree() == []


async def test_a_ticket_thrown_away_is_told_by_the_export(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    world.office.hook = None
    world.office.throws_away(world.card(ticket).ref)
    assert await world.look() == 1
    await world.work()
    assert len(world.shown(ticket)) == 1


async def test_whoever_it_does_not_know_is_told_about_the_key(world: CrmWorld) -> None:
    world.office.key = "outro@loja.com/token:x"
    await world.ticket()
    await world.sync.step()
    assert "e-mail/token:chave" in world.sync.trouble


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stages": ()}, "diga em etapas qual é a de comprado"),
        ({"stages": (("comprado", "Comprado"), ("perdido", "Comprado"))}, "etapas só deles"),
        ({"fields": (("valor", "Campanha"),)}, "precisa ser um campo decimal"),
        ({"fields": (("motivo", "Motivo"),), "reasons": (("caro", "Frete"),)}, 'motivo "Frete" não existe no Zendesk'),
    ],
)
async def test_names_that_cannot_work_are_told(changes: dict[str, object], words: str) -> None:
    async with crm_world(account=replace(ACCOUNT, **changes)) as world:  # type: ignore[arg-type]
        await world.ticket()
        await world.sync.step()
        assert words in world.sync.trouble


async def test_a_forged_webhook_is_not_even_a_hint(world: CrmWorld) -> None:
    ticket = await world.ticket()
    await world.work()
    ref = world.card(ticket).ref
    world.hooks.append(sign("outro-segredo", f'{{"ticket_id": "{ref}"}}'.encode(), world.clock.now()))
    await world.hear_hooks()
    assert await world.store.crm_links.hints("zendesk", 9) == []
