"""A store, a pretend CRM on a real wire, and the line between them, on a clock that leaps."""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from central.adapters.crm.accounts import ear_of, opened
from central.adapters.crm.hinting import Ear
from central.adapters.crm.outside import OutsideCrm
from central.adapters.store import Store, open_store
from central.adapters.store.sales.tickets import Draft, Filter
from central.core.selling.crm import CrmAccount, CrmKind
from central.core.selling.ticket import Change, SetFields, SetStatus, Ticket
from central.flow.selling.crm_check import CrmCheck, Drift
from central.flow.selling.crm_sync import CrmSync
from central.ports import Delivery
from central.pretend.crm import Card, Desk, Hook, HubAccount, Office, Portal, crm_app
from tests.clock import FakeClock

OVER_THERE = "https://central.example"
FIELDS = (("campanha", "Campanha"), ("produto", "Produto"))
ACCOUNTS: dict[CrmKind, CrmAccount] = {
    "flowlu": CrmAccount(
        "flowlu",
        company="loja",
        pipeline="Vendas",
        stages=(("interessado", "Novo lead"), ("pediu_desconto", "Negociação")),
        reasons=(("caro", "Preço"), ("reembolso", "Reembolso")),
        sources=(("meta", "Facebook"), ("youtube", "YouTube"), ("kwai", "Kwai")),
        fields=(*FIELDS, ("central", "Central")),
    ),
    "zendesk": CrmAccount(
        "zendesk",
        company="loja",
        stages=(("comprado", "Comprado"), ("pediu_desconto", "Negociando"), ("perdido", "Perdido")),
        reasons=(("caro", "Preço"), ("reembolso", "Reembolso")),
        fields=(*FIELDS, ("historico", "Histórico"), ("motivo", "Motivo"), ("valor", "Valor")),
    ),
    "hubspot": CrmAccount(
        "hubspot",
        pipeline="Vendas",
        stages=(("interessado", "Novo lead"), ("pediu_desconto", "Negociação")),
        reasons=(("caro", "Preço"),),
        fields=(*FIELDS, ("central", "Central")),
    ),
}
PRETENDERS: dict[CrmKind, type[Office]] = {"flowlu": Portal, "zendesk": Desk, "hubspot": HubAccount}
SPEC = ACCOUNTS["flowlu"]
SETTLED_MS = 120_000
"""After so long every list shows what the records say."""


