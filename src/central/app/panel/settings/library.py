"""Files that come by a form into the library of media: what they are is read from their first bytes."""

from __future__ import annotations

from hashlib import sha256

from fastapi import UploadFile

from central.app.panel.visit import Visit
from central.core.errors import AskHuman
from central.core.messaging.attachment import MEDIA_TYPES, MOST_BYTES

_STARTS = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"%PDF", "pdf"),
    (4, b"ftypM4A", "m4a"),
    (4, b"ftyp", "mp4"),
)
PHOTOS = ("jpg", "png")
_LARGEST = max(MOST_BYTES.values())


async def kept_photo(visit: Visit, name: str, file: UploadFile) -> str:
    """Keep a photo; the name it has in the library. Raises AskHuman for anything else."""
    return await _kept(visit, name, file, PHOTOS, "Escolha uma foto JPG ou PNG de até 5 MB.")


async def kept_file(visit: Visit, name: str, file: UploadFile) -> str:
    """Keep a photo, an audio, a video or a PDF; the name it has in the library. Raises AskHuman for anything else."""
    said = "Escolha uma foto JPG ou PNG de até 5 MB, ou um áudio OGG, MP3, M4A , vídeo MP4 ou PDF de até 16 MB."
    return await _kept(visit, name, file, tuple(MEDIA_TYPES), said)


def ending_of(content: bytes) -> str | None:
    """The ending for a file that begins like this.

    >>> ending_of(b"OggS..."), ending_of(b"....ftypisom"), ending_of(b"<svg/>")
    ('ogg', 'mp4', None)
    """
    return next((end for at, start, end in _STARTS if content[at:].startswith(start)), None)


async def _kept(visit: Visit, name: str, file: UploadFile, endings: tuple[str, ...], otherwise: str) -> str:
    content = await file.read(_LARGEST + 1)
    ending = ending_of(content)
    if ending is None or ending not in endings or len(content) > MOST_BYTES[MEDIA_TYPES[ending][0]]:
        raise AskHuman(otherwise, code="arquivo")
    kind, mime = MEDIA_TYPES[ending]
    key = f"{name}-{sha256(content).hexdigest()[:8]}.{ending}"
    await visit.panel.store.media.put(key, kind, mime, content)
    return key
