"""Statuses of what we sent, in bulk: a rank only rises, so shuffled and doubled ones end in the same row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.sales.costs import delivery
from central.core.alert import OF_AN_ALERT
from central.core.messaging.update import Fault, Pricing, Rank, StatusChange
from central.core.people.silence import FOR_GOOD, IN_WHATSAPP, MARKETING_OFF

Key = TypeVar("Key")


@dataclass(slots=True)
class Progress:
    """All that several statuses say about one message."""

    callback: str | None
    channel: str
    wamid: str
    now: int
    rank: int = 0
    sent_at: int | None = None
    delivered_at: int | None = None
    read_at: int | None = None
    failed_at: int | None = None
    pricing: Pricing | None = None
    fault: Fault | None = None

    def add(self, status: StatusChange) -> None:
        """Take one more status in; the first time of each step counts."""
        self.rank = max(self.rank, int(status.rank))
        self.pricing = status.pricing or self.pricing
        self.fault = status.fault or self.fault
        if status.failed:
            self.failed_at = _first(self.failed_at, status.at)
        elif status.rank == Rank.SENT:
            self.sent_at = _first(self.sent_at, status.at)
        elif status.rank == Rank.DELIVERED:
            self.delivered_at = _first(self.delivered_at, status.at)
        elif status.rank >= Rank.READ:
            self.read_at = _first(self.read_at, status.at)

    def steps(self) -> Row:
        """The parameters of the statement for a send that only goes on."""
        return (
            self.callback,
            self.channel,
            self.wamid,
            self.rank,
            self.sent_at,
            self.delivered_at,
            self.read_at,
            None if self.pricing is None else codec.encode(self.pricing),
        )

    def row(self) -> Row:
        """The parameters of both status statements."""
        fault = self.fault
        return (
            self.callback,
            self.channel,
            self.wamid,
            self.rank,
            self.sent_at,
            self.delivered_at,
            self.read_at,
            self.failed_at,
            None if self.pricing is None else codec.encode(self.pricing),
            None if fault is None else str(fault.code),
            None if fault is None else (fault.details or fault.title).replace("\0", ""),
            self.now,
        )


@dataclass(frozen=True, slots=True)
class News:
    """What some statuses say, by our id where Meta echoed it and by the platform's where not."""

    by_callback: dict[str, Progress]
    by_wamid: dict[tuple[str, str], Progress]


def timed(at: int) -> str:
    """How the key of a status's raw row begins, with Meta's own time: neighbours in time are neighbours on disk."""
    return f"{at:012x}"


def clock_of(key: str) -> int:
    """The time a raw row's key begins with."""
    return int(key[:12], 16)


def gather(now: int, statuses: Iterable[StatusChange]) -> News:
    """One progress a message."""
    by_callback: dict[str, Progress] = {}
    by_wamid: dict[tuple[str, str], Progress] = {}
    for status in statuses:
        if status.callback is not None:
            found = by_callback.get(status.callback)
            if found is None:
                found = by_callback[status.callback] = Progress(status.callback, status.channel, status.wamid, now)
        else:
            place = (status.channel, status.wamid)
            found = by_wamid.get(place)
            if found is None:
                found = by_wamid[place] = Progress(None, *place, now)
        found.add(status)
    return News(by_callback, by_wamid)


async def apply_statuses(tx: Tx, news: Sequence[News]) -> None:
    """Write what became of our sends. One that names no send of ours is kept until its wamid is known."""
    named = _merged([one.by_callback for one in news])
    by_callback = {id: progress for id, progress in named.items() if not id.startswith(OF_AN_ALERT)}
    if len(by_callback) < len(named):
        await _bill_alerts(tx, {id: named[id] for id in named.keys() - by_callback.keys()})
    by_wamid = _merged([one.by_wamid for one in news])
    if by_callback:
        await _apply_by_callback(tx, [by_callback[key] for key in sorted(by_callback)])
        await _bill(tx, by_callback)
        await _stop(tx, by_callback)
    if by_wamid:
        known = await tx.each("status_by_wamid", [by_wamid[key].row() for key in sorted(by_wamid)])
        await _bill_by_wamid(tx, by_wamid)
        await _stop_by_wamid(tx, by_wamid)
        unknown = by_wamid.keys() - {(channel, wamid) for channel, wamid in known}
        await tx.each("keep_stray", [_stray(by_wamid[key]) for key in sorted(unknown)])


async def apply_strays(tx: Tx, wamids: Iterable[tuple[str, str]]) -> None:
    """Apply what came before we knew these wamids."""
    if not await tx.rows("any_stray"):
        return
    found: dict[tuple[str, str], Progress] = {}
    for (text,) in await tx.each("take_strays", wamids):
        early = _PROGRESS.decode(text)
        place = (early.channel, early.wamid)
        found[place] = _joined(found[place], early) if place in found else early
    if found:
        await tx.each("status_by_wamid", [found[key].row() for key in sorted(found)])
        await _bill_by_wamid(tx, found)
        await _stop_by_wamid(tx, found)


