"""Small files for leads who send a photo or a voice note without having one: a drawn PNG, a silent Ogg/Opus."""

from __future__ import annotations

import struct
import zlib

SIZE = 320


def photo(seed: int) -> bytes:
    """A PNG of two soft colours and a disc; the same for the same seed."""
    top, low = _colour(seed), _colour(seed * 7 + 3)
    rows = []
    for y in range(SIZE):
        shade = bytes(int(a + (b - a) * y / SIZE) for a, b in zip(top, low, strict=True))
        inside = 96 * 96 - (y - SIZE // 2) ** 2
        half = int(inside**0.5) if inside > 0 else 0
        side = shade * (SIZE // 2 - half)
        rows.append(b"\0" + side + bytes(255 - c // 3 for c in shade) * (2 * half) + side)
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"".join(rows))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def voice_note(seconds: int = 3) -> bytes:
    """A silent voice note: Ogg with one Opus stream, mono, 20 ms a packet (RFC 7845)."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"central" + struct.pack("<I", 0)
    pages = [_page(0, 0, [head], first=True), _page(1, 0, [tags])]
    for second in range(seconds):
        last = second == seconds - 1
        pages.append(_page(2 + second, (second + 1) * 48_000, [b"\xf8\xff\xfe"] * 50, last=last))
    return b"".join(pages)


def _colour(seed: int) -> tuple[int, int, int]:
    return 90 + seed * 53 % 140, 80 + seed * 97 % 140, 100 + seed * 31 % 140


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _page(number: int, position: int, packets: list[bytes], *, first: bool = False, last: bool = False) -> bytes:
    flags = (2 if first else 0) | (4 if last else 0)
    sizes = bytes(len(packet) for packet in packets)
    head = b"OggS" + struct.pack("<BBqII", 0, flags, position, 1, number)
    tail = bytes([len(sizes)]) + sizes + b"".join(packets)
    checksum = _ogg_crc(head + b"\0\0\0\0" + tail)
    return head + struct.pack("<I", checksum) + tail


def _ogg_crc(content: bytes) -> int:
    crc = 0
    for byte in content:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ _CRC[((crc >> 24) & 0xFF) ^ byte]
    return crc


def _crc_row(value: int) -> int:
    value <<= 24
    for _ in range(8):
        value = ((value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


_CRC = [_crc_row(value) for value in range(256)]
