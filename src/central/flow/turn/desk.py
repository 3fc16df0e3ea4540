"""The desk a turn sits at: the operation in force and everything of the world it may use."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from central.core.decision import Tier
from central.core.messaging.conversation import Scene
from central.core.messaging.halt import NOTHING_HALTED, Halts
from central.core.operation import Operation
from central.core.replying.arms import Means
from central.flow.bringing.reengage import Bell, Callbacks
from central.flow.turn.choice import RuleChooser
from central.flow.turn.listening import Listening
from central.flow.turn.paying import Cashier
from central.flow.turn.spending import Spending
from central.ports import Chooser, Clicks, Clock, Numbers, Purchases, Quotes, Reader, Writer
from central.ports.drafts import Drafts, Examples
from central.ports.models import History


def utc(at: int) -> datetime:
    """Where nobody says what time it is at the seller's."""
    return datetime.fromtimestamp(at / 1000, UTC)


def never(day: date) -> bool:
    """Where nobody knows the holidays."""
    return False


def freely(scene: Scene) -> bool:
    """Where nobody counts."""
    return False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn works with; `typing` shows the lead that somebody is writing; `pace` 0 types in no time.

    Without `clicks` no code of a link is known, without `numbers` every number is well. `chooser` decides between
    the `means` the house has.
    """

    operation: Operation
    reader: Reader
    writers: dict[Tier, Writer]
    clock: Clock
    typing: Callable[[Scene], Awaitable[None]]
    pace: float = 1.0
    clicks: Clicks | None = None
    numbers: Numbers | None = None
    quotes: Quotes | None = None
    """Without it no price that was told before binds."""
    chooser: Chooser = field(default_factory=RuleChooser)
    means: Means = field(default_factory=Means)
    local: Callable[[int], datetime] = utc
    """The seller's local time of an epoch ms."""
    holiday: Callable[[date], bool] = never
    callbacks: Callbacks | None = None
    """Without it no silent lead is called back."""
    drafts: Drafts | None = None
    """Where replies wait for a person; without it none does, whatever the modes say."""
    purchases: Purchases | None = None
    """Without it nothing is known of orders on their way."""
    cashier: Cashier | None = None
    """Without it no Pix code is made."""
    examples: Examples | None = None
    """How the seller says things, for models."""
    history: History | None = None
    """What models remember of a conversation; scripts need none of it."""
    spending: Spending | None = None
    """The budget and the ledger of costs; without it nothing is counted or refused."""
    listening: Listening | None = None
    """Who hears voice notes; without it they are asked for in writing."""
    halts: Halts = NOTHING_HALTED
    """Where the bot is switched off."""
    charged: Callable[[Scene], bool] = freely
    """Whether Meta charges this lead's bubbles now: one full one is said then, not two."""

    @property
    def bell(self) -> Bell | None:
        """What calling back works with, where the house can and the owner wants it."""
        if self.callbacks is None or not (self.operation.reengagements or self.operation.complements):
            return None
        return Bell(
            self.operation,
            self.clock,
            self.chooser,
            self.callbacks,
            self.local,
            self.holiday,
            self.numbers,
            self.halts,
        )