async def _bill(tx: Tx, found: Mapping[str, Progress]) -> None:
    """Put what was delivered with a price into the ledger of costs, each bubble once.

    The price may have come with another status than the delivery, before it or after.
    """
    whole = {id: p for id, p in found.items() if p.pricing is not None and p.rank >= Rank.DELIVERED}
    rows = [
        delivery(id, p.channel, p.delivered_at or p.read_at or p.now, p.pricing.category, p.pricing.type)
        for id, p in sorted(whole.items())
        if p.pricing is not None
    ]
    halves = [(id, p.channel) for id, p in sorted(found.items()) if (p.pricing is None) != (p.rank < Rank.DELIVERED)]
    rows += [delivery(*row) for row in sorted(await tx.each("unbilled", halves))] if halves else []
    if rows:
        await tx.put("bill_delivery", rows)


async def _bill_by_wamid(tx: Tx, found: Mapping[tuple[str, str], Progress]) -> None:
    """The same for statuses that do not name our bubble."""
    priced = sorted(place for place, p in found.items() if p.pricing is not None or p.rank >= Rank.DELIVERED)
    if priced:
        ids = await tx.each("sends_by_wamid", priced)
        await _bill(tx, {id: found[channel, wamid] for channel, wamid, id in ids})


async def _bill_alerts(tx: Tx, found: Mapping[str, Progress]) -> None:
    """The same for alerts on the team's own WhatsApp, which are nobody's conversation: what one status lacks, price or
    delivery, waits as a stray for the other."""
    billed = {id for (id,) in await tx.each("billed_already", [(id,) for id in sorted(found)])}
    new = {(p.channel, p.wamid): p for id, p in sorted(found.items()) if id not in billed}
    for (text,) in await tx.each("take_strays", sorted(new)):
        early = _PROGRESS.decode(text)
        new[early.channel, early.wamid] = _joined(new[early.channel, early.wamid], early)
    rows, waiting = [], []
    for place, p in sorted(new.items()):
        if p.pricing is not None and p.rank >= Rank.DELIVERED and p.callback is not None:
            at = p.delivered_at or p.read_at or p.now
            rows.append(delivery(p.callback, p.channel, at, p.pricing.category, p.pricing.type))
        elif p.pricing is not None or p.rank >= Rank.DELIVERED:
            waiting.append(_stray(new[place]))
    if rows:
        await tx.put("bill_alert", rows)
    await tx.each("keep_stray", waiting)


async def _stop(tx: Tx, found: Mapping[str, Progress]) -> None:
    """Leave those in peace whom Meta says switched marketing off."""
    for id, progress in sorted(found.items()):
        if progress.fault is not None and progress.fault.code == MARKETING_OFF:
            await tx.rows("stop_marketing", id, progress.now, IN_WHATSAPP, FOR_GOOD)


async def _stop_by_wamid(tx: Tx, found: Mapping[tuple[str, str], Progress]) -> None:
    """The same for statuses that do not name our bubble."""
    off = sorted(place for place, p in found.items() if p.fault is not None and p.fault.code == MARKETING_OFF)
    if off:
        ids = await tx.each("sends_by_wamid", off)
        await _stop(tx, {id: found[channel, wamid] for channel, wamid, id in ids})


async def _apply_by_callback(tx: Tx, found: Sequence[Progress]) -> None:
    """Most statuses move an accepted send on; only what does not is worth the statement that can do everything."""
    plain = [progress for progress in found if progress.failed_at is None and progress.fault is None]
    if len(plain) == len(found) == await tx.count("progress_of_accepted", [progress.steps() for progress in plain]):
        return
    await tx.each("status_by_callback", [progress.row() for progress in found])


def _stray(progress: Progress) -> Row:
    return (progress.channel, progress.wamid, progress.now, codec.encode(progress))


def _merged(parts: Sequence[dict[Key, Progress]]) -> dict[Key, Progress]:
    """The parts stay as they are: a transaction may be run again."""
    found: dict[Key, Progress] = {}
    for part in parts:
        for key, progress in part.items():
            found[key] = _joined(found[key], progress) if key in found else progress
    return found


def _joined(one: Progress, other: Progress) -> Progress:
    return Progress(
        one.callback,
        one.channel,
        one.wamid,
        one.now,
        max(one.rank, other.rank),
        _first(one.sent_at, other.sent_at),
        _first(one.delivered_at, other.delivered_at),
        _first(one.read_at, other.read_at),
        _first(one.failed_at, other.failed_at),
        one.pricing or other.pricing,
        one.fault or other.fault,
    )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


_PROGRESS = msgspec.json.Decoder(Progress)
