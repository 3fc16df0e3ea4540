"""What passes between the house and a clerk: pickles of our own records over an inherited socket pair, each frame
behind its length. Nobody else can write into it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from central.app.frames import behind_length
from central.core.decision import Tier
from central.core.messaging.conversation import Scene
from central.core.messaging.halt import Halts
from central.core.operation import Operation
from central.core.reading.teaching import Correction
from central.core.replying.arms import Means
from central.core.turn import Outcome
from central.ports import Clock

ASKED = ("clicks", "quotes", "numbers", "callbacks", "drafts", "purchases", "chooser")
"""Ports of the desk whose methods a clerk may call; the house answers."""
AWAY = ("cashier", "examples", "history", "spending", "listening")
"""Ports of money, models and voice: a turn that touches one is the house's."""

TYPING = "typing"
"""The one call that nobody waits for."""

READY = bytes(4)
"""The empty frame: a clerk has read its weights and can begin."""


class Kit(NamedTuple):
    """What turn after turn works with, until something of it changes."""

    clock: Clock
    pace: float
    means: Means
    halts: Halts
    local: Callable[[int], datetime]
    holiday: Callable[[date], bool]
    taught: Sequence[Correction]
    unsure_away: bool
    """A burst that the words leave open may be asked about, which is the house's to do."""
    by_rules: bool
    """Choices are the rules'; else the house chooses."""
    tiers: tuple[Tier, ...]
    has: tuple[str, ...]
    """The ports the desk has."""


class Turn(NamedTuple):
    """One turn to take; `charged`: Meta charges this lead's bubbles now."""

    number: int
    scene: Scene
    charged: bool


Brought = Operation | Kit | Turn | tuple[Literal["answer"], int, bool, Any]
"""To a clerk: what changed, what is to be taken, and the answer to the call of a turn (whether it went well, what)."""

Told = tuple[Literal["done"], int, Outcome | None] | tuple[Literal["call"], int, str, str, tuple[Any, ...]]
"""From a clerk: an outcome (None: the house must take that turn), and a method of a port that a turn calls."""


def framed(messages: Sequence[Brought] | Sequence[Told]) -> bytes:
    """Messages as one frame."""
    return behind_length(pickle.dumps(messages, pickle.HIGHEST_PROTOCOL))


def read(frame: memoryview) -> Any:
    """The messages of a frame."""
    return pickle.loads(frame)  # noqa: S301 - of our own process
