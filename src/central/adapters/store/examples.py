"""Sentences that people wrote in a persona's place: models read a few of them, people see and delete them."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.tx import Engine


@dataclass(frozen=True, slots=True)
class Kept:
    """An example with where it comes from; `turn` is its id."""

    turn: str
    conversation: str
    persona: str
    intent: str
    at: int
    by: str
    words: str


class SqlExamples:
    """The Examples port on either engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, persona: str, intent: str, limit: int) -> tuple[str, ...]:
        return tuple(words for (words,) in await self._engine.read("examples_of", persona, intent, limit))

    async def all(self, limit: int = 200) -> list[Kept]:
        """The newest first."""
        return [Kept(*row) for row in await self._engine.read("examples", limit)]

    async def drop(self, turn: str) -> bool:
        """Forget one; False when there is none."""
        return bool(await self._engine.transact(lambda tx: tx.rows("drop_example", turn)))
