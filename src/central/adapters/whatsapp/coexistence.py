"""Notices that tell about people: contacts, history and echoes of the WhatsApp Business app, and changed user ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from central.adapters.whatsapp.content import Json, content_of, word
from central.adapters.whatsapp.webhook import looks_like_bsuid, millis
from central.core.messaging.update import Notice, Rank
from central.core.people.coexistence import AppContact, AppMessage, Aside, IdChange, Preference
from central.core.people.identity import Sender
from central.core.people.kinship import Change

_RANKS = {"sent": Rank.SENT, "delivered": Rank.DELIVERED, "read": Rank.READ, "played": Rank.PLAYED}


def asides(notice: Notice) -> list[Aside]:
    """What a notice tells about people, in its order; empty for other fields and for rows of a strange shape."""
    reader = _READERS.get(notice.field)
    if reader is None or notice.why:
        return []
    value = msgspec.json.decode(notice.raw).get("update")
    return list(reader(notice, value)) if type(value) is dict else []


def _history(notice: Notice, value: Json) -> Iterator[Aside]:
    """Threads of chunks; media ids come later as plain messages."""
    ours = _digits(_object(value.get("metadata")).get("display_phone_number"))
    for chunk in _objects(value.get("history")):
        for thread in _objects(chunk.get("threads")):
            yield from _messages(notice, thread.get("messages"), ours, word(thread.get("id")), live=False)
    yield from _messages(notice, value.get("messages"), ours, None, live=False)


def _echoes(notice: Notice, value: Json) -> Iterator[Aside]:
    ours = _digits(_object(value.get("metadata")).get("display_phone_number"))
    yield from _messages(notice, value.get("message_echoes"), ours, None, live=True)


def _messages(notice: Notice, rows: object, ours: str, thread: str | None, *, live: bool) -> Iterator[Aside]:
    for row in _objects(rows):
        wamid, at, context = word(row.get("id")), millis(row.get("timestamp")), _object(row.get("history_context"))
        author = word(row.get("from"))
        by_us = live or context.get("from_me") is True or (bool(ours) and _digits(author) == ours)
        if by_us:
            lead = _person(word(row.get("to")) or thread, word(row.get("to_user_id")))
        else:
            lead = _person(author or thread, word(row.get("from_user_id")))
        if wamid is None or not at or notice.channel is None or not lead.aliases() or "group_id" in row:
            continue
        rank = _RANKS.get((word(context.get("status")) or "").lower(), Rank.SENT if by_us else Rank.NONE)
        yield AppMessage(notice.channel, notice.waba, wamid, at, lead, content_of(row), by_us, live, rank)


def _contacts(notice: Notice, value: Json) -> Iterator[Aside]:
    """A contact taken out of the app's book stays a person."""
    for row in _objects(value.get("state_sync")):
        contact = _object(row.get("contact"))
        phone = _digits(word(contact.get("phone_number")))
        name = word(contact.get("full_name")) or word(contact.get("first_name"))
        if row.get("action") != "remove" and phone and notice.channel is not None:
            user = word(contact.get("user_id"))
            yield AppContact(
                notice.waba, notice.channel, Sender(user, None, phone, name, word(contact.get("username")))
            )


def _new_ids(notice: Notice, value: Json) -> Iterator[Aside]:
    for row in _objects(value.get("user_id_update")):
        user, parent = _object(row.get("user_id")), _object(row.get("parent_user_id"))
        previous = Sender(word(user.get("previous")), word(parent.get("previous")))
        current = Sender(word(user.get("current")), word(parent.get("current")), word(row.get("wa_id")))
        if previous.aliases() and current.aliases():
            change = Change(previous, current, millis(row.get("timestamp")) or notice.at)
            yield IdChange(notice.waba, notice.channel, change)


def _person(phone: str | None, user: str | None) -> Sender:
    if phone is not None and looks_like_bsuid(phone):
        return Sender(bsuid=user or phone)
    return Sender(bsuid=user, wa_id=_digits(phone) or None)


def _preferences(notice: Notice, value: Json) -> Iterator[Aside]:
    """Only marketing can be switched off there; what is asked for is still answered."""
    for row in _objects(value.get("user_preferences")):
        said = word(row.get("value"))
        lead = _person(word(row.get("wa_id")), word(row.get("user_id")))
        if said in ("stop", "resume") and lead.aliases():
            at = millis(row.get("timestamp")) or notice.at
            yield Preference(notice.waba, notice.channel, lead, said == "stop", at)


def _digits(value: object) -> str:
    return "".join(c for c in value if c.isdigit()) if type(value) is str else ""


def _object(value: object) -> Json:
    return value if type(value) is dict else {}


def _objects(value: object) -> list[Json]:
    return [row for row in value if type(row) is dict] if type(value) is list else []


_READERS: dict[str, Callable[[Notice, Json], Iterator[Aside]]] = {
    "history": _history,
    "smb_message_echoes": _echoes,
    "smb_app_state_sync": _contacts,
    "user_id_update": _new_ids,
    "user_preferences": _preferences,
}
