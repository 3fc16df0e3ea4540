"""Sentences that people wrote in a persona's place: models read a few of them, people see and delete them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from central.adapters.store.engine.tx import Engine, Tx


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
    waits: bool = False
    """It came from an old conversation, and nobody approved it yet."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to write that an old conversation suggests."""

    persona: str
    intent: str
    words: str

    @property
    def id(self) -> str:
        """The same for the same words of the same persona."""
        return f"conversa-{sha256(f'{self.persona}/{self.words}'.encode()).hexdigest()[:24]}"


class SqlExamples:
    """The Examples port on either engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, persona: str, intent: str, limit: int) -> tuple[str, ...]:
        return tuple(words for (words,) in await self._engine.read("examples_of", persona, intent, limit))

    async def all(self, limit: int = 200) -> list[Kept]:
        """The newest first."""
        return [replace(Kept(*row[:7]), waits=bool(row[7])) for row in await self._engine.read("examples", limit)]

    async def suggest(self, said: Sequence[Suggestion], by: str, now: int) -> None:
        """Let these wait for somebody's word; the same words about the same thing wait once."""

        async def work(tx: Tx) -> None:
            for one in said:
                await tx.rows("suggest_example", one.id, one.persona, one.intent, now, by, one.words)

        await self._engine.transact(work)

    async def approve(self, turn: str, by: str, now: int) -> bool:
        """Let models read it; False when none of this name waits."""
        return bool(await self._engine.transact(lambda tx: tx.rows("approve_example", turn, by, now)))

    async def drop(self, turn: str) -> bool:
        """Forget one; False when there is none."""
        return bool(await self._engine.transact(lambda tx: tx.rows("drop_example", turn)))
