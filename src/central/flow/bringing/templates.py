"""Keeping what Meta says of templates: read now and then, and at once when a notice speaks of one."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.errors import CentralError
from central.core.messaging.template import Judged, Template, judged
from central.core.messaging.update import Notice
from central.core.operation import Operation
from central.ports import Clock

log = logging.getLogger("central.templates")

Known = Callable[[str, str, str], Judged | None]


class Verdicts(Protocol):
    """What is kept of Meta's judgements."""

    async def templates(self) -> tuple[Judged, ...]:
        """Every template Meta spoke of."""

    async def keep(self, verdicts: Sequence[Judged]) -> None:
        """The last word on a template counts."""

    async def stop(self, verdict: Judged, channels: Sequence[str], now: int) -> int:
        """Take back what waits of this template on these numbers: all of it where Meta is against it, else what is
        for people who allowed no marketing. Returns how many bubbles will not leave."""


class Office(Protocol):
    """The platform's office for templates."""

    async def read(self, waba: str) -> list[Judged]:
        """Every template of the account."""

    async def submit(self, waba: str, template: Template) -> Judged:
        """Ask for a judgement."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """`said_of` reads a notice on top of what is known."""

    verdicts: Verdicts
    office: Office
    operation: Callable[[], Awaitable[Operation | None]]
    said_of: Callable[[Notice, Known], Judged | None]
    clock: Clock

    async def take_in(self, notices: Sequence[Notice]) -> None:
        """A template that was paused, re-judged or re-priced is so from the next decision on."""
        before = {(v.waba, v.name, v.language): v for v in await self.verdicts.templates()}
        for notice in notices:
            if (found := self.said_of(notice, lambda *key: before.get(key))) is not None:
                before[found.waba, found.name, found.language] = found
                log.info("template %s is %s, %s, %s", found.name, found.status, found.category, found.quality)
                await self._keep([found])

    async def read(self) -> int:
        """Read every account's templates; how many there are. An account that does not answer is left for later."""
        operation = await self.operation()
        count = 0
        if operation is None:
            return 0
        for waba in sorted({channel.waba for channel in operation.channels}):
            try:
                found = await self.office.read(waba)
            except CentralError as error:
                log.warning("templates of account %s not read: %s", waba, error.code)
                continue
            await self._keep([verdict.beside(operation.templates) for verdict in found])
            count += len(found)
        return count

    async def submit(self, name: str | None = None) -> list[Judged]:
        """Submit what the owner wrote and Meta does not know yet (or only this one); raises what Meta objects."""
        operation = await self.operation()
        if operation is None:
            return []
        await self.read()
        known, made = await self.verdicts.templates(), []
        wanted = [t for t in operation.templates if name in (None, t.name)]
        for waba in sorted({channel.waba for channel in operation.channels}):
            for template in wanted:
                if judged(known, waba, template) is None:
                    made.append(await self.office.submit(waba, template))
                    await self.verdicts.keep(made[-1:])
        return made

    async def _keep(self, verdicts: Sequence[Judged]) -> None:
        """Keep what Meta says, and let nothing leave that it is against now."""
        await self.verdicts.keep(verdicts)
        doubtful = [v for v in verdicts if v.against() or v.is_marketing]
        operation = await self.operation() if doubtful else None
        if operation is None:
            return
        for verdict in doubtful:
            channels = [c.id for c in operation.channels if c.waba == verdict.waba]
            if stopped := await self.verdicts.stop(verdict, channels, self.clock.now()):
                log.warning("template %s: %d messages were taken back", verdict.name, stopped)
