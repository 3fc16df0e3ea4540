"""Telling others what happened to tickets: those of a ticket in their order, each again until it is taken."""

from __future__ import annotations

from collections.abc import Callable

from central.core.errors import GiveUp, TryLater
from central.core.selling.ticket import Happened, Ticket
from central.ports import Clock
from central.ports.crm import Delivery, HookQueue, Teller, Tickets

LEASE_MS = 60_000
AT_ONCE = 20
WAITS_MS = (10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000)
"""After these tries a delivery is given up and stands in Atenção."""


class HookSender:
    """Works off the outbox of webhooks."""

    def __init__(
        self,
        queue: HookQueue,
        tickets: Tickets,
        teller: Teller,
        clock: Clock,
        body: Callable[[Ticket, Happened], bytes],
    ) -> None:
        self._queue, self._tickets, self._teller, self._clock, self._body = queue, tickets, teller, clock, body

    async def step(self) -> int:
        """Deliver what is due; returns how many were tried."""
        now = self._clock.now()
        due = await self._queue.lease(now, now + LEASE_MS, AT_ONCE)
        for delivery in due:
            await self._deliver(delivery)
        return len(due)

    async def _deliver(self, delivery: Delivery) -> None:
        ticket = await self._tickets.get(delivery.ticket)
        line = await self._queue.line(delivery.ticket, delivery.version)
        now = self._clock.now()
        if ticket is None or line is None or delivery.url is None:
            return await self._queue.settle(delivery, now, "sumiu", None)
        id = f"{delivery.ticket}.{delivery.version}"
        try:
            await self._teller.post(delivery.url, delivery.hook, id, now, self._body(ticket, line))
        except TryLater as error:
            if delivery.tries > len(WAITS_MS):
                return await self._queue.settle(delivery, now, error.code, None, dead=True)
            due_at = now + WAITS_MS[delivery.tries - 1]
            return await self._queue.settle(delivery, now, error.code, due_at)
        except GiveUp as error:
            return await self._queue.settle(delivery, now, error.code, None, dead=True)
        return await self._queue.settle(delivery, now, "", None)
