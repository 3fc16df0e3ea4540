"""A house with the panel behind its door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from central.adapters import clock as machine
from central.adapters.whatsapp.cloud import CloudChannel
from central.app.assets import asset_folders
from central.app.bootstrap import House
from central.app.config import Settings
from central.app.desk.connections import Connections
from central.app.panel import Panel, panel_app
from central.app.panel.application import running
from central.app.setup.guide import Guide
from central.app.simulator import Simulator, WithSimulator
from central.ports.models import Download


def download_of(house: House) -> Download | None:
    """Where files of leads come from: the number they wrote to."""
    return house.channel if isinstance(house.channel, CloudChannel) else None


@asynccontextmanager
async def with_panel(opening: AbstractAsyncContextManager[House], said: list[str]) -> AsyncIterator[House]:
    """Serve the panel at `/`; while nobody owns it, `said` gets the sentence with the link that makes the owner."""
    async with opening as house:
        panel = Panel(
            house.store,
            house.clock,
            machine.new_id,
            download=download_of(house),
            connections=Connections(house.settings, house.clock),
            mirror=house.mirror,
            settings=house.settings,
            guide=Guide(house.settings, house.store, house.clock),
            book=house.book,
            ringing=house.alerts,
        )
        simulator = Simulator(panel)
        panel.simulator = simulator
        house.gate.inner = WithSimulator(panel_app(panel, asset_folders()), simulator)
        said.append(await invitation(panel, house.settings))
        try:
            async with running(panel):
                yield house
        finally:
            await simulator.close()


async def invitation(panel: Panel, settings: Settings) -> str:
    """Where the panel is, or the link that makes its owner."""
    address, first = address_of(settings), await panel.first_entry()
    if first is None:
        return f"O painel: {address}/"
    return f"Falta criar a conta do dono. Abra este link, que vale uma vez e por um dia:\n\n  {address}{first}\n"


def address_of(settings: Settings) -> str:
    """Where the owner finds us: the public address, else it is this computer."""
    if settings.address:
        return settings.address
    host = "localhost" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    return f"http://{host}:{settings.port}"
