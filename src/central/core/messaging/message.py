"""What a lead may send and what a persona may say, as typed values.

Inbound shapes follow Meta's Cloud API webhook `messages[].type`; a type nobody knows is `Unknown` and is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MediaKind = Literal["image", "video", "audio", "document", "sticker"]


# ── from the lead ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text as written."""

    body: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file the lead sent; `media_id` lives 7 days at Meta, `url` 5 minutes."""

    kind: MediaKind
    media_id: str
    mime_type: str = ""
    sha256: str = ""
    caption: str = ""
    filename: str = ""
    url: str = ""
    voice: bool = False
    animated: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A pin; degrees."""

    latitude: float
    longitude: float
    name: str = ""
    address: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One shared contact: its name and phones as written."""

    name: str
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contacts:
    """Shared contacts; `origin` is `contact_request` when the lead answered our request for the phone."""

    cards: tuple[ContactCard, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A tap: our button or list row (`button`, `list`) or a template's quick reply (`template`)."""

    source: Literal["button", "list", "template"]
    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FlowReply:
    """The end of a WhatsApp Flow or a call-permission answer; `response` is JSON text, perhaps broken."""

    name: str
    body: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji on a message; None takes it away."""

    wamid: str
    emoji: str | None


@dataclass(frozen=True, slots=True)
class OrderItem:
    """A line of a catalogue order; `price` is in `currency`, as text."""

    retailer_id: str
    quantity: int
    price: str
    currency: str


@dataclass(frozen=True, slots=True)
class CatalogOrder:
    """A cart sent from the WhatsApp catalogue."""

    catalog_id: str
    items: tuple[OrderItem, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class SystemNotice:
    """Meta tells of a change of number, identity or user id; ids that it omits are None."""

    kind: str
    body: str = ""
    wa_id: str | None = None
    bsuid: str | None = None
    previous_bsuid: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The lead rewrote an earlier message; `text` is the new wording."""

    wamid: str
    text: str


@dataclass(frozen=True, slots=True)
class Revoke:
    """The lead deleted an earlier message."""

    wamid: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Meta could not deliver the content (`kind`: edit, poll …)."""

    kind: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A type Central has no word for; its JSON is in the raw row."""

    type: str


Content = (
    Text
    | Media
    | Location
    | Contacts
    | Choice
    | FlowReply
    | Reaction
    | CatalogOrder
    | SystemNotice
    | Edit
    | Revoke
    | Unsupported
    | Unknown
)


@dataclass(frozen=True, slots=True)
class Referral:
    """The ad a message came from (click-to-WhatsApp); an absent field is None, never an empty string."""

    source_id: str | None = None
    source_type: str | None = None
    source_url: str | None = None
    headline: str | None = None
    body: str | None = None
    media_type: str | None = None
    ctwa_clid: str | None = None
    welcome: str | None = None


# ── from the persona ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SayText:
    """Text of at most 4,096 characters."""

    body: str
    preview_url: bool = False


@dataclass(frozen=True, slots=True)
class SayMedia:
    """A file of the media library by its key; the channel uploads it and renews its id."""

    kind: MediaKind
    media: str
    caption: str = ""
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A reply button (title of at most 20 characters) or a list row (24, description 72)."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class SayButtons:
    """A text with one to three reply buttons."""

    body: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class SayList:
    """A text with a list of at most ten rows behind one button."""

    body: str
    button: str
    rows: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class SayTemplate:
    """An approved template; `parameters` fill its body in order."""

    name: str
    language: str = "pt_BR"
    parameters: tuple[str, ...] = ()


Bubble = SayText | SayMedia | SayButtons | SayList | SayTemplate


def words_of(content: Content) -> str:
    """What the lead said in words: text, caption, the title of a tap; empty when there are none."""
    match content:
        case Text(body=body):
            return body
        case Media(caption=caption):
            return caption
        case Choice(title=title):
            return title
        case Edit(text=text):
            return text
        case CatalogOrder(text=text):
            return text
        case _:
            return ""


def spoken(bubble: Bubble) -> str:
    """The words a bubble shows to the lead, for the guard and for the list of conversations."""
    match bubble:
        case SayText(body=body) | SayButtons(body=body) | SayList(body=body):
            return body
        case SayMedia(caption=caption):
            return caption
        case SayTemplate(parameters=parameters):
            return " ".join(parameters)
