"""Group commit: whatever is asked for while one transaction commits goes together into the next one."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from central.adapters.store.engine.tx import Engine, Tx, Unreachable
from central.core.errors import TryLater
from central.core.turn import Due

log = logging.getLogger("central.store")

MOST_UNITS = 1_000

Work = Callable[[Tx, Sequence[Any]], Awaitable[Sequence[Any]]]
"""Does the same kind of work for many payloads and gives one result for each, in order."""


@dataclass(eq=False, slots=True)
class _Unit:
    work: Work
    payload: Any
    wakes: Due
    done: asyncio.Future[Any]


class Group:
    """Lanes that each run one transaction at a time for everything that waits.

    A caller's future resolves after the commit. When a transaction fails, each of its units is tried alone, so that a
    bad one spoils nobody else's; when the database is away, all of them fail at once.
    """

    def __init__(self, engine: Engine, lanes: int, committed: Callable[[Due], None]) -> None:
        self._engine, self._committed = engine, committed
        self._waiting: deque[_Unit] = deque()
        self._idle = lanes
        self._flushes: set[asyncio.Task[None]] = set()
        self.closed = False

    def ask(self, work: Work, payload: Any, *, wakes: Due = Due.NOTHING) -> asyncio.Future[Any]:
        """The result of `work` for this payload, once it is durable. `wakes`: what it may have made due."""
        if self.closed:
            raise TryLater("o banco de dados está fechando", code="fechando")
        unit = _Unit(work, payload, wakes, asyncio.get_running_loop().create_future())
        self._waiting.append(unit)
        if self._idle:
            self._idle -= 1
            task = asyncio.create_task(self._lane())
            self._flushes.add(task)
            task.add_done_callback(self._flushes.discard)
        return unit.done

    async def close(self) -> None:
        """Finish what waits; nothing more is taken."""
        self.closed = True
        while self._flushes:
            await asyncio.gather(*self._flushes)

    async def _lane(self) -> None:
        try:
            while self._waiting:
                await self._flush([self._waiting.popleft() for _ in range(min(MOST_UNITS, len(self._waiting)))])
                await asyncio.sleep(0)  # who waited goes on before the next transaction, not behind its statements
        finally:
            self._idle += 1

    async def _flush(self, units: list[_Unit]) -> None:
        wakes = reduce(or_, (unit.wakes for unit in units))
        try:
            results = await self._engine.transact(lambda tx: _run(tx, units), wakes=bool(wakes))
        except Exception as error:
            if len(units) == 1 or isinstance(error, Unreachable):
                for unit in units:
                    _fail(unit, error)
                return
            log.warning("a transaction of %d units failed (%s), each is tried alone", len(units), type(error).__name__)
            for unit in units:
                await self._flush([unit])
            return
        for unit, result in zip(units, results, strict=True):
            if not unit.done.done():
                unit.done.set_result(result)
        if wakes:
            self._committed(wakes)


async def _run(tx: Tx, units: Sequence[_Unit]) -> list[Any]:
    """Every kind of work once, for all of its payloads; results in the order of the units."""
    kinds: dict[Work, list[int]] = {}
    for position, unit in enumerate(units):
        kinds.setdefault(unit.work, []).append(position)
    results: list[Any] = [None] * len(units)
    for work, positions in kinds.items():
        for position, result in zip(positions, await work(tx, [units[p].payload for p in positions]), strict=True):
            results[position] = result
    return results


def _fail(unit: _Unit, error: Exception) -> None:
    if not unit.done.done():
        unit.done.set_exception(error)
