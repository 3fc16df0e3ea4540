"""People from the terminal: found, joined, parted, left in peace."""

from __future__ import annotations

from collections.abc import Mapping

from central.adapters.store.person.people import PersonFound
from central.app.desk.visit import CLOCK, looked, visit


async def find(environment: Mapping[str, str], words: str) -> list[PersonFound]:
    """Whoever has this phone or id; that somebody looked is noted."""
    async with visit(environment) as store:
        found = await store.people.find(words)
        for one in found:
            await looked(store, "procurou uma pessoa", one.id)
        return found


async def join(environment: Mapping[str, str], person: str, other: str, who: str) -> bool:
    """Read `other` as `person` from now on; False when they are one already."""
    async with visit(environment) as store:
        return await store.people.merge(person, other, who, CLOCK.now()) is not None


async def part(environment: Mapping[str, str], person: str, other: str | None, who: str) -> bool:
    """Undo a merge, or say that two people are two; False when there is nothing to undo."""
    async with visit(environment) as store:
        return await store.people.split(person, who, CLOCK.now(), other) is not None


async def silence(environment: Mapping[str, str], person: str, who: str, *, pause: bool) -> bool:
    """Leave a person in peace who told the team so; False when they were already."""
    async with visit(environment) as store:
        return await store.people.silence(person, who, CLOCK.now(), pause=pause)
