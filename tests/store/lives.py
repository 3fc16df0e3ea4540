"""Lives of people as Meta tells of them: messages by phone, by user id or both, new numbers, new ids, new usernames.

A life is drawn from its number alone, so that every process of a test knows all of them without being told.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from central.core.messaging.message import Content, SystemNotice, Text
from central.core.people.identity import Sender
from central.core.people.kinship import Change

Shown = Literal["phone", "id", "both"]
CHANNELS = ("canal-a", "canal-b")


@dataclass(frozen=True, slots=True)
class Event:
    """One webhook of a life: a message (`content`) of `sender`, or a notice of a changed id (`change`)."""

    life: int
    number: int
    sender: Sender
    at: int
    channel: str = CHANNELS[0]
    content: Content | None = None
    change: Change | None = None

    @property
    def wamid(self) -> str:
        return f"wamid.{self.life}.{self.number}"


def life(number: int, at: int, seed: int = 0) -> list[Event]:
    """The events of a life in the order of Meta's clock, from `at` on."""
    draw = random.Random(f"{seed}/{number}")
    told: list[tuple[Sender, Content | None, Change | None]] = []
    only_phone = draw.random() < 0.1
    changes = draw.choices((0, 1, 2), (5, 3, 2))[0]
    for stage in range(changes + 1):
        shown: list[Shown] = draw.choices(("phone", "id", "both"), (3, 3, 2), k=draw.randint(1, 3))
        if stage == 0:
            shown[draw.randrange(len(shown))] = "both"
        told += [(_sender(number, stage, "phone" if only_phone else s, draw), Text("oi"), None) for s in shown]
        if stage < changes:
            told += _moved(number, stage, at + len(told), only_phone, draw)
    return [
        Event(number, n, sender, at + n, draw.choice(CHANNELS), content, change)
        for n, (sender, content, change) in enumerate(told)
    ]


def shuffled(events: list[Event], seed: int) -> list[Event]:
    """The webhooks of many lives in any order at all, some of them twice."""
    draw = random.Random(seed)
    twice = [*events, *draw.sample(events, len(events) // 12)]
    draw.shuffle(twice)
    return twice


def phone(number: int, stage: int, *, ninth: bool = True) -> str:
    """A Brazilian mobile number of this life, with or without its ninth digit."""
    return f"55{11 + stage}{'9' if ninth else ''}{80_000_000 + number:08d}"


def user_id(number: int, stage: int) -> str:
    """The BSUID of this life while it has its n-th number."""
    return f"BR.{number}x{stage}"


def _sender(number: int, stage: int, shown: Shown, draw: random.Random) -> Sender:
    return Sender(
        bsuid=None if shown == "phone" else user_id(number, stage),
        wa_id=None if shown == "id" else phone(number, stage, ninth=draw.random() < 0.7),
        name=draw.choice((None, f"Lead {number}")),
        username=draw.choice((None, None, f"lead.{number}.{draw.randrange(9)}")),
    )


def _moved(
    number: int, stage: int, at: int, only_phone: bool, draw: random.Random
) -> list[tuple[Sender, Content | None, Change | None]]:
    """What Meta says when a number changes: a message of the system, and the id made anew in one of two ways."""
    shown: Shown = "phone" if only_phone else draw.choice(("phone", "both"))
    old = _sender(number, stage, shown, draw)
    new_phone = phone(number, stage + 1, ninth=draw.random() < 0.7)
    told: list[tuple[Sender, Content | None, Change | None]] = [
        (old, SystemNotice("user_changed_number", wa_id=new_phone), None)
    ]
    if only_phone:
        return told
    before, after = user_id(number, stage), user_id(number, stage + 1)
    if draw.random() < 0.5:
        told.append((Sender(bsuid=before), SystemNotice("user_changed_user_id", "", None, after, before), None))
    else:
        current = Sender(bsuid=after, wa_id=draw.choice((None, new_phone)))
        told.append((Sender(), None, Change(Sender(bsuid=before), current, at)))
    return told
