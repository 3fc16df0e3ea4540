"""A panel over a store in memory, and browsers that are signed in as whoever a test wants."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI

from central.adapters.operation import default_demo_folder, digest, parse, read_yaml, to_json
from central.adapters.store import Store, open_store
from central.app.assets import asset_folders
from central.app.panel import Panel, panel_app
from central.app.panel import panel as panel_module
from central.app.panel.passwords import Passwords
from central.app.panel.visit import COOKIE
from central.core.people.account import Account, Role, Session
from tests.clock import FakeClock

ADDRESS = "http://painel.teste"
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class PanelWorld:
    """`browser(role)` is a client with the cookie of somebody of that role; its `csrf` goes with every change."""

    store: Store
    clock: FakeClock
    panel: Panel
    app: FastAPI
    sessions: dict[str, Session] = field(default_factory=dict)

    async def browser(self, role: Role | None) -> httpx.AsyncClient:
        """A browser; None is nobody's."""
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url=ADDRESS)
        client.headers["origin"] = ADDRESS
        if role is not None:
            session = await self.signed_in(role)
            client.cookies.set(COOKIE, f"bolacha-{role}")
            client.headers["x-csrf"] = session.csrf
        return client

    async def signed_in(self, role: Role) -> Session:
        """Somebody of this role, with a session."""
        if role not in self.sessions:
            account = await self.store.accounts.add(f"{role}@loja.com", role.title(), role, self.clock.now())
            assert isinstance(account, Account)
            now = self.clock.now()
            token = panel_module.digest(f"bolacha-{role}")
            self.sessions[role] = Session(token, account, f"csrf-{role}", "teste", now, now, now + 86_400_000)
            await self.store.accounts.begin(self.sessions[role])
        return self.sessions[role]


@asynccontextmanager
async def panel_world(url: str = ":memory:") -> AsyncIterator[PanelWorld]:
    """The demo's operation in a store of its own."""
    clock, numbers = FakeClock(), itertools.count(1)

    def ids() -> str:
        return f"{clock.now():012x}70008{next(numbers):015x}"

    store = await open_store(url, clock=clock, ids=ids, owner="painel", parse_operation=parse)
    try:
        document = read_yaml(default_demo_folder())
        await store.operations.publish(to_json(document), digest(document), "teste", clock.now())
        panel = Panel(store, clock, ids, passwords=CHEAP)
        yield PanelWorld(store, clock, panel, panel_app(panel, asset_folders()))
    finally:
        await store.close()
