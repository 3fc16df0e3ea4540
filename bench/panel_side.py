"""The panel under measurement, as a process of its own: `serve(url, port)`.

It signs one owner in (the cookie is COOKIE_VALUE) and moves conversations on request: GET /mexer/20 writes so many a
second from then on, /mexer/0 stops. Moving is one message of a lead and its ledger row, without an engine.
"""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import uvicorn
import uvloop

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import Store, open_store
from central.app.assets import asset_folders
from central.app.panel import Panel, panel_app
from central.app.panel.application import running
from central.app.panel.panel import digest
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.account import Session
from central.core.people.identity import Sender
from central.core.turn import Arrival

COOKIE_VALUE = "bolacha-da-medicao"
CHANNEL = "900200000000001"


class Mover:
    """Lets leads write, so many a second."""

    def __init__(self, store: Store, clock: SystemClock) -> None:
        self._store, self._clock = store, clock
        self._numbers = itertools.count(1)
        self.rate = 0

    async def run(self) -> None:
        while True:
            if not self.rate:
                await asyncio.sleep(0.05)
                continue
            n, now = next(self._numbers), self._clock.now()
            sender = Sender(bsuid=f"BR.{n % 40}", wa_id=f"55218{n % 40:08d}", name=f"Movida {n % 40}")
            heard = Heard(CHANNEL, "waba", f"wamid.mexe.{now}.{n}", now, sender, Text(f"mensagem {n}"), b"{}")
            await self._store.journal.accept(now, arrivals=[Arrival(heard, "bench", 1_000, 1_000)])
            await asyncio.sleep(1 / self.rate)


async def main(url: str, port: int) -> None:
    clock = SystemClock()
    store = await open_store(url, clock=clock, ids=new_id, owner=new_id(), parse_operation=parse)
    panel = Panel(store, clock, new_id)
    await _sign_in(store, clock)
    app = panel_app(panel, asset_folders())
    mover = Mover(store, clock)

    async def move(rate: int) -> dict[str, Any]:
        mover.rate = rate
        return {"por_segundo": rate}

    app.add_api_route("/mexer/{rate}", move)
    moving = asyncio.create_task(mover.run())
    config = uvicorn.Config(app, port=port, http="httptools", loop="uvloop", access_log=False, log_level="warning")
    async with running(panel):
        await uvicorn.Server(config).serve()
    moving.cancel()
    await store.close()


async def _sign_in(store: Store, clock: SystemClock) -> None:
    now = clock.now()
    account = await store.accounts.add("dona", "Dona", "dono", now)
    assert account is not None
    await store.accounts.begin(Session(digest(COOKIE_VALUE), account, "csrf", "medição", now, now, now + 86_400_000))


def serve(url: str, port: int) -> None:
    """Until somebody stops it."""
    uvloop.run(main(url, port))
