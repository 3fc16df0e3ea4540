"""Acceptance: updates become durable rows, each once, at their place in their conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Race, Row, Tx
from central.adapters.store.journal.identify import Claim, identify
from central.adapters.store.journal.statuses import News, apply_statuses, gather, timed
from central.core.messaging.message import SystemNotice
from central.core.messaging.update import Heard, Notice, StatusChange
from central.core.people.kinship import change_of
from central.core.turn import Accepted, Arrival
from central.ports import Ids

LONGEST_BURST_MS = 30_000
"""However long the lead goes on, the burst closes this long after it began."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one caller brought, with all that can be made of it while another transaction is being committed."""

    now: int
    messages: Sequence[_Message]
    rows: Mapping[str, Row]
    """Raw rows of statuses and notices by their keys."""
    news: News


class _Message(NamedTuple):
    """An arrival before the transaction."""

    arrival: Arrival
    key: str
    claim: Claim
    raw: str
    content: str


@dataclass(slots=True)
class _Item:
    """An arrival on its way in."""

    now: int
    message: _Message
    person: str | None = None
    conversation: str | None = None
    seq: int = 0
    due_at: int | None = None
    fresh: bool = False

    @property
    def heard(self) -> Heard:
        return self.message.arrival.heard


def incoming(
    now: int, arrivals: Sequence[Arrival], statuses: Sequence[StatusChange], notices: Sequence[Notice]
) -> Incoming:
    """Whatever needs no transaction."""
    rows: dict[str, Row] = {}
    for status in statuses:
        key = timed(status.at) + _digest("status", status.channel, status.wamid, status.status)
        rows.setdefault(key, (key, "status", status.channel, None, now, _text(status.raw), ""))
    for notice in notices:
        key = timed(notice.at) + _digest("notice", notice.waba, notice.field, notice.raw.hex())
        rows.setdefault(key, (key, notice.field, notice.channel, None, now, _text(notice.raw), notice.why))
    return Incoming(now, [_message(now, arrival) for arrival in arrivals], rows, gather(now, statuses))


def _message(now: int, arrival: Arrival) -> _Message:
    heard = arrival.heard
    change = change_of(heard.sender, heard.content, heard.at)
    return _Message(
        arrival,
        _digest("message", heard.channel, heard.wamid),
        Claim(arrival.portfolio, heard.sender, now, change),
        _text(heard.raw),
        codec.CONTENT.encode(heard.content),
    )


async def accept(tx: Tx, batch: Sequence[Incoming], ids: Ids) -> list[list[Accepted]]:
    """Store what all callers brought; one list of results for each of them."""
    items = [[_Item(unit.now, message) for message in unit.messages] for unit in batch]
    flat = [item for mine in items for item in mine]
    joined: frozenset[str] = frozenset()
    if flat:
        found = await identify(tx, [item.message.claim for item in flat], ids)
        joined = found.joined
        for item, person in zip(flat, found.people, strict=True):
            item.person = person
    await _keep_raw(tx, batch, flat)
    fresh = [item for item in flat if item.fresh]
    if fresh:
        if known := [item for item in fresh if item.person is not None]:
            await _deliver(tx, known, ids, joined)
        await _bury(tx, [item for item in fresh if item.person is None])
    await apply_statuses(tx, [unit.news for unit in batch])
    return [[Accepted(i.fresh, i.conversation, i.person, i.due_at) for i in mine] for mine in items]


async def _keep_raw(tx: Tx, batch: Sequence[Incoming], items: Sequence[_Item]) -> None:
    """One row an update; an item whose row is new is fresh."""
    first: dict[str, _Item] = {}
    for item in items:
        first.setdefault(item.message.key, item)
    rows = [
        (key, "message", item.heard.channel, item.person, item.now, item.message.raw, "") for key, item in first.items()
    ]
    for (key,) in await tx.each("keep_raw", sorted(rows)):
        first[key].fresh = True
    others: dict[str, Row] = {}
    for unit in batch:
        others.update(unit.rows)
    await tx.put("keep_update", [others[key] for key in sorted(others)])


async def _deliver(tx: Tx, items: Sequence[_Item], ids: Ids, joined: frozenset[str]) -> None:
    """Give each message its place; the last one of a conversation says how long to wait for the next."""
    homes = await _homes(tx, items, joined)
    grouped: dict[tuple[str, str], list[_Item]] = {}
    for item in items:
        assert item.person is not None
        place = (item.person, item.heard.channel)
        grouped.setdefault((homes.get(place, item.person), place[1]), []).append(item)
    rows = {key: _burst(key[0], grouped[key]) for key in sorted(grouped)}
    opened = await tx.each("continue_conversation", rows.values())
    new = rows.keys() - {(row[1], row[2]) for row in opened}
    if new:
        opened += await tx.each("open_conversation", [(*rows[key], ids()) for key in sorted(new)])
    if len(opened) != len(rows):
        raise Race("another process opened one of these conversations, or erased its person, at the same moment")
    for conversation, person, channel, last_seq, due_at in opened:
        mine = grouped[person, channel]
        for seq, item in enumerate(mine, last_seq - len(mine) + 1):
            item.conversation, item.seq, item.due_at = conversation, seq, due_at
    await tx.each("add_message", _messages(items))


async def _homes(tx: Tx, items: Sequence[_Item], joined: frozenset[str]) -> dict[tuple[str, str], str]:
    """Under whom a merged person's conversation on a channel stands, where there is one."""
    places = {(i.person, i.heard.channel) for i in items if i.person in joined} if joined else ()
    found = await tx.each("home_of", sorted(places)) if places else ()
    return {(person, channel): home for person, channel, home in found}


def _burst(person: str, items: Sequence[_Item]) -> Row:
    last = items[-1]
    heard = last.heard
    return (
        person,
        heard.channel,
        last.now,
        len(items),
        max(_said_at(item) for item in items),
        heard.wamid,
        last.message.arrival.wait,
        last.message.arrival.wait_if_asked,
        LONGEST_BURST_MS,
        *_address(items),
    )


def _said_at(item: _Item) -> int:
    """When the lead wrote; Meta's own notices open no window."""
    heard = item.heard
    return 0 if isinstance(heard.content, SystemNotice) else heard.at


def _address(items: Sequence[_Item]) -> tuple[str | None, str | None]:
    """The phone and user id to answer under: what was written from last, and the new ones after a change."""
    wa_id = bsuid = None
    for item in items:
        change = item.message.claim.change
        sender = item.heard.sender if change is None else change.current
        wa_id, bsuid = sender.wa_id or wa_id, sender.bsuid or bsuid
    return wa_id, bsuid


def _messages(items: Sequence[_Item]) -> Iterable[Row]:
    for item in items:
        heard = item.heard
        yield (
            item.conversation,
            item.seq,
            heard.channel,
            heard.wamid,
            heard.at,
            item.now,
            item.message.content,
            heard.reply_to,
            None if heard.referral is None else codec.encode(heard.referral),
        )


async def _bury(tx: Tx, items: Sequence[_Item]) -> None:
    """A message that names nobody cannot be answered; its raw row has all of it."""
    if items:
        reason = "mensagem sem remetente: o WhatsApp não disse quem escreveu"
        await tx.each("add_dead_letter", [(item.message.key, None, item.now, reason) for item in items])


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\0", "")
