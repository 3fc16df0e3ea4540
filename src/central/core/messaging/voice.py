"""How long a voice note is, read from its own pages: no decoder needed."""

from __future__ import annotations

_PAGE = b"OggS"
_RATE = 48
"""Opus counts 48,000 samples a second, whatever the microphone did."""
ROUGH_BYTES_A_SECOND = 2_000
"""What WhatsApp's voice notes take, where the pages do not tell."""


def length_ms(content: bytes) -> int:
    """Milliseconds of an Ogg Opus file; by its size where it is something else.

    >>> length_ms(b"OggS" + bytes(2) + (96_000).to_bytes(8, "little") + bytes(20)), length_ms(bytes(4_000))
    (2000, 2000)
    """
    last = content.rfind(_PAGE)
    if content.startswith(_PAGE) and len(content) >= last + 14:
        samples = int.from_bytes(content[last + 6 : last + 14], "little")
        if 0 < samples < 48_000 * 86_400:
            return samples // _RATE
    return len(content) * 1000 // ROUGH_BYTES_A_SECOND
