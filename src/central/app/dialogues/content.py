"""A turn of a file as the message WhatsApp would bring: its content, its sender, the ad or link it came by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from central.app.dialogues.form import Entry, Turn
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
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.identity import Sender
from central.core.text import contains, fold
from central.flow.links import Way

NAME, PHONE = "Bia Prado", "5511987654321"
SOURCES = {"youtube_link": "youtube", "kwai_link": "kwai"}
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


def referral_of(entry: Entry) -> Referral | None:
    """The ad that a click-to-WhatsApp lead came by, as Meta tells of it."""
    if entry.channel != "meta_ctwa":
        return None
    row = entry.referral or {}
    return Referral(
        source_id=row.get("source_id"),
        source_type=row.get("source_type", "ad"),
        source_url=row.get("source_url"),
        headline=row.get("headline"),
        body=row.get("body"),
        media_type=row.get("media_type"),
        ctwa_clid=row.get("ctwa_clid"),
    )


def link_of(entry: Entry, operation: Operation) -> str | None:
    """The slug of the link that a lead of YouTube or Kwai clicked: what its UTMs speak of, if that is a campaign."""
    source = SOURCES.get(entry.channel)
    if source is None:
        return None
    if (slug := entry.utm.get("campaign", "")) and operation.link(slug) is not None:
        return slug
    campaign = _campaign(operation, source, entry.utm)
    return campaign.id if campaign is not None else None


def typed_over(way: Way, text: str) -> str:
    """What a lead of a link sends: the ready text as it is, or their own words before the code they left alone."""
    greeting = way.campaign.greeting if way.campaign is not None else ""
    return " ".join(filter(None, (text or greeting, f"#{way.code}" if way.code else "")))


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


def _campaign(operation: Operation, source: str, utm: Mapping[str, str]) -> Campaign | None:
    """The campaign of that source a link's UTMs speak of, by its id or words of its name or product."""
    mine = [c for c in operation.campaigns if c.source == source and c.greeting]
    said = fold(" ".join((utm.get("campaign", ""), utm.get("content", "")))).replace("-", " ").replace("_", " ")
    for campaign in mine:
        product = operation.catalog.product(campaign.product)
        names = [campaign.id.replace("-", " "), campaign.name, *([product.name, *product.words] if product else [])]
        if any(contains(said, fold(name)) for name in names):
            return campaign
    return None
