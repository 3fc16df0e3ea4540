"""Taking work: leasing conversations that are due, freezing what their turn answers, taking unsent replies back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.journal.held import end_drafts
from central.adapters.store.learning.ledger import void_turns
from central.adapters.store.person.silence import recognise
from central.core.messaging.conversation import Address, Handoff, Line, Scene, Timer
from central.core.people.silence import Marker
from central.ports import Ids

LEASE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one caller asks for."""

    now: int
    limit: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """A lease to prolong."""

    conversation: str
    epoch: int
    now: int


@dataclass(slots=True)
class _Taken:
    """A due conversation and the turn it is taken for."""

    id: str
    conversation_person: str
    channel: str
    wa_id: str | None
    bsuid: str | None
    epoch: int
    turn: str | None
    open: bool
    timer_at: int | None
    pending: str | None
    memo: str | None
    memo_before: str | None
    retractions: int
    heard_at: int
    person: str
    sticky: str | None
    name: str | None
    opted_out: bool
    paused_until: int | None
    handoff_id: str | None
    handoff_at: int
    handoff_by: str
    handoff_reason: str
    resumed: bool = False
    retracted: bool = False


async def claim(tx: Tx, batch: Sequence[Wanted], ids: Ids, owner: str, skew: int, mark: Marker) -> list[list[Scene]]:
    """Lease what is due, for each caller in turn."""
    return [await _claim(tx, wanted, ids, owner, wanted.now + skew, mark) for wanted in batch]


async def renew(tx: Tx, batch: Sequence[Renewal], skew: int) -> list[bool]:
    """Prolong leases that still stand."""
    rows = {(r.conversation, r.epoch, r.now + skew + LEASE_MS) for r in batch}
    held = {id for (id,) in await tx.each("renew", sorted(rows))}
    return [renewal.conversation in held for renewal in batch]


async def _claim(tx: Tx, wanted: Wanted, ids: Ids, owner: str, lease_now: int, mark: Marker) -> list[Scene]:
    taken = [_Taken(*row) for row in await tx.rows("due_conversations", wanted.now, wanted.limit, lease_now)]
    if not taken:
        return []
    for one in taken:
        one.resumed = one.turn is not None
        one.retracted = not one.resumed and one.open and one.pending is not None
    await _retract(tx, [one for one in taken if one.retracted], wanted.now)
    for one in taken:
        one.turn = one.turn or ids()
    await recognise(tx, [one for one in taken if one.memo is None and not one.opted_out], wanted.now, mark)
    until = lease_now + LEASE_MS
    rows = [(one.id, owner, until, one.turn, int(not one.resumed), int(one.retracted)) for one in taken]
    await tx.each("lease", sorted(rows))
    lines = await _lines(tx, taken)
    timers = await _timers(tx, taken, wanted.now)
    return [_scene(one, lines.get(one.id, []), timers.get(one.id, [])) for one in taken]


async def _retract(tx: Tx, taken: Sequence[_Taken], now: int) -> None:
    """Take wholly unsent replies back: their messages join the open burst, their memo is forgotten."""
    if not taken:
        return
    await tx.each("supersede_turn", [(one.id, one.pending, now) for one in taken])
    await tx.each("reopen_turn", [(one.id, one.pending) for one in taken])
    await end_drafts(tx, [(one.id, "velho", "", now) for one in taken])
    await tx.each("forget_quotes", [(one.pending,) for one in taken])
    await void_turns(tx, [(one.id, one.pending, now) for one in taken if one.pending is not None])
    unsaid = {turn for (turn,) in await tx.each("unsilence", [(one.pending,) for one in taken])}
    await tx.each("unstick", [(one.person, one.pending) for one in taken])
    for one in taken:
        one.memo, one.retractions = one.memo_before, one.retractions + 1
        one.opted_out = bool(one.opted_out) and one.pending not in unsaid
        if one.sticky is not None:
            ((one.sticky,),) = await tx.rows("sticky_persona", one.person)


async def _lines(tx: Tx, taken: Sequence[_Taken]) -> dict[str, list[Row]]:
    fresh = [(one.id, one.turn) for one in taken if not one.resumed]
    resumed = [(one.id, one.turn) for one in taken if one.resumed]
    rows = await tx.each("freeze_messages", fresh) if fresh else []
    rows += await tx.each("frozen_messages", resumed) if resumed else []
    return _by_conversation(rows)


async def _timers(tx: Tx, taken: Sequence[_Taken], now: int) -> dict[str, list[Row]]:
    due = [one for one in taken if one.timer_at is not None and one.timer_at <= now]
    fresh = [(one.id, one.turn, now) for one in due if not one.resumed]
    resumed = [(one.id, one.turn) for one in due if one.resumed]
    rows = await tx.each("freeze_timers", fresh) if fresh else []
    rows += await tx.each("frozen_timers", resumed) if resumed else []
    return _by_conversation(rows)


def _by_conversation(rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    return grouped


def _scene(one: _Taken, lines: list[Row], timers: list[Row]) -> Scene:
    assert one.turn is not None
    handoff = None
    if one.handoff_id is not None:
        handoff = Handoff(one.handoff_id, one.id, one.handoff_at, one.handoff_by, one.handoff_reason)
    return Scene(
        conversation=one.id,
        person=one.person,
        channel=one.channel,
        address=Address(one.wa_id, one.bsuid),
        epoch=one.epoch + 1,
        turn=one.turn,
        memo=codec.decode_memo(one.memo),
        sticky=one.sticky,
        name=one.name,
        heard_at=one.heard_at,
        lines=tuple(_line(row) for row in sorted(lines, key=lambda row: int(row[1]))),
        timers=tuple(Timer(row[1], row[2], msgspec.json.decode(row[3])) for row in sorted(timers, key=_due_first)),
        handoff=handoff,
        opted_out=bool(one.opted_out),
        paused_until=one.paused_until,
        retractions=one.retractions,
    )


def _line(row: Row) -> Line:
    _, seq, wamid, at, content, reply_to, referral = row
    return Line(seq, wamid, at, codec.CONTENT.decode(content), reply_to, codec.decode_referral(referral))


def _due_first(row: Row) -> tuple[int, str]:
    return row[2], row[1]
