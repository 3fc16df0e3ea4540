"""Several processes: killed ones lose no ack, a second one on a file is refused, any number share a Postgres."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from central.adapters.store.engine.tx import Tx
from central.adapters.store.journal.claim import LEASE_MS
from central.core.errors import AskHuman, TryLater
from central.core.people.identity import Sender
from tests.clock import FakeClock
from tests.store.acking import arrival, open_here
from tests.store.world import World, open_world

ROOT = Path(__file__).resolve().parents[2]
KILLS, ACKS_EACH = 3, 200


def _start(url: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.acking", url, name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _read(child: subprocess.Popen[str], count: int) -> list[str]:
    assert child.stdout is not None
    return [child.stdout.readline().strip() for _ in range(count)]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_kill_nine_loses_no_acknowledged_message(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else f"sqlite:///{tmp_path / 'x.db'}"
    acked: list[str] = []
    for kill in range(KILLS):
        with _start(url, str(kill)) as child:
            acked += _read(child, ACKS_EACH)[1:]
            os.kill(child.pid, signal.SIGKILL)
            rest, _ = child.communicate()
            acked += [line for line in rest.splitlines() if line.count(".") == 1][:-1]
    store = await open_here(url)
    again = await store.journal.accept(1, [arrival(wamid) for wamid in acked])
    scenes = await store.journal.claim(2**52, 1_000)
    await store.close()
    assert len(acked) >= KILLS * (ACKS_EACH - 1)
    assert not [wamid for wamid, accepted in zip(acked, again, strict=True) if accepted.fresh]
    assert {line.wamid for scene in scenes for line in scene.lines} >= set(acked)
    assert all([line.seq for line in scene.lines] == list(range(1, scene.upto + 1)) for scene in scenes)


async def test_what_two_processes_fight_over_is_not_named_in_the_trouble(postgres_url: str) -> None:
    world = await open_world(postgres_url, "um", FakeClock())

    async def twice(tx: Tx) -> None:
        for _ in range(2):
            await tx.rows("add_audit", "5581987654321", world.now, "ana", "leu", None, None)

    with pytest.raises(TryLater, match="mais rápido") as trouble:
        await world.store._engine.transact(twice)
    await world.store.close()
    assert "5581987654321" not in "".join(traceback.format_exception(trouble.value))


async def test_a_second_process_on_the_file_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with _start(url, "um") as child:
        _read(child, 1)
        with pytest.raises(AskHuman, match=rf"já está aberto por outra Central \(processo {child.pid}\)"):
            await open_here(url)
        os.kill(child.pid, signal.SIGKILL)
    store = await open_here(url)
    await store.close()


async def test_after_a_crash_sqlite_takes_up_what_was_held(tmp_path: Path) -> None:
    url, clock = f"sqlite:///{tmp_path / 'x.db'}", FakeClock()
    before = await open_world(url, "um", clock)
    await before.hear("um")
    await before.answer("olá", "tudo bem?")
    (sending,) = await before.sends()
    await before.hear("dois")
    held = await before.scene()
    await before.store._engine.close()
    after = await open_world(url, "dois", clock)
    (scene,) = await after.claim()
    assert (scene.turn, scene.lines, scene.epoch) == (held.turn, held.lines, held.epoch + 1)
    assert [(c.kind, c.ref) for c in await after.journal.attention()] == [("incerto", sending.id)]
    await after.store.close()


async def test_closing_gives_leases_back(url: str, tmp_path: Path) -> None:
    if url == ":memory:":
        url = f"sqlite:///{tmp_path / 'y.db'}"
    clock = FakeClock()
    before = await open_world(url, "um", clock)
    await before.hear()
    held = await before.scene()
    await before.store.close()
    after = await open_world(url, "dois", clock)
    assert [scene.turn for scene in await after.claim()] == [held.turn]
    await after.store.close()


@pytest.fixture
async def pair(postgres_url: str) -> AsyncIterator[tuple[World, World]]:
    """Two processes on one Postgres."""
    clock = FakeClock()
    one, two = await open_world(postgres_url, "um", clock), await open_world(postgres_url, "dois", clock)
    yield one, two
    await one.store.close()
    await two.store.close()


async def test_two_engines_never_share_a_conversation(pair: tuple[World, World]) -> None:
    one, two = pair
    for n in range(60):
        await (one, two)[n % 2].hear(sender=Sender(bsuid=f"BR.{n % 30}"), wamid=f"w{n}")
    one.wait(1_000)
    claimed = await asyncio.gather(*(world.claim(limit=4) for world in (one, two) * 10))
    taken = [scene for scenes in claimed for scene in scenes]
    assert len(taken) == len({scene.conversation for scene in taken})
    rest = [scene for _ in range(10) for scene in await one.claim(limit=4)]
    assert len(taken) + len(rest) == 30
    assert sorted(len(scene.lines) for scene in (*taken, *rest)) == [2] * 30
    for scene in (*taken, *rest):
        assert await one.reply(scene, "olá")
    sent = await asyncio.gather(*(world.sends(limit=4) for world in (one, two) * 10))
    ids = [row.id for rows in sent for row in rows]
    assert len(ids) == len(set(ids)) == 30


async def test_two_doors_that_meet_a_lead_at_once_make_one_person(pair: tuple[World, World]) -> None:
    one, two = pair
    leads = [Sender(bsuid=f"BR.{n}", wa_id=f"55119999{n:05d}") for n in range(25)]
    calls = [
        world.hear(sender=lead, wamid=f"{name}{n}")
        for n, lead in enumerate(leads)
        for name, world in (("a", one), ("b", two))
    ]
    accepted = await asyncio.gather(*calls)
    assert len({a.person for a in accepted}) == len({a.conversation for a in accepted}) == 25
    one.wait(1_000)
    assert [len(scene.lines) for scene in await two.claim()] == [2] * 25


async def test_the_same_body_at_two_doors_is_stored_once(pair: tuple[World, World]) -> None:
    one, two = pair
    calls = [world.hear(wamid=f"w{n}", sender=Sender(bsuid=f"BR.{n % 5}")) for n in range(40) for world in (one, two)]
    assert sum(accepted.fresh for accepted in await asyncio.gather(*calls)) == 40


async def test_a_dead_engines_work_passes_to_the_other(pair: tuple[World, World]) -> None:
    one, two = pair
    await one.hear("um")
    held = await one.scene()
    two.wait(LEASE_MS - 100)
    assert await two.claim() == []
    two.wait(200)
    (scene,) = await two.claim()
    assert (scene.turn, scene.lines) == (held.turn, held.lines)
    assert [await one.reply(held, "eu"), await two.reply(scene, "não, eu")] == [False, True]
    assert await one.deliver() == ["não, eu"]


async def test_a_host_whose_clock_is_wrong_steals_no_lease(postgres_url: str) -> None:
    fast = FakeClock()
    fast.time += 10 * LEASE_MS
    one, two = await open_world(postgres_url, "um", FakeClock()), await open_world(postgres_url, "dois", fast)
    await one.hear()
    held = await one.scene()
    assert await two.claim() == []
    two.wait(LEASE_MS + 1_000)
    assert [scene.turn for scene in await two.claim()] == [held.turn]
    await one.store.close()
    await two.store.close()


async def test_one_process_wakes_the_other(pair: tuple[World, World]) -> None:
    one, two = pair
    woken = asyncio.Event()
    two.journal.on_wake(woken.set)
    await asyncio.sleep(0.2)
    woken.clear()
    await one.hear()
    await asyncio.wait_for(woken.wait(), 60)


async def test_two_processes_publish_one_after_the_other(pair: tuple[World, World]) -> None:
    one, two = pair
    calls = [world.store.operations.publish(f"{n}", f"d{n}", "dona", 1) for n in range(6) for world in (one, two)]
    assert max(await asyncio.gather(*calls)) <= 12
