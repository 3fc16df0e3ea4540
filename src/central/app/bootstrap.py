"""The one place that knows every concrete class: it builds a house from settings and takes it down again."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import aiohttp

from central.adapters import clock as machine
from central.adapters.operation import digest, media_folder, parse, read_yaml, to_json
from central.adapters.store import Store, open_store
from central.adapters.store.learning.fitting import fitter
from central.adapters.whatsapp.account import CloudAccount
from central.adapters.whatsapp.cloud import CloudChannel
from central.adapters.whatsapp.coexistence import asides
from central.adapters.whatsapp.contact_book import ContactBook
from central.adapters.whatsapp.health import moved_of, signal_of
from central.adapters.whatsapp.templates import CloudTemplates, said_of
from central.app import calendar
from central.app.alerting import AlertParts, alert_parts
from central.app.checkouts import cashier, checkouts
from central.app.clerk.keeper import Clerks
from central.app.config import Settings
from central.app.desk.forgetting import contact_book
from central.app.disk import make_ready
from central.app.doors.doorman import Doorman
from central.app.doors.gate import Gate
from central.app.doors.link import LinkDoor
from central.app.doors.order import OrderDoor
from central.app.engine import DEFAULT_RHYTHM, Engine, Rhythm
from central.app.key import installation_key
from central.app.models import Models, models_of
from central.app.setup.knock import Knocks
from central.app.taker import taker
from central.app.tickets import TicketParts, ticket_parts
from central.app.work.broadcasts import BroadcastWork
from central.app.work.conversions import ConversionWork
from central.app.work.hands import HandWork
from central.app.work.learner import REFIT_MS, SEED, Learner
from central.app.work.orders import EVERY_MS, order_round
from central.app.work.retention import RetentionWork
from central.app.work.round import Round, at_work
from central.app.work.spend import SpendWork
from central.app.work.standings import StandingWork
from central.app.work.stock import StockWork
from central.core.decision import Tier
from central.core.errors import AskHuman
from central.core.messaging.attachment import MEDIA_TYPES
from central.core.operation import Operation
from central.flow.bringing.broadcasts import Sender
from central.flow.bringing.templates import Mirror
from central.flow.coexistence import Asides
from central.flow.health import Watch
from central.flow.inbox import Inbox
from central.flow.learning import Refitter
from central.flow.links import Links
from central.flow.outbox import Outbox
from central.flow.selling.orders import OrderDesk
from central.flow.turn.choice import LearningChooser
from central.ports import Channel, Clock, Ids, Writer

log = logging.getLogger("central.bootstrap")

Part = Literal["porta", "motor", "painel"]
TEMPLATES_EVERY_MS = 3_600_000
"""Notices tell of changes at once; this reads what a notice may have missed."""
BOTH: frozenset[Part] = frozenset({"porta", "motor"})


@dataclass(slots=True)
class House:
    """A running installation: its store, its door and, if this process has one, its engine."""

    settings: Settings
    store: Store
    clock: Clock
    operation: Operation
    """The operation at the start; later versions come from the store."""
    inbox: Inbox
    gate: Gate
    engine: Engine | None
    rounds: tuple[Round, ...]
    """What runs beside the engine."""
    tickets: TicketParts
    mirror: Mirror
    book: ContactBook
    alerts: AlertParts
    channel: Channel
    clerks: Clerks


@asynccontextmanager
async def house(
    settings: Settings,
    *,
    parts: frozenset[Part] = BOTH,
    operation_folder: Path | None = None,
    clock: Clock | None = None,
    channel: Channel | None = None,
    writers: dict[Tier, Writer] | None = None,
    inspect: Callable[[Operation], None] | None = None,
    ids: Ids = machine.new_id,
    rhythm: Rhythm = DEFAULT_RHYTHM,
    alone: bool = False,
    session: aiohttp.ClientSession | None = None,
) -> AsyncIterator[House]:
    """Open the store, make sure there is an operation, start the engine; close all of it in order.

    `inspect` sees the operation before anything starts, and may refuse it. `alone`: no other process uses this store.
    `session` stands for the world outside.
    """
    clock = clock or machine.SystemClock()
    make_ready(settings.data)
    store = await open_store(
        settings.database,
        clock=clock,
        ids=ids,
        owner=machine.new_id(),
        parse_operation=parse,
        alone=alone,
        key=installation_key(settings),
    )
    try:
        operation = await _operation(store, operation_folder, clock)
        if inspect is not None:
            inspect(operation)
        async with _outside(session) as session:
            channel = channel or _cloud(session, settings, store, operation, clock)
            models = Models(writers) if writers is not None else models_of(settings, session, clock)
            built = _build(settings, store, clock, operation, channel, models, parts, rhythm, session)
            try:
                async with at_work((built.engine, *built.rounds) if built.engine is not None else ()):
                    yield built
            finally:
                await built.clerks.close()
                await built.tickets.close()
                await models.close()
    finally:
        await store.close()


@asynccontextmanager
async def _outside(given: aiohttp.ClientSession | None) -> AsyncIterator[aiohttp.ClientSession]:
    if given is not None:
        yield given
        return
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256)) as session:
        yield session


async def publish_folder(store: Store, folder: Path, by: str, now: int) -> int:
    """Read an operation from YAML, keep its media and put it in force; returns its number."""
    document = read_yaml(folder)
    await keep_media(store, folder)
    return await store.operations.publish(to_json(document), digest(document), by, now, f"importada de {folder.name}")


async def keep_media(store: Store, folder: Path) -> None:
    """Keep the photos, audios and videos beside an operation's YAML."""
    for file in sorted(media_folder(folder).glob("*.*")):
        if found := MEDIA_TYPES.get(file.suffix[1:].lower()):
            await store.media.put(file.name, *found, file.read_bytes())


