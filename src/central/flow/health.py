"""Keeping the health of the numbers by what Meta's notices say."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from central.core.messaging.health import WELL, Health, Signal, channels_of
from central.core.messaging.update import Notice
from central.core.operation import Operation
from central.ports import Clock, Numbers

log = logging.getLogger("central.health")


@dataclass(slots=True)
class Watch:
    """`signal_of` reads a notice of the platform."""

    numbers: Numbers
    operation: Callable[[], Awaitable[Operation | None]]
    clock: Clock
    signal_of: Callable[[Notice], Signal | None]

    async def take_in(self, notices: Sequence[Notice]) -> None:
        """Keep what the notices say of our numbers; links follow with the next click."""
        signals = [signal for notice in notices if (signal := self.signal_of(notice)) is not None]
        operation = await self.operation() if signals else None
        if operation is None:
            return
        said = [
            Health(channel.id, s.state, s.at or self.clock.now(), "meta", s.reason, s.until)
            for s in signals
            for channel in channels_of(operation, s)
        ]
        for one in said:
            level = logging.INFO if one.state in WELL else logging.WARNING
            log.log(level, "number %s is %s: %s", one.channel, one.state, one.reason)
        await self.numbers.report(said)
