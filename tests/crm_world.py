"""A store, a pretend Flowlu on a real wire, and the line between them, on a clock that leaps."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from central.adapters.crm.flowlu import FlowluClient, FlowluCrm, refs_of
from central.adapters.store import Store, open_store
from central.adapters.store.sales.tickets import Draft, Filter
from central.core.selling.crm import FlowluSpec
from central.core.selling.ticket import Change, SetStatus, Ticket
from central.flow.selling.crm_check import CrmCheck, Drift
from central.flow.selling.crm_sync import CrmSync
from central.pretend.flowlu import Portal, flowlu_app

START = 1_795_000_000_000
SPEC = FlowluSpec(
    company="loja",
    pipeline="Vendas",
    stages=(("interessado", "Novo lead"), ("pediu_desconto", "Negociação")),
    reasons=(("caro", "Preço"), ("reembolso", "Reembolso")),
    sources=(("meta", "Facebook"), ("youtube", "YouTube"), ("kwai", "Kwai")),
    fields=(("campanha", "Campanha"), ("produto", "Produto"), ("central", "Central")),
)


class LeapingClock:
    """Time that passes only when somebody sleeps or a test says so."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> int:
        return self.time

    async def sleep(self, ms: float) -> None:
        self.time += round(ms)


@dataclass
class CrmWorld:
    """Everything between a ticket and its opportunity."""

    store: Store
    clock: LeapingClock
    portal: Portal
    client: FlowluClient
    crm: FlowluCrm
    sync: CrmSync
    check: CrmCheck
    hooks: list[dict[str, Any]]
    decided: list[tuple[str, str]] = field(default_factory=list)
    works: list[tuple[str, bool]] = field(default_factory=list)
    """Who took which ticket over there, or let it go."""
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def ticket(self, **fields: Any) -> Ticket:
        """A new ticket with a phone of its own."""
        told = {"name": "Ana", "phone": f"55119{next(self._numbers):08d}", "campaign": "c-serum", "source": "meta"}
        return await self.store.tickets.open(Draft(fields=tuple((told | fields).items())), "central", self.clock.now())

    async def change(self, ticket: Ticket, *changes: Change, by: str = "central") -> Ticket:
        """Somebody of ours changes a ticket."""
        changed = await self.store.tickets.change(ticket.id, changes, by, self.clock.now())
        assert changed is not None
        return changed

    async def again(self, ticket: Ticket) -> Ticket:
        """The ticket as it is now."""
        found = await self.store.tickets.get(ticket.id)
        assert found is not None
        return found

    async def work(self, steps: int = 500) -> None:
        """Let the line work until nothing is due, time leaping to whatever comes next."""
        for _ in range(steps):
            await self.hear_hooks()
            if await self.sync.step():
                continue
            due = await self.store.crm_links.next_due("flowlu")
            if due is None and not await self.store.crm_links.hints("flowlu", 1):
                return
            self.clock.time = max(self.clock.time + 1, self.sync.held_until, due or 0)
        raise AssertionError("the line never came to rest")

    async def hear_hooks(self) -> None:
        """What Flowlu's webhooks say reaches us as bytes."""
        bodies = [json.dumps(body).encode() for body in self.hooks]
        self.hooks.clear()
        for body in bodies:
            await self.store.crm_links.hint("flowlu", refs_of(body), self.clock.now())

    async def reconcile(self) -> Drift:
        """Compare, and let the line do what that asks for."""
        drift = await self.check.reconcile()
        await self.work()
        return drift

    def shown(self, ticket: Ticket) -> list[dict[str, Any]]:
        """The opportunities that carry a ticket's key."""
        return [row for row in self.portal.leads.values() if row.get("cf_5") == ticket.id]

    async def agree(self) -> list[str]:
        """What is wrong: tickets without one opportunity of their own that says their status and value."""
        after, wrong = "", []
        leads: dict[str, list[dict[str, Any]]] = {}
        for row in self.portal.leads.values():
            leads.setdefault(str(row.get("cf_5")), []).append(row)
        while page := await self.store.tickets.page(Filter(), after, 500):
            for ticket in page:
                rows = leads.get(ticket.id, [])
                if len(rows) != 1:
                    wrong.append(f"{ticket.id}: {len(rows)} opportunities")
                elif (problem := _differs(ticket, rows[0])) is not None:
                    wrong.append(f"{ticket.id}: {problem}")
            after = page[-1].id
        return wrong


def _differs(ticket: Ticket, row: dict[str, Any]) -> str | None:
    stage = {"interessado": 2, "pediu_desconto": 4}
    if ticket.open and (row["active"], row["pipeline_stage_id"]) != (1, stage[ticket.status]):
        return f"{ticket.status} shown as {row['active']}/{row['pipeline_stage_id']}"
    if ticket.status == "comprado" and (row["active"], round(100 * row["budget"])) != (3, ticket.value or 0):
        return f"comprado {ticket.value} shown as {row['active']}/{row['budget']}"
    if ticket.status == "perdido" and row["active"] != 2:
        return f"perdido shown as {row['active']}"
    return None


@asynccontextmanager
async def crm_world(
    url: str = ":memory:", spec: FlowluSpec = SPEC, *, hooked: bool = True, timeout_s: float = 5
) -> AsyncIterator[CrmWorld]:
    """Open all of it; close all of it."""
    clock, made = LeapingClock(), itertools.count(1)
    store = await open_store(
        url, clock=clock, ids=lambda: f"{next(made):032x}", owner="t", parse_operation=lambda *_: _none()
    )
    store.tickets.crms = ("flowlu",)
    hooks: list[dict[str, Any]] = []
    portal = Portal(now=clock.now, hook=hooks.append if hooked else None)
    runner = web.AppRunner(flowlu_app(portal), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{port}/api/v1/module"
        client = FlowluClient(session, address, lambda: portal.key, clock, pace_ms=0, timeout_s=timeout_s)

        async def described(ticket: Ticket) -> str:
            lines = await store.tickets.history(ticket.id)
            return "\n".join(f"{line.kind} {line.status or ''} {line.text}".strip() for line in lines)

        crm = FlowluCrm(client, spec, described, clock)
        decided: list[tuple[str, str]] = []

        async def tell(ticket: Ticket, before: str) -> None:
            decided.append((before, ticket.status))

        works: list[tuple[str, bool]] = []

        async def hands(ticket: Ticket, begins: bool) -> None:
            works.append((ticket.id, begins))

        sync = CrmSync(crm, store.crm_links, store.tickets, clock, decided=tell, works=hands)
        check = CrmCheck(crm, store.crm_links, store.tickets, clock)
        yield CrmWorld(store, clock, portal, client, crm, sync, check, hooks, decided, works)
    await runner.cleanup()
    await store.close()


def _none() -> Any:
    raise AssertionError("no test of tickets reads an operation")


SOLD = SetStatus("comprado", "pedido 1", 8990)
