"""A turn of a file as the message WhatsApp would bring: its content, its sender, the ad or link it came by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from central.app.dialogues.form import Entry, Turn, expand
from central.core.messaging.message import (
    Button,
    CatalogOrder,
    Choice,
    ContactCard,
    Contacts,
    Content,
    Edit,
    Location,
    Media,
    OrderItem,
    Reaction,
    Referral,
    Revoke,
    Text,
)
from central.core.people.identity import Sender
from central.core.selling.catalog import Catalog
from central.core.text import fold

NAME, PHONE = "Bia Prado", "5511987654321"
MIMES = {
    "audio": "audio/ogg; codecs=opus",
    "image": "image/jpeg",
    "video": "video/mp4",
    "document": "application/pdf",
    "sticker": "image/webp",
}


def sender_of(customer: Mapping[str, Any]) -> Sender:
    """The lead: always the same one within a dialogue."""
    return Sender(bsuid="BR.ensaio", wa_id=PHONE, name=str(customer.get("name") or NAME))


def referral_of(entry: Entry, catalog: Catalog) -> Referral | None:
    """The ad that a click-to-WhatsApp lead came by, as Meta tells of it; `{{livia.1}}` in it is a product's name."""
    if entry.channel != "meta_ctwa":
        return None
    row = {key: expand(value, catalog) for key, value in (entry.referral or {}).items()}
    return Referral(
        source_id=row.get("source_id"),
        source_type=row.get("source_type", "ad"),
        source_url=row.get("source_url"),
        headline=row.get("headline"),
        body=row.get("body"),
        media_type=row.get("media_type"),
        ctwa_clid=row.get("ctwa_clid"),
    )


def said_by(turn: Turn, text: str, wamids: Mapping[int, str], last_wamid: str, buttons: Sequence[Button]) -> Content:
    """What the lead did, as a typed message; `wamids` are those of earlier turns by their numbers."""
    more = turn.more
    match turn.type:
        case "audio" | "image" | "video" | "document" | "sticker":
            caption = text or str(more.get("caption") or "")
            return Media(turn.type, f"midia-{turn.number}", MIMES[turn.type], caption=caption, voice=_voice(turn))
        case "reaction":
            return Reaction(last_wamid, str(more.get("emoji") or text or "👍"))
        case "location":
            latitude, longitude = float(more.get("latitude", -23.55)), float(more.get("longitude", -46.63))
            return Location(latitude, longitude, str(more.get("name") or text), str(more.get("address") or ""))
        case "contacts":
            return Contacts((ContactCard(str(more.get("name") or text or "Ana"), ("+55 11 98888-0000",)),))
        case "order":
            return CatalogOrder("catalogo", (OrderItem(str(more.get("product") or "1"), 1, "0", "BRL"),), text)
        case "button":
            return _tap(text or str(more.get("title") or ""), buttons)
        case "edit":
            return Edit(_earlier(more.get("edits_turn"), turn, wamids), text)
        case "revoke":
            return Revoke(_earlier(more.get("deletes_turn"), turn, wamids))
        case _:
            return Text(text)


def _voice(turn: Turn) -> bool:
    return turn.type == "audio"


def _tap(title: str, buttons: Sequence[Button]) -> Choice:
    wanted = fold(title)
    tapped = next((b for b in buttons if fold(b.title) == wanted), None)
    return Choice("button", tapped.id if tapped is not None else wanted, tapped.title if tapped is not None else title)


def _earlier(number: object, turn: Turn, wamids: Mapping[int, str]) -> str:
    """The wamid of an earlier turn, counted from 1; without a number, of the one before."""
    wanted = int(str(number)) if number is not None else turn.number - 1
    return wamids.get(max(1, wanted), "wamid.desconhecido")
