"""`central simular`: buyers of pretence drive the whole product, from ad to paid order, on a clock that leaps."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import quote

import aiohttp

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.adapters.whatsapp.templates import payload
from central.app.bootstrap import House, house
from central.app.config import read_settings
from central.app.engine import Rhythm
from central.app.pretence import Pretence, bank_of, order_keys
from central.app.simulation.choices import set_phase, tiers_by_intent
from central.app.simulation.own import stage
from central.app.simulation.report import Summary, summary_of
from central.app.simulation.shop import ORDERS_SECRET, SimulatedShop
from central.core.operation import Operation
from central.ports import Brief, Draft
from central.pretend.buyers import Life, World, arrivals, draw_buyer, hours_of_day, load_world
from central.pretend.cloud import Delays, Number, PretendCloud, Settings, pretend_app
from central.pretend.inside import InsideSession, ask
from central.pretend.leap import LeapClock, LeapLoop
from central.pretend.mercadopago import PretendMercadoPago
from central.pretend.writer import RehearsedWriter

MIDNIGHT = 1_772_420_400_000
"""The first moment of a Monday in São Paulo: a simulation is the same on every day."""
DAY_MS = 86_400_000
EASTER_MS = 28 * DAY_MS
"""From that Monday to the one before Easter."""
SECRET, TOKEN = "segredo-do-ensaio", "token-do-ensaio"
RHYTHM = Rhythm(nap=300_000, sweep=300_000, gather=5)
UNLEARNED = Rhythm(nap=300_000, sweep=21_600_000, gather=5, refit=21_600_000)
"""In one process everything due wakes the engine; looking up more often would only cost. Where nobody learns, beliefs
are made four times a day."""
MONTHLY = Rhythm(nap=7_200_000, sweep=DAY_MS, gather=5, refit=7 * DAY_MS)
"""Of many days, the quiet hours must not cost more than the others."""
MINI_MS, FORTE_MS = 1_500, 2_500
"""How long the rehearsed writer thinks in the place of a model."""
TAIL_MS = 120_000
ROOM = 3 << 30
"""Bytes that a day of many thousand leads may need."""
HASTE = ("synchronous_commit=off", "plan_cache_mode=force_generic_plan", "enable_seqscan=off", "jit=off")
"""Nothing waits for a disk; a statement is planned once, and not for the empty table it then was."""
DELAYS = Delays(read=None)
"""Buyers read for themselves."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner asked for; `database` None is a file that is thrown away."""

    leads: int = 200
    day: bool = False
    world: str = "padrao"
    seed: int = 1
    database: str | None = None
    phase: str = ""
    """The phase of all personas; empty: what the operation says."""
    then: str = ""
    """The world of the second half of the buyers."""
    days: int = 0
    """The buyers come within so many days, and can be called back until those are over."""
    since: int = 0
    """The first moment; 0: the Monday of every simulation."""
    operation: Path | None = None
    """A folder of the owner's; None: the demonstration."""

    @property
    def begins(self) -> int:
        """A Monday's first moment; of days on end, one after which national holidays come."""
        if self.since:
            return self.since
        return MIDNIGHT + EASTER_MS if self.days else MIDNIGHT

    @property
    def span(self) -> int:
        """The ms that are lived through."""
        return self.days * DAY_MS or (DAY_MS if self.day else 3_600_000)

    @property
    def rhythm(self) -> Rhythm:
        """How often to look up where nothing wakes the engine."""
        if self.days and self.phase != "aprendizado":
            return MONTHLY
        return RHYTHM if self.phase == "aprendizado" else UNLEARNED


class Watch(Protocol):
    """Somebody who looks on from outside."""

    def begins(self, cloud: PretendCloud) -> None:
        """Nobody came yet."""

    def ends(self, lives: Sequence[Life], shop: SimulatedShop, database: Path) -> None:
        """Nobody comes any more; the house still stands."""


def simulate(options: Options, watch: Watch | None = None) -> Summary:
    """Run it; returns what became of every buyer. Raises AskHuman for a world nobody knows."""
    world = load_world(options.world)
    folder = Path(tempfile.mkdtemp(prefix="central-ensaio-", dir=memory_folder()))
    clock = LeapClock(options.begins)
    began = time.perf_counter()
    try:
        with asyncio.Runner(loop_factory=lambda: LeapLoop(clock)) as runner:
            summary = runner.run(_simulate(options, world, clock, folder, watch))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    wall = time.perf_counter() - began
    return summary.over(wall, options.span)


def run_simulation(options: Options) -> int:
    """Run it and say how it went; the last line is JSON. 1 when a lead was lost, answered twice or told a falsehood."""
    summary = simulate(options)
    for line in summary.lines():
        print(line)
    print(json.dumps(summary.figures(), ensure_ascii=False), flush=True)
    return 0 if summary.good else 1


