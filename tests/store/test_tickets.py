"""Tickets follow the moves of turns exactly once, on every engine; people change them beside that."""

from __future__ import annotations

import asyncio

import pytest

from central.adapters.store.sales.tickets import Draft, Filter, Once
from central.core.errors import GiveUp
from central.core.messaging.conversation import Memo, OptOut, Touch
from central.core.selling.ticket import AddNote, AddTag, Move, SetFields, SetStatus, Ticket
from tests.store.world import ANA, BIA, World

AD = Touch(1, "meta", "c-serum", "serum", "ad1", confidence="certa")
FIRST = Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True)


async def _turn(world: World, move: Move | None, **changes: object) -> None:
    await world.answer("ok", move=move, memo=Memo(persona="livia", introduced=True), **changes)


async def _all(world: World) -> list[Ticket]:
    return await world.store.tickets.page(Filter())


async def test_a_lead_becomes_one_ticket_with_where_they_came_from(world: World) -> None:
    await world.hear("quanto custa?")
    await _turn(world, FIRST)
    assert await world.store.tickets.behind()
    assert await world.store.tickets.apply_moves(world.now) == 1
    assert not await world.store.tickets.behind()
    assert await world.store.tickets.apply_moves(world.now) == 0
    (ticket,) = await _all(world)
    assert (ticket.status, ticket.campaign, ticket.ad, ticket.source) == ("interessado", "c-serum", "ad1", "meta")
    assert (ticket.persona, ticket.product, ticket.name, ticket.phone) == ("livia", "serum", "Ana", ANA.wa_id)
    assert [line.kind for line in await world.store.tickets.history(ticket.id)] == ["aberto"]


async def test_moves_of_one_batch_are_applied_in_their_order(world: World) -> None:
    for move in (FIRST, Move("pediu_desconto", "livia", "serum"), Move("pediu_desconto", "livia", "batom")):
        await world.hear()
        await _turn(world, move)
    assert await world.store.tickets.apply_moves(world.now) == 3
    (ticket,) = await _all(world)
    assert (ticket.status, ticket.product, ticket.version) == ("pediu_desconto", "batom", 3)
    assert [line.status for line in await world.store.tickets.history(ticket.id)] == [
        "interessado",
        "pediu_desconto",
        None,
    ]


