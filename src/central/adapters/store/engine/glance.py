"""When to read again what hardly ever changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from central.adapters.store.engine.tx import Engine
from central.ports import Clock


class Glance:
    """What other processes may change is read again after `every` ms; where nobody else writes, only when told."""

    def __init__(self, engine: Engine, clock: Clock, every: int, read: Callable[[], Awaitable[None]]) -> None:
        self._clock, self._every, self._read = clock, None if engine.alone else every, read
        self._looking = asyncio.Lock()
        self._looked: int | None = None
        self._changes = 0

    async def look(self) -> None:
        """Read if it is time to; whoever comes meanwhile waits for it. A read that fails does not count."""
        if not self._due():
            return
        async with self._looking:
            if self._due():
                now, changes = self._clock.now(), self._changes
                await self._read()
                self._looked = now if changes == self._changes else None

    def again(self) -> None:
        """It has changed, also for a read that is under way."""
        self._changes += 1
        self._looked = None

    def _due(self) -> bool:
        if self._looked is None:
            return True
        return self._every is not None and abs(self._clock.now() - self._looked) >= self._every
