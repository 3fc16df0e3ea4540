"""Outgoing webhooks: who is told of every line of a ticket's history, and what became of each telling."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.core.selling.ticket import Happened
from central.ports import Ids
from central.ports.crm import Delivery


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is told."""

    id: str
    url: str
    created_at: int


class SqlHooks:
    """Hooks of a store and their outbox."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine, self._ids = engine, ids

    async def add(self, url: str, now: int) -> Hook:
        """Tell this address from now on."""
        hook = Hook(self._ids(), url, now)

        async def work(tx: Tx) -> None:
            await tx.rows("add_hook", hook.id, hook.url, hook.created_at)

        await self._engine.transact(work)
        return hook

    async def all(self) -> list[Hook]:
        """Who is told now."""
        return [Hook(*row) for row in await self._engine.read("hooks")]

    async def remove(self, id: str, now: int) -> bool:
        """Tell it no more, also not what waits; False when there is no such hook."""

        async def work(tx: Tx) -> bool:
            found = await tx.rows("remove_hook", id, now)
            await tx.rows("drop_deliveries", id)
            return bool(found)

        return await self._engine.transact(work)

    async def lease(self, now: int, until: int, limit: int) -> list[Delivery]:
        """Deliveries that are due, of each ticket only the oldest; due again at `until` unless settled before."""

        async def work(tx: Tx) -> list[Delivery]:
            return [Delivery(*row) for row in await tx.rows("lease_deliveries", now, until, limit)]

        return sorted(await self._engine.transact(work), key=lambda d: (d.ticket, d.version))

    async def settle(self, delivery: Delivery, now: int, code: str, due_at: int | None, *, dead: bool = False) -> None:
        """What became of a delivery: it is told again at `due_at`, or never (`dead`: without success)."""

        async def work(tx: Tx) -> None:
            place = (delivery.hook, delivery.ticket, delivery.version)
            await tx.rows("settle_delivery", *place, due_at, int(dead), code, now)

        await self._engine.transact(work)

    async def next_due(self) -> int | None:
        """When the next delivery is due."""
        ((due,),) = await self._engine.read("deliveries_due_at")
        return due if due is None else int(due)

    async def line(self, ticket: str, version: int) -> Happened | None:
        """The line of history a delivery tells."""
        found = await self._engine.read("ticket_event", ticket, version)
        return Happened(*found[0]) if found else None
