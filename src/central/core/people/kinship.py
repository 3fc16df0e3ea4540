"""Whether two names belong to one person: what a message proves, what a notice of change proves, what contradicts.

Facts of Meta (2026): a BSUID belongs to one user of one portfolio for good and is made anew when the user changes
number; a phone number may be given to somebody else. So a person known only by a phone is whoever Meta shows with that
phone, and two people who each have a BSUID are two until Meta says that one became the other, or somebody by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.core.messaging.message import SystemNotice
from central.core.people.identity import Alias, AliasKind, Sender

CLOCKS_DIFFER_MS = 5 * 60 * 1000
"""How much our clock and Meta's may disagree when we ask whether a number was met before it changed hands."""

_USER_IDS = (AliasKind.BSUID, AliasKind.PARENT_BSUID)
_CHANGES = ("user_changed_number", "customer_changed_number", "user_changed_user_id", "customer_identity_changed")


@dataclass(frozen=True, slots=True)
class Known:
    """A person as far as it matters here: every alias with when it was first met, and who was split off by hand."""

    person: str
    aliases: Mapping[Alias, int]
    apart: frozenset[str] = frozenset()

    @property
    def only_by_phone(self) -> bool:
        """No user id of this person was ever seen."""
        return not any(alias.kind in _USER_IDS for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Change:
    """Meta says that a person known by `previous` is known by `current` since `at` (epoch ms)."""

    previous: Sender
    current: Sender
    at: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who it is (None: somebody new), what that person learns, who turns out to be the same, and what contradicts."""

    person: str | None
    attach: tuple[Alias, ...] = ()
    same: tuple[str, ...] = ()
    """People who are `person` too; the oldest of all of them stays (ids are ordered by time)."""
    clashes: tuple[tuple[Alias, str], ...] = ()
    """Aliases that came with this person and belong to somebody else."""


def change_of(sender: Sender, content: object, at: int) -> Change | None:
    """The change of number or user id that a system message tells of."""
    if not isinstance(content, SystemNotice) or content.kind not in _CHANGES:
        return None
    current = Sender(bsuid=content.bsuid, wa_id=content.wa_id)
    if not current.aliases():
        return None
    previous = sender if content.previous_bsuid is None else Sender(bsuid=content.previous_bsuid)
    return Change(previous, current, at)


def plain(aliases: Sequence[Alias], owners: Mapping[Alias, str]) -> bool:
    """Whether a claim needs no thought: its known aliases name one person, and the user id is among them if given.

    >>> bsuid, phone = Alias(AliasKind.BSUID, "BR.1"), Alias(AliasKind.WA_ID, "5511")
    >>> plain([bsuid, phone], {bsuid: "ana"}), plain([phone], {phone: "ana"}), plain([bsuid, phone], {phone: "ana"})
    (True, True, False)
    """
    met = {owners[alias] for alias in aliases if alias in owners}
    first = aliases[0]
    return not met or (len(met) == 1 and (first in owners or first.kind != AliasKind.BSUID))


def resolve(aliases: Sequence[Alias], owners: Mapping[Alias, Known]) -> Resolution:
    """Who an author with these aliases is, the most trusted first."""
    bsuid = any(alias.kind == AliasKind.BSUID for alias in aliases)
    person = next((k for a in aliases if (k := owners.get(a)) is not None and _may_be(a, k, bsuid)), None)
    same: list[str] = []
    clashes: list[tuple[Alias, str]] = []
    for alias in aliases:
        owner = owners.get(alias)
        if owner is None or (person is not None and owner.person == person.person):
            continue
        if person is not None and owner.only_by_phone and not _kept_apart(person, owner):
            same.append(owner.person)
        else:
            clashes.append((alias, owner.person))
    return Resolution(
        None if person is None else person.person,
        tuple(alias for alias in aliases if alias not in owners),
        tuple(dict.fromkeys(same)),
        tuple(clashes),
    )


def follow(person: Known | None, change: Change, owners: Mapping[Alias, Known]) -> Resolution:
    """What a change proves once `previous` was resolved to `person` (None: nobody has those aliases yet).

    A BSUID that became another is the same user for certain. A number is taken over only if whoever has it now was
    first met with it after the change: else it is the number's former owner, and that stands as a contradiction.
    """
    current = change.current.aliases()
    taken = {a: owners[a] for a in current if a in owners and (person is None or owners[a].person != person.person)}
    old = any(
        known.aliases.get(a, 0) < change.at - CLOCKS_DIFFER_MS for a, known in taken.items() if a.kind not in _USER_IDS
    )
    same: list[str] = []
    clashes: list[tuple[Alias, str]] = []
    for alias, owner in taken.items():
        proven = alias.kind in _USER_IDS or not old
        if proven and (person is None or not _kept_apart(person, owner)):
            same.append(owner.person)
        else:
            clashes.append((alias, owner.person))
    everybody = [*([] if person is None else [person.person]), *same]
    return Resolution(
        everybody[0] if everybody else None,
        _unknown(change, owners),
        tuple(dict.fromkeys(p for p in everybody if p != everybody[0])),
        tuple(clashes),
    )


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people became one: readers of `source` read `target`. Open until `ended_at`; nothing else was rewritten."""

    id: str
    source: str
    target: str
    at: int
    by: str
    reason: str
    ended_at: int | None = None


def roots(people: Sequence[str], merges: Sequence[Merge]) -> dict[str, str]:
    """Whom each person is read as, by the merges that still stand; the hops of a chain are one.

    >>> roots(["a", "b", "c"], [Merge("1", "c", "b", 0, "", ""), Merge("2", "b", "a", 1, "", "")])
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    into = {m.source: m.target for m in merges if m.ended_at is None}

    def root(person: str) -> str:
        while person in into:
            person = into[person]
        return person

    return {person: root(person) for person in people}


def _may_be(alias: Alias, known: Known, bsuid: bool) -> bool:
    """A phone alone does not lead to somebody who has another user id: the number may have changed hands."""
    return alias.kind in _USER_IDS or not bsuid or known.only_by_phone


def _kept_apart(one: Known, other: Known) -> bool:
    return other.person in one.apart or one.person in other.apart


def _unknown(change: Change, owners: Mapping[Alias, Known]) -> tuple[Alias, ...]:
    both = (*change.previous.aliases(), *change.current.aliases())
    return tuple(dict.fromkeys(alias for alias in both if alias not in owners))
