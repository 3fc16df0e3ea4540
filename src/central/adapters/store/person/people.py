"""The People port: who is who, merged and split by hand, and what Meta tells of changed ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from central.adapters.store.engine.tx import Engine, Tx
from central.adapters.store.journal.identify import Claim, identify
from central.adapters.store.person.join import Joining, join, split
from central.adapters.store.person.past import meet, remember
from central.core.errors import AskHuman
from central.core.people.coexistence import AppContact, AppMessage, Preference
from central.core.people.contact import full_number
from central.core.people.identity import phone_key
from central.core.people.kinship import Change, Merge
from central.core.people.silence import BY_HAND as SILENCED
from central.core.people.silence import FOR_GOOD, IN_WHATSAPP, PAUSE_MS, Marker
from central.ports import Ids

AT_ONCE = 500
Thing = TypeVar("Thing")
BY_HAND = "por mão de uma pessoa"
NOT_THE_SAME = "não são a mesma pessoa"


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody by id, phone, user id; as the person they are read as."""

    id: str
    name: str | None
    username: str | None
    persona: str | None
    created_at: int


class SqlPeople:
    """People of a store."""

    def __init__(self, engine: Engine, ids: Ids, mark: Marker) -> None:
        self._engine, self._ids, self._mark = engine, ids, mark

    async def changed(self, now: int, portfolio: str, changes: Sequence[Change]) -> None:
        """Let people be known by their new number or id; again changes nothing."""
        claims = [Claim(portfolio, change.current, now, change) for change in changes]

        async def work(tx: Tx) -> None:
            await identify(tx, claims, self._ids)

        if claims:
            await self._engine.transact(work)

    async def meet(self, now: int, portfolio: str, contacts: Sequence[AppContact]) -> None:
        """Keep contacts of an address book; a name is taken only where there is none."""
        for part in _parts(contacts):
            work = partial(meet, now=now, portfolio=portfolio, contacts=part, ids=self._ids, mark=self._mark)
            await self._engine.transact(work)

    async def prefer(self, now: int, portfolio: str, preferences: Sequence[Preference]) -> None:
        """Leave who switched marketing off in peace; who switched it on again may be called back."""
        claims = [Claim(portfolio, one.lead, now) for one in preferences]

        async def work(tx: Tx) -> None:
            found = await identify(tx, claims, self._ids)
            for person, one in zip(found.people, preferences, strict=True):
                if person is not None and one.stop:
                    await tx.rows("add_optout", person, one.at, IN_WHATSAPP, "", IN_WHATSAPP, "pausa", FOR_GOOD)
                elif person is not None:
                    await tx.rows("end_preference", person, IN_WHATSAPP)

        if claims:
            await self._engine.transact(work)

    async def silence(self, person: str, by: str, now: int, *, pause: bool = False) -> bool:
        """Somebody told the team that they want silence, or a rest; only they end it. False: it was so already."""

        async def work(tx: Tx) -> bool:
            root = await _root(tx, person)
            if await tx.rows("is_silent", root):
                return False
            level, until = ("pausa", now + PAUSE_MS) if pause else ("bloqueio", None)
            await tx.rows("add_optout", root, now, f"{SILENCED} de {by}", "", SILENCED, level, until)
            if not pause:
                await tx.rows("cancel_sends", root, SILENCED, now)
                await tx.rows("forget_pending", root, SILENCED)
            await tx.rows("add_audit", self._ids(), now, by, "pôs uma pessoa em silêncio", root, None)
            return True

        return await self._engine.transact(work)

    async def remember(self, now: int, portfolio: str, messages: Sequence[AppMessage]) -> int:
        """Put messages of the app into their conversations without waking the bot; how many were new."""
        new = 0
        for part in _parts(messages):
            work = partial(remember, now=now, portfolio=portfolio, messages=part, ids=self._ids, mark=self._mark)
            new += await self._engine.transact(work)
        return new

    async def find(self, words: str) -> list[PersonFound]:
        """Whoever has this id, phone number or user id."""
        number = phone_key(full_number(words) or words) or ""
        return [PersonFound(*row) for row in await self._engine.read("find_people", words, number)]

    async def merge(self, target: str, source: str, by: str, now: int) -> Merge | None:
        """Read `source` as `target` from now on; None when they are one already. Raises AskHuman for strangers."""

        async def work(tx: Tx) -> Merge | None:
            one, two = await _root(tx, target), await _root(tx, source)
            if one == two:
                return None
            (merge,) = await join(tx, [Joining(two, one, now, by, BY_HAND)], self._ids)
            return merge

        return await self._engine.transact(work)

    async def split(self, person: str, by: str, now: int, other: str | None = None) -> Merge | None:
        """Undo the merge that `person` is part of, for good; with `other`, say that these two are not one.

        None when there is nothing to undo. Raises AskHuman when several merges could be meant.
        """

        async def work(tx: Tx) -> Merge | None:
            await _root(tx, person)
            if other is not None:
                return await self._part(tx, person, other, by, now)
            if merge := await split(tx, person, by, now):
                return merge
            sources = [row[0] for row in await tx.rows("sources_of", person)]
            if len(sources) > 1:
                listed = "\n".join(f"  central separar {source}" for source in sources)
                raise AskHuman(f"Várias pessoas foram juntadas a esta. Diga qual sai:\n{listed}", code="qual_separar")
            return await split(tx, sources[0], by, now) if sources else None

        return await self._engine.transact(work)

    async def merges(self, limit: int = 100) -> list[Merge]:
        """Every merge, the newest first, also those that were ended."""
        return [Merge(*row) for row in await self._engine.read("merges", limit)]

    async def _part(self, tx: Tx, person: str, other: str, by: str, now: int) -> Merge | None:
        if await _root(tx, person) == await _root(tx, other):
            return await split(tx, person, by, now) or await split(tx, other, by, now)
        merge = Merge(self._ids(), other, person, now, by, NOT_THE_SAME, now)
        await tx.rows("add_ended_merge", merge.id, merge.source, merge.target, now, by, merge.reason)
        return merge


def _parts(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """Portions of one transaction each; everything is idempotent, so a part that was written may be told again."""
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


async def _root(tx: Tx, person: str) -> str:
    found = await tx.rows("root_of_person", person)
    if not found:
        raise AskHuman(f"Não conheço a pessoa {person}. Procure com: central pessoa TELEFONE", code="sem_pessoa")
    return str(found[0][0])
