"""What models need from the world: the past of a conversation, prices, the ledger of costs, ears for voice notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.selling.budget import Budget, Spent
from central.core.selling.cost import Cost, Price, Usage


@dataclass(frozen=True, slots=True)
class Past:
    """The last lines of both sides (`lead` or `persona`, words), oldest first, and what earlier bursts were about."""

    lines: tuple[tuple[str, str], ...] = ()
    intents: tuple[str, ...] = ()
    agreed: str = ""
    """What the team agreed with the lead before the bot went on."""


class History(Protocol):
    """What a conversation said before the turn at hand."""

    async def recent(self, conversation: str, turn: str, persona: str, lines: int) -> Past:
        """Only what was said while this persona answered; nothing of the turn itself."""


class Prices(Protocol):
    """What models cost."""

    def price(self, model: str) -> Price | None:
        """The price of a model today; None when the list does not know it."""


class Costs(Protocol):
    """The ledger of what was spent: rows are only added."""

    async def keep(self, costs: Sequence[Cost]) -> None:
        """Add rows; one that is there already changes nothing."""

    async def spent(self, now: int, budget: Budget, persona: str | None, person: str | None) -> Spent:
        """So far, unknown prices at a cautious guess; a few seconds old at most, own rows included."""

    async def replies(self, now: int) -> Mapping[str, tuple[int, int]]:
        """By tier: how many replies of the last closed days have a known cost, and their micro-reais."""

    def replies_charged(self, channel: str, budget: Budget) -> bool:
        """Whether this number's free replies of the month are used up, as of the last look."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a voice note said; `sure` false: better ask whether it was that."""

    text: str
    sure: bool
    used: tuple[Usage, ...] = ()


class Transcriber(Protocol):
    """Turns voice into words."""

    async def transcribe(self, content: bytes, mime_type: str, millis: int) -> Heard:
        """Raises NoDraft when the model fails or is late."""


class Download(Protocol):
    """Fetches what a lead sent."""

    async def download(self, channel: str, media_id: str, most: int) -> bytes:
        """The file, at most `most` bytes. Raises TryLater, GiveUp (gone, too big), AskHuman."""
