"""Telling ad platforms of sales: each once. A platform that is away is asked again for days; what it may have taken
without saying so is asked again only where it can tell repeats."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from central.core.errors import AskHuman, GiveUp, OutcomeUnknown, TryLater
from central.core.selling.conversion import Conversion, Platform
from central.ports import Clock

log = logging.getLogger("central.conversions")

LEASE_MS = 120_000
AT_ONCE = 20
WAITS_MS = (30_000, 120_000, 600_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000)
PERSON_WAIT_MS = 3_600_000


class AdPlatform(Protocol):
    """Takes sales. Raises TryLater (certainly not taken), OutcomeUnknown (may have been), GiveUp or AskHuman."""

    knows_repeats: bool
    """The same event twice counts once over there."""

    async def tell(self, conversion: Conversion) -> str:
        """Tell it; what it answered, for the record."""


class Leased(Protocol):
    """A conversion that is being sent."""

    @property
    def conversion(self) -> Conversion:
        """What is told."""

    @property
    def tries(self) -> int:
        """How often, with this one."""


class Conversions(Protocol):
    """The ledger."""

    async def decide(self, platforms: tuple[Platform, ...], now: int, reserved: frozenset[str] = ...) -> int:
        """Look at what was said of orders."""

    async def lease(self, now: int, until: int, limit: int) -> Sequence[Leased]:
        """What is due, marked as being sent."""

    async def settle(
        self,
        conversion: Conversion,
        state: str,
        now: int,
        *,
        due_at: int | None = ...,
        code: str = ...,
        reason: str = ...,
        taken: bool = ...,
    ) -> None:
        """What became of it; `taken`: the platform may have it."""


class ConversionSender:
    """Works off the ledger; no platform hears of `reserved` personas and products."""

    def __init__(
        self,
        ledger: Conversions,
        platforms: Mapping[Platform, AdPlatform],
        clock: Clock,
        reserved: frozenset[str] = frozenset(),
    ) -> None:
        self._ledger, self._platforms, self._clock, self._reserved = ledger, platforms, clock, reserved

    async def step(self) -> int:
        """Decide what is new and send what is due; how much that was."""
        done = await self._ledger.decide(tuple(self._platforms), self._clock.now(), self._reserved)
        now = self._clock.now()
        for due in await self._ledger.lease(now, now + LEASE_MS, AT_ONCE):
            await self._send(due)
            done += 1
        return done

    async def _send(self, due: Leased) -> None:
        one, now = due.conversion, self._clock.now()
        platform = self._platforms.get(one.platform)
        if platform is None:
            return await self._ledger.settle(one, "dead", now, reason="a plataforma saiu da operação")
        try:
            answer = await platform.tell(one)
        except OutcomeUnknown as error:
            if platform.knows_repeats:
                return await self._again(due, error.code, error.reason, taken=True)
            return await self._ledger.settle(one, "uncertain", now, code=error.code, reason=error.reason)
        except TryLater as error:
            return await self._again(due, error.code, error.reason)
        except AskHuman as error:
            due_at = now + PERSON_WAIT_MS
            if due.tries > len(WAITS_MS):
                return await self._ledger.settle(one, "dead", now, code=error.code, reason=error.reason)
            return await self._ledger.settle(one, "due", now, due_at=due_at, code=error.code, reason=error.reason)
        except GiveUp as error:
            return await self._ledger.settle(one, "dead", now, code=error.code, reason=error.reason)
        return await self._ledger.settle(one, "sent", now, reason=answer[:200])

    async def _again(self, due: Leased, code: str, reason: str, *, taken: bool = False) -> None:
        now = self._clock.now()
        if due.tries > len(WAITS_MS):
            return await self._ledger.settle(due.conversion, "dead", now, code=code, reason=reason, taken=taken)
        due_at = now + WAITS_MS[due.tries - 1]
        return await self._ledger.settle(
            due.conversion, "due", now, due_at=due_at, code=code, reason=reason, taken=taken
        )
