"""Messages and contacts of the WhatsApp Business app: written where they belong, with nothing to answer.

What was said before Central takes the places below the first one, so that the order of a conversation stays its `seq`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.journal.events import tell
from central.adapters.store.journal.held import end_drafts
from central.adapters.store.journal.identify import Claim, Identified, clean, identify
from central.adapters.store.person.silence import recognise_made
from central.core.messaging.message import SayText
from central.core.people.coexistence import AppContact, AppMessage, shown
from central.core.people.silence import Marker
from central.ports import Ids

BY_PHONE = "telefone"
REASON = "alguém respondeu pelo celular"

Place = tuple[str, str]
"""A person (of a merged one, whoever holds the conversation) and a channel."""


@dataclass(slots=True)
class _Thread:
    """A conversation under our lock, with its first and last places."""

    id: str
    first_seq: int
    first_place: int
    last_place: int


async def remember(tx: Tx, now: int, portfolio: str, messages: Sequence[AppMessage], ids: Ids, mark: Marker) -> int:
    """Write the messages that are not known yet; returns how many."""
    claims = [Claim(portfolio, message.lead, now) for message in messages]
    found = await identify(tx, claims, ids)
    await _silent_still(tx, found, claims, now, mark)
    grouped: dict[Place, list[AppMessage]] = defaultdict(list)
    for message, person in zip(messages, found.people, strict=True):
        assert person is not None
        grouped[person, message.channel].append(message)
    joined = sorted(place for place in grouped if place[0] in found.joined)
    homes = {(p, c): home for p, c, home in await tx.each("home_of", joined)} if joined else {}
    new = 0
    for place in sorted(grouped, key=lambda place: (homes.get(place, place[0]), place[1])):
        new += await _write(tx, now, (homes.get(place, place[0]), place[1]), grouped[place], ids)
    return new


async def meet(tx: Tx, now: int, portfolio: str, contacts: Sequence[AppContact], ids: Ids, mark: Marker) -> None:
    """Make people of contacts; the name a lead gives himself is worth more than the address book's."""
    claims = [Claim(portfolio, replace(contact.lead, name=None), now) for contact in contacts]
    found = await identify(tx, claims, ids)
    await _silent_still(tx, found, claims, now, mark)
    names = {p: c.lead.name for p, c in zip(found.people, contacts, strict=True) if p and c.lead.name}
    await tx.each("name_if_none", [(person, clean(names[person] or "")) for person in sorted(names)])


async def _silent_still(tx: Tx, found: Identified, claims: Sequence[Claim], now: int, mark: Marker) -> None:
    pairs = zip(found.people, claims, strict=True)
    made = [(person, claim.sender) for person, claim in pairs if person is not None and person in found.made]
    await recognise_made(tx, made, now, mark)


async def _write(tx: Tx, now: int, place: Place, messages: Sequence[AppMessage], ids: Ids) -> int:
    """Lock the conversation (made asleep if there is none) and add what it does not have."""
    person, channel = place
    lead = messages[-1].lead
    await tx.rows("open_asleep", ids(), person, channel, now, lead.wa_id, lead.bsuid)
    thread = _Thread(*(await tx.rows("lock_thread", person, channel))[0])
    known = {wamid for (wamid,) in await tx.each("known_wamids", sorted({(channel, m.wamid) for m in messages}))}
    fresh = list({m.wamid: m for m in messages if m.wamid not in known}.values())
    if not fresh:
        return 0
    past = sorted((m for m in fresh if not m.live), key=lambda m: m.at, reverse=True)
    live = sorted((m for m in fresh if m.live), key=lambda m: m.at)
    heard = [m for m in past if not m.ours]
    said = [m for m in past if m.ours]
    if heard:
        rows = [_heard(thread, thread.first_seq - n, m) for n, m in enumerate(heard, 1)]
        await tx.each("add_past_message", sorted(rows, key=lambda row: int(row[1])))
        await tx.rows("heard_before", thread.id, heard[0].at, heard[0].wamid)
    if said:
        rows = [_said(thread, thread.first_place - n, m, ids()) for n, m in enumerate(said, 1)]
        await tx.each("add_past_send", rows)
    if live:
        await tx.each("add_past_send", [_said(thread, thread.last_place + n, m, ids()) for n, m in enumerate(live, 1)])
        await tx.rows("hand_to_phone", thread.id, len(live), now)
        await tx.rows("cancel_waiting", thread.id, now)
        await tx.rows("answered_by_phone", thread.id, live[0].at)
        await end_drafts(tx, [(thread.id, "assumido", "", now)])
        await tx.each("add_handoff", [(ids(), thread.id, live[0].at, BY_PHONE, REASON)])
        await tell(tx, now, "pessoa", [thread.id])
    return len(fresh)


def _heard(thread: _Thread, seq: int, message: AppMessage) -> Row:
    content = codec.CONTENT.encode(message.content)
    return (thread.id, seq, message.channel, message.wamid, message.at, content)


def _said(thread: _Thread, place: int, message: AppMessage, id: str) -> Row:
    bubble = codec.BUBBLE.encode(SayText(shown(message.content)))
    return (id, thread.id, place, message.channel, BY_PHONE, bubble, message.at, message.wamid, int(message.rank))
