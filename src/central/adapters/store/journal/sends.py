"""The way out: claiming bubbles one by one per conversation, and writing what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.journal.claim import Wanted
from central.adapters.store.journal.statuses import apply_strays, clock_of, timed
from central.core.messaging.conversation import SAFETY_MS, SERVICE_WINDOW_MS, Address
from central.core.people.silence import FOR_GOOD, IN_WHATSAPP, MARKETING_OFF
from central.core.turn import Outgoing, Sent

ORPHAN_AFTER_MS = 60_000
"""No send takes as long: whoever marked it is dead, or its answer is lost."""
LATE_MS = 3_000
"""Statuses come within a second or two (Meta tells their times in whole seconds); later ones were tried before."""


@dataclass(frozen=True, slots=True)
class Sweeping:
    """When we look, how long an uncertain send may stay without a status, and since when somebody has been looking."""

    now: int
    uncertain_after: int
    since: int


async def claim_sends(tx: Tx, batch: Sequence[Wanted]) -> list[list[Outgoing]]:
    """Mark what may go now as `sending`, for each caller in turn."""
    return [await _claim_sends(tx, wanted) for wanted in batch]


async def settle(tx: Tx, batch: Sequence[Sequence[Sent]]) -> list[None]:
    """Write what sends became; the last word on each of them counts."""
    results = {sent.id: sent for group in batch for sent in group}
    accepted = [r for r in results.values() if r.state == "accepted"]
    other = [r for r in results.values() if r.state != "accepted"]
    if accepted:
        known = await tx.each("settle_accepted", sorted((r.id, r.wamid, r.at) for r in accepted))
        await apply_strays(tx, [(channel, wamid) for channel, wamid in known if wamid is not None])
    if other:
        await tx.each("settle_otherwise", sorted(_otherwise(r) for r in other))
    for refused in (r for r in other if r.code == str(MARKETING_OFF)):
        await tx.rows("stop_marketing", refused.id, refused.at, IN_WHATSAPP, FOR_GOOD)
    if doubts := [r.at for r in other if r.state == "uncertain"]:
        await tx.rows("supersede_overtaken", max(doubts))
    return [None] * len(batch)


async def sweep(tx: Tx, batch: Sequence[Sweeping]) -> list[int]:
    """Doubt what nobody settled; send once more what was in doubt for long enough."""
    return [await _sweep(tx, sweeping) for sweeping in batch]


async def _claim_sends(tx: Tx, wanted: Wanted) -> list[Outgoing]:
    due = await tx.rows("due_sends", wanted.now, wanted.limit)
    while any(row[12] or row[13] for row in due):
        held = sorted((row[0], wanted.now) for row in due if row[12])
        late = sorted((row[0], wanted.now) for row in due if row[13] and not row[12])
        if held:
            await tx.each("hush", held)
        if late:
            await _lapse(tx, late)
        due = await tx.rows("due_sends", wanted.now, wanted.limit)
    if not due:
        return []
    marked = {id for (id,) in await tx.each("mark_sending", sorted((row[0], wanted.now) for row in due))}
    beginning = sorted((row[1], row[3]) for row in due if row[11] and row[0] in marked)
    if beginning:
        await tx.each("begin_reply", beginning)
    return [_outgoing(row) for row in due if row[0] in marked]


async def _lapse(tx: Tx, late: Sequence[Row]) -> None:
    """What nobody asked for is not said in the hours of rest; it counts for no cap, a send says it another day."""
    gone = await tx.each("lapse", late)
    await tx.each("lapse_call", sorted({(turn,) for _, turn in gone}))
    await tx.each("lapse_broadcast", sorted((id,) for id, _ in gone))


def _outgoing(row: Row) -> Outgoing:
    id, conversation, channel, _, bubble, tries, wa_id, bsuid, heard_at, heard_wamid, suppressed, *_ = row
    return Outgoing(
        id=id,
        conversation=conversation,
        channel=channel,
        address=Address(wa_id, bsuid),
        bubble=codec.BUBBLE.decode(bubble),
        tries=tries + 1,
        heard_at=heard_at,
        suppressed=bool(suppressed),
        typing_for=heard_wamid,
    )


def _otherwise(sent: Sent) -> Row:
    return (sent.id, sent.state, sent.at, sent.retry_at, sent.code, sent.reason.replace("\0", ""))


async def _sweep(tx: Tx, sweeping: Sweeping) -> int:
    now = sweeping.now
    orphaned_before = now - min(ORPHAN_AFTER_MS, sweeping.uncertain_after)
    reason = "quem enviava parou antes de saber se o WhatsApp aceitou"
    doubted = await tx.rows("doubt_orphans", orphaned_before, now, reason)
    overtaken = await tx.rows("supersede_overtaken", now)
    return len(doubted) + len(overtaken) + len(await _send_again(tx, sweeping))


async def _send_again(tx: Tx, sweeping: Sweeping) -> Sequence[Row]:
    """Whoever has just begun to look waits as long as for a doubt of his own: what came while nobody heard is still
    to come."""
    now = sweeping.now
    if now - sweeping.since < sweeping.uncertain_after:
        return []
    doubts = await tx.rows("long_uncertain", now - sweeping.uncertain_after, now - SERVICE_WINDOW_MS + SAFETY_MS)
    first: dict[str, int] = {}
    for _, channel, sending_at in doubts:
        first[channel] = min(sending_at, first.get(channel, sending_at))
    quiet = {channel for channel, at in first.items() if await _quiet_from(tx, channel, at, now) <= now}
    again = sorted((id, now) for id, channel, _ in doubts if channel in quiet)
    return await tx.each("send_again", again) if again else []


async def _quiet_from(tx: Tx, channel: str, since: int, now: int) -> int:
    """When late statuses of a number are over. One that came ten minutes late tells that others are tried again with
    pauses as long: they have ten minutes more."""
    rows = await tx.rows("late_statuses", channel, timed(since), timed(now), LATE_MS)
    return max((2 * received_at - clock_of(key) for key, received_at in rows), default=0)
