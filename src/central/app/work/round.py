"""Something done again and again beside the engine, for as long as the process lives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from central.ports import Clock

log = logging.getLogger("central.round")

AGAIN_S = 0.5


class Worker(Protocol):
    """What works from its start to its stop."""

    def start(self) -> None: ...

    async def stop(self) -> None: ...


class Round:
    """Does `once`, waits `every` ms or until woken, and so on; the first time after `first` ms.

    An `eager` one does not wait after a round that did something. A round that fails is logged and followed by the
    next. `hear` is told at the start how to wake it.
    """

    def __init__(
        self,
        name: str,
        once: Callable[[], Awaitable[object]],
        clock: Clock,
        every: int,
        *,
        first: int = 0,
        eager: bool = False,
        hear: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self.name, self.every = name, every
        self._once, self._clock, self._first, self._eager, self._hear = once, clock, first, eager, hear
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        if self._hear is not None:
            self._hear(self._woken.set)
        self._task = asyncio.create_task(self._for_ever(), name=self.name)

    async def stop(self) -> None:
        """End, also in the midst of a round: what is not done yet waits in the store."""
        if self._task is not None:
            await ended((self._task,))

    async def _for_ever(self) -> None:
        if self._first:
            await self._clock.sleep(self._first)
        while True:
            self._woken.clear()
            try:
                done = await self._once()
            except Exception:
                log.exception("%s failed, again in %d ms", self.name, self.every)
                done = None
            if not (self._eager and done):
                await nap(self._clock, self.every, self._woken if self._hear is not None else None)


@asynccontextmanager
async def at_work(workers: Sequence[Worker]) -> AsyncIterator[None]:
    """These work for as long as the block lasts, and end at the same time."""
    for one in workers:
        one.start()
    try:
        yield
    finally:
        await asyncio.gather(*(one.stop() for one in workers))


async def nap(clock: Clock, ms: float, woken: asyncio.Event | None) -> None:
    """Sleep so long, or until woken."""
    if woken is None:
        return await clock.sleep(ms)
    sleeping = asyncio.ensure_future(clock.sleep(ms))
    waking = asyncio.ensure_future(woken.wait())
    try:
        await asyncio.wait((sleeping, waking), return_when=asyncio.FIRST_COMPLETED)
    finally:
        # Not awaited: a stop that came in such an await would be taken for the task's own end and be lost.
        sleeping.cancel()
        waking.cancel()


async def ended(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel these and wait for their end; asked again, should something beneath them have swallowed the cancel."""
    left = everyone = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_S)
    await asyncio.gather(*everyone, return_exceptions=True)
