"""Time that leaps: an event loop that goes on to the next sleeper as soon as nothing is left to do now.

Nothing is left to do when no callback is ready, no thread works for the loop and no database is waited for. Then the
clock moves to the next moment somebody sleeps for; a day takes as long as its work, in the same order every time.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import selectors
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

FileObject = Any
Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class LeapClock:
    """The Clock port on such a loop; `at` is epoch milliseconds."""

    def __init__(self, at: int) -> None:
        self._at = at
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> int:
        """Epoch milliseconds."""
        return self._at

    async def sleep(self, ms: float) -> None:
        """Wait until the clock has leapt this far."""
        if ms <= 0:
            return await asyncio.sleep(0)
        until = self._at + max(1, round(ms))
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (until, next(self._order), woken))
        return await woken

    def leap(self) -> bool:
        """Go on to the next moment somebody sleeps for and wake them; False when nobody sleeps."""
        sleepers = self._sleepers
        while sleepers and sleepers[0][2].done():
            heapq.heappop(sleepers)
        if not sleepers:
            return False
        self._at = sleepers[0][0]
        while sleepers and sleepers[0][0] <= self._at:
            _, _, woken = heapq.heappop(sleepers)
            if not woken.done():
                woken.set_result(None)
        return True


class LeapLoop(asyncio.SelectorEventLoop):
    """An event loop that lets its clock leap while it would otherwise wait."""

    def __init__(self, clock: LeapClock) -> None:
        self._outside = 0
        self._waiting: set[FileObject] = set()
        super().__init__(_LeapSelector(self, clock))

    @property
    def busy(self) -> bool:
        """Whether a thread works for us or somebody waits for a file, as a database's driver does."""
        return bool(self._outside or self._waiting)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Arguments], Result], *args: *Arguments
    ) -> asyncio.Future[Result]:
        """As ever; time stands still until the thread is done."""
        work = super().run_in_executor(executor, func, *args)
        self.waits_for(work)
        return work

    def waits_for(self, work: asyncio.Future[Any]) -> None:
        """Time stands still until this is done: something outside of the loop does it."""
        self._outside += 1
        work.add_done_callback(self._came_back)

    def add_reader(self, fd: FileObject, callback: Callable[[*Arguments], Any], *args: *Arguments) -> None:
        """As ever; time stands still until it is removed."""
        self._waiting.add((fd, "r"))
        super().add_reader(fd, callback, *args)

    def remove_reader(self, fd: FileObject) -> bool:
        """As ever."""
        self._waiting.discard((fd, "r"))
        return super().remove_reader(fd)

    def add_writer(self, fd: FileObject, callback: Callable[[*Arguments], Any], *args: *Arguments) -> None:
        """As ever; time stands still until it is removed."""
        self._waiting.add((fd, "w"))
        super().add_writer(fd, callback, *args)

    def remove_writer(self, fd: FileObject) -> bool:
        """As ever."""
        self._waiting.discard((fd, "w"))
        return super().remove_writer(fd)

    def _came_back(self, work: asyncio.Future[Any]) -> None:
        self._outside -= 1


class _LeapSelector(selectors.BaseSelector):
    """Asks the system's selector, and leaps where that one would wait for nothing."""

    def __init__(self, loop: LeapLoop, clock: LeapClock) -> None:
        self._loop, self._clock = loop, clock
        self._system = selectors.DefaultSelector()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = self._system.select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if not self._loop.busy and self._clock.leap():
            return []
        return self._system.select(timeout)

    def register(self, fileobj: FileObject, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._system.register(fileobj, events, data)

    def unregister(self, fileobj: FileObject) -> selectors.SelectorKey:
        return self._system.unregister(fileobj)

    def modify(self, fileobj: FileObject, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._system.modify(fileobj, events, data)

    def get_map(self) -> Mapping[FileObject, selectors.SelectorKey]:
        return self._system.get_map()

    def get_key(self, fileobj: FileObject) -> selectors.SelectorKey:
        return self._system.get_key(fileobj)

    def close(self) -> None:
        self._system.close()
