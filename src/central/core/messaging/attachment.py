"""Files a persona may send: their kind by their name, and what the Cloud API takes.

Types and sizes: Meta's "Supported media types" of the Cloud API; the media library itself holds files up to 16 MB.
"""

from __future__ import annotations

from dataclasses import dataclass

from central.core.messaging.message import MediaKind

MEDIA_TYPES: dict[str, tuple[MediaKind, str]] = {
    "jpg": ("image", "image/jpeg"),
    "jpeg": ("image", "image/jpeg"),
    "png": ("image", "image/png"),
    "ogg": ("audio", "audio/ogg"),
    "mp3": ("audio", "audio/mpeg"),
    "m4a": ("audio", "audio/mp4"),
    "mp4": ("video", "video/mp4"),
    "pdf": ("document", "application/pdf"),
}
"""Kind and MIME type by the ending of a file's name."""
_MB = 1024**2
MOST_BYTES: dict[MediaKind, int] = {
    "image": 5 * _MB,
    "audio": 16 * _MB,
    "video": 16 * _MB,
    "document": 16 * _MB,
    "sticker": _MB // 2,
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library that goes with a reply."""

    kind: MediaKind
    key: str


def media_kind(name: str) -> MediaKind | None:
    """What a file is by its name; None where WhatsApp does not take it.

    >>> media_kind("serum.JPG"), media_kind("oi.ogg"), media_kind("planilha.xls")
    ('image', 'audio', None)
    """
    found = MEDIA_TYPES.get(name.rpartition(".")[2].lower())
    return found[0] if found else None


def attached(name: str | None) -> Attachment | None:
    """The file with this name, if there is one and WhatsApp takes it."""
    kind = media_kind(name) if name else None
    return Attachment(kind, name) if kind and name else None
