"""The machine's own time and ids."""

from __future__ import annotations

import asyncio
import os
import time


class SystemClock:
    """Wall time that never runs backwards within a process."""

    def __init__(self) -> None:
        self._offset = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Epoch milliseconds."""
        return (time.monotonic_ns() + self._offset) // 1_000_000

    async def sleep(self, ms: float) -> None:
        """Wait `ms` of real time."""
        await asyncio.sleep(ms / 1000)


def new_id() -> str:
    """A UUIDv7 as 32 hex digits: 48 bits of milliseconds, then version, variant and 74 random bits.

    >>> len(new_id()), new_id()[12]
    (32, '7')
    """
    random = int.from_bytes(os.urandom(10), "big")
    stamp = time.time_ns() // 1_000_000
    number = stamp << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return f"{number:032x}"
