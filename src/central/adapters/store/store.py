"""Opening a store by its URL, and the ports it holds."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.engine.postgres import LANES, PostgresEngine
from central.adapters.store.engine.sqlite import MEMORY, SqliteEngine
from central.adapters.store.engine.tx import Engine, Tx
from central.adapters.store.figures.flow import SqlFlow
from central.adapters.store.figures.inbox import SqlInbox
from central.adapters.store.figures.lists import Lists
from central.adapters.store.figures.metrics import SqlMetrics
from central.adapters.store.figures.search import SqlSearch
from central.adapters.store.house.accounts import SqlAccounts
from central.adapters.store.house.alerts import SqlAlerts
from central.adapters.store.house.approvals import SqlApprovals
from central.adapters.store.house.broadcasts import SqlBroadcasts
from central.adapters.store.house.callbacks import SqlCallbacks
from central.adapters.store.house.examples import SqlExamples
from central.adapters.store.house.library import ParseOperation, SqlMedia, SqlOperations
from central.adapters.store.house.numbers import SqlNumbers
from central.adapters.store.house.setup import SqlSetup
from central.adapters.store.journal.attend import SqlAttending
from central.adapters.store.journal.clicks import SqlClicks
from central.adapters.store.journal.drafts import SqlDrafts
from central.adapters.store.journal.events import SqlEvents
from central.adapters.store.journal.journal import SqlJournal
from central.adapters.store.journal.origins import SqlOrigins
from central.adapters.store.journal.quotes import SqlQuotes
from central.adapters.store.learning.ledger import SqlLedger
from central.adapters.store.person.contacts import SqlContacts
from central.adapters.store.person.history import SqlHistory
from central.adapters.store.person.people import SqlPeople
from central.adapters.store.person.privacy import SqlPrivacy
from central.adapters.store.sales.conversions import SqlConversions
from central.adapters.store.sales.costs import SqlCosts
from central.adapters.store.sales.crm_links import SqlCrmLinks
from central.adapters.store.sales.hooks import SqlHooks
from central.adapters.store.sales.orders import SqlOrders
from central.adapters.store.sales.shipments import SqlPurchases
from central.adapters.store.sales.spend import SqlSpend
from central.adapters.store.sales.tickets import SqlTickets
from central.adapters.store.sales.tokens import SqlTokens
from central.core.errors import CentralError
from central.core.people.silence import Marker, marker
from central.ports import Clock, Ids

SQLITE_URL = "sqlite:///"
POSTGRES_URLS = ("postgresql://", "postgres://")


@dataclass(slots=True)
class Store:
    """An open store and the ports it fulfils."""

    journal: SqlJournal
    operations: SqlOperations
    media: SqlMedia
    lists: Lists
    people: SqlPeople
    contacts: SqlContacts
    clicks: SqlClicks
    numbers: SqlNumbers
    quotes: SqlQuotes
    origins: SqlOrigins
    ledger: SqlLedger
    orders: SqlOrders
    purchases: SqlPurchases
    tickets: SqlTickets
    tokens: SqlTokens
    hooks: SqlHooks
    crm_links: SqlCrmLinks
    conversions: SqlConversions
    spend: SqlSpend
    accounts: SqlAccounts
    events: SqlEvents
    privacy: SqlPrivacy
    callbacks: SqlCallbacks
    broadcasts: SqlBroadcasts
    flow: SqlFlow
    metrics: SqlMetrics
    costs: SqlCosts
    history: SqlHistory
    inbox: SqlInbox
    attending: SqlAttending
    drafts: SqlDrafts
    approvals: SqlApprovals
    examples: SqlExamples
    search: SqlSearch
    alerts: SqlAlerts
    setup: SqlSetup
    _engine: Engine

    async def healthy(self) -> bool:
        """Whether the database answers."""
        try:
            await self._engine.read("operation_number")
        except (CentralError, OSError):
            return False
        return True

    async def close(self) -> None:
        """Finish what is queued, free our leases, close."""
        await self.journal.close()
        await self.costs.close()
        await self._engine.close()


async def open_store(
    url: str,
    *,
    clock: Clock,
    ids: Ids,
    owner: str,
    parse_operation: ParseOperation,
    alone: bool = False,
    key: bytes = b"",
) -> Store:
    """Open (and build or bring forward) the store at `sqlite:///path`, `:memory:`, a path or `postgresql://…`.

    `alone`: no other process works on this Postgres: nobody is listened to, nothing stands between. `key`: what the
    silence of the erased is remembered under.
    Raises AskHuman when the file is in use by another process or made by a newer Central.
    """
    if url.startswith(POSTGRES_URLS):
        postgres = await PostgresEngine.open(url, clock, owner, alone=alone)
        return await _assemble(postgres, LANES, clock, ids, owner, parse_operation, marker(key), listens=not alone)
    engine = SqliteEngine(url.removeprefix(SQLITE_URL) if url != f"{SQLITE_URL}{MEMORY}" else MEMORY)
    now = clock.now()
    await engine.transact(lambda tx: _recover(tx, now))
    return await _assemble(engine, 1, clock, ids, owner, parse_operation, marker(key), listens=False)


async def _assemble(
    engine: Engine,
    lanes: int,
    clock: Clock,
    ids: Ids,
    owner: str,
    parse_operation: ParseOperation,
    mark: Marker,
    *,
    listens: bool,
) -> Store:
    journal = SqlJournal(engine, lanes, ids, owner, mark)
    if listens:
        await engine.listen(journal.wake)
    operations, media = SqlOperations(engine, clock, parse_operation), SqlMedia(engine, clock)
    return Store(
        journal=journal,
        operations=operations,
        media=media,
        lists=Lists(engine),
        people=SqlPeople(engine, ids, mark),
        contacts=SqlContacts(engine, ids, mark),
        clicks=SqlClicks(engine),
        numbers=SqlNumbers(engine, clock),
        quotes=SqlQuotes(engine),
        origins=SqlOrigins(engine, ids),
        ledger=SqlLedger(engine),
        orders=SqlOrders(engine, ids, journal.wake),
        purchases=SqlPurchases(engine),
        tickets=SqlTickets(engine, ids),
        tokens=SqlTokens(engine, ids),
        hooks=SqlHooks(engine, ids),
        crm_links=SqlCrmLinks(engine, owner),
        conversions=SqlConversions(engine),
        spend=SqlSpend(engine),
        accounts=SqlAccounts(engine, ids),
        events=SqlEvents(engine),
        privacy=SqlPrivacy(engine, ids, mark),
        callbacks=SqlCallbacks(engine, clock),
        broadcasts=SqlBroadcasts(engine, ids, journal.wake),
        flow=SqlFlow(engine),
        metrics=SqlMetrics(engine),
        costs=SqlCosts(engine),
        history=SqlHistory(engine),
        inbox=SqlInbox(engine),
        attending=SqlAttending(engine, ids, journal.wake),
        drafts=SqlDrafts(engine, journal.wake),
        approvals=SqlApprovals(engine, clock, ids),
        examples=SqlExamples(engine),
        search=SqlSearch(engine),
        alerts=SqlAlerts(engine),
        setup=SqlSetup(engine),
        _engine=engine,
    )


async def _recover(tx: Tx, now: int) -> None:
    """Whoever held leases or was sending here is dead."""
    await tx.rows("free_all_leases")
    await tx.rows("free_all_lines")
    await tx.rows("free_all_links", now)
    await tx.rows("free_all_conversions", now)
    await tx.rows("doubt_orphans", now, now, "a Central parou durante o envio")
