"""What sends to a segment need from the store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from central.core.messaging.broadcast import Broadcast, Counts, Next, Progress, Step
from central.core.messaging.message import SayTemplate
from central.core.people.segment import Candidate, Stranger

Fill = Callable[[Next], SayTemplate | str]
"""The bubble for somebody, or why they get none after all."""


class Broadcasts(Protocol):
    """Sends and who gets them: frozen when a send begins, each person once."""

    def candidates(self, now: int) -> AsyncIterator[Candidate]:
        """Every conversation somebody could be written to in."""

    def strangers(self, now: int) -> AsyncIterator[Stranger]:
        """Everybody with a phone who never had a conversation."""

    async def begin(
        self, one: tuple[str, str, str, str, int], people: Sequence[Candidate], by: str, now: int
    ) -> Broadcast:
        """Freeze who gets a send (name, template, segment, category, price) and let it go."""

    async def get(self, id: str) -> Broadcast | None:
        """A send by its id."""

    async def all(self, limit: int = 50) -> list[Broadcast]:
        """Sends, the newest first."""

    async def move(self, id: str, old: Progress, new: Progress, why: str, by: str, now: int) -> bool:
        """Let it stand still, go on or end; False when it was not `old` any more."""

    async def reprice(self, id: str, category: str, price: int) -> None:
        """Keep what it costs now."""

    async def step(self, step: Step, fill: Fill) -> int:
        """Put the next portion into the outbox, in one transaction; how many people it decided about."""

    async def counts(self, id: str) -> Counts:
        """How far it is."""

    async def used(self, since: int) -> tuple[int, int | None]:
        """How many people were written to with a template since then, and when that was first done ever."""

    async def conclude(self, now: int, uncertain_after: int) -> int:
        """Say of templates in doubt that nothing was heard of them."""
