"""What the WhatsApp Business app tells when a number is used by it and by Central at once.

Source: Meta, coexistence webhooks (2026): `history` once after onboarding, `smb_app_state_sync` for the app's contacts,
`smb_message_echoes` for what somebody wrote by hand in the app.
"""

from __future__ import annotations

from dataclasses import dataclass

from central.core.messaging.message import Content, Media, words_of
from central.core.messaging.update import Rank
from central.core.people.identity import Sender
from central.core.people.kinship import Change

_SHOWN = {"image": "foto enviada", "video": "vídeo enviado", "audio": "áudio enviado", "sticker": "figurinha enviada"}


@dataclass(frozen=True, slots=True)
class AppMessage:
    """A message of the app, with the lead it was said to or by.

    `live`: somebody wrote it just now by hand, so the bot must be silent; else it is from before Central.
    """

    channel: str
    waba: str
    wamid: str
    at: int
    lead: Sender
    content: Content
    ours: bool
    live: bool = False
    rank: Rank = Rank.NONE


@dataclass(frozen=True, slots=True)
class AppContact:
    """A contact of the app's address book; the name is the owner's word for them."""

    waba: str
    channel: str
    lead: Sender


@dataclass(frozen=True, slots=True)
class IdChange:
    """Meta's notice that a user id was made anew."""

    waba: str
    channel: str | None
    change: Change


@dataclass(frozen=True, slots=True)
class Preference:
    """Somebody switched our marketing off or on again, in WhatsApp itself."""

    waba: str
    channel: str | None
    lead: Sender
    stop: bool
    at: int


Aside = AppMessage | AppContact | IdChange | Preference
"""What a notice may tell about people."""


def shown(content: Content) -> str:
    """What a message of the app looks like in a transcript of words.

    >>> shown(Media("image", "1"))
    '(foto enviada pelo celular)'
    """
    words = words_of(content)
    if words:
        return words
    if isinstance(content, Media):
        return f"({_SHOWN.get(content.kind, 'arquivo enviado')} pelo celular)"
    return "(mensagem enviada pelo celular)"
