"""Random lives against real engines: one person each, order kept, sticky persona kept. `bench.identity` runs 20,000."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.store.lives import Event, life, shuffled
from tests.store.living import faults, live

LIVES = 1_000


def drawn(seed: int) -> list[Event]:
    """The webhooks of all lives, each life after the other by Meta's clock."""
    at = round(time.time() * 1000) - 60_000
    return [event for number in range(LIVES) for event in life(number, at, seed)]


async def test_two_engines_on_one_postgres_agree_on_every_person(postgres_url: str) -> None:
    events = drawn(1)
    webhooks = shuffled(events, 1)
    told = await asyncio.gather(*(live(postgres_url, f"motor {n}", webhooks[n::2]) for n in range(2)))
    assert faults(postgres_url, events, told) == []


async def test_one_engine_on_sqlite_knows_every_person(tmp_path: Path) -> None:
    url, events = f"sqlite:///{tmp_path / 'central.db'}", drawn(2)
    told = await live(url, "motor", shuffled(events, 2))
    assert faults(url, events, [told]) == []