async def _operation(store: Store, folder: Path | None, clock: Clock) -> Operation:
    """The operation in force; a store that has none yet takes it from the folder."""
    operation = await store.operations.current()
    if operation is None and folder is not None:
        await publish_folder(store, folder, "primeira partida", clock.now())
        operation = await store.operations.current()
    if operation is None:
        raise AskHuman(
            "Ainda não há operação (personas, produtos, scripts). Rode: central importar PASTA", code="sem_operacao"
        )
    return operation


def _cloud(
    session: aiohttp.ClientSession, settings: Settings, store: Store, operation: Operation, clock: Clock
) -> CloudChannel:
    """A new number's token is a new variable, so it comes with a start."""
    variables = {channel.id: channel.token for channel in operation.channels}

    def token_for(channel: str) -> str:
        return settings.secret(variables.get(channel, "WHATSAPP_TOKEN"))

    return CloudChannel(session, settings.graph_url, settings.graph_version, token_for, store.media, clock)


def _build(
    settings: Settings,
    store: Store,
    clock: Clock,
    operation: Operation,
    channel: Channel,
    models: Models,
    parts: frozenset[Part],
    rhythm: Rhythm,
    session: aiohttp.ClientSession,
) -> House:
    watch = Watch(store.numbers, store.operations.current, clock, signal_of, moved_of)
    scope = portfolios(operation, store.operations.seen)
    people = Asides(store.people, clock, scope, asides)
    mirror = mirror_of(settings, store, operation, session, clock)
    inbox = Inbox(store.journal, clock, scope, settings.pace, watch, people, mirror)
    keys = {app.id: settings.secret(app.secret).encode() for app in operation.apps}
    gate = Gate(
        inbox,
        doorman=Doorman({app: key for app, key in keys.items() if key}, operation.apps),
        verify_token=settings.verify_token,
        links=LinkDoor(links_of(store, clock)),
        healthy=store.healthy,
    )
    engine, learner = None, _learner(settings, store, clock, rhythm)
    most = settings.clerks if isinstance(clock, machine.SystemClock) else 0
    clerks = Clerks(most, store.attending.taught, asks=bool(models.askers))
    if "motor" in parts:
        engine = Engine(
            store.journal,
            Outbox(channel, clock, settings.pace),
            taker(
                store,
                clock,
                channel,
                models,
                settings.pace,
                learner.chooser,
                cashier=cashier(settings, session),
                take=clerks.take,
            ),
            clock,
            uncertain_after=settings.uncertain_after,
            keep_raw=settings.keep_raw,
            rhythm=rhythm,
        )
    desk = _orders(settings, store, clock, session)
    gate.orders = OrderDoor(desk)
    gate.shaken = Knocks(store, clock)
    tickets = ticket_parts(settings, store, clock, operation.crm, session, rhythm.nap)
    gate.mounts = {"/api/v1/": tickets.api, "/crm/": tickets.hints}
    account = CloudAccount(session, settings.graph_url, settings.graph_version)
    sender = sender_of(store, clock, settings.pace)
    book = contact_book(settings, operation, session)
    ring = alert_parts(settings, store, clock, channel, session, rhythm.nap)
    rounds = (
        order_round(desk, clock, max(EVERY_MS, rhythm.nap)),
        *tickets.work.rounds,
        ConversionWork(settings, store, clock, session, rhythm.nap).round,
        SpendWork(settings, store, clock, session).round,
        Round("templates", mirror.read, clock, TEMPLATES_EVERY_MS),
        HandWork(store, clock, rhythm.nap).round,
        RetentionWork(store, clock).round,
        BroadcastWork(sender, settings.uncertain_after, rhythm.nap).round,
        StandingWork(account, store, clock, settings.secret).round,
        StockWork(store, clock, rhythm.nap).round,
        ring.work.round,
        *learner.rounds,
    )
    return House(
        settings, store, clock, operation, inbox, gate, engine, rounds, tickets, mirror, book, ring, channel, clerks
    )


