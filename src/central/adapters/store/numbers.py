"""The Numbers port: how well each number is, by the last word on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from central.adapters.store.tx import Engine, Tx
from central.core.messaging.health import Health
from central.ports import Clock

LOOK_EVERY_MS = 5_000


class SqlNumbers:
    """Health on either engine; what another process was told is seen within five seconds."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self._current: dict[str, Health] = {}
        self._looked_at = -LOOK_EVERY_MS

    async def current(self) -> Mapping[str, Health]:
        now = self._clock.now()
        if abs(now - self._looked_at) >= LOOK_EVERY_MS:
            rows = await self._engine.read("current_health")
            self._current = {row[0]: Health(row[0], row[1], row[2], row[4], row[5], row[3]) for row in rows}
            self._looked_at = now
        return self._current

    async def report(self, said: Sequence[Health]) -> None:
        async def work(tx: Tx) -> None:
            for one in said:
                await tx.rows("add_health", one.channel, one.at, one.state, one.until, one.by, one.reason)

        if said:
            await self._engine.transact(work)
            self._looked_at = self._clock.now() - LOOK_EVERY_MS
