"""Opening a store by its URL, and the ports it holds."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.accounts import SqlAccounts
from central.adapters.store.alerts import SqlAlerts
from central.adapters.store.approvals import SqlApprovals
from central.adapters.store.attend import SqlAttending
from central.adapters.store.broadcasts import SqlBroadcasts
from central.adapters.store.callbacks import SqlCallbacks
from central.adapters.store.clicks import SqlClicks
from central.adapters.store.contacts import SqlContacts
from central.adapters.store.conversions import SqlConversions
from central.adapters.store.costs import SqlCosts
from central.adapters.store.crm_links import SqlCrmLinks
from central.adapters.store.drafts import SqlDrafts
from central.adapters.store.events import SqlEvents
from central.adapters.store.examples import SqlExamples
from central.adapters.store.flow import SqlFlow
from central.adapters.store.history import SqlHistory
from central.adapters.store.hooks import SqlHooks
from central.adapters.store.inbox import SqlInbox
from central.adapters.store.journal import SqlJournal
from central.adapters.store.ledger import SqlLedger
from central.adapters.store.library import ParseOperation, SqlMedia, SqlOperations
from central.adapters.store.lists import Lists
from central.adapters.store.metrics import SqlMetrics
from central.adapters.store.numbers import SqlNumbers
from central.adapters.store.orders import SqlOrders
from central.adapters.store.origins import SqlOrigins
from central.adapters.store.people import SqlPeople
from central.adapters.store.postgres import LANES, PostgresEngine
from central.adapters.store.privacy import SqlPrivacy
from central.adapters.store.quotes import SqlQuotes
from central.adapters.store.search import SqlSearch
from central.adapters.store.setup import SqlSetup
from central.adapters.store.shipments import SqlPurchases
from central.adapters.store.spend import SqlSpend
from central.adapters.store.sqlite import MEMORY, SqliteEngine
from central.adapters.store.tickets import SqlTickets
from central.adapters.store.tokens import SqlTokens
from central.adapters.store.tx import Engine, Tx
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
        postgres = await PostgresEngine.open(url, clock, owner, direct=alone)
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
        people=SqlPeople(engine, ids),
        contacts=SqlContacts(engine, ids),
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
