"""Who wrote: aliases lead to a person, and a person learns new aliases. Conflicts are logged, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from central.adapters.store.tx import Race, Row, Tx
from central.core.identity import Alias
from central.core.turn import Arrival
from central.ports import Ids

TOUCH_EVERY_MS = 24 * 3600 * 1000
"""An alias in daily use is written once a day."""

Key = tuple[str, int, str]


@dataclass(slots=True)
class _Registry:
    """What is known of the aliases of one batch, and what must be written about them."""

    owner: dict[Key, str]
    name: dict[str, str | None]
    seen: dict[Key, int]
    people: list[Row] = field(default_factory=list)
    aliases: dict[Key, Row] = field(default_factory=dict)
    touched: dict[Key, Row] = field(default_factory=dict)
    renamed: dict[str, Row] = field(default_factory=dict)
    conflicts: dict[tuple[Key, str], Row] = field(default_factory=dict)


async def identify(tx: Tx, arrivals: Sequence[tuple[int, Arrival]], ids: Ids) -> list[str | None]:
    """The person of each arrival, made if nobody has one of its aliases; None when it has no alias at all."""
    named = [
        (now, arrival, [(arrival.portfolio, int(a.kind), clean(a.value)) for a in _aliases(arrival)])
        for now, arrival in arrivals
    ]
    wanted = {key for _, _, keys in named for key in keys}
    registry = _Registry({}, {}, {})
    for portfolio, kind, value, person, seen, name in await tx.each("find_alias", sorted(wanted)) if wanted else ():
        registry.owner[portfolio, kind, value] = person
        registry.seen[portfolio, kind, value] = seen
        registry.name[person] = name
    people = [_resolve(registry, now, arrival, keys, ids) if keys else None for now, arrival, keys in named]
    await _write(tx, registry)
    return people


def clean(text: str) -> str:
    """Text that every engine can store: Postgres has no NUL character."""
    return text.replace("\0", "")


def _aliases(arrival: Arrival) -> Sequence[Alias]:
    return arrival.heard.sender.aliases()


def _resolve(registry: _Registry, now: int, arrival: Arrival, keys: Sequence[Key], ids: Ids) -> str:
    """The owner of the most trusted alias that is known; the others are attached or, if taken, logged."""
    name = clean(arrival.heard.sender.name or "") or None
    person = next((registry.owner[key] for key in keys if key in registry.owner), None)
    if person is None:
        person = ids()
        registry.people.append((person, arrival.portfolio, name, now))
        registry.name[person] = name
    elif name is not None and registry.name[person] != name:
        registry.renamed[person] = (person, name)
        registry.name[person] = name
    for key in keys:
        owner = registry.owner.setdefault(key, person)
        if key not in registry.seen:
            registry.aliases[key] = (*key, owner, now)
            registry.seen[key] = now
        elif owner != person:
            registry.conflicts[key, person] = (*key, owner, person, now)
        elif now - registry.seen[key] > TOUCH_EVERY_MS:
            registry.touched[key] = (*key, now)
    return person


async def _write(tx: Tx, registry: _Registry) -> None:
    if registry.people:
        await tx.each("add_person", registry.people)
    if registry.aliases:
        added = await tx.each("add_alias", [registry.aliases[key] for key in sorted(registry.aliases)])
        if len(added) != len(registry.aliases):
            raise Race("another process met one of these people at the same moment")
    if registry.touched:
        await tx.each("touch_alias", [registry.touched[key] for key in sorted(registry.touched)])
    if registry.renamed:
        await tx.each("rename_person", [registry.renamed[key] for key in sorted(registry.renamed)])
    if registry.conflicts:
        await tx.each("add_conflict", [registry.conflicts[key] for key in sorted(registry.conflicts)])
