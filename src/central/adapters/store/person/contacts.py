"""Contacts from before Central: written in one transaction that can be tried, told twice and undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.adapters.store.journal.identify import Claim, identify
from central.adapters.store.person.silence import recognise_made
from central.core.people.contact import Contact
from central.core.people.identity import Sender
from central.core.people.silence import Marker
from central.ports import Ids

SOURCE = "importação"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought (or would bring); all zero when everything was there already."""

    batch: str | None
    people: int
    known: int
    names: int
    personas: int
    kept_personas: int
    """People who already have another persona, which stays."""
    orders: int
    consents: int
    optouts: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch took away; `stayed` are people of the batch who have spoken with us since."""

    people: int
    stayed: int
    orders: int
    consents: int
    optouts: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One import in the list of them."""

    id: str
    at: int
    by: str
    file: str
    undone_at: int | None


class _Rehearsed(Exception):
    """Carries the result of a dry run out of the transaction that it undoes."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken


class SqlContacts:
    """Imports of contacts."""

    def __init__(self, engine: Engine, ids: Ids, mark: Marker) -> None:
        self._engine, self._ids, self._mark = engine, ids, mark

    async def take_in(
        self, contacts: Sequence[tuple[str, Contact]], batch: str, by: str, file: str, now: int, *, dry: bool = False
    ) -> Taken:
        """Write contacts, each with its portfolio; `dry` only says what that would bring."""

        async def work(tx: Tx) -> Taken:
            taken = await _take_in(tx, contacts, batch, now, self._ids, self._mark)
            if taken.batch is not None:
                await tx.rows("add_batch", batch, now, by, file)
            if dry:
                raise _Rehearsed(taken)
            return taken

        try:
            return await self._engine.transact(work)
        except _Rehearsed as rehearsed:
            return rehearsed.taken

    async def undo(self, batch: str, by: str, now: int) -> Undone | None:
        """Take a batch back; None when there is no such batch or it was undone already."""

        async def work(tx: Tx) -> Undone | None:
            if not await tx.rows("end_batch", batch, by, now):
                return None
            consents = len(await tx.rows("drop_consents", batch))
            orders = len(await tx.rows("drop_orders", batch))
            optouts = len(await tx.rows("drop_optouts", batch))
            await tx.rows("drop_personas", batch)
            await tx.rows("drop_names", batch)
            gone = [(person,) for (person,) in await tx.rows("made_and_silent", batch)]
            await tx.each("drop_silence", gone)
            await tx.each("drop_aliases", gone)
            await tx.each("drop_people", gone)
            ((made,),) = await tx.rows("count_made", batch)
            await tx.rows("drop_imported", batch)
            return Undone(len(gone), made - len(gone), orders, consents, optouts)

        return await self._engine.transact(work)

    async def batches(self, limit: int = 50) -> list[Batch]:
        """The imports, the newest first."""
        return [Batch(*row) for row in await self._engine.read("batches", limit)]


async def _take_in(
    tx: Tx, contacts: Sequence[tuple[str, Contact]], batch: str, now: int, ids: Ids, mark: Marker
) -> Taken:
    claims = [Claim(portfolio, Sender(wa_id=contact.phone), now) for portfolio, contact in contacts]
    found = await identify(tx, claims, ids)
    mine = [(person, c) for person, (_, c) in zip(found.people, contacts, strict=True) if person is not None]
    names = _first((person, c.name) for person, c in mine if c.name)
    personas = _first((person, c.persona) for person, c in mine if c.persona is not None)
    orders = {(p, c.day, c.product): (p, c.day, c.product, c.total, batch) for p, c in mine if c.day is not None}
    erased = await recognise_made(tx, [(p, Sender(wa_id=c.phone)) for p, c in mine if p in found.made], now, mark)
    silent = {person for person, c in mine if c.opted_out} | erased
    consents = {(p, c.consent): (p, c.consent, now, batch) for p, c in mine if c.consent and p not in silent}
    named = {person for (person,) in await tx.each("name_if_none", sorted(names.items()))}
    chosen = {person for (person,) in await tx.each("persona_if_none", sorted(personas.items()))}
    other = await tx.each("has_other_persona", sorted(personas.items()))
    new_orders = await tx.each("add_past_order", [orders[key] for key in sorted(orders)])
    new_consents = await tx.each("add_consent", [consents[key] for key in sorted(consents)])
    optouts = await tx.each("add_imported_optout", [(person, now, SOURCE, batch) for person in sorted(silent - erased)])
    made = found.made
    touched = sorted(made | named | chosen)
    rows = [(batch, p, int(p in made), int(p in named), personas.get(p) if p in chosen else None) for p in touched]
    await tx.each("add_imported", rows)
    anything = touched or new_orders or new_consents or optouts or erased
    return Taken(
        batch if anything else None,
        len(made),
        len({person for person, _ in mine}) - len(made),
        len(named - made),
        len(chosen),
        len(other),
        len(new_orders),
        len(new_consents),
        len(optouts) + len(erased),
    )


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What the first row of each person says."""
    found: dict[str, str] = {}
    for person, value in pairs:
        found.setdefault(person, value)
    return found
