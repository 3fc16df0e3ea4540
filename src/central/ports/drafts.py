"""What the flow needs to know of replies that waited for a person, and of what people made of them."""

from __future__ import annotations

from typing import Protocol

from central.core.held import Waiting


class Drafts(Protocol):
    """Replies that wait for a person."""

    async def waiting(self, conversation: str) -> Waiting | None:
        """The one that waits in this conversation, with what somebody wished for it."""


class Examples(Protocol):
    """Sentences that people of the team wrote in a persona's place."""

    async def of(self, persona: str, intent: str, limit: int) -> tuple[str, ...]:
        """A few of this persona, those about this intent first, the newest first."""