async def test_a_fallen_fence_leaves_no_move(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    world.wait(600_000)
    again = await world.scene()
    assert not await world.reply(scene, "ok", move=FIRST)
    assert await world.reply(again, "ok", move=FIRST)
    assert await world.store.tickets.apply_moves(world.now) == 1


async def test_appliers_that_race_open_one_ticket(world: World) -> None:
    for sender in (ANA, BIA):
        await world.hear(sender=sender)
        await _turn(world, FIRST)
    applied = await asyncio.gather(*(world.store.tickets.apply_moves(world.now, 1) for _ in range(6)))
    assert sum(applied) == 2
    assert len(await _all(world)) == 2


async def test_the_tickets_of_merged_people_are_one_persons(world: World) -> None:
    scenes = []
    for sender, move in ((ANA, FIRST), (BIA, None)):
        await world.hear(sender=sender)
        scenes.append(await world.scene())
        await world.reply(scenes[-1], "ok", move=move)
    await world.store.tickets.apply_moves(world.now)
    await world.store.people.merge(scenes[1].person, scenes[0].person, "ana", world.now)
    await world.hear(sender=BIA)
    await _turn(world, Move("pediu_desconto", "livia", "serum"))
    await world.store.tickets.apply_moves(world.now)
    (ticket,) = await _all(world)
    assert ticket.status == "pediu_desconto"


async def test_opting_out_loses_the_ticket(world: World) -> None:
    await world.hear()
    await _turn(world, FIRST)
    await world.hear("sair")
    scene = await world.scene()
    out = OptOut(scene.person, world.now, "palavras")
    await world.reply(scene, "ok", optout=out, move=Move("interessado", opted_out=True))
    await world.store.tickets.apply_moves(world.now)
    (ticket,) = await _all(world)
    assert (ticket.status, ticket.reason) == ("perdido", "pediu para sair")


async def test_silence_loses_a_ticket_once(world: World) -> None:
    await world.hear()
    await _turn(world, FIRST)
    await world.store.tickets.apply_moves(world.now)
    world.wait(1_000)
    assert await world.store.tickets.lose_silent(world.now, world.now) == 1
    assert await world.store.tickets.lose_silent(world.now + 1, world.now) == 0
    (ticket,) = await _all(world)
    assert (ticket.status, ticket.reason) == ("perdido", "parou de responder")


async def test_people_change_tickets_and_the_history_says_who(world: World) -> None:
    tickets = world.store.tickets
    made = await tickets.open(Draft(fields=(("name", "Rui"), ("phone", "5511988887777")), tags=("vip",)), "api:a", 5)
    changes = [SetStatus("comprado", value=8990), AddNote("pagou no balcão"), AddTag("balcão"), AddTag("vip")]
    after = await tickets.change(made.id, changes, "painel:ana", 6)
    assert after is not None
    assert (after.status, after.value, after.tags, after.closed_at) == ("comprado", 8990, ("balcão", "vip"), 6)
    assert after == await tickets.get(made.id)
    told = await tickets.history(made.id)
    assert [(line.version, line.by, line.kind) for line in told] == [
        (1, "api:a", "aberto"),
        (2, "painel:ana", "status"),
        (3, "painel:ana", "nota"),
        (4, "painel:ana", "etiqueta"),
    ]
    assert await tickets.change("nada", changes, "painel:ana", 7) is None
    assert await tickets.counts() == {"comprado": (1, 8990)}


async def test_a_change_of_an_old_version_is_refused(world: World) -> None:
    tickets = world.store.tickets
    made = await tickets.open(Draft(), "api:a", 5)
    assert await tickets.change(made.id, [AddTag("um")], "api:a", 6, version=1)
    with pytest.raises(GiveUp) as error:
        await tickets.change(made.id, [AddTag("dois")], "api:a", 7, version=1)
    assert error.value.code == "versao"


async def test_a_request_that_comes_again_is_done_once(world: World) -> None:
    tickets, once = world.store.tickets, Once("tok", "k1", "same")
    answers = await asyncio.gather(*(tickets.open(Draft(), "api:a", 5, once) for _ in range(5)))
    assert len({answer.id for answer in answers}) == 1
    assert len(await _all(world)) == 1
    with pytest.raises(GiveUp) as error:
        await tickets.open(Draft(), "api:a", 5, Once("tok", "k1", "other"))
    assert error.value.code == "chave_repetida"
    await tickets.open(Draft(), "api:a", 5, Once("another", "k1", "other"))
    assert len(await _all(world)) == 2


async def test_the_answer_to_a_request_is_forgotten_with_what_came_raw(world: World) -> None:
    once = Once("tok", "k1", "same")
    first = await world.store.tickets.open(Draft(), "api:a", world.now, once)
    assert await world.journal.prune(world.now + 9, keep_raw_ms=10) == 0
    assert await world.store.tickets.open(Draft(), "api:a", world.now, once) == first
    assert await world.journal.prune(world.now + 11, keep_raw_ms=10) == 1
    assert await world.store.tickets.open(Draft(), "api:a", world.now, once) != first


async def test_people_who_change_one_ticket_at_once_lose_nothing(world: World) -> None:
    tickets = world.store.tickets
    made = await tickets.open(Draft(), "api:a", 5)
    await asyncio.gather(*(tickets.change(made.id, [AddTag(f"t{n}")], "api:a", 6) for n in range(8)))
    after = await tickets.get(made.id)
    assert after is not None
    assert (len(after.tags), after.version) == (8, 9)


async def test_pages_are_whole_and_filters_hold(world: World) -> None:
    tickets = world.store.tickets
    for n in range(7):
        fields = (("phone", f"55119000{n}"), ("product", "a" if n % 2 else "b"))
        await tickets.open(Draft(fields=fields, tags=("vip",) if n == 3 else ()), "api:a", 10 + n)
    seen: list[str] = []
    while page := await tickets.page(Filter(), seen[-1] if seen else "", 3):
        seen += [ticket.id for ticket in page]
    assert len(seen) == len(set(seen)) == 7
    assert len(await tickets.page(Filter(product="a"))) == 3
    assert [t.phone for t in await tickets.page(Filter(tag="vip"))] == ["551190003"]
    assert len(await tickets.page(Filter(since=15))) == 2
    assert not await tickets.page(Filter(tag="vi"))
    await tickets.change(seen[0], [SetFields((("email", "a@b.c"),)), SetStatus("perdido", "caro")], "api:a", 30)
    assert [t.email for t in await tickets.page(Filter(status="perdido"))] == ["a@b.c"]


async def test_who_comes_back_after_a_silence_gets_a_new_ticket_once(world: World) -> None:
    tickets = world.store.tickets
    await world.hear()
    memo = Memo(persona="livia", introduced=True, product="serum", stage="interessado")
    await world.answer("ok", move=FIRST, memo=memo)
    await tickets.apply_moves(world.now)
    world.wait(1_000)
    await tickets.lose_silent(world.now, world.now)
    assert await tickets.welcome_back(world.now) == 0
    world.wait(1_000)
    await world.hear("ainda tem?")
    await world.answer("tem!", memo=memo)
    assert await tickets.apply_moves(world.now) == 0
    assert await tickets.welcome_back(world.now) == 1
    assert await tickets.welcome_back(world.now) == 0
    lost, new = await _all(world)
    assert (lost.status, new.status, new.product, new.campaign) == ("perdido", "interessado", "serum", "c-serum")
    assert (new.person, new.version, new.closed_at) == (lost.person, 1, None)


async def test_what_a_person_says_of_a_ticket_moves_its_conversation_and_interest_begins_anew(world: World) -> None:
    tickets = world.store.tickets
    await world.hear()
    memo = Memo(persona="livia", introduced=True, product="serum", stage="pediu_desconto")
    await world.answer("ok", move=FIRST, memo=memo)
    await tickets.apply_moves(world.now)
    (ticket,) = await _all(world)
    await tickets.change(ticket.id, [SetStatus("perdido", "não quis")], "painel:ana", world.now)
    await world.hear("mudei de ideia, quanto fica?")
    scene = await world.scene()
    assert scene.memo.stage == "perdido"
    await world.reply(scene, "R$ 89,90", memo=memo, move=Move("interessado", "livia", "serum"))
    await tickets.apply_moves(world.now)
    assert [t.status for t in await _all(world)] == ["perdido", "interessado"]


async def test_a_turn_under_way_sees_what_a_person_said_of_the_ticket(world: World) -> None:
    tickets = world.store.tickets
    await world.hear()
    await world.answer("ok", move=FIRST, memo=Memo(persona="livia", introduced=True, stage="interessado"))
    await tickets.apply_moves(world.now)
    (ticket,) = await _all(world)
    await world.hear("oi?")
    scene = await world.scene()
    await tickets.change(ticket.id, [SetStatus("comprado", value=100)], "api:loja", world.now)
    assert not await world.reply(scene, "ok")
    assert (await world.scene()).memo.stage == "comprado"
