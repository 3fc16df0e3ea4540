"""Silence that outlives the person: who was erased while silent is silent when they come back under the same name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from central.adapters.store.engine.tx import Tx
from central.core.people.identity import Sender
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
    found = {one.person: one for one in newcomers}
    marks = {mark(alias): one for one in newcomers for alias in names_of(one.wa_id, one.bsuid)}
    known = {m: (one.person, one.turn or "") for m, one in marks.items()}
    for person in await _silence(tx, known, now):
        found[person].opted_out = True


async def recognise_made(tx: Tx, made: Iterable[tuple[str, Sender]], now: int, mark: Marker) -> frozenset[str]:
    """Who of the people that a list or the phone's app brought back is silent again, before anybody writes to them."""
    marks = {mark(alias): person for person, one in made for alias in names_of(one.wa_id, one.bsuid)}
    return await _silence(tx, {m: (person, "") for m, person in marks.items()}, now)


async def _silence(tx: Tx, marks: Mapping[str, tuple[str, str]], now: int) -> frozenset[str]:
    """The people (each with the turn that met them) whose marks are known, silent from now on."""
    if not marks:
        return frozenset()
    known = {marks[m] for (m,) in await tx.each("known_silence", [(m,) for m in sorted(marks)])}
    if known:
        await tx.each("silence_erased", [(person, now, turn) for person, turn in sorted(known)])
    return frozenset(person for person, _ in known)
