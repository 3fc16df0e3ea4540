"""Looking after the store: what needs a person, what is put back to work, what is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.conversions import replay_conversion
from central.adapters.store.crm_links import replay_told
from central.adapters.store.tx import Tx

PRUNED_AT_ONCE = 500
PRUNINGS = (
    *("prune_raw", "prune_bodies", "prune_strays", "prune_outbox", "prune_uploads", "prune_clicks"),
    *("prune_events", "prune_quotes"),
)


@dataclass(frozen=True, slots=True)
class Replay:
    """A record to put back to work."""

    ref: str
    now: int


@dataclass(frozen=True, slots=True)
class HandBack:
    """A conversation that goes back to the bot."""

    conversation: str
    by: str
    now: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body nobody could parse."""

    now: int
    body: bytes
    reason: str


async def keep_bodies(tx: Tx, batch: Sequence[Body]) -> list[None]:
    """Store bodies whole."""
    await tx.each("keep_body", [(unit.now, unit.body, unit.reason) for unit in batch])
    return [None] * len(batch)


async def replay(tx: Tx, batch: Sequence[Replay]) -> list[bool]:
    """Put dead letters and failed sends back to work."""
    return [
        await _replay_letter(tx, unit)
        or await _replay_send(tx, unit)
        or await replay_told(tx, unit.ref, unit.now)
        or await replay_conversion(tx, unit.ref, unit.now)
        for unit in batch
    ]


async def end_handoff(tx: Tx, batch: Sequence[HandBack]) -> list[bool]:
    """Let the bot speak again."""
    return [bool(await tx.rows("end_handoff", unit.conversation, unit.by, unit.now)) for unit in batch]


async def prune(tx: Tx, batch: Sequence[int]) -> list[int]:
    """Forget a portion of what is older than a moment; 0 when nothing is left to forget."""
    return [await _prune(tx, before) for before in batch]


async def _replay_letter(tx: Tx, unit: Replay) -> bool:
    found = await tx.rows("replay_dead_letter", unit.ref, unit.now)
    for (conversation,) in found:
        await tx.each("reopen_turn", [(conversation, unit.ref)])
        await tx.rows("reopen_burst", conversation, unit.now)
    return bool(found)


async def _replay_send(tx: Tx, unit: Replay) -> bool:
    return bool(await tx.rows("replay_send", unit.ref, unit.now))


async def _prune(tx: Tx, before: int) -> int:
    gone = [await tx.rows(name, before, PRUNED_AT_ONCE) for name in PRUNINGS]
    return sum(map(len, gone))
