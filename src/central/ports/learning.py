"""What learning needs from the world: the reward ledger, and somebody who fits beliefs beside the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.ledger import Act, Belief, Facts


@dataclass(frozen=True, slots=True)
class Pulse:
    """How much there is to learn: choices since a moment, the newest belief's number, how many acts there are."""

    fresh: int
    belief: int
    acts: int


class Ledger(Protocol):
    """The reward ledger: what choices became, what was done about learning, and the beliefs made of it.

    Choices and rewards are written as turns end (`Journal.finish`); here they are read.
    """

    async def control(self, person: str) -> bool | None:
        """Whether the person is in the control group; None before their first choice."""

    async def pulse(self, since: int) -> Pulse:
        """A cheap look at what moved."""

    async def facts(self, until: int) -> Facts:
        """Everything up to a moment; large."""

    async def acts(self) -> list[Act]:
        """What was done about learning, oldest first."""

    async def act(self, act: Act) -> None:
        """Append an act; the same id changes nothing."""

    async def beliefs(self, limit: int = 50) -> list[Belief]:
        """The last beliefs, the newest first."""

    async def head(self, number: int) -> Belief | None:
        """One belief without its body."""

    async def belief(self, number: int) -> bytes | None:
        """A belief's body; None when it is unknown or was dropped."""

    async def keep_belief(self, belief: Belief, body: bytes, acts: Sequence[Act]) -> bool:
        """Add a belief with the acts it brought; False when its number is taken.

        Old bodies are dropped, but not that of its reference.
        """

    async def restore_belief(self, number: int, body: bytes) -> None:
        """Give a belief the body back that was dropped."""

    async def lease(self, owner: str, now: int, until: int) -> bool:
        """Become the one who makes beliefs until then, or stay it."""
