"""The outboxes of CRMs, hooks and conversions on every engine: the same line, the same doubts, the same ledger."""

from __future__ import annotations

from dataclasses import replace

from central.adapters.store.sales.crm_links import replay_told
from central.adapters.store.sales.tickets import Draft
from central.core.messaging.conversation import Memo, Touch
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.order import Order
from central.core.selling.ticket import AddNote, SetStatus
from central.ports.crm import Known, Link
from central.pretend.crm import Faults
from tests.clock import FakeClock
from tests.crm_world import crm_world
from tests.store.test_privacy import lived
from tests.store.world import ANA, World, open_world

SHOP = CheckoutSpec(id="loja", provider="generico")


async def test_bad_days_on_any_engine_lose_and_double_nothing(url: str) -> None:
    async with crm_world(url) as world:
        tickets = [await world.ticket() for _ in range(6)]
        world.office.faults = Faults(lie=0.1, forget=0.08, late=0.1, too_fast=0.05, html=0.05)
        for number in range(40):
            ticket = tickets[number % 6]
            await world.change(ticket, SetStatus("comprado", f"mudança {number}", 100 * number), AddNote("nota"))
            await world.sync.step()
            world.clock.time += 5_000
        world.office.faults = Faults()
        if shown := world.shown(tickets[0]):
            world.office.person(shown[0].ref, "perdido")
        await world.work(3_000)
        await world.reconcile()
        assert await world.agree() == []
        world.clock.time += 1_000
        assert (await world.reconcile()).drift == 0
        assert await world.store.crm_links.counts("flowlu") == {"idle": 6}


async def test_only_one_process_has_the_line_until_it_lets_go_or_falls(world: World) -> None:
    links, now = world.store.crm_links, world.now
    assert await links.hold("flowlu", now, now + 100)
    links._owner, mine = "outro", links._owner
    assert not await links.hold("flowlu", now + 50, now + 150)
    assert await links.hold("flowlu", now + 101, now + 200)
    links._owner = mine
    assert not await links.hold("flowlu", now + 102, now + 300)
    links._owner = "outro"
    await links.free("flowlu")
    links._owner = mine
    assert await links.hold("flowlu", now + 103, now + 300)


async def test_who_takes_the_line_over_takes_what_the_dead_had_begun_but_not_what_waits(world: World) -> None:
    tickets, links = world.store.tickets, world.store.crm_links
    tickets.crms = ("flowlu",)
    for _ in range(2):
        await tickets.open(Draft(), "api:a", world.now)
    assert await links.hold("flowlu", world.now, world.now + 100)
    leased, failed = await links.lease("flowlu", world.now, world.now + 60_000, 9)
    await links.delay("flowlu", replace(failed, tries=1), world.now + 60_000, world.now, "mentiu", "x")
    assert await links.hold("flowlu", world.now, world.now + 100)
    assert await links.lease("flowlu", world.now, world.now + 60_000, 9) == []
    links._owner = "outro"
    assert await links.hold("flowlu", world.now + 101, world.now + 200)
    assert [link.ticket for link in await links.lease("flowlu", world.now + 101, world.now + 200, 9)] == [leased.ticket]


