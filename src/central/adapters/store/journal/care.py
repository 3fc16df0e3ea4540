"""Looking after the store: what needs a person, what is put back to work, what is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Tx
from central.adapters.store.journal.quotes import quote_row
from central.adapters.store.sales.conversions import replay_conversion
from central.adapters.store.sales.crm_links import replay_told
from central.core.messaging.message import spoken
from central.core.replying.agreed import BY, offered, summary_of
from central.core.replying.quote import BY_HAND, VALID_MS, Quote

PRUNED_AT_ONCE = 500
PRUNINGS = (
    *("prune_raw", "prune_bodies", "prune_strays", "prune_outbox", "prune_uploads", "prune_clicks"),
    *("prune_events", "prune_quotes", "prune_deliveries", "prune_once"),
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
    """Let the bot speak again; it knows what the team agreed with the lead, and a price they gave binds."""
    return [await _hand_back(tx, unit) for unit in batch]


async def prune(tx: Tx, batch: Sequence[int]) -> list[int]:
    """Forget a portion of what is older than a moment; 0 when nothing is left to forget."""
    return [await _prune(tx, before) for before in batch]


async def _hand_back(tx: Tx, unit: HandBack) -> bool:
    ended = await tx.rows("end_handoff", unit.conversation, unit.by, unit.now)
    for handoff, since in ended:
        rows = await tx.rows("said_by_hand", unit.conversation, since)
        said = [spoken(codec.BUBBLE.decode(bubble)) for (bubble,) in rows]
        if words := summary_of(said):
            await tx.rows("add_note", f"{handoff}.resumo", unit.conversation, unit.now, BY, words)
            await _bind(tx, unit, handoff, said)
    return bool(ended)


async def _bind(tx: Tx, unit: HandBack, handoff: str, said: Sequence[str]) -> None:
    """The price that somebody of the team gave for what is talked about holds as any other that was told."""
    ((person, kept),) = await tx.rows("held_talk", unit.conversation)
    memo, price = codec.decode_memo(kept), offered(said)
    if memo.product is not None and price is not None:
        quote = Quote(person, "preco", memo.product, memo.variant or "", price, unit.now, unit.now + VALID_MS, BY_HAND)
        await tx.each("add_quote", [quote_row(handoff, quote)])


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
