"""How far the first set-up has come. What the owner typed stays out of here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from central.adapters.store.engine.tx import Engine, Tx

StepState = Literal["certo", "erro", "pulado"]


@dataclass(frozen=True, slots=True)
class Noted:
    """The last word on a step; `at` in epoch ms."""

    step: str
    state: StepState
    said: str
    at: int
    by: str


class SqlSetup:
    """Steps on either engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def note(self, noted: Noted) -> None:
        """Keep what became of a step."""

        async def work(tx: Tx) -> None:
            await tx.rows("note_setup", noted.step, noted.state, noted.said, noted.at, noted.by)

        await self._engine.transact(work)

    async def steps(self) -> dict[str, Noted]:
        """Every step that has a word."""
        return {row[0]: Noted(*row) for row in await self._engine.read("setup_steps")}

    async def heard_on(self) -> str | None:
        """A number somebody has written to; None before the first message."""
        found = await self._engine.read("any_heard")
        return str(found[0][0]) if found else None