@dataclass
class CrmWorld:
    """Everything between a ticket and its record."""

    store: Store
    clock: FakeClock
    office: Any
    crm: OutsideCrm[Any]
    sync: CrmSync
    check: CrmCheck
    ear: Ear
    hooks: list[Hook]
    decided: list[tuple[str, str]] = field(default_factory=list)
    works: list[tuple[str, bool]] = field(default_factory=list)
    """Who took which ticket over there, or let it go."""
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _draw: random.Random = field(default_factory=lambda: random.Random(3))

    @property
    def name(self) -> CrmKind:
        """Which CRM this is."""
        return self.crm.name

    async def ticket(self, **fields: Any) -> Ticket:
        """A new ticket with a phone of its own."""
        told = {
            "name": "Ana",
            "phone": f"55119{81_000_000 + next(self._numbers)}",
            "campaign": "c-serum",
            "source": "meta",
        }
        return await self.store.tickets.open(Draft(fields=tuple((told | fields).items())), "central", self.clock.now())

    def wait_for_answers(self, seconds: float) -> None:
        """So long from now on: an answer that comes later is lost."""
        self.crm._client._line._timeout = aiohttp.ClientTimeout(total=seconds)

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
            due = await self.store.crm_links.next_due(self.name)
            if due is None and not await self.store.crm_links.hints(self.name, 1):
                return
            self.clock.time = max(self.clock.time + 1, self.sync.held_until, due or 0)
        raise AssertionError("the line never came to rest")

    async def hear_hooks(self) -> None:
        """What the CRM's webhooks say reaches us as bytes, every one twice and in no order."""
        hooks = self.hooks * 2
        self._draw.shuffle(hooks)
        self.hooks.clear()
        for hook in hooks:
            refs = self.ear.heard(Delivery(hook.headers, "", hook.body), self.office.secret, self.clock.now())
            await self.store.crm_links.hint(self.name, refs or [], self.clock.now())

    async def look(self) -> int:
        """Poll, when every list shows what the records say."""
        self.clock.time += SETTLED_MS
        return await self.check.poll()

    async def reconcile(self) -> Drift:
        """Compare, and let the line do what that asks for."""
        drift = await self.check.reconcile()
        await self.work()
        return drift

    async def forget(self, ticket: Ticket) -> None:
        """What erasing its person leaves of a ticket, and of what we know of its record."""
        await self.change(ticket, SetFields(tuple((name, None) for name in ("name", "phone", "email"))))
        await self.store.crm_links._do("know_link", self.name, ticket.id, None)
        await self.work()

    def shown(self, ticket: Ticket) -> list[Card]:
        """The records that carry a ticket's key."""
        found: list[Card] = self.office.shown(ticket.id)
        return found

    def card(self, ticket: Ticket) -> Card:
        """The one record of a ticket."""
        (card,) = self.shown(ticket)
        return card

    async def agree(self) -> list[str]:
        """What is wrong: tickets without one record of their own that says their status and value."""
        after, wrong = "", []
        cards: dict[str | None, list[Card]] = {}
        for card in self.office.cards():
            cards.setdefault(card.ticket, []).append(card)
        while page := await self.store.tickets.page(Filter(), after, 500):
            for ticket in page:
                mine = cards.get(ticket.id, [])
                if len(mine) != 1:
                    wrong.append(f"{ticket.id}: {len(mine)} records")
                elif (problem := _differs(ticket, mine[0])) is not None:
                    wrong.append(f"{ticket.id}: {problem}")
            after = page[-1].id
        return wrong


def _differs(ticket: Ticket, card: Card) -> str | None:
    if ticket.status != card.status:
        return f"{ticket.status} shown as {card.status}"
    if ticket.status == "comprado" and (card.value or 0) != (ticket.value or 0):
        return f"comprado {ticket.value} shown as {card.value}"
    return None


@asynccontextmanager
async def crm_world(
    url: str = ":memory:",
    account: CrmAccount = SPEC,
    *,
    hooked: bool = True,
) -> AsyncIterator[CrmWorld]:
    """Open all of it; close all of it."""
    clock, made, kind = FakeClock(), itertools.count(1), account.kind
    store = await open_store(
        url, clock=clock, ids=lambda: f"{next(made):032x}", owner="t", parse_operation=lambda *_: _none()
    )
    store.tickets.crms = (kind,)
    hooks: list[Hook] = []
    path = f"/crm/{kind}/x"
    office = PRETENDERS[kind](now=clock.now, hook=hooks.append if hooked else None, hook_to=OVER_THERE + path)
    runner = web.AppRunner(crm_app(office), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}{office.prefix}"
    ear = ear_of(kind, path, OVER_THERE)
    async with aiohttp.ClientSession() as session:

        async def described(ticket: Ticket) -> str:
            lines = await store.tickets.history(ticket.id)
            return "\n".join(f"{line.kind} {line.status or ''} {line.text}".strip() for line in lines)

        key = office.key
        crm = opened(account, session, lambda _: key, described, clock, address=address, timeout_s=60)
        decided: list[tuple[str, str]] = []

        async def tell(ticket: Ticket, before: str) -> None:
            decided.append((before, ticket.status))

        works: list[tuple[str, bool]] = []

        async def hands(ticket: Ticket, begins: bool) -> None:
            works.append((ticket.id, begins))

        sync = CrmSync(crm, store.crm_links, store.tickets, clock, decided=tell, works=hands)
        check = CrmCheck(crm, store.crm_links, store.tickets, clock)
        yield CrmWorld(store, clock, office, crm, sync, check, ear, hooks, decided, works)
    await runner.cleanup()
    await store.close()


def _none() -> Any:
    raise AssertionError("no test of tickets reads an operation")


SOLD = SetStatus("comprado", "pedido 1", 8990)
