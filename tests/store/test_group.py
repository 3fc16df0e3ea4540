"""Group commit: callers share transactions, and a bad unit spoils nobody else's."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from central.adapters.store.engine.group import Group
from central.adapters.store.engine.tx import Unreachable
from central.core.errors import TryLater
from tests.store.world import World


async def test_a_bad_message_fails_alone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    good = [world.arrival(f"oi {n}") for n in range(20)]
    bad = world.arrival("ruim", at=2**70)
    calls = [world.journal.accept(world.now, [arrival]) for arrival in (*good[:10], bad, *good[10:])]
    results = await asyncio.gather(*calls, return_exceptions=True)
    failed = [n for n, result in enumerate(results) if isinstance(result, BaseException)]
    assert failed == [10]
    scene = await world.scene()
    assert [line.wamid for line in scene.lines] == [arrival.heard.wamid for arrival in good]


async def test_a_failed_unit_leaves_nothing_behind(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    await world.hear()
    scene = await world.scene()
    outcome = world.outcome(scene, "olá")
    bad = replace(outcome, sends=(replace(outcome.sends[0], send_at=2**70),))
    with pytest.raises(Exception):  # noqa: B017 - each engine has its own
        await world.journal.finish(bad)
    assert await world.journal.finish(outcome)
    assert await world.deliver() == ["olá"]


async def test_a_caller_that_goes_away_does_not_undo_its_work(world: World) -> None:
    call = asyncio.create_task(world.journal.accept(world.now, [world.arrival("oi")]))
    await asyncio.sleep(0)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert (await world.hear("oi", wamid="wamid.in.1")).fresh is False


async def test_what_waits_is_finished_before_the_store_closes(world: World) -> None:
    calls = [asyncio.ensure_future(world.hear(f"oi {n}")) for n in range(50)]
    await asyncio.sleep(0)
    await world.journal.close()
    assert all(accepted.fresh for accepted in await asyncio.gather(*calls))
    with pytest.raises(TryLater):
        await world.hear("tarde demais")


async def test_work_wakes_whoever_listens(world: World) -> None:
    woken: list[int] = []
    world.journal.on_wake(lambda: woken.append(1))
    await world.claim()
    woken.clear()  # a listener on Postgres wakes once when it connects, whenever that is
    await world.hear()
    assert woken


async def test_when_the_database_is_away_everybody_hears_it_at_once() -> None:
    tries: list[int] = []

    class Engine:
        skew = 0

        async def transact(self, work, *, wakes=False):  # type: ignore[no-untyped-def]
            tries.append(1)
            raise Unreachable(OSError("fora do ar"))

    async def work(tx: object, batch: list[int]) -> list[int]:
        return batch

    group = Group(Engine(), 1, lambda: None)  # type: ignore[arg-type]
    results = await asyncio.gather(*(group.ask(work, n) for n in range(50)), return_exceptions=True)
    assert all(isinstance(result, TryLater) and "fora do ar" in str(result) for result in results)
    assert len(tries) == 1


async def test_units_that_wait_go_together() -> None:
    flushed: list[int] = []
    gate = asyncio.Event()

    class Engine:
        skew = 0

        async def transact(self, work, *, wakes=False):  # type: ignore[no-untyped-def]
            await gate.wait()
            return await work(None)

    async def work(tx: object, batch: list[int]) -> list[int]:
        flushed.append(len(batch))
        return [2 * n for n in batch]

    group = Group(Engine(), 1, lambda: None)  # type: ignore[arg-type]
    calls = [group.ask(work, n) for n in range(5)]
    await asyncio.sleep(0)
    calls += [group.ask(work, n) for n in range(5, 9)]
    gate.set()
    assert await asyncio.gather(*calls) == [2 * n for n in range(9)]
    assert flushed == [5, 4]


async def test_who_waited_goes_on_before_the_next_transaction_begins() -> None:
    told: list[str] = []
    gate = asyncio.Event()

    class Engine:
        skew = 0

        async def transact(self, work, *, wakes=False):  # type: ignore[no-untyped-def]
            told.append("transaction")
            await gate.wait()
            return await work(None)

    async def work(tx: object, batch: list[str]) -> list[str]:
        return batch

    async def caller(name: str) -> None:
        told.append(await group.ask(work, name))

    group = Group(Engine(), 1, lambda: None)  # type: ignore[arg-type]
    one = asyncio.create_task(caller("one"))
    while not told:
        await asyncio.sleep(0)
    two = asyncio.create_task(caller("two"))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(one, two)
    assert told == ["transaction", "one", "transaction", "two"]