class ThoughtfulWriter:
    """The rehearsed writer, as slow as a model."""

    def __init__(self, clock: LeapClock, ms: int) -> None:
        self._clock, self._ms = clock, ms
        self._writer = RehearsedWriter()

    async def write(self, brief: Brief) -> Draft:
        """What the rehearsed writer would say, later."""
        await self._clock.sleep(self._ms)
        return await self._writer.write(brief)


async def _simulate(options: Options, world: World, clock: LeapClock, folder: Path, watch: Watch | None) -> Summary:
    files = stage(options.operation, folder / "operacao") if options.operation else default_demo_folder()
    operation = numbered(0, "", read_yaml(files))
    cloud = PretendCloud(_cloud_settings(operation, options.seed), clock)
    cloud.add_templates(payload(template) | {"status": "APPROVED"} for template in operation.templates)
    pretence = Pretence(pretend_app(cloud))
    keys = order_keys(operation, "http://127.0.0.1") | {"PEDIDOS_SEGREDO": ORDERS_SECRET}
    session = cast(aiohttp.ClientSession, InsideSession(pretence))
    settings = read_settings(
        {
            "CENTRAL_DATA": str(folder),
            "DATABASE_URL": _hasty(options.database) or f"sqlite:///{folder / 'central.db'}",
            "GRAPH_URL": "http://127.0.0.1/fingir/graph",
        }
        | {app.secret: SECRET for app in operation.apps}
        | {channel.token: TOKEN for channel in operation.channels}
        | keys
    )
    opening = house(
        settings,
        operation_folder=files,
        clock=clock,
        writers={"mini": ThoughtfulWriter(clock, MINI_MS), "forte": ThoughtfulWriter(clock, FORTE_MS)},
        ids=counted(clock),
        rhythm=options.rhythm,
        alone=True,
        session=session,
    )
    async with opening as running:
        cloud.delivery.pusher.deliver = into(running)
        await cloud.start()
        if watch is not None:
            watch.begins(cloud)
        try:
            bank = bank_of(operation, keys, clock, running.gate)
            pretence.open_bank(bank)
            lives, shop = await _live(options, files, world, cloud, running, bank)
            if watch is not None:
                watch.ends(lives, shop, folder / "central.db")
            summary = await summary_of(options.world, options.seed, lives, shop, cloud, running.store)
            return replace(summary, tiers=await tiers_by_intent(running.store))
        finally:
            await cloud.close()


async def _live(
    options: Options,
    files: Path,
    world: World,
    cloud: PretendCloud,
    running: House,
    bank: PretendMercadoPago | None,
) -> tuple[list[Life], SimulatedShop]:
    clock, operation = running.clock, running.operation
    if options.phase:
        await set_phase(running.store, files, options.phase, clock.now())
    later = load_world(options.then) if options.then else world

    def of(number: int) -> World:
        return world if 2 * number < options.leads else later

    shop = SimulatedShop(running, cloud, bank)
    cloud.listen(shop.bubble)
    until = options.begins + options.span if options.days else 0
    hours = hours_of_day() * max(1, options.days - 1) if options.day or options.days else (1.0,)
    moments = arrivals(options.leads, options.seed, hours)
    lives = [
        Life(
            draw_buyer(options.seed, number, operation.campaigns, operation.catalog, of(number)),
            of(number),
            shop,
            cloud,
            options.begins + at,
            until,
        )
        for number, at in enumerate(moments)
    ]
    await asyncio.gather(*(life.live() for life in lives))
    await shop.settled()
    await clock.sleep(TAIL_MS)
    await cloud.idle()
    return lives, shop


def memory_folder() -> str | None:
    """A disk in memory, where there is a roomy one: what is thrown away need not wait for a real disk."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM
    return str(shared) if roomy else None


def _hasty(database: str | None) -> str | None:
    """The Postgres of a simulation, with what suits a database that begins empty and is thrown away."""
    if database is None or not database.startswith("postgres"):
        return database
    options = quote(" ".join(f"-c {setting}" for setting in HASTE))
    return f"{database}{'&' if '?' in database else '?'}options={options}"


def _cloud_settings(operation: Operation, seed: int) -> Settings:
    numbers = tuple(Number(c.id, c.number, c.name, c.waba, SECRET) for c in operation.channels)
    return Settings(numbers=numbers, token=TOKEN, seed=seed, delays=DELAYS)


def into(running: House) -> Any:
    """Webhooks go straight into the house's own door."""

    async def deliver(body: bytes, headers: dict[str, str]) -> int:
        return (await ask(running.gate, "POST", "/webhook", headers, body)).status

    return deliver


def counted(clock: LeapClock) -> Any:
    """Ids with the layout of the real ones and a counter where those have chance."""
    made = 0

    def new() -> str:
        nonlocal made
        made += 1
        return f"{clock.now():012x}70008{made:015x}"

    return new