async def test_a_doubt_outlives_more_wishes_and_a_dead_letter_does_not(world: World) -> None:
    tickets, links = world.store.tickets, world.store.crm_links
    tickets.crms = ("flowlu",)
    ticket = await tickets.open(Draft(), "api:a", world.now)
    (link,) = await links.lease("flowlu", world.now, world.now + 1_000, 9)
    assert await links.lease("flowlu", world.now, world.now + 1_000, 9) == []
    await links.begin("flowlu", link, "41")
    await tickets.change(ticket.id, [AddNote("mais")], "api:a", world.now)
    found = await links.of_ticket("flowlu", ticket.id)
    assert found is not None
    assert (found.state, found.checkpoint, found.wanted) == ("doubt", "41", 2)
    for refused in (link, found):
        dead = replace(refused, state="dead", tries=12)
        await links.delay("flowlu", dead, world.now, world.now, "x", "recusado")
        assert (await links.counts("flowlu")) == {"due" if refused is link else "dead": 1}
    (concern,) = await world.journal.attention()
    assert concern.ref == f"flowlu/{ticket.id}"
    assert await world.journal.replay(concern.ref, world.now)
    (link,) = await links.lease("flowlu", world.now, world.now + 1_000, 9)
    done = Link(ticket.id, "7", "8", shown=2, known=Known({"active": "1"}, {"name": "x"}, ("interessado", "", None)))
    await links.keep("flowlu", done, 0, world.now)
    assert await links.of_ref("flowlu", "7") == Link(ticket.id, "7", "8", 2, 2, "idle", 0, done.known)
    await links.reshow("flowlu", ticket.id, Known(), world.now)
    await links.remake("flowlu", ticket.id, world.now)
    (link,) = await links.page("flowlu", "", 9)
    assert (link.ref, link.known, link.state) == (None, None, "due")
    assert await links.open_refs("flowlu") == []


async def test_what_was_being_shown_of_somebody_who_was_erased_is_not_kept(world: World) -> None:
    links, tickets = world.store.crm_links, world.store.tickets
    tickets.crms = ("flowlu", "zendesk", "hubspot")
    person = await lived(world)
    ticket = await tickets.of_person(person)
    assert ticket is not None
    known = Known({"active": "1"}, {"name": "Zulmira"}, ("interessado", "", None))
    begun = {crm: (await links.lease(crm, world.now, world.now + 1_000, 9))[0] for crm in tickets.crms}
    shown = {crm: replace(link, ref="7", contact="8", shown=ticket.version, known=known) for crm, link in begun.items()}
    await links.keep("zendesk", shown["zendesk"], 0, world.now)
    await links.begin("hubspot", begun["hubspot"], "41")
    await world.store.privacy.erase(person, "dona", world.now)
    await links.know("zendesk", ticket.id, known)
    await links.reshow("zendesk", ticket.id, known, world.now)
    for crm in ("flowlu", "zendesk"):
        await links.keep(crm, shown[crm], begun[crm].shown, world.now)
        (link,) = await links.lease(crm, world.now, world.now + 1_000, 9)
        assert (link.ref, link.contact, link.known, link.state) == ("7", "8", None, "due")
        await links.keep(crm, replace(link, shown=ticket.version + 1, known=Known()), link.shown, world.now)
        assert await links.counts(crm) == {"idle": 1}
    assert await links.counts("hubspot") == {"doubt": 1}
    assert await links.lease("hubspot", world.now, world.now, 9) == []


async def test_hints_are_kept_once_and_tickets_from_before_are_adopted(world: World) -> None:
    tickets, links = world.store.tickets, world.store.crm_links
    ticket = await tickets.open(Draft(), "api:a", world.now)
    assert await links.adopt("flowlu", world.now, 9) == 1
    assert await links.adopt("flowlu", world.now, 9) == 0
    await links.hint("flowlu", ["3", "3", "9"], world.now)
    await links.hint("flowlu", ["3"], world.now + 1)
    assert await links.hints("flowlu", 9) == ["3", "9"]
    await links.read_again("flowlu", "3")
    assert await links.hints("flowlu", 9) == ["9"]
    await links.drifted("flowlu", world.now, 10, 2, 1)
    assert [(d.checked, d.drift, d.mended) for d in await links.drifts()] == [(10, 2, 1)]
    assert await links.of_ticket("flowlu", ticket.id) is not None


