"""A Central that is not set up yet: the panel with the guide, the health page, and a webhook that only shakes hands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from central.adapters import clock as machine
from central.adapters.operation import parse
from central.adapters.store import Store, open_store
from central.app.assets import asset_folders
from central.app.bootstrap import links_of
from central.app.config import Settings
from central.app.disk import make_ready
from central.app.doors.doorman import Doorman
from central.app.doors.gate import Gate
from central.app.doors.link import LinkDoor
from central.app.key import installation_key
from central.app.panel import Panel, panel_app
from central.app.panel.application import running
from central.app.setup.guide import Guide
from central.app.setup.knock import Knocks
from central.app.with_panel import invitation
from central.flow.inbox import Inbox
from central.ports import Clock

META = ("META_APP_SECRET", "META_VERIFY_TOKEN", "WHATSAPP_TOKEN")


def is_new(settings: Settings) -> bool:
    """Whether nobody has written any of Meta's variables yet."""
    return not any(settings.secret(name) for name in META)


@dataclass(slots=True)
class Waiting:
    """What is served until somebody set Central up."""

    settings: Settings
    store: Store
    clock: Clock
    inbox: Inbox
    gate: Gate


@asynccontextmanager
async def waiting(settings: Settings, said: list[str]) -> AsyncIterator[Waiting]:
    """Open the store and the panel; `said` gets what the owner has to do."""
    make_ready(settings.data)
    clock, key = machine.SystemClock(), installation_key(settings)
    store = await open_store(
        settings.database, clock=clock, ids=machine.new_id, owner=machine.new_id(), parse_operation=parse, key=key
    )
    try:
        inbox = Inbox(store.journal, clock, lambda channel, waba: waba, settings.pace)
        gate = Gate(
            inbox,
            doorman=Doorman({}, ()),
            verify_token=settings.verify_token,
            links=LinkDoor(links_of(store, clock)),
            healthy=store.healthy,
        )
        gate.shaken = Knocks(store, clock)
        panel = Panel(store, clock, machine.new_id, guide=Guide(settings, store, clock))
        gate.inner = panel_app(panel, asset_folders())
        said.append("Esta Central ainda não está ligada a um número. Faça o começo guiado: Ajustes, Começar.")
        said.append(await invitation(panel, settings))
        async with running(panel):
            yield Waiting(settings, store, clock, inbox, gate)
    finally:
        await store.close()
