"""What people look at: read beside the writers, never in their way."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.tx import Engine


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in a list. `writer` is who wrote the last reply; `with_person` means that the bot is silent."""

    conversation: str
    channel: str
    name: str | None
    wa_id: str | None
    bsuid: str | None
    persona: str | None
    stage: str
    heard_at: int
    campaign: str | None
    writer: str | None
    with_person: bool


class Lists:
    """Plain lists for the demo page and the terminal."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def conversations(self, limit: int) -> list[Row]:
        """The conversations heard last, the newest first."""
        return [Row(*row[:-1], bool(row[-1])) for row in await self._engine.read("conversations", limit)]

    async def decision(self, id: str) -> str | None:
        """The JSON of a decision record."""
        found = await self._engine.read("decision", id)
        return found[0][0] if found else None