async def test_hooks_are_told_in_order_given_up_and_told_again(world: World) -> None:
    hooks = world.store.hooks
    hook = await hooks.add("https://a.example/x", world.now)
    ticket = await world.store.tickets.open(Draft(), "api:a", world.now)
    await world.store.tickets.change(ticket.id, [AddNote("um")], "api:a", world.now)
    (first,) = await hooks.lease(world.now, world.now + 9, 9)
    assert (first.version, first.url, first.tries) == (1, hook.url, 1)
    assert await hooks.lease(world.now, world.now + 9, 9) == []
    await hooks.settle(first, world.now, "500", None, dead=True)
    (second,) = await hooks.lease(world.now, world.now + 9, 9)
    assert second.version == 2
    await hooks.settle(second, world.now, "", None)
    (concern,) = await world.journal.attention()
    assert await world.store.hooks._engine.transact(lambda tx: replay_told(tx, concern.ref, world.now))
    assert await hooks.next_due() == world.now
    assert await hooks.remove(hook.id, world.now)
    assert await hooks.next_due() is None


async def test_what_a_hook_was_told_long_ago_is_forgotten_and_what_was_given_up_is_not(world: World) -> None:
    hooks = world.store.hooks
    await hooks.add("https://a.example/x", world.now)
    ticket = await world.store.tickets.open(Draft(), "api:a", world.now)
    await world.store.tickets.change(ticket.id, [AddNote("um")], "api:a", world.now)
    for dead in (False, True):
        (told,) = await hooks.lease(world.now, world.now + 9, 9)
        await hooks.settle(told, world.now, "500" if dead else "", None, dead=dead)
    before = await world.journal.attention()
    world.wait(10_000)
    assert await world.journal.prune(world.now, keep_raw_ms=9_000) == 1
    assert await world.journal.prune(world.now, keep_raw_ms=9_000) == 0
    assert await world.journal.attention() == before != []


async def test_keys_open_until_they_are_taken_back(world: World) -> None:
    tokens = world.store.tokens
    token = await tokens.make("loja", world.now, may_write=False)
    holder = await tokens.holder(token)
    assert holder is not None
    assert (holder.name, holder.may_write) == ("loja", False)
    assert await tokens.holder(token[:-1]) is None
    assert await tokens.revoke("loja", world.now)
    assert await tokens.holder(token) is None
    assert [t.revoked_at for t in await tokens.all()] == [world.now]


async def test_a_sale_is_decided_leased_and_settled_once(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    touch = Touch(world.now, "meta", "c", clid="ctwa", confidence="certa")
    await world.reply(scene, "ok", memo=Memo(), touches=((scene.upto, touch),))
    order = Order("1", "approved", world.now, 8990, phone=ANA.wa_id)
    for _ in range(2):
        await world.store.orders.record(SHOP, order, "loja", world.now)
    ledger = world.store.conversions
    while await ledger.decide(("meta",), world.now):
        pass
    (due,) = await ledger.lease(world.now, world.now + 9, 9)
    assert await ledger.lease(world.now, world.now + 9, 9) == []
    assert (due.conversion.value, due.conversion.clicked.ctwa_clid, due.tries) == (8990, "ctwa", 1)
    await ledger.settle(due.conversion, "sent", world.now, reason="recebido")
    assert [(c.state, c.value) for c in await ledger.listed()] == [("sent", 8990)]
    assert await ledger.counts() == [("meta", "sent", 1, 8990)]


async def test_a_restart_frees_what_the_dead_held(url: str) -> None:
    if url == ":memory:":
        return
    clock = FakeClock()
    one = await open_world(url, "um", clock)
    one.store.tickets.crms = ("flowlu",)
    await one.store.tickets.open(Draft(), "api:a", one.now)
    assert await one.store.crm_links.hold("flowlu", one.now, one.now + 120_000)
    assert len(await one.store.crm_links.lease("flowlu", one.now, one.now + 300_000, 9)) == 1
    await one.store.close()
    clock.time += 1 if url.startswith("sqlite") else 300_001
    two = await open_world(url, "dois", clock)
    assert await two.store.crm_links.hold("flowlu", two.now, two.now + 120_000)
    assert len(await two.store.crm_links.lease("flowlu", two.now, two.now + 300_000, 9)) == 1
    await two.store.close()
