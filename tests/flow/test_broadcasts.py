"""Sends to a segment over a real store: who gets them, what they cost, what stops them, each person once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central.core.errors import AskHuman
from central.core.messaging.broadcast import Broadcast
from central.core.messaging.conversation import Memo
from central.core.messaging.health import Health
from central.core.messaging.message import SayTemplate, Text
from central.core.messaging.template import Judged, Template
from central.core.messaging.update import Heard
from central.core.operation import Operation
from central.core.people.coexistence import AppMessage
from central.core.people.contact import Contact
from central.core.people.identity import Sender as Lead
from central.core.people.segment import Segment
from central.core.replying.reengage import Restraint
from central.core.turn import Arrival, Outcome
from central.flow.bringing.broadcasts import Rehearsal, Sender
from tests.clock import FakeClock
from tests.flow.shop import SHOP
from tests.store.world import World, open_world

DAY = 86_400_000
BACK = Template("volta", "utility", "Oi, {nome}! O sérum voltou.", ("Quero", "Parar"))
GOOD = Judged("waba", "volta", "pt_BR", "APPROVED", "MARKETING")
OPEN = Restraint(0, 24 * 60, sundays=True, holidays=True, per_week=2, untouched=0, warm_up=False)
EVERYBODY = Segment()


class Shop:
    """A store with people in it, and a sender over it."""

    def __init__(self, world: World) -> None:
        self.world, self.store, self.clock = world, world.store, world.clock
        self.operation = replace(SHOP, templates=(BACK,), restraint=OPEN)
        self.most: int | None = None

    @property
    def sender(self) -> Sender:
        async def operation() -> Operation:
            return self.operation

        async def limit() -> int | None:
            return self.most

        def local(at: int) -> datetime:
            return datetime.fromtimestamp(at / 1000, UTC)

        store = self.store
        return Sender(
            operation, store.broadcasts, store.callbacks, store.numbers, self.clock, local, lambda d: False, limit, 0
        )

    async def people(self, count: int, *, consent: bool = True, channel: str = "100", days: int = 3) -> None:
        """So many people who wrote some days ago, before Central; all of them allowed marketing."""
        at = self.clock.now() - days * DAY
        past = [AppMessage(channel, "waba", f"w{channel}.{n}", at, _lead(n), Text("oi"), False) for n in range(count)]
        await self.store.people.remember(self.clock.now(), "folio", past)
        if consent:
            await self.allow(count)

    async def bring(self, *contacts: Contact) -> str:
        """Import a list; returns its batch."""
        rows = [("folio", contact) for contact in contacts]
        taken = await self.store.contacts.take_in(rows, "lote", "dona", "clientes.csv", self.clock.now())
        assert taken.batch is not None
        return taken.batch

    async def hear(self, lead: Lead, channel: str) -> None:
        heard = Heard(channel, "waba", "novo", self.clock.now(), lead, Text("oi"), b"{}")
        await self.store.journal.accept(self.clock.now(), [Arrival(heard, "folio", 0, 0)])

    async def allow(self, count: int) -> None:
        people = [one.person async for one in self.store.broadcasts.candidates(self.clock.now())]

        async def give(tx) -> None:  # type: ignore[no-untyped-def]
            await tx.each(
                "give_consent",
                [(person, "disse que pode", 1, "", "", "avisos e ofertas") for person in sorted(set(people))[:count]],
            )

        await self.store._engine.transact(give)

    async def sent(self) -> list[str]:
        """Everything that leaves now, as whom it went to."""
        found = []
        while rows := await self.world.sends():
            for row in rows:
                assert row.bubble == SayTemplate("volta", "pt_BR", ("Lead",))
                found.append(str(row.address.wa_id))
                await self.world.settle(row)
        return found

    async def begin(self, segment: Segment = EVERYBODY) -> Broadcast:
        return await self.sender.begin("Voltou", segment, "volta", "dona")

    async def state(self, one: Broadcast) -> tuple[str, str]:
        found = await self.store.broadcasts.get(one.id)
        assert found is not None
        return found.state, found.why


LISTED = Segment(imported=True)
ANA = Contact(1, "5531998765432", "Lead", persona="carla", consent="ficha da loja")
BIA = Contact(2, "5531998765433", "Lead")
CIDA = Contact(3, "5531998765434", "Lead", consent="site", opted_out=True)


def _lead(n: int) -> Lead:
    return Lead(wa_id=f"55119{n:08d}", name="Lead")


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    world = await open_world(":memory:", "um", FakeClock())
    made = Shop(world)
    await world.store.callbacks.keep([GOOD])
    yield made
    await world.store.close()


async def test_a_rehearsal_counts_people_and_reais_and_sends_nothing(shop: Shop) -> None:
    await shop.people(5, consent=False)
    await shop.allow(3)
    found = await shop.sender.rehearse(EVERYBODY, "volta")
    assert (len(found.picked.people), found.category, found.price, found.total) == (3, "marketing", 321_700, 965_100)
    assert dict(found.picked.left) == {"não deixou avisar": 2}
    assert await shop.sent() == []


async def test_everybody_gets_it_once_and_it_ends(shop: Shop) -> None:
    await shop.people(7)
    one = await shop.begin()
    assert await shop.sender.step() == 7
    assert len(set(await shop.sent())) == 7
    await shop.sender.step()
    assert await shop.state(one) == ("terminado", "")
    assert (await shop.store.broadcasts.counts(one.id)).sent == 7
    again = await shop.begin()
    await shop.sender.step()
    assert len(await shop.sent()) == 7
    with pytest.raises(AskHuman, match="Ninguém"):
        await shop.begin()
    assert again.id != one.id
    (left,) = (await shop.sender.rehearse(EVERYBODY, "volta")).picked.left
    assert left == ("já foi chamada 2 vezes em sete dias", 7)


async def test_who_left_or_is_with_a_person_since_gets_nothing(shop: Shop) -> None:
    await shop.people(3)
    one = await shop.begin()
    people = [c async for c in shop.store.broadcasts.candidates(shop.clock.now())]
    await shop.store.attending.take_over(people[0].conversation, "marina", shop.clock.now())

    async def leave(tx) -> None:  # type: ignore[no-untyped-def]
        await tx.rows("add_optout", people[1].person, 1, "palavras", "", "t", "bloqueio", None)

    await shop.store._engine.transact(leave)
    await shop.sender.step()
    assert len(await shop.sent()) == 1
    reasons = dict(await shop.store.broadcasts.left(one.id))
    assert reasons == {"está com uma pessoa da equipe": 1, "pediu silêncio": 1}


@pytest.mark.parametrize(
    ("health", "why"), [("red", "qualidade do número Loja está em vermelho"), ("banned", "está em banido")]
)
async def test_a_number_that_is_unwell_stops_it_until_somebody_lets_it_go_on(shop: Shop, health: str, why: str) -> None:
    await shop.people(3)
    one = await shop.begin()
    await shop.store.numbers.report([Health("100", health, shop.clock.now(), "meta", "caiu")])  # type: ignore[arg-type]
    shop.world.wait(10_000)
    assert await shop.sender.step() == 0
    state, said = await shop.state(one)
    assert state == "pausado"
    assert why in said
    await shop.store.numbers.report([Health("100", "green", shop.clock.now() + 1, "meta", "voltou")])
    shop.world.wait(10_000)
    assert await shop.sender.resume(one.id, "dona")
    assert await shop.sender.step() == 3


async def test_a_yellow_number_is_slow(shop: Shop) -> None:
    await shop.people(30)
    await shop.begin()
    slow = replace(shop.sender, pace=1.0)
    assert await slow.step() == 20
    await shop.store.numbers.report([Health("100", "yellow", shop.clock.now(), "meta", "caiu")])
    shop.world.wait(10_000)
    assert await slow.step() == 4


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (replace(GOOD, status="PAUSED"), "na Meta está pausado"),
        (replace(GOOD, quality="RED"), "vermelha"),
    ],
)
async def test_a_template_meta_is_against_stops_it(shop: Shop, verdict: Judged, why: str) -> None:
    await shop.people(3)
    one = await shop.begin()
    await shop.store.callbacks.keep([verdict])
    assert await shop.sender.step() == 0
    state, said = await shop.state(one)
    assert (state, why in said) == ("pausado", True)
    with pytest.raises(AskHuman, match=why):
        await shop.begin()


async def test_one_that_became_dearer_waits_for_the_owner_to_see_the_price(shop: Shop) -> None:
    await shop.store.callbacks.keep([replace(GOOD, category="UTILITY")])
    await shop.people(3)
    one = await shop.begin()
    assert one.price == 35_000
    await shop.store.callbacks.keep([GOOD])
    await shop.sender.step()
    assert (await shop.state(one))[1] == "a Meta passou o modelo para marketing: agora custa R$ 0,3217 por mensagem"
    await shop.sender.resume(one.id, "dona")
    assert await shop.sender.step() == 3


async def test_quiet_hours_the_days_limit_and_the_warm_up_are_waited_for(shop: Shop) -> None:
    await shop.people(300)
    one = await shop.begin()
    hour = datetime.fromtimestamp(shop.clock.now() / 1000, UTC).hour
    shop.operation = replace(shop.operation, restraint=replace(OPEN, opens=(hour + 1) % 23 * 60, closes=24 * 60))
    assert await shop.sender.step() == 0
    assert "horário" in await shop.sender.waits_for(one)
    shop.operation = replace(shop.operation, restraint=replace(OPEN, warm_up=True))
    assert [await shop.sender.step(), await shop.sender.step()] == [200, 0]
    assert "limite de pessoas" in await shop.sender.waits_for(one)
    shop.most = 250
    shop.operation = replace(shop.operation, restraint=OPEN)
    assert [await shop.sender.step(), await shop.sender.step()] == [50, 0]
    sent = await shop.sent()
    shop.world.wait(DAY + 1)
    assert await shop.sender.step() == 50
    assert len({*sent, *await shop.sent()}) == 300


async def test_a_pause_and_a_stop_hold_and_what_fails_stops_it_too(shop: Shop) -> None:
    await shop.people(80)
    one = await shop.begin()
    sender = replace(shop.sender, pace=1.0)
    await sender.step()
    assert await sender.pause(one.id, "dona")
    assert await sender.step() == 0
    assert await sender.resume(one.id, "dona")
    await sender.step()
    shop.world.wait(10_000)
    for row in await shop.world.sends():
        await shop.world.settle(row, "failed", code="131026", reason="sem WhatsApp")
    await sender.step()
    assert (await shop.state(one))[1] == "40 mensagens não chegaram"
    assert await sender.cancel(one.id, "dona")
    assert (await shop.state(one))[0] == "cancelado"
    counts = await shop.store.broadcasts.counts(one.id)
    assert (counts.failed, counts.out, counts.waiting) == (40, 40, 0)


async def test_a_template_in_doubt_is_never_sent_again_and_a_late_word_still_counts(shop: Shop) -> None:
    await shop.people(2)
    one = await shop.begin()
    await shop.sender.step()
    lost, good = await shop.world.sends()
    await shop.world.settle(lost, "uncertain", code="Timeout")
    shop.world.wait(2_000)
    await shop.store.journal.replay(good.id, shop.clock.now())
    await shop.world.settle(good)
    later = Heard("100", "waba", "late", shop.clock.now(), _lead(1), Text("oi"), b"{}")
    await shop.store.journal.accept(shop.clock.now(), [Arrival(later, "folio", 0, 0)])
    (scene,) = await shop.world.claim()
    await shop.world.reply(scene, "olá", retractable=False)
    for row in await shop.world.sends():
        await shop.world.settle(row)
        await shop.world.status("sent", callback=row.id)
    shop.world.wait(3_600_000)
    await shop.store.journal.sweep(shop.clock.now(), 60_000)
    assert await shop.store.broadcasts.conclude(shop.clock.now(), 60_000) == 1
    assert await shop.world.sends() == []
    assert (await shop.store.broadcasts.counts(one.id)).failed == 1
    await shop.world.status("delivered", callback=lost.id)
    counts = await shop.store.broadcasts.counts(one.id)
    assert (counts.failed, counts.sent, counts.delivered) == (0, 2, 1)


async def test_the_adult_personas_people_are_reached_only_by_name(shop: Shop) -> None:
    await shop.people(1)
    later = Heard("100", "waba", "x", shop.clock.now(), _lead(0), Text("oi"), b"{}")
    await shop.store.journal.accept(shop.clock.now(), [Arrival(later, "folio", 0, 0)])
    (scene,) = await shop.world.claim()
    done = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, shop.clock.now(), Memo(persona="carla"))
    await shop.store.journal.finish(done)
    livia, carla = SHOP.personas
    shop.operation = replace(shop.operation, personas=(livia, replace(carla, adult=True)))
    assert (await shop.sender.rehearse(EVERYBODY, "volta")).picked.people == ()
    named: Rehearsal = await shop.sender.rehearse(Segment(personas=("carla",)), "volta")
    assert len(named.picked.people) == 1


async def test_an_imported_list_gets_a_send_only_where_the_permission_is_on_record(shop: Shop) -> None:
    await shop.people(1)
    await shop.bring(ANA, BIA, CIDA)
    assert len((await shop.sender.rehearse(EVERYBODY, "volta")).picked.people) == 1
    await shop.store.callbacks.keep([replace(GOOD, category="UTILITY")])
    found = (await shop.sender.rehearse(LISTED, "volta")).picked
    assert [one.conversation == "" for one in found.people] == [False, True]
    assert dict(found.left) == {"não deixou avisar": 1, "pediu silêncio": 1}, "whatever the category"
    one = await shop.begin(LISTED)
    assert await shop.sender.step() == 2
    assert sorted(await shop.sent()) == ["5511900000000", "5531998765432"]
    assert await shop.sender.step() == 0
    assert (await shop.store.broadcasts.counts(one.id)).sent == 2
    ana = found.people[1].person
    (talk,) = [c async for c in shop.store.broadcasts.candidates(shop.clock.now()) if c.person == ana]
    await shop.hear(Lead(wa_id="553198765432"), talk.channel)
    (scene,) = await shop.world.claim()
    assert (scene.conversation, scene.person, scene.sticky) == (talk.conversation, ana, "carla")


async def test_who_wrote_meanwhile_gets_it_there_and_who_was_taken_out_or_erased_gets_nothing(shop: Shop) -> None:
    batch = await shop.bring(ANA, replace(BIA, consent="ficha da loja"))
    await shop.people(2)
    one = await shop.begin(LISTED)
    home = shop.operation.home("carla")
    assert home is not None
    await shop.hear(Lead(wa_id="553198765432"), home.id)
    assert await shop.store.contacts.undo(batch, "dona", shop.clock.now()) is not None
    gone = max([c.person async for c in shop.store.broadcasts.candidates(shop.clock.now()) if c.consented])
    await shop.store.privacy.erase(gone, "dona", shop.clock.now())
    while await shop.sender.step():
        pass
    assert len(await shop.sent()) == 1
    reasons = dict(await shop.store.broadcasts.left(one.id))
    assert reasons == {"não está mais aqui": 1, "não deixou avisar": 1, "foi apagada": 1}
    await shop.sender.step()
    assert (await shop.state(one))[0] == "terminado"
