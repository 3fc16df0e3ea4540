"""A rehearsal: the real pipeline on a store in memory, a clock that leaps to what is due, a channel that keeps all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import cast

import aiohttp

from central.adapters.checkout import checkout_for, till_for
from central.adapters.operation import Document, digest, parse, to_json
from central.adapters.store import Store, open_store
from central.app import calendar
from central.app.bootstrap import portfolios
from central.app.models import Models, rehearsed
from central.app.taker import taker
from central.core.decision import Tier
from central.core.messaging.conversation import Address, Scene
from central.core.messaging.message import Bubble
from central.core.messaging.update import Rank, StatusChange, Update
from central.core.operation import Operation
from central.core.selling.checkout import CheckoutSpec
from central.core.turn import Accepted, Outcome
from central.flow.inbox import Inbox
from central.flow.links import Links
from central.flow.outbox import Outbox
from central.flow.selling.orders import OrderDesk
from central.flow.turn.choice import LearningChooser
from central.flow.turn.paying import Cashier
from central.ports import Channel, Checkout, Delivery, Writer
from central.pretend.inside import InsideSession
from central.pretend.mercadopago import Post, PretendMercadoPago, mercadopago_app

BEGINNING = 1_772_456_400_000
"""A Monday, ten in the morning in São Paulo: a rehearsal is the same on every day."""
AT_ONCE = 200
BANK, BANK_TOKEN, BANK_SECRET = "http://127.0.0.1", "token-do-banco", "segredo-do-banco"


class LeapingClock:
    """Time that stands still until it is told to leap; it never goes back."""

    def __init__(self, at: int = BEGINNING) -> None:
        self._at = at

    def now(self) -> int:
        return self._at

    async def sleep(self, ms: float) -> None:
        self._at += max(0, round(ms))

    def leap(self, to: int) -> None:
        """Go on to this moment."""
        self._at = max(self._at, to)


@dataclass(frozen=True, slots=True)
class Posted:
    """A bubble that left, as the platform took it."""

    at: int
    channel: str
    to: Address
    bubble: Bubble
    callback: str
    wamid: str

    @property
    def turn(self) -> str:
        """The turn that said it."""
        return self.callback.rpartition(".")[0]


@dataclass(slots=True)
class KeptChannel:
    """Takes every bubble and remembers it."""

    clock: LeapingClock
    posted: list[Posted] = field(default_factory=list)

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        wamid = f"wamid.ensaio.{len(self.posted)}"
        self.posted.append(Posted(self.clock.now(), channel, to, bubble, callback, wamid))
        return wamid

    async def typing(self, channel: str, wamid: str) -> None:
        """Nobody watches."""


@dataclass(slots=True)
class Rehearsal:
    """One installation in memory; `outcomes` are the finished turns, in order, taken back ones too."""

    store: Store
    operation: Operation
    clock: LeapingClock
    channel: KeptChannel
    inbox: Inbox
    outbox: Outbox
    links: Links
    take: Callable[[Scene], Awaitable[Outcome]]
    orders: OrderDesk
    bank: PretendMercadoPago | None = None
    """Where leads pay the Pix codes of the conversation."""
    receipts: bool = True
    """Tell the journal that every bubble was delivered, as Meta would."""
    outcomes: list[Outcome] = field(default_factory=list)

    async def hear(self, update: Update, at: int) -> list[Accepted]:
        """Work until `at`, then take this update in."""
        await self.work(at)
        return await self.inbox.take_in([update])

    async def work(self, until: int) -> None:
        """Do everything that is due before `until`, each at its own moment; then it is `until`."""
        while (due := await self._next()) is not None and due < until:
            self.clock.leap(due)
            if not await self._step():
                self.clock.leap(self.clock.now() + 1)
        self.clock.leap(until)

    async def _next(self) -> int | None:
        now, journal = self.clock.now(), self.store.journal
        dues = [due for due in (await journal.next_due(now), await journal.next_send(now)) if due is not None]
        return min(dues, default=None)

    async def _step(self) -> bool:
        """Take the turns and post the bubbles that are due now; False when there was nothing to do."""
        journal = self.store.journal
        await self.orders.work()
        scenes = await journal.claim(self.clock.now(), AT_ONCE)
        for scene in scenes:
            await self._turn(scene)
        rows = await journal.claim_sends(self.clock.now(), AT_ONCE)
        for row in rows:
            await journal.settle([await self.outbox.deliver(row)])
        if rows and self.receipts:
            await self.inbox.take_in([_delivered(posted) for posted in self.channel.posted[-len(rows) :]])
        return bool(scenes or rows)

    async def _turn(self, scene: Scene) -> None:
        outcome = await self.take(scene)
        if await self.store.journal.finish(outcome):
            self.outcomes.append(outcome)


@asynccontextmanager
async def rehearsal(
    document: Document, writers: Mapping[Tier, Writer] | None = None, at: int = BEGINNING, seed: int = 0
) -> AsyncIterator[Rehearsal]:
    """A fresh installation with this operation; the same updates at the same times give the same rehearsal.

    `at` is when it begins. With a `seed` every persona learns, from nothing: chance chooses what may be chosen.
    """
    if seed:
        document = replace(document, personas=tuple(replace(p, phase="aprendizado") for p in document.personas))
    clock = LeapingClock(at)
    channel = KeptChannel(clock)
    ids = _counted(clock)
    store = await open_store(":memory:", clock=clock, ids=ids, owner="ensaio", parse_operation=parse)
    try:
        await store.operations.publish(to_json(document), digest(document), "ensaio", clock.now())
        operation = await store.operations.current()
        assert operation is not None, "it was published just now"
        bank, session = _bank(operation, clock)
        orders = OrderDesk(store.operations.current, _checkouts(session), store.orders, clock)
        if bank is not None:
            bank.post = _into(orders, next(c.id for c in operation.checkouts if c.pix_for))
        yield Rehearsal(
            store=store,
            operation=operation,
            clock=clock,
            channel=channel,
            inbox=Inbox(store.journal, clock, portfolios(operation)),
            outbox=Outbox(channel, clock),
            links=Links(store.operations.current, store.clicks, store.numbers, clock, ids, _drawn()),
            take=_taker(store, clock, channel, writers, seed, session),
            orders=orders,
            bank=bank,
        )
    finally:
        await store.close()


def _taker(
    store: Store,
    clock: LeapingClock,
    channel: Channel,
    writers: Mapping[Tier, Writer] | None,
    seed: int,
    session: aiohttp.ClientSession | None,
) -> Callable[[Scene], Awaitable[Outcome]]:
    """A dialogue judges answers: in one nobody is called back between them."""
    models = rehearsed() if writers is None else Models(dict(writers))
    chooser = LearningChooser(store.ledger, clock, seed) if seed else None
    cashier = None
    if session is not None:
        at_the_bank = session
        cashier = Cashier(lambda spec: till_for(spec, BANK_TOKEN, at_the_bank, BANK), calendar.local)
    return taker(store, clock, channel, models, 1.0, chooser, calls_back=False, cashier=cashier)


def _bank(operation: Operation, clock: LeapingClock) -> tuple[PretendMercadoPago | None, aiohttp.ClientSession | None]:
    """The bank of an operation that makes Pix codes, and the way to it."""
    if not any(spec.pix_for for spec in operation.checkouts):
        return None, None
    bank = PretendMercadoPago(BANK_TOKEN, BANK_SECRET, clock, _nowhere)
    return bank, cast(aiohttp.ClientSession, InsideSession(mercadopago_app(bank)))


def _checkouts(session: aiohttp.ClientSession | None) -> Callable[[CheckoutSpec], Checkout]:
    def checkout(spec: CheckoutSpec) -> Checkout:
        assert session is not None, "nothing is delivered without a bank"
        return checkout_for(spec, BANK_SECRET, BANK_TOKEN, session, {"mercadopago": BANK})

    return checkout


def _into(orders: OrderDesk, checkout: str) -> Post:
    async def post(query: str, headers: dict[str, str], body: bytes) -> None:
        await orders.receive(checkout, Delivery(tuple(headers.items()), query.removeprefix("?"), body))

    return post


async def _nowhere(query: str, headers: dict[str, str], body: bytes) -> None:
    """Nobody listens yet."""


def _counted(clock: LeapingClock) -> Callable[[], str]:
    """Ids with the layout of the real ones and a counter where those have chance."""
    made = 0

    def new() -> str:
        nonlocal made
        made += 1
        return f"{clock.now():012x}70008{made:015x}"

    return new


def _drawn() -> Callable[[int], int]:
    """Numbers in place of draws: far from each other, and the same every time."""
    drawn = 0

    def draw(below: int) -> int:
        nonlocal drawn
        drawn += 1
        return drawn * 2_654_435_761 % below

    return draw


def _delivered(posted: Posted) -> StatusChange:
    return StatusChange(
        channel=posted.channel,
        waba="",
        wamid=posted.wamid,
        at=posted.at,
        status="delivered",
        rank=Rank.DELIVERED,
        raw=b"{}",
        callback=posted.callback,
    )
