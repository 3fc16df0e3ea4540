"""Frames between processes of one house: each behind its length, four bytes."""

from __future__ import annotations

from collections.abc import Iterator


def behind_length(packed: bytes) -> bytes:
    """One frame."""
    return len(packed).to_bytes(4, "big") + packed


class Frames:
    """Frames out of a stream of bytes."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[memoryview]:
        """The frames that are whole now."""
        data = self._rest + data if self._rest else data
        seen, at = memoryview(data), 0
        while (end := at + 4 + int.from_bytes(seen[at : at + 4], "big")) <= len(data) and at + 4 <= len(data):
            yield seen[at + 4 : end]
            at = end
        self._rest = data[at:]
