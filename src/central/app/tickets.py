"""Puts the parts of tickets together: the API, the hints' door, the workers."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from starlette.types import ASGIApp

from central.adapters.crm.accounts import ear_of, opened
from central.adapters.crm.outside import Described, OutsideCrm, nothing_told
from central.adapters.crm.webhooks import Teller, is_address, secret_of
from central.adapters.store import Store
from central.app import calendar
from central.app.config import Settings
from central.app.doors.hint import PREFIX, HintDoor, Knock
from central.app.helpcenter import Counter, helpcenter_app
from central.app.helpcenter.forms import told
from central.app.key import installation_key
from central.app.work.tickets import NAP_MS, Line, TicketWork
from central.core.errors import AskHuman
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.crm import TITLES, CrmAccount, CrmKind, CrmSpec
from central.core.selling.order import Order, is_paid
from central.core.selling.ticket import Happened, Ticket
from central.core.selling.ticket_words import history_words
from central.flow.selling.crm_check import CrmCheck
from central.flow.selling.crm_sync import CrmSync
from central.flow.selling.hooks import HookSender
from central.ports import Clock

ELSEWHERE: dict[CrmKind, str] = {"flowlu": "FLOWLU_URL", "zendesk": "ZENDESK_URL", "hubspot": "HUBSPOT_URL"}
"""Another address of a CRM's API, for a pretend one on this machine."""
LOCAL = ("http://127.0.0.1", "http://localhost")


@dataclass(slots=True)
class TicketParts:
    """What a house needs of tickets."""

    api: ASGIApp
    hints: HintDoor
    work: TicketWork
    teller: Teller

    async def close(self) -> None:
        """Leave the lines to others, once the rounds have ended."""
        await self.work.close()
        await self.teller.close()


def ticket_parts(
    settings: Settings, store: Store, clock: Clock, spec: CrmSpec, session: aiohttp.ClientSession, nap_ms: int = NAP_MS
) -> TicketParts:
    """All of it; nothing runs yet. An operation that names a CRM has its tickets shown there from the first change."""
    key = installation_key(settings)
    root = hmac.new(key, b"webhooks", hashlib.sha256).hexdigest()
    local = settings.secret("WEBHOOK_LOCAL") == "1"
    teller = Teller(root, local=local)
    hooks = HookSender(store.hooks, store.tickets, teller, clock, _body)
    store.tickets.crms = (spec.outside.kind,) if spec.outside is not None else ()

    def line_for(spec: CrmSpec) -> Line | None:
        if spec.outside is None:
            return None
        crm = crm_of(settings, store, clock, spec.outside, session)
        works = handing(store, clock, crm.name) if spec.outside.takes_over else None
        sync = CrmSync(crm, store.crm_links, store.tickets, clock, decided=decider(store, clock, crm.name), works=works)
        return sync, CrmCheck(crm, store.crm_links, store.tickets, clock)

    counter = Counter(
        store, clock, lambda hook: secret_of(root, hook), lambda url: is_address(url, local=local), _transcript(store)
    )

    async def signs(kind: str) -> str:
        operation = await store.operations.current()
        account = operation.crm.outside if operation is not None else None
        return settings.secret(account.secret) if account is not None and account.kind == kind else ""

    hints = HintDoor(store.crm_links, clock, {kind: _knock(settings, key, kind) for kind in TITLES}, signs)
    return TicketParts(helpcenter_app(counter), hints, TicketWork(store, clock, hooks, line_for, nap_ms), teller)


def hint_token(key: bytes, crm: str) -> str:
    """The unguessable end of the address a CRM posts its hints to."""
    return hmac.new(key, f"dicas de {crm}".encode(), hashlib.sha256).hexdigest()[:40]


def crm_of(
    settings: Settings, store: Store, clock: Clock, account: CrmAccount, session: aiohttp.ClientSession
) -> OutsideCrm[Any]:
    """The CRM of an operation, told in words. Raises AskHuman for an address the key must not go to."""

    async def described(ticket: Ticket) -> str:
        lines: list[Happened] = []
        while page := await store.tickets.history(ticket.id, lines[-1].version if lines else 0, 200):
            lines += page
        return history_words(lines, calendar.local)

    return reached(settings, clock, account, session, described)


def reached(
    settings: Settings,
    clock: Clock,
    account: CrmAccount,
    session: aiohttp.ClientSession,
    described: Described = nothing_told,
) -> OutsideCrm[Any]:
    """The account at the end of a wire; enough to look at what it has."""
    variable = ELSEWHERE[account.kind]
    other = settings.secret(variable)
    if other and not other.startswith(LOCAL):
        raise AskHuman(f"{variable} só pode apontar para este computador; apague a variável", code="configuracao")
    return opened(account, session, settings.secret, described, clock, address=other)


def _knock(settings: Settings, key: bytes, kind: CrmKind) -> Knock:
    token = hint_token(key, kind)
    return Knock(token, ear_of(kind, f"{PREFIX}{kind}/{token}", settings.address))


def decider(store: Store, clock: Clock, crm: str) -> Callable[[Ticket, str], Awaitable[None]]:
    """A sale that a person made or took back in a CRM is an outcome like any other, by the name of its ticket; one that
    is made again after it was taken back is another sale."""
    checkout, by = CheckoutSpec(crm, provider="crm"), f"crm:{crm}"

    async def decided(ticket: Ticket, before: str) -> None:
        if ticket.status != "comprado" and before != "comprado":
            return
        status = "approved" if ticket.status == "comprado" else "cancelled"
        now, told = clock.now(), await store.orders.of_person(ticket.person)
        before_it = [o for o in told if o.checkout == crm and o.number.startswith(ticket.id)]
        number = next((o.number for o in before_it if is_paid(o.status)), f"{ticket.id}.{ticket.version}")
        number = number if before_it else ticket.id
        order = Order(number, status, now, ticket.value or 0, phone=ticket.phone, name=ticket.name)  # type: ignore[arg-type]
        recorded = await store.orders.record(checkout, order, by, now)
        if recorded.person is None and ticket.conversation is not None:
            await store.orders.match(recorded.order, ticket.person, by, now)

    return decided


def handing(store: Store, clock: Clock, crm: str) -> Callable[[Ticket, bool], Awaitable[None]]:
    """Whoever works on a sale in a CRM has its conversation: the bot is silent at once, until they let it go."""

    async def works(ticket: Ticket, begins: bool) -> None:
        if ticket.conversation is None:
            return
        if begins:
            with suppress(AskHuman):
                await store.attending.take_over(ticket.conversation, crm, clock.now())
        elif await store.attending.holder(ticket.conversation) == crm:
            await store.journal.end_handoff(ticket.conversation, crm, clock.now())

    return works


def _body(ticket: Ticket, line: Happened) -> bytes:
    return json.dumps(told(ticket, line), ensure_ascii=False).encode()


def _transcript(store: Store) -> Callable[[str], Awaitable[Any]]:
    return store.lists.transcript
