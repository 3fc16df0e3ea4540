"""The workers beside the engine that keep tickets: they follow turns and orders, tell hooks, and keep CRMs alike."""

from __future__ import annotations

import logging
from collections.abc import Callable

from central.adapters.store import Store
from central.app.work.round import Round
from central.core.errors import CentralError
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.crm import CrmSpec
from central.core.selling.order import Order
from central.flow.selling.crm_check import CrmCheck
from central.flow.selling.crm_sync import KEEP_LINE_MS, CrmSync
from central.flow.selling.hooks import HookSender
from central.ports import Clock

log = logging.getLogger("central.tickets")

BREATH_MS = 500
NAP_MS = 2_000
SILENCE_EVERY_MS, WELCOME_EVERY_MS = 3_600_000, 60_000
SETTLE_EVERY_MS = 60_000
"""How often tickets are brought up to date even when nothing seems to wait."""
POLL_EVERY_MS = 300_000
RECONCILE_EVERY_MS = 86_400_000
DAY_MS = 86_400_000
FEW = 200
"""How many moves, or lines about orders, one transaction brings tickets up to."""

Line = tuple[CrmSync, CrmCheck]
Opened = Callable[[CrmSpec], Line | None]


class TicketWork:
    """Everything tickets need while Central runs. `line_for` opens the line to the CRM an operation names."""

    def __init__(self, store: Store, clock: Clock, hooks: HookSender, line_for: Opened, nap_ms: int = NAP_MS) -> None:
        self._store, self._clock, self._line_for = store, clock, line_for
        self._nap_ms = nap_ms
        self._spec = CrmSpec()
        self._line: Line | None = None
        self._settled_at = self._silent_at = self._welcomed_at = self._polled_at = self._reconciled_at = 0
        self.rounds = (
            Round("tickets", self._follow, clock, nap_ms, hear=store.journal.on_wake),
            Round("hooks", hooks.step, clock, nap_ms, eager=True),
            Round("crm", self._keep_alike, clock, nap_ms, eager=True),
            Round("crm_line", self._keep_line, clock, KEEP_LINE_MS),
        )

    async def close(self) -> None:
        """Another process may speak to the CRM from now on."""
        if self._line is not None:
            await self._store.crm_links.free(self._line[0].crm.name)

    async def settle(self) -> None:
        """Bring tickets up to all that turns and orders did, now."""
        now = self._clock.now()
        while await self._store.tickets.apply_moves(now, FEW) == FEW:
            pass
        heard, new = 0, FEW
        while new == FEW:
            new = await self._store.tickets.apply_orders(now, FEW)
            heard += new
        if heard:
            await self._count_once(now)

    async def _count_once(self, now: int) -> None:
        """A sale that a person marked in a CRM gives way to the checkout's own word of it."""
        for crm, ticket, total in await self._store.tickets.told_twice():
            order = Order(ticket, "cancelled", now, total)
            await self._store.orders.record(CheckoutSpec(crm, provider="crm"), order, f"crm:{crm}", now)

    async def _follow(self) -> None:
        await self._look()
        now = self._clock.now()
        if await self._store.tickets.behind() or now - self._settled_at > SETTLE_EVERY_MS:
            self._settled_at = now
            await self.settle()
        if now - self._silent_at > SILENCE_EVERY_MS:
            self._silent_at = now
            while await self._store.tickets.lose_silent(now - self._spec.lost_after_days * DAY_MS, now):
                pass
        if now - self._welcomed_at > WELCOME_EVERY_MS:
            self._welcomed_at = now
            await self._store.tickets.welcome_back(now)
        await self._clock.sleep(min(self._nap_ms, max(BREATH_MS, self._nap_ms // 60)))

    async def _keep_alike(self) -> int:
        if self._line is None:
            return 0
        sync, check = self._line
        done = await sync.step()
        now = self._clock.now()
        if done or now < sync.held_until or not await sync.holds_line():
            return done
        try:
            if now - self._polled_at > POLL_EVERY_MS:
                self._polled_at = now
                done += await check.poll()
            if now - self._reconciled_at > RECONCILE_EVERY_MS:
                self._reconciled_at = now - RECONCILE_EVERY_MS + POLL_EVERY_MS
                await check.reconcile()
                self._reconciled_at = now
        except CentralError as error:
            log.warning("crm %s not compared (%s), again later", sync.crm.name, error.code)
        return done

    async def _keep_line(self) -> None:
        if self._line is not None:
            await self._line[0].keep_line()

    async def _look(self) -> None:
        """The operation in force may name another CRM than a moment ago."""
        operation = await self._store.operations.current()
        spec = operation.crm if operation is not None else CrmSpec()
        if spec == self._spec:
            return
        self._spec, self._line = spec, self._line_for(spec)
        self._store.tickets.crms = (self._line[0].crm.name,) if self._line is not None else ()
