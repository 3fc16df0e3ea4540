"""Silence that outlives the person: who was erased while silent is silent when they come back under the same name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from central.adapters.store.engine.tx import Tx
from central.core.people.silence import Marker, names_of


class Newcomer(Protocol):
    """A conversation that begins."""

    person: str
    turn: str | None
    wa_id: str | None
    bsuid: str | None
    opted_out: bool


async def recognise(tx: Tx, newcomers: Sequence[Newcomer], now: int, mark: Marker) -> None:
    """Let those whose marks are known be silent again."""
    marks = {mark(alias): one for one in newcomers for alias in names_of(one.wa_id, one.bsuid)}
    if not marks:
        return
    found = await tx.each("known_silence", [(m,) for m in sorted(marks)])
    known = {marks[m].person: marks[m] for (m,) in found}
    for one in known.values():
        one.opted_out = True
    if known:
        await tx.each("silence_erased", [(one.person, now, one.turn) for _, one in sorted(known.items())])
