"""Whatever the order, the webhooks of one life end in one person, and two lives never in one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.core.messaging.message import SystemNotice, Text
from central.core.people.identity import Alias, AliasKind, Sender
from central.core.people.kinship import (
    CLOCKS_DIFFER_MS,
    Change,
    Known,
    Merge,
    Resolution,
    change_of,
    follow,
    plain,
    resolve,
    roots,
)
from tests.store.lives import Event, life, phone, shuffled, user_id

NOW = 1_795_000_000_000


class Book:
    """The smallest thing that remembers what resolutions say."""

    def __init__(self) -> None:
        self.people: dict[str, dict[Alias, int]] = {}
        self.merged: dict[str, str] = {}
        self.clashes: list[tuple[Alias, str]] = []

    def take(self, event: Event, now: int) -> str | None:
        change = event.change or change_of(event.sender, event.content, event.at)
        if change is not None:
            known = self.hear(change.previous, now) if self.owners(change.previous) else None
            both = self.owners(change.previous) | self.owners(change.current)
            self.apply(follow(None if known is None else self.known(known), change, both), now)
        return self.hear(event.sender, now) if event.sender.aliases() else None

    def hear(self, sender: Sender, now: int) -> str:
        return self.apply(resolve(sender.aliases(), self.owners(sender)), now)

    def owners(self, sender: Sender) -> dict[Alias, Known]:
        return {a: self.known(p) for a in sender.aliases() for p, mine in self.people.items() if a in mine}

    def known(self, person: str) -> Known:
        return Known(person, self.people[person])

    def apply(self, found: Resolution, now: int) -> str:
        person = found.person or f"{len(self.people) + len(self.merged):06d}"
        for other in found.same:
            person, gone = sorted((person, other))
            self.people[person] |= {a: min(t, self.people[person].get(a, t)) for a, t in self.people.pop(gone).items()}
            self.merged[gone] = person
        self.people.setdefault(person, {}).update(dict.fromkeys(found.attach, now))
        self.clashes += found.clashes
        return person

    def owner(self, alias: Alias) -> str:
        (person,) = [p for p, mine in self.people.items() if alias in mine]
        return person


@given(seed=st.integers(0, 10**9), lives=st.integers(1, 3))
@settings(max_examples=400)
def test_the_webhooks_of_a_life_end_in_one_person_in_any_order(seed: int, lives: int) -> None:
    events = [event for n in range(lives) for event in life(n, NOW, seed)]
    book = Book()
    for late, event in enumerate(shuffled(events, seed)):
        book.take(event, NOW + 60_000 + late)
    found = {n: {book.owner(a) for e in events if e.life == n for a in e.sender.aliases()} for n in range(lives)}
    assert all(len(people) == 1 for people in found.values()), found
    assert len(set.union(*found.values())) == lives
    assert len(book.people) == lives, "nobody was made for nothing"


@given(seed=st.integers(0, 10**9))
@settings(max_examples=100)
def test_a_number_that_changes_hands_never_mixes_two_people(seed: int) -> None:
    """The second life moves to a number that the first one had, long after, and both have user ids."""
    draw = random.Random(seed)
    book = Book()
    first = [Sender(user_id(1, 0), None, phone(1, 0)), Sender(user_id(1, 0)), Sender(None, None, phone(1, 0))]
    for sender in [first[0], *draw.choices(first, k=3)]:
        book.hear(sender, NOW)
    book.hear(Sender(user_id(2, 0), None, phone(2, 0)), NOW)
    later = NOW + CLOCKS_DIFFER_MS + 60_000
    new = Sender(user_id(2, 1), None, phone(1, 0))
    told = [
        Change(Sender(user_id(2, 0), None, phone(2, 0)), Sender(None, None, phone(1, 0)), later),
        Change(Sender(user_id(2, 0)), Sender(user_id(2, 1)), later),
        new,
        Sender(user_id(2, 1)),
    ]
    draw.shuffle(told)
    for thing in told:
        if isinstance(thing, Change):
            book.take(Event(2, 0, Sender(), thing.at, change=thing), later + 1)
        else:
            book.hear(thing, later + 1)
    one, two = book.owner(Alias(AliasKind.BSUID, user_id(1, 0))), book.owner(Alias(AliasKind.BSUID, user_id(2, 1)))
    assert one != two
    assert book.owner(Alias(AliasKind.BSUID, user_id(2, 0))) == two
    assert book.owner(Alias(AliasKind.WA_ID, phone(1, 0))) == one
    assert book.clashes, "and somebody is told"


ANA = Known("ana", {Alias(AliasKind.BSUID, "BR.1"): 0, Alias(AliasKind.WA_ID, "5511"): 0})
PHONE_ONLY = Known("bia", {Alias(AliasKind.WA_ID, "5521"): 0})
WITH_BOTH = (Alias(AliasKind.BSUID, "BR.1"), Alias(AliasKind.WA_ID, "5521"))


def test_people_split_by_hand_are_not_joined_again() -> None:
    owners = {WITH_BOTH[0]: ANA, WITH_BOTH[1]: PHONE_ONLY}
    assert resolve(WITH_BOTH, owners) == Resolution("ana", (), ("bia",))
    apart = replace(PHONE_ONLY, apart=frozenset({"ana"}))
    assert resolve(WITH_BOTH, {WITH_BOTH[0]: ANA, WITH_BOTH[1]: apart}) == Resolution(
        "ana", clashes=((WITH_BOTH[1], "bia"),)
    )
    change = Change(Sender(bsuid="BR.1"), Sender(bsuid="BR.2"), 0)
    other = Known("caio", {Alias(AliasKind.BSUID, "BR.2"): 0}, frozenset({"ana"}))
    found = follow(ANA, change, {Alias(AliasKind.BSUID, "BR.1"): ANA, Alias(AliasKind.BSUID, "BR.2"): other})
    assert (found.same, found.clashes) == ((), ((Alias(AliasKind.BSUID, "BR.2"), "caio"),))


def test_a_claim_that_needs_thought_is_never_taken_for_a_plain_one() -> None:
    bsuid, phone_alias = WITH_BOTH
    assert plain(WITH_BOTH, {})
    assert plain((phone_alias,), {phone_alias: "bia"})
    assert plain(WITH_BOTH, {bsuid: "ana"})
    assert not plain(WITH_BOTH, {phone_alias: "bia"})
    assert not plain(WITH_BOTH, {bsuid: "ana", phone_alias: "bia"})


@pytest.mark.parametrize(
    ("content", "previous", "current"),
    [
        (SystemNotice("user_changed_number", wa_id="5521"), Sender("BR.1", None, "5511"), Sender(wa_id="5521")),
        (SystemNotice("customer_changed_number", wa_id="5521"), Sender("BR.1", None, "5511"), Sender(wa_id="5521")),
        (SystemNotice("user_changed_user_id", "", None, "BR.2", "BR.0"), Sender("BR.0"), Sender("BR.2")),
    ],
)
def test_system_messages_tell_of_changes(content: SystemNotice, previous: Sender, current: Sender) -> None:
    assert change_of(Sender("BR.1", None, "5511"), content, 7) == Change(previous, current, 7)


@pytest.mark.parametrize("content", [Text("oi"), SystemNotice("customer_identity_changed"), SystemNotice("novidade")])
def test_other_messages_do_not(content: Text | SystemNotice) -> None:
    assert change_of(Sender("BR.1"), content, 7) is None


def test_an_ended_merge_is_not_followed() -> None:
    merges = [Merge("1", "c", "b", 0, "x", "y"), Merge("2", "b", "a", 0, "x", "y", ended_at=5)]
    assert roots(["a", "b", "c"], merges) == {"a": "a", "b": "b", "c": "b"}
