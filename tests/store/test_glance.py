"""What is read only now and then: at once here when it changed, later when somebody else changed it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest

from central.adapters.store.engine.glance import Glance
from central.adapters.store.engine.tx import Engine
from central.core.errors import TryLater
from central.ports import Clock

EVERY = 1_000


class Source:
    """Something that is read, slowly if told to."""

    def __init__(self, *, alone: bool) -> None:
        self.now, self.reads, self.trouble, self.gate = 0, 0, False, asyncio.Event()
        self.gate.set()
        engine = cast(Engine, SimpleNamespace(alone=alone))
        self.glance = Glance(engine, cast(Clock, SimpleNamespace(now=lambda: self.now)), EVERY, self._read)

    async def _read(self) -> None:
        self.reads += 1
        await self.gate.wait()
        if self.trouble:
            raise TryLater("fora do ar", code="banco")


@pytest.mark.parametrize(("alone", "reads"), [(True, 1), (False, 2)])
async def test_where_nobody_else_writes_it_is_read_once(alone: bool, reads: int) -> None:
    source = Source(alone=alone)
    for source.now in (0, EVERY - 1, EVERY, 2 * EVERY - 1):
        await source.glance.look()
    assert source.reads == reads


async def test_a_read_that_fails_is_tried_again() -> None:
    source = Source(alone=True)
    source.trouble = True
    with pytest.raises(TryLater):
        await source.glance.look()
    source.trouble = False
    await source.glance.look()
    await source.glance.look()
    assert source.reads == 2


async def test_whoever_comes_during_a_read_waits_for_it() -> None:
    source = Source(alone=False)
    source.gate.clear()
    looks = [asyncio.create_task(source.glance.look()) for _ in range(3)]
    await asyncio.sleep(0)
    assert not any(look.done() for look in looks)
    source.gate.set()
    await asyncio.gather(*looks)
    assert source.reads == 1


async def test_what_changes_during_a_read_is_read_again() -> None:
    source = Source(alone=True)
    source.gate.clear()
    look = asyncio.create_task(source.glance.look())
    await asyncio.sleep(0)
    source.glance.again()
    source.gate.set()
    await look
    await source.glance.look()
    assert source.reads == 2
