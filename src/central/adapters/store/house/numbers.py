"""The Numbers port: how well each number is, by the last word on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from central.adapters.store.engine.glance import Glance
from central.adapters.store.engine.tx import Engine, Tx
from central.core.messaging.halt import HALTED, NOTHING_HALTED, Halt, Halts, Scope
from central.core.messaging.health import Health
from central.core.messaging.standing import Standing
from central.ports import Clock

LOOK_EVERY_MS = 5_000


class SqlNumbers:
    """Health on either engine; what another process was told is seen within five seconds."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self._current: dict[str, Health] = {}
        self._looked_at = -LOOK_EVERY_MS
        self._halted = Glance(engine, clock, LOOK_EVERY_MS, self._read_halts)
        self._halts = NOTHING_HALTED

    async def current(self) -> Mapping[str, Health]:
        now = self._clock.now()
        if abs(now - self._looked_at) >= LOOK_EVERY_MS:
            rows = await self._engine.read("current_health")
            self._current = {row[0]: Health(row[0], row[1], row[2], row[4], row[5], row[3]) for row in rows}
            self._looked_at = now
        return self._current

    async def halts(self) -> Halts:
        """Where the bot is switched off; at once here, within five seconds in other processes."""
        await self._halted.look()
        return self._halts

    async def _read_halts(self) -> None:
        self._halts = Halts(tuple(Halt(*row) for row in await self._engine.read("halts")))

    async def halt(self, scope: Scope, id: str, by: str, reason: str, now: int) -> None:
        """Switch the bot off; what it was about to say there is taken back where it is marked for sending."""
        await self._engine.transact(lambda tx: tx.rows("add_halt", scope, id, now, by, reason), wakes=True)
        self._halted.again()

    async def resume(self, scope: Scope, id: str) -> list[str]:
        """Switch the bot on again; the conversations that waited for a person for no other reason."""

        async def work(tx: Tx) -> list[str]:
            if not await tx.rows("end_halt", scope, id):
                return []
            return [conversation for (conversation,) in await tx.rows("halted_talks", HALTED, scope, id)]

        waiting = await self._engine.transact(work)
        self._halted.again()
        return waiting

    async def read(self, said: Sequence[Standing]) -> None:
        """Keep what Meta's API says of numbers."""

        async def work(tx: Tx) -> None:
            for one in said:
                about = (one.quality, one.limit, one.throughput, one.name_status, one.verification, one.trouble)
                await tx.rows("keep_reading", one.channel, one.at, *about)

        await self._engine.transact(work)

    async def standings(self) -> dict[str, Standing]:
        """What Meta's API said of each number last."""
        return {row[0]: Standing(*row) for row in await self._engine.read("readings")}

    async def report(self, said: Sequence[Health]) -> None:
        async def work(tx: Tx) -> None:
            for one in said:
                await tx.rows("add_health", one.channel, one.at, one.state, one.until, one.by, one.reason)

        if said:
            await self._engine.transact(work)
            self._looked_at = self._clock.now() - LOOK_EVERY_MS
