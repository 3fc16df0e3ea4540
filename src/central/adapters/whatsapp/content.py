"""`messages[].type` of Meta's webhook as typed content; what has no word or no sense becomes `Unknown`.

Source: Meta, webhook reference of the `messages` field (2026), with the older shapes that still arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from central.core.messaging.message import (
    CatalogOrder,
    Choice,
    ContactCard,
    Contacts,
    Content,
    Edit,
    FlowReply,
    Location,
    Media,
    MediaKind,
    OrderItem,
    Reaction,
    Referral,
    Revoke,
    SystemNotice,
    Text,
    Unknown,
    Unsupported,
)

Json = dict[str, Any]


def content_of(message: Json) -> Content:
    """The typed content; `Unknown` when the type has no word here or its part has a shape that says nothing."""
    kind = message.get("type")
    if type(kind) is not str:
        return Unknown("")
    reader = _READERS.get(kind)
    if reader is None:
        return Unknown(kind)
    try:
        return reader(message)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        return Unknown(kind)


def referral_of(message: Json) -> Referral | None:
    """The ad that brought this message; an empty text counts as absent."""
    found = message.get("referral")
    if type(found) is not dict or not found:
        return None
    welcome = found.get("welcome_message")
    return Referral(
        source_id=word(found.get("source_id")),
        source_type=word(found.get("source_type")),
        source_url=word(found.get("source_url")),
        headline=word(found.get("headline")),
        body=word(found.get("body")),
        media_type=word(found.get("media_type")),
        ctwa_clid=word(found.get("ctwa_clid")),
        welcome=word(welcome.get("text")) if type(welcome) is dict else None,
    )


def word(value: object) -> str | None:
    """A text that is not empty, or a number as text; None for everything else."""
    if type(value) is str:
        return value or None
    return str(value) if type(value) is int else None


def whole(value: object) -> int | None:
    """A whole number that may come as text."""
    if type(value) is int:
        return value
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return None


def _text(message: Json) -> Content:
    return Text(_said(message["text"]["body"]))


def _media(kind: MediaKind, key: str) -> Callable[[Json], Content]:
    def read(message: Json) -> Content:
        part = message[key]
        return Media(
            kind=kind,
            media_id=_needed(part["id"]),
            mime_type=word(part.get("mime_type")) or "",
            sha256=word(part.get("sha256")) or "",
            caption=word(part.get("caption")) or "",
            filename=word(part.get("filename")) or "",
            url=word(part.get("url")) or "",
            voice=key == "voice" or part.get("voice") is True,
            animated=part.get("animated") is True,
        )

    return read


def _location(message: Json) -> Content:
    part = message["location"]
    return Location(
        latitude=float(part["latitude"]),
        longitude=float(part["longitude"]),
        name=word(part.get("name")) or "",
        address=word(part.get("address")) or "",
        url=word(part.get("url")) or "",
    )


def _contacts(message: Json) -> Content:
    cards = [card for card in message["contacts"] if type(card) is dict]
    origins = (word(part.get("origin")) for part in (*cards, message))
    return Contacts(tuple(_card(card) for card in cards), next((o for o in origins if o), ""))


def _card(card: Json) -> ContactCard:
    name = card.get("name")
    if type(name) is dict:
        name = word(name.get("formatted_name")) or word(name.get("first_name"))
    phones = card.get("phones")
    found = [
        word(phone.get("phone")) or word(phone.get("wa_id"))
        for phone in (phones if type(phones) is list else ())
        if type(phone) is dict
    ]
    return ContactCard(word(name) or "", tuple(phone for phone in found if phone))


def _interactive(message: Json) -> Content:
    part = message["interactive"]
    if type(tap := part.get("button_reply")) is dict:
        return Choice("button", _needed(tap["id"]), word(tap.get("title")) or "")
    if type(tap := part.get("list_reply")) is dict:
        return Choice("list", _needed(tap["id"]), word(tap.get("title")) or "", word(tap.get("description")) or "")
    if type(flow := part.get("nfm_reply")) is dict:
        return FlowReply(
            word(flow.get("name")) or "flow", word(flow.get("body")) or "", _json_text(flow.get("response_json"))
        )
    if type(answer := part.get("call_permission_reply")) is dict:
        return FlowReply("call_permission_reply", response=_json_text(answer))
    return Unknown(f"interactive.{word(part.get('type')) or ''}")


def _button(message: Json) -> Content:
    part = message["button"]
    title = word(part.get("text"))
    payload = word(part.get("payload"))
    return Choice("template", _needed(payload or title), title or payload or "")


def _reaction(message: Json) -> Content:
    part = message["reaction"]
    return Reaction(_needed(part["message_id"]), word(part.get("emoji")))


def _order(message: Json) -> Content:
    part = message["order"]
    items = tuple(
        OrderItem(
            retailer_id=_needed(item["product_retailer_id"]),
            quantity=whole(item.get("quantity")) or 1,
            price=str(item.get("item_price", "")),
            currency=word(item.get("currency")) or "",
        )
        for item in part["product_items"]
    )
    return CatalogOrder(word(part.get("catalog_id")) or "", items, word(part.get("text")) or "")


def _system(message: Json) -> Content:
    part = message["system"]
    return SystemNotice(
        kind=word(part.get("type")) or "",
        body=word(part.get("body")) or "",
        wa_id=word(part.get("wa_id")) or word(part.get("new_wa_id")),
        bsuid=word(part.get("user_id")),
        previous_bsuid=word(part.get("previous_user_id")),
    )


def _edit(message: Json) -> Content:
    part = message["edit"]
    new = part["message"]
    kind = new.get("type")
    words = new.get("text", {}).get("body") if kind == "text" else new.get(kind, {}).get("caption")
    return Edit(_needed(part["original_message_id"]), word(words) or "")


def _revoke(message: Json) -> Content:
    return Revoke(_needed(message["revoke"]["original_message_id"]))


def _unsupported(message: Json) -> Content:
    part, errors = message.get("unsupported"), message.get("errors")
    kind = word(part.get("type")) if type(part) is dict else None
    first = errors[0] if type(errors) is list and errors and type(errors[0]) is dict else {}
    return Unsupported(kind or "", word(first.get("code")) or "")


def _said(value: object) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _needed(value: object) -> str:
    found = word(value)
    if found is None:
        raise ValueError
    return found


def _json_text(value: object) -> str:
    if value is None or type(value) is str:
        return value or ""
    return msgspec.json.encode(value).decode()


_READERS: dict[str, Callable[[Json], Content]] = {
    "text": _text,
    "image": _media("image", "image"),
    "video": _media("video", "video"),
    "audio": _media("audio", "audio"),
    "voice": _media("audio", "voice"),
    "document": _media("document", "document"),
    "sticker": _media("sticker", "sticker"),
    "location": _location,
    "contacts": _contacts,
    "interactive": _interactive,
    "button": _button,
    "reaction": _reaction,
    "order": _order,
    "system": _system,
    "edit": _edit,
    "revoke": _revoke,
    "unsupported": _unsupported,
    "unknown": _unsupported,
}
