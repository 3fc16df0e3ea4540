"""Contacts from before Central: tried, written, told twice, undone; the people who wrote since stay."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from central.adapters.contacts.sheet import read_sheet
from central.adapters.store.person.contacts import Taken
from central.core.people.contact import Contact
from tests.store.world import ANA, World

CIDA = Contact(2, "5521988880000", "Dona Cida", "livia", "2025-03-05", "Sérum", 8990, "site")
DAVI = Contact(3, "5531977770000", "Davi", None, opted_out=True, consent="loja")
NOBODY = Taken(None, 0, 0, 0, 0, 0, 0, 0, 0)


async def take(world: World, *contacts: Contact, batch: str = "lote", dry: bool = False) -> Taken:
    rows = [("portfolio", contact) for contact in contacts]
    return await world.store.contacts.take_in(rows, batch, "dona", "clientes.csv", world.now, dry=dry)


async def everybody(world: World) -> list[tuple[str | None, str | None]]:
    found = [await world.store.people.find(c.phone) for c in (CIDA, DAVI)]
    return [(p.name, p.persona) for people in found for p in people]


async def test_a_dry_run_says_what_would_come_and_writes_nothing(world: World) -> None:
    would = await take(world, CIDA, DAVI, dry=True)
    assert would == Taken("lote", 2, 0, 0, 1, 0, 1, 1, 1)
    assert await everybody(world) == []
    assert await take(world, CIDA, DAVI) == would
    assert await everybody(world) == [("Dona Cida", "livia"), ("Davi", None)]
    assert await take(world, CIDA, DAVI, batch="de novo") == replace(NOBODY, known=2)
    assert [b.id for b in await world.store.contacts.batches()] == ["lote"]


async def test_persona_and_silence_hold_from_the_first_message(world: World) -> None:
    await take(world, CIDA, DAVI)
    for contact in (CIDA, DAVI):
        await world.hear(sender=replace(ANA, bsuid=None, wa_id=contact.phone[:4] + contact.phone[5:], name=None))
    world.wait(1_000)
    scenes = {scene.name: (scene.sticky, scene.opted_out) for scene in await world.claim()}
    assert scenes == {"Dona Cida": ("livia", False), "Davi": (None, True)}


async def test_who_is_known_keeps_name_and_persona(world: World) -> None:
    met = await world.hear(sender=ANA)
    await world.answer("oi", sticky="carla")
    await world.deliver()
    taken = await take(world, Contact(2, ANA.wa_id or "", "Ana antiga", "livia"))
    assert taken == replace(NOBODY, known=1, kept_personas=1)
    (found,) = await world.store.people.find(ANA.wa_id or "")
    assert (found.id, found.name, found.persona) == (met.person, "Ana", "carla")


async def test_undoing_takes_everything_back_but_who_wrote_since(world: World) -> None:
    await take(world, CIDA, DAVI)
    await world.hear(sender=replace(ANA, bsuid=None, wa_id=CIDA.phone, name=None))
    gone = await world.store.contacts.undo("lote", "dona", world.now)
    assert gone is not None
    assert (gone.people, gone.stayed, gone.orders, gone.consents, gone.optouts) == (1, 1, 1, 1, 1)
    assert await everybody(world) == [("Dona Cida", None)]
    assert await world.store.contacts.undo("lote", "dona", world.now) is None
    assert (await take(world, CIDA, DAVI, batch="outro")).people == 1


async def test_two_rows_of_one_person_are_one_person_with_two_orders(world: World) -> None:
    other = replace(CIDA, line=9, phone="552188880000", name="Cida", day="2024-01-02")
    taken = await take(world, CIDA, other)
    assert (taken.people, taken.orders, taken.consents) == (1, 2, 1)


async def test_ten_thousand_contacts_twice_with_bad_rows_give_the_same(world: World) -> None:
    draw = random.Random(7)
    lines = ["Nome;Celular;Última compra;Valor;Origem do consentimento;Descadastro"]
    for n in range(10_000):
        phone, sold, quiet = f"11 9{80_000_000 + n}", "05/03/2025;R$ 89,90", draw.choice(("", "sim", "não"))
        if n % 20 == 0:
            phone, sold, quiet = draw.choice((("1", sold, quiet), (phone, "ontem;", quiet), (phone, sold, "quem sabe")))
        lines.append(f"Lead {n};{phone};{sold};site;{quiet}")
    sheet = read_sheet("\n".join(lines).encode("latin-1"), {}, date(2026, 11, 22))
    assert [bad.line for bad in sheet.bad] == list(range(2, 10_002, 20)), "every bad row, and no other, is explained"
    assert all(bad.reason and bad.cure for bad in sheet.bad)
    first = await take(world, *sheet.contacts)
    silent = sum(contact.opted_out for contact in sheet.contacts)
    assert first == Taken("lote", 9_500, 0, 0, 0, 0, 9_500, 9_500 - silent, silent)
    assert await take(world, *sheet.contacts, batch="de novo") == replace(NOBODY, known=9_500)
    gone = await world.store.contacts.undo("lote", "dona", world.now)
    assert gone is not None
    assert (gone.people, gone.stayed, gone.orders) == (9_500, 0, 9_500)
