"""Merging and splitting people: one logged record, `merged_into` for readers to follow, no key rewritten.

What must hold for the whole person is carried to the one that stays: the first persona, an opt-out, a missing name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.engine.tx import Race, Tx
from central.core.people.kinship import Merge, roots
from central.ports import Ids


@dataclass(frozen=True, slots=True)
class Joining:
    """`source` turns out to be `target`."""

    source: str
    target: str
    at: int
    by: str
    reason: str


@dataclass(slots=True)
class _Person:
    id: str
    merged_into: str | None
    name: str | None
    username: str | None
    persona: str | None
    persona_turn: str | None


async def join(tx: Tx, joins: Sequence[Joining], ids: Ids) -> list[Merge]:
    """Write merges of people who are nobody else's yet; Race when another process merged one of them meanwhile."""
    wanted = sorted({person for j in joins for person in (j.source, j.target)})
    found = {row[0]: _Person(*row) for row in await tx.each("lock_people", [(person,) for person in wanted])}
    if len(found) < len(wanted) or any(person.merged_into is not None for person in found.values()):
        raise Race("another process merged one of these people at the same moment")
    merges = []
    for j in joins:
        source, target = found[j.source], found[j.target]
        merge = Merge(ids(), j.source, j.target, j.at, j.by, j.reason)
        await tx.rows("add_merge", merge.id, merge.source, merge.target, merge.at, merge.by, merge.reason)
        await tx.rows("merge_person", j.source, j.target)
        await tx.rows("carry_optout", j.source, j.target)
        _carry(source, target)
        shown = (target.name, target.username, target.persona, target.persona_turn)
        await tx.rows("keep_person", j.target, *shown)
        merges.append(merge)
    return merges


async def split(tx: Tx, person: str, by: str, now: int) -> Merge | None:
    """End the merge that made `person` read as somebody else; None when there is none."""
    ended = await tx.rows("end_merge", person, by, now)
    if not ended:
        return None
    ((group,),) = await tx.rows("root_of_person", person)
    members = [row[0] for row in await tx.rows("lock_group", group)]
    merges = [Merge(*row) for member in members for row in await tx.rows("open_merges_of", member)]
    for member, root in roots(members, merges).items():
        await tx.rows("read_as", member, None if root == member else root)
    return Merge(*ended[0])


def _carry(source: _Person, target: _Person) -> None:
    """The persona chosen first stays (turn ids are ordered by time; a persona without one is from before Central)."""
    target.name = target.name or source.name
    target.username = target.username or source.username
    if source.persona is not None and (
        target.persona is None or (source.persona_turn or "") < (target.persona_turn or "")
    ):
        target.persona, target.persona_turn = source.persona, source.persona_turn
