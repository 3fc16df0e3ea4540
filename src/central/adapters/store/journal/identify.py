"""Who wrote: aliases lead to a person, and a person learns new aliases. What contradicts is logged, never merged.

The usual message names one person and costs one read; only what needs thought is loaded and given to `core.kinship`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from central.adapters.store.engine.tx import Race, Row, Tx
from central.adapters.store.person.join import Joining, join
from central.core.people.identity import Alias, AliasKind, Sender
from central.core.people.kinship import Change, Known, Resolution, follow, plain, resolve
from central.core.records import swift
from central.ports import Ids

TOUCH_EVERY_MS = 24 * 3600 * 1000
"""An alias in daily use is written once a day."""
BY = "whatsapp"
TOGETHER = "o WhatsApp mostrou o telefone e o id juntos"
CHANGED = "o WhatsApp avisou da troca de número ou de id"

Key = tuple[str, int, str]


@swift
@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody known by `sender` did something, at `now`; `change` says who they were before."""

    portfolio: str
    sender: Sender
    now: int
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """The person of each claim (None: it had no alias), who was made for them, and who is part of a merge."""

    people: list[str | None]
    made: frozenset[str]
    joined: frozenset[str]


async def identify(tx: Tx, claims: Sequence[Claim], ids: Ids) -> Identified:
    """The person of each claim, made if nobody has one of its aliases."""
    registry = _Registry(tx, ids)
    pairs = [_pairs(claim.portfolio, claim.sender) for claim in claims]
    wanted = {key for mine in pairs for _, key in mine}
    wanted |= {key for claim in claims if claim.change is not None for key in _changed_keys(claim, claim.change)}
    if wanted:
        await registry.load(wanted)
    people = [registry.usual(c, mine) or await registry.settle(c) for c, mine in zip(claims, pairs, strict=True)]
    await registry.write()
    return Identified(
        [None if person is None else registry.root(person) for person in people],
        frozenset(registry.people),
        frozenset(registry.joined),
    )


def clean(text: str) -> str:
    """Text that every engine can store: Postgres has no NUL character."""
    return text.replace("\0", "")


