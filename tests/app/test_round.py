"""What runs beside the engine: it goes on after a failure, wakes early, and no stop of it is ever lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from central.adapters.clock import SystemClock
from central.app.work.round import Round, at_work

HOUR_MS = 3_600_000


async def test_an_eager_round_goes_on_while_there_is_work_and_after_a_failure() -> None:
    left, idle = [3, 2, -1, 1], asyncio.Event()

    async def once() -> int:
        if not left:
            idle.set()
            return 0
        if (work := left.pop(0)) < 0:
            raise OSError
        return work

    async with at_work((Round("eager", once, SystemClock(), 1, eager=True),)):
        await asyncio.wait_for(idle.wait(), 60)


async def test_a_round_waits_its_time_unless_woken() -> None:
    wakes: list[Callable[[], None]] = []
    rounds: list[int] = []
    again = asyncio.Event()

    async def once() -> int:
        rounds.append(1)
        again.set()
        return 1

    async with at_work((Round("patient", once, SystemClock(), HOUR_MS, hear=wakes.append),)):
        await asyncio.wait_for(again.wait(), 60)
        again.clear()
        await asyncio.sleep(0.02)
        assert len(rounds) == 1
        wakes[0]()
        await asyncio.wait_for(again.wait(), 60)


async def test_stops_come_at_once_and_none_is_lost() -> None:
    begun = asyncio.Event()

    async def deaf() -> None:
        begun.set()
        try:
            await asyncio.sleep(HOUR_MS)
        except asyncio.CancelledError:
            return  # as a library beneath may do

    clock = SystemClock()
    async with asyncio.timeout(60), at_work([Round(f"deaf {n}", deaf, clock, HOUR_MS) for n in range(5)]):
        await begun.wait()
