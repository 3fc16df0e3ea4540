"""Sends, switches and readings in the store: frozen people, one transaction a portion, on either engine."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from central.core.messaging.broadcast import Next, Step
from central.core.messaging.conversation import Memo, Timer
from central.core.messaging.message import SayTemplate, Text
from central.core.messaging.standing import Standing
from central.core.people.coexistence import AppMessage
from central.core.people.contact import Contact
from central.core.people.identity import Sender
from tests.store.world import CHANNEL, World

ONE = ("Volta", "volta", "{}", "marketing", 321_700)
DAY = 86_400_000


async def _people(world: World, count: int) -> None:
    past = [
        AppMessage(CHANNEL, "waba", f"w{n}", world.now - DAY, Sender(bsuid=f"BR.{n}", name="Lia"), Text("oi"), False)
        for n in range(count)
    ]
    await world.store.people.remember(world.now, "portfolio", past)


def _fill(one: Next) -> SayTemplate | str:
    return SayTemplate("volta", "pt_BR", (one.name or "",)) if one.place != 2 else "pediu silêncio"


def _step(world: World, id: str, limit: int = 100) -> Step:
    return Step(id, limit, world.now, "modelo:volta", 321_700, 1_000)


async def test_a_send_goes_on_where_it_was_and_nobody_is_marked_without_a_bubble(world: World) -> None:
    await _people(world, 5)
    broadcasts = world.store.broadcasts
    people = [one async for one in broadcasts.candidates(world.now)]
    assert [(one.silent, one.consented, one.held, one.called, one.bought) for one in people] == [
        (False, False, False, 0, False)
    ] * 5
    one = await broadcasts.begin(ONE, people, "dona", world.now)
    assert [await broadcasts.step(_step(world, one.id, 3), _fill), (await broadcasts.counts(one.id)).waiting] == [3, 2]
    assert await broadcasts.move(one.id, "enviando", "pausado", "teste", "dona", world.now)
    assert await broadcasts.step(_step(world, one.id), _fill) == 0
    assert not await broadcasts.move(one.id, "enviando", "pausado", "teste", "dona", world.now)
    assert await broadcasts.move(one.id, "pausado", "enviando", "", "dona", world.now)
    assert [await broadcasts.step(_step(world, one.id), _fill) for _ in range(2)] == [2, 0]
    world.wait(2_000)
    rows = await world.sends()
    assert len(rows) == len({row.conversation for row in rows}) == 4
    for row in rows[:3]:
        await world.settle(row)
    await world.status("read", callback=rows[0].id)
    await world.settle(rows[3], "uncertain", code="Timeout")
    counts = await broadcasts.counts(one.id)
    assert (counts.sent, counts.read, counts.doubt, counts.out, counts.waiting) == (3, 1, 1, 1, 0)
    assert await broadcasts.left(one.id) == [("pediu silêncio", 1)]
    assert (await broadcasts.used(world.now - DAY))[0] == 4
    world.wait(3_600_000)
    assert await broadcasts.conclude(world.now, 60_000) == int(rows[3].id < rows[0].id)
    assert {c.called async for c in broadcasts.candidates(world.now)} == {0, 1}


async def test_whoever_the_hours_of_rest_came_before_gets_it_another_day(world: World) -> None:
    await _people(world, 3)
    broadcasts = world.store.broadcasts
    people = [one async for one in broadcasts.candidates(world.now)]
    one = await broadcasts.begin(ONE, people, "dona", world.now)
    until = world.now + 2_000
    await broadcasts.step(replace(_step(world, one.id), until=until), _fill)
    world.wait(2_000)
    assert await world.sends() == []
    assert (await broadcasts.counts(one.id)).waiting == 2
    assert (await broadcasts.used(0))[0] == 0
    world.wait(DAY)
    assert await broadcasts.step(replace(_step(world, one.id), until=world.now + DAY), _fill) == 2
    world.wait(2_000)
    assert len(await world.sends()) == 2


async def test_people_of_a_list_who_never_wrote_have_their_talk_begun_with_their_bubble(world: World) -> None:
    broadcasts, contacts = world.store.broadcasts, world.store.contacts
    rows = [
        ("portfolio", Contact(1, "5531998765432", "Ana", persona="livia", consent="ficha da loja")),
        ("portfolio", Contact(2, "5531998765433", "Bia", day="2025-11-02", product="batom")),
        ("portfolio", Contact(3, "5531998765434", "Cida", consent="site", opted_out=True)),
    ]
    assert (await contacts.take_in(rows, "lote", "dona", "clientes.csv", world.now)).people == 3
    found = {one.name: one async for one in broadcasts.strangers(world.now)}
    assert {name: (s.persona, s.bought, s.consented, s.silent) for name, s in found.items()} == {
        "Ana": ("livia", False, True, False),
        "Bia": ("", True, False, False),
        "Cida": ("", False, False, True),
    }
    people = [found[name].candidate(CHANNEL) for name in ("Ana", "Bia", "Cida")]
    one = await broadcasts.begin(ONE, people, "dona", world.now)
    await world.hear("oi", Sender(wa_id="553198765433", name="Bia"))
    gone = await world.store.privacy.erase(found["Cida"].person, "dona", world.now)
    assert gone is not None
    while await broadcasts.step(_step(world, one.id, 1), lambda one: SayTemplate("volta", "pt_BR", (one.persona,))):
        pass
    world.wait(2_000)
    sent = {row.address.wa_id: row for row in await world.sends()}
    assert {wa: row.bubble.parameters for wa, row in sent.items()} == {
        "5531998765432": ("livia",),
        "553198765433": ("",),
    }  # type: ignore[union-attr]
    assert [one async for one in broadcasts.strangers(world.now)] == []
    assert await broadcasts.left(one.id) == [("foi apagada", 1)]
    assert (await broadcasts.counts(one.id)).waiting == 0


async def test_two_processes_step_one_send_and_nobody_gets_two(world: World) -> None:
    await _people(world, 40)
    broadcasts = world.store.broadcasts
    people = [one async for one in broadcasts.candidates(world.now)]
    one = await broadcasts.begin(ONE, people, "dona", world.now)
    done = await asyncio.gather(*(broadcasts.step(_step(world, one.id, 9), _fill) for _ in range(8)))
    assert sum(done) == 40
    world.wait(2_000)
    assert len({row.conversation for row in await world.sends(1_000)}) == 39
    assert (await broadcasts.counts(one.id)).queued == 39


async def test_a_cancelled_send_leaves_out_whoever_waits(world: World) -> None:
    await _people(world, 3)
    broadcasts = world.store.broadcasts
    people = [one async for one in broadcasts.candidates(world.now)]
    one = await broadcasts.begin(ONE, people, "dona", world.now)
    await broadcasts.reprice(one.id, "utility", 35_000)
    assert await broadcasts.move(one.id, "enviando", "cancelado", "", "dona", world.now)
    assert (await broadcasts.counts(one.id)).out == 3
    (kept,) = await broadcasts.all()
    assert (kept.state, kept.category, kept.price) == ("cancelado", "utility", 35_000)


async def test_switching_off_holds_what_waits_and_on_again_names_who_waited(world: World) -> None:
    numbers = world.store.numbers
    await world.hear()
    said = await world.answer("olá!", retractable=False)
    await numbers.halt("persona", "livia", "dona", "teste", world.now)
    assert await world.sends() == []
    assert await world.states(said.conversation) == ["cancelled"]
    assert (await numbers.halts()).of("persona", "livia") is not None
    assert await numbers.resume("persona", "livia") == []
    assert (await numbers.halts()).all == ()


async def test_what_the_api_says_of_a_number_is_kept_and_replaced(world: World) -> None:
    numbers = world.store.numbers
    first = Standing("100", 1, "GREEN", None, "STANDARD", "APPROVED", "verified", "")
    await numbers.read([first, Standing("200", 1, "RED", 250, "", "", "", "sem cartão (141006)")])
    await numbers.read([Standing("100", 2, "YELLOW", 2_000, "HIGH", "APPROVED", "verified", "")])
    await numbers.read([Standing("100", 1, "RED", 50, "", "", "", "said before, heard after")])
    kept = await numbers.standings()
    assert (kept["100"].limit, kept["100"].quality, kept["200"].trouble) == (2_000, "YELLOW", "sem cartão (141006)")


async def test_conversations_about_a_product_are_woken(world: World) -> None:
    for n, product in enumerate(("serum", "vestido")):
        await world.hear(sender=Sender(bsuid=f"BR.{n}"))
        await world.answer("olá", memo=Memo(persona="livia", product=product))
    await world.deliver()
    due = world.now + 5_000
    woken = await world.store.callbacks.wake("serum", 0, lambda person, memo: (Timer("retomada:voltou", due),))
    assert woken == 1
    world.wait(6_000)
    assert [[t.key for t in scene.timers] for scene in await world.claim()] == [["retomada:voltou"]]
    assert await world.store.callbacks.seen("estoque", 4) == 4


async def test_a_send_that_stopped_and_a_reply_meta_will_not_bill_stand_in_atencao(world: World) -> None:
    await _people(world, 1)
    broadcasts = world.store.broadcasts
    one = await broadcasts.begin(ONE, [c async for c in broadcasts.candidates(world.now)], "dona", world.now)
    await broadcasts.move(one.id, "enviando", "pausado", "o número está em vermelho", "central", world.now)
    await world.hear()
    said = await world.answer("olá", retractable=False)
    (row,) = await world.sends()
    await world.settle(row, "waiting", retry_at=world.now + 1, code="131042", reason="falta pagamento")
    found = [(c.kind, c.reason) for c in await world.journal.attention() if c.kind in ("envio", "parado")]
    assert sorted(found) == [("envio", "o número está em vermelho"), ("parado", "falta pagamento")]
    assert said.conversation in {c.conversation for c in await world.journal.attention()}
