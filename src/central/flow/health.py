"""Keeping the health of the numbers by what Meta's notices say."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from central.core.messaging.health import WELL, Health, Signal, channels_of, shares_of
from central.core.messaging.standing import Moved
from central.core.messaging.update import Notice
from central.core.operation import Operation
from central.ports import Clock, Standings

log = logging.getLogger("central.health")


@dataclass(slots=True)
class Watch:
    """`signal_of` and `moved_of` read a notice of the platform."""

    numbers: Standings
    operation: Callable[[], Awaitable[Operation | None]]
    clock: Clock
    signal_of: Callable[[Notice], Signal | None]
    moved_of: Callable[[Notice], Moved | None]

    async def take_in(self, notices: Sequence[Notice]) -> None:
        """Keep what the notices say of our numbers; links follow with the next click, sends with the next step."""
        signals = [signal for notice in notices if (signal := self.signal_of(notice)) is not None]
        moves = [moved for notice in notices if (moved := self.moved_of(notice)) is not None]
        operation = await self.operation() if signals or moves else None
        if operation is None:
            return
        await self._report(operation, signals)
        if moves:
            await self._move(operation, moves)

    async def _report(self, operation: Operation, signals: Sequence[Signal]) -> None:
        said = [
            Health(channel.id, s.state, s.at or self.clock.now(), "meta", s.reason, s.until)
            for s in signals
            for channel in channels_of(operation, s)
        ]
        for one in said:
            level = logging.INFO if one.state in WELL else logging.WARNING
            log.log(level, "number %s is %s: %s", one.channel, one.state, one.reason)
        await self.numbers.report(said)

    async def _move(self, operation: Operation, moves: Sequence[Moved]) -> None:
        """A number that was never read is left to its first reading, which tells all of it."""
        before = await self.numbers.standings()
        found = dict(before)
        for moved in moves:
            for channel, told in shares_of(operation, moved).items():
                if channel in found:
                    found[channel] = told.of(found[channel])
        await self.numbers.read([standing for channel, standing in found.items() if standing != before[channel]])
