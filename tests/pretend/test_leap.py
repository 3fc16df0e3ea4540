"""The loop whose clock leaps: a day in no time, in the right order, and never past work that is not done."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Coroutine
from typing import Any

from central.pretend.leap import LeapClock, LeapLoop

START = 1_000_000


def run(clock: LeapClock, work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=lambda: LeapLoop(clock)) as runner:
        return runner.run(work)


def test_a_day_passes_in_no_time_and_sleepers_wake_in_order() -> None:
    clock = LeapClock(START)
    woken: list[tuple[str, int]] = []

    async def sleeper(name: str, *naps: int) -> None:
        for nap in naps:
            await clock.sleep(nap)
            woken.append((name, clock.now() - START))

    async def both() -> None:
        await asyncio.gather(sleeper("a", 50_000_000, 10), sleeper("b", 20, 86_400_000))

    began = time.perf_counter()
    run(clock, both())
    assert woken == [("b", 20), ("a", 50_000_000), ("a", 50_000_010), ("b", 86_400_020)]
    assert time.perf_counter() - began < 60


def test_time_stands_still_while_a_thread_works() -> None:
    clock = LeapClock(START)

    async def work() -> int:
        nap = asyncio.ensure_future(clock.sleep(60_000))
        await asyncio.to_thread(time.sleep, 0.05)
        at = clock.now()
        await nap
        return at

    assert run(clock, work()) == START
    assert clock.now() == START + 60_000


def test_time_stands_still_while_a_file_is_waited_for() -> None:
    clock = LeapClock(START)

    async def work() -> int:
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            came = asyncio.Event()
            loop.add_reader(ours, came.set)
            nap = asyncio.ensure_future(clock.sleep(60_000))
            sending = asyncio.ensure_future(asyncio.to_thread(lambda: (time.sleep(0.05), theirs.send(b"x"))))
            await came.wait()
            loop.remove_reader(ours)
            at = clock.now()
            await asyncio.gather(nap, sending)
        return at

    assert run(clock, work()) == START


def test_what_runs_by_itself_at_one_moment_is_done_before_the_next() -> None:
    clock = LeapClock(START)
    done: list[int] = []

    async def chain() -> None:
        await clock.sleep(10)
        for _ in range(100):
            await asyncio.sleep(0)
        done.append(clock.now())

    async def both() -> None:
        await asyncio.gather(chain(), clock.sleep(11))

    run(clock, both())
    assert done == [START + 10]


def test_a_cancelled_sleep_is_forgotten() -> None:
    clock = LeapClock(START)

    async def work() -> None:
        nap = asyncio.ensure_future(clock.sleep(1_000_000))
        await asyncio.sleep(0)
        nap.cancel()
        await clock.sleep(5)

    run(clock, work())
    assert clock.now() == START + 5