class _Registry:
    """What is known of the aliases of one batch, and what must be written about them."""

    def __init__(self, tx: Tx, ids: Ids) -> None:
        self._tx, self._ids = tx, ids
        self._owner: dict[Key, str] = {}
        self._seen: dict[Key, int] = {}
        self._shown: dict[str, tuple[str | None, str | None]] = {}
        self._known: dict[str, Known] = {}
        self._hop: dict[str, str] = {}
        self.people: dict[str, list[object]] = {}
        self.joined: set[str] = set()
        self._aliases: dict[Key, Row] = {}
        self._touched: dict[Key, Row] = {}
        self._renamed: dict[str, Row] = {}
        self._conflicts: dict[tuple[Key, str], Row] = {}
        self._joins: list[Joining] = []
        self._moves: list[Row] = []

    async def load(self, keys: Iterable[Key]) -> None:
        found = await self._tx.each("find_alias", sorted(keys))
        for portfolio, kind, value, person, seen, name, username, joined in found:
            key = (portfolio, kind, value)
            self._owner[key], self._seen[key] = person, seen
            self._shown[person] = (name, username)
            if joined:
                self.joined.add(person)

    def usual(self, claim: Claim, pairs: Sequence[tuple[Alias, Key]]) -> str | None:
        """The person of a claim that tells nothing new; None for every other claim."""
        met = {self._owner.get(key) for _, key in pairs}
        if claim.change is not None or len(met) != 1 or self._hop or (person := met.pop()) is None:
            return None
        for _, key in pairs:
            if claim.now - self._seen[key] > TOUCH_EVERY_MS:
                self._touched[key] = (*key, claim.now)
        self._show(person, claim.sender)
        return person

    async def settle(self, claim: Claim) -> str | None:
        """The person of a claim, after everything it proves was noted."""
        if claim.change is not None:
            await self._follow(claim, claim.change)
        aliases = _cleaned(claim.sender)
        if not aliases:
            return None
        person = await self._resolve(claim, aliases)
        self._show(person, claim.sender)
        return person

    def root(self, person: str) -> str:
        """Whom this person is read as, after the joins of this batch."""
        while person in self._hop:
            person = self._hop[person]
        return person

    async def _resolve(self, claim: Claim, aliases: Sequence[Alias]) -> str:
        owners = self._owners(claim.portfolio, aliases)
        if plain(aliases, owners):
            person = next(iter(owners.values()), None) or self._make(claim)
            for alias in aliases:
                self._attach(claim, alias, person)
            return person
        return self._apply(claim, resolve(aliases, await self._known_of(owners)), TOGETHER)

    async def _follow(self, claim: Claim, change: Change) -> None:
        """What a change proves about `previous` and `current`."""
        previous = _cleaned(change.previous)
        person = None
        if self._owners(claim.portfolio, previous):
            person = await self._resolve(claim, previous)
        both = (*previous, *_cleaned(change.current))
        owners = await self._known_of(self._owners(claim.portfolio, both))
        known = None if person is None else await self._load_known(self.root(person))
        found = self._apply(claim, follow(known, change, owners), CHANGED)
        one, two = change.previous, change.current
        self._moves.append((found, one.wa_id, two.wa_id, one.bsuid, two.bsuid))

    def _apply(self, claim: Claim, found: Resolution, reason: str) -> str:
        """Note what a resolution says; the person."""
        person = found.person or self._make(claim)
        if found.same:
            person = self._join(person, found.same, claim.now, reason)
        for alias in found.attach:
            self._attach(claim, alias, person)
        for alias, owner in found.clashes:
            key = (claim.portfolio, int(alias.kind), alias.value)
            self._conflicts[key, person] = (*key, self.root(owner), person, claim.now)
        return person

    def _owners(self, portfolio: str, aliases: Sequence[Alias]) -> dict[Alias, str]:
        keys = ((alias, (portfolio, int(alias.kind), alias.value)) for alias in aliases)
        return {alias: self.root(self._owner[key]) for alias, key in keys if key in self._owner}

    def _make(self, claim: Claim) -> str:
        person = self._ids()
        self.people[person] = [person, claim.portfolio, None, None, claim.now]
        self._shown[person] = (None, None)
        self._known[person] = Known(person, {})
        return person

    def _attach(self, claim: Claim, alias: Alias, person: str) -> None:
        key = (claim.portfolio, int(alias.kind), alias.value)
        if key not in self._seen:
            self._owner[key], self._seen[key] = person, claim.now
            self._aliases[key] = (*key, person, claim.now)
            if (known := self._known.get(person)) is not None:
                self._known[person] = replace(known, aliases={**known.aliases, alias: claim.now})
        elif claim.now - self._seen[key] > TOUCH_EVERY_MS:
            self._touched[key] = (*key, claim.now)

    def _show(self, person: str, sender: Sender) -> None:
        """Names are for display: the one used last is shown."""
        person = self.root(person)
        before = self._shown.get(person, (None, None))
        if (sender.name or before[0], sender.username or before[1]) == before:
            return
        name, username = clean(sender.name or "") or None, clean(sender.username or "") or None
        shown = (name or before[0], username or before[1])
        if shown == before:
            return
        self._shown[person] = shown
        if person in self.people:
            self.people[person][2:4] = shown
        else:
            self._renamed[person] = (person, *shown)

    def _join(self, person: str, same: Sequence[str], now: int, reason: str) -> str:
        """Make one of several people: the oldest stays."""
        everyone = sorted({person, *map(self.root, same)})
        target = everyone[0]
        together: dict[Alias, int] = {}
        apart: frozenset[str] = frozenset()
        for one in everyone:
            known = self._known[one]
            apart |= known.apart
            for alias, since in known.aliases.items():
                together[alias] = min(since, together.get(alias, since))
        for source in everyone[1:]:
            self._joins.append(Joining(source, target, now, BY, reason))
            self._hop[source] = target
        self._known[target] = Known(target, together, apart)
        self.joined.add(target)
        return target

    async def _known_of(self, owners: Mapping[Alias, str]) -> dict[Alias, Known]:
        return {alias: await self._load_known(person) for alias, person in owners.items()}

    async def _load_known(self, person: str) -> Known:
        """All aliases of a person, those of this batch too."""
        if (known := self._known.get(person)) is not None:
            return known
        aliases = {Alias(AliasKind(k), v): since for k, v, since in await self._tx.rows("aliases_of_person", person)}
        for (_, kind, value), row in self._aliases.items():
            if self.root(row[3]) == person:
                aliases.setdefault(Alias(AliasKind(kind), value), row[4])
        apart = frozenset(other for (other,) in await self._tx.rows("people_apart", person))
        self._known[person] = Known(person, aliases, apart)
        return self._known[person]

    async def write(self) -> None:
        """Everything noted, the people first."""
        each = self._tx.each
        if self.people:
            await each("add_person", [tuple(self.people[person]) for person in sorted(self.people)])
        if self._aliases:
            added = await each("add_alias", [self._aliases[key] for key in sorted(self._aliases)])
            if len(added) != len(self._aliases):
                raise Race("another process met one of these people at the same moment")
        if self._touched:
            await each("touch_alias", [self._touched[key] for key in sorted(self._touched)])
        if self._joins:
            await join(self._tx, self._joins, self._ids)
        if self._renamed:
            rows = {self.root(row[0]): (self.root(row[0]), *row[1:]) for row in self._renamed.values()}
            await each("rename_person", [rows[person] for person in sorted(rows)])
        if self._conflicts:
            await each("add_conflict", [self._conflicts[key] for key in sorted(self._conflicts)])
        for person, *move in self._moves:
            await self._tx.rows("move_address", self.root(person), *move)


def _cleaned(sender: Sender) -> Sequence[Alias]:
    aliases = sender.aliases()
    return [replace(a, value=clean(a.value)) for a in aliases] if any("\0" in a.value for a in aliases) else aliases


def _pairs(portfolio: str, sender: Sender) -> list[tuple[Alias, Key]]:
    return [(alias, (portfolio, int(alias.kind), alias.value)) for alias in _cleaned(sender)]


def _changed_keys(claim: Claim, change: Change) -> Iterable[Key]:
    return (key for sender in (change.previous, change.current) for _, key in _pairs(claim.portfolio, sender))