def sender_of(store: Store, clock: Clock, pace: float) -> Sender:
    """What lets sends to a segment go."""

    async def limit() -> int | None:
        """The least of what Meta allows any of the numbers: a portfolio's numbers share one."""
        found = [one.limit for one in (await store.numbers.standings()).values() if one.limit is not None]
        return min(found, default=None)

    current = store.operations.current
    numbers, callbacks, holiday = store.numbers, store.callbacks, calendar.national_holiday
    return Sender(current, store.broadcasts, callbacks, numbers, clock, calendar.local, holiday, limit, pace)


def mirror_of(
    settings: Settings, store: Store, operation: Operation, session: aiohttp.ClientSession, clock: Clock
) -> Mirror:
    """What Meta says of templates, under the token of a number of their account."""
    variables = {channel.waba: channel.token for channel in operation.channels}

    def token_for(waba: str) -> str:
        return settings.secret(variables.get(waba, "WHATSAPP_TOKEN"))

    office = CloudTemplates(session, settings.graph_url, settings.graph_version, token_for)
    return Mirror(store.callbacks, office, store.operations.current, said_of, clock)


def _learner(settings: Settings, store: Store, clock: Clock, rhythm: Rhythm) -> Learner:
    fit = fitter(settings.database, store.ledger)
    refitter = Refitter(store.ledger, fit, clock, machine.new_id(), SEED, calendar.local)
    return Learner(
        refitter,
        clock,
        LearningChooser(store.ledger, clock, SEED),
        rhythm.nap,
        rhythm.refit or min(rhythm.sweep, REFIT_MS),
    )


def _orders(settings: Settings, store: Store, clock: Clock, session: aiohttp.ClientSession) -> OrderDesk:
    return OrderDesk(store.operations.current, checkouts(settings, session), store.orders, clock)


def links_of(store: Store, clock: Clock) -> Links:
    """The links of the operation in force."""
    return Links(store.operations.current, store.clicks, store.numbers, clock, machine.new_id, secrets.randbelow)


def portfolios(operation: Operation, seen: Callable[[], Operation | None] = lambda: None) -> Callable[[str, str], str]:
    """The portfolio of a channel; `seen` is a later version. A number nobody registered is scoped by its account."""

    def portfolio(channel: str, waba: str) -> str:
        found = (seen() or operation).channel(channel)
        return found.portfolio if found is not None else waba

    return portfolio
