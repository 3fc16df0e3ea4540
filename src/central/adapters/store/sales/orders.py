"""Orders of a store: what checkouts delivered, how each order stands, whose it is, and the ledger others read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.sales.shipments import keep_tracking
from central.core.errors import AskHuman
from central.core.selling.checkout import BY_HAND, CheckoutSpec
from central.core.selling.order import (
    ORDER_NEWS,
    Order,
    OrderEvent,
    Status,
    Told,
    is_paid,
    order_phone_key,
    plain_email,
    standing,
)
from central.ports import Ids, Kept, Recorded

BEFORE_CHECKOUT = ("novo", "interessado", "pediu_desconto")
PAID, BACK = "comprado", "checkout"
UNPAID = ("pending", "scheduled", "shipped")
PARTIAL = "partial"
MONEY_BACK = ("refunded", "chargeback")
UNDONE = ("cancelled", "frustrated")


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order in a list."""

    id: str
    checkout: str
    number: str
    status: str
    total: int
    currency: str
    method: str
    name: str | None
    phone: str | None
    email: str | None
    items: str
    created_at: int
    person: str | None
    conversation: str | None
    matched_by: str | None


@dataclass(slots=True)
class _Row:
    """An order as it stood before this outcome."""

    id: str
    status: str | None
    total: int
    person: str | None
    conversation: str | None
    turn: str | None
    product: str | None
    stage_before: str | None
    provider: str
    checkout: str
    number: str
    currency: str
    token: str | None
    phone_key: str | None
    email: str | None
    method: str = ""


class SqlOrders:
    """The Orders port; `wake` is called when a conversation may have become due."""

    def __init__(self, engine: Engine, ids: Ids, wake: Callable[[], None]) -> None:
        self._engine, self._ids, self._wake = engine, ids, wake

    async def keep(self, key: str, checkout: str, query: str, body: bytes, now: int) -> Kept:
        async def work(tx: Tx) -> Kept:
            found = await tx.rows("keep_order_delivery", self._ids(), key, checkout, now, query, body)
            if found:
                return Kept(found[0][0], checkout, now, query, body, 0, "waiting")
            ((id, state),) = await tx.rows("known_order_delivery", key)
            return Kept(id, checkout, now, query, body, 0, state)

        return await self._engine.transact(work)

    async def settle(self, delivery: str, state: str, due_at: int, reason: str = "") -> int:
        async def work(tx: Tx) -> int:
            found = await tx.rows("settle_order_delivery", delivery, state, due_at, reason)
            return int(found[0][0]) if found else 0

        return await self._engine.transact(work)

    async def due(self, now: int, limit: int) -> list[Kept]:
        rows = await self._engine.read("due_deliveries", now, limit)
        return [Kept(id, shop, at, query, bytes(body), tries, "waiting") for id, shop, at, query, body, tries in rows]

    async def record(self, spec: CheckoutSpec, order: Order, by: str, now: int, proof: str | None = None) -> Recorded:
        async def work(tx: Tx) -> Recorded:
            return await _record(tx, spec, order, by, now, self._ids, proof)

        recorded = await self._engine.transact(work, wakes=True)
        self._wake()
        return recorded

    async def sell(self, spec: CheckoutSpec, order: Order, whom: str, by: str, now: int, proof: str) -> str:
        """Take in a sale of a person or a conversation that is known, with its proof; returns the order's id."""

        async def work(tx: Tx) -> str:
            await tx.rows("lock_orders")
            person, conversation = await _whom(tx, whom)
            row = await _row_of(tx, spec, order, now, self._ids, proof)
            await tx.rows("match_order", row.id, person, conversation, None, None, by)
            await tx.rows("add_outcome", row.id, order.status, 0, order.at, order.total, now, by)
            row.person, row.conversation, row.status = person, conversation, order.status
            await _move_stage(tx, row, None, order.status, now)
            await _tell(tx, row, order.status, by, now)
            return row.id

        sold = await self._engine.transact(work, wakes=True)
        self._wake()
        return sold

    async def match(self, order: str, whom: str, by: str, now: int) -> bool:
        """Give an order to a person or a conversation; False when there is no such order or it is theirs already."""

        async def work(tx: Tx) -> bool:
            await tx.rows("lock_orders")
            found = await tx.rows("order_by_id", order)
            if not found:
                return False
            row = _Row(*found[0])
            person, conversation = await _whom(tx, whom)
            if row.person == person:
                return False
            await tx.rows("match_order", row.id, person, conversation, None, None, by)
            row.person, row.conversation, row.turn = person, conversation, None
            await _move_stage(tx, row, None, row.status or "", now)
            await _tell(tx, row, "matched", by, now)
            return True

        matched = await self._engine.transact(work, wakes=True)
        self._wake()
        return matched

    async def undo(self, order: str, by: str, now: int) -> bool:
        """Take back a sale that was marked by hand; False when there is none or it does not stand."""

        async def work(tx: Tx) -> bool:
            await tx.rows("lock_orders")
            found = await tx.rows("order_by_id", order)
            row = _Row(*found[0]) if found else None
            if row is None or row.provider != BY_HAND.provider or not is_paid(row.status):
                return False
            told = [Told(*pair) for pair in await tx.rows("outcomes_of", row.id)]
            at = max(now, *(one.at + 1 for one in told))
            await tx.rows("add_outcome", row.id, "cancelled", 0, at, row.total, now, by)
            before, row.status = row.status, "cancelled"
            await _give_back(tx, row, [*told, Told("cancelled", at)], now, by)
            await tx.rows("set_order", row.id, row.status, row.total, now, "", None, None, None, None, None, None)
            await _move_stage(tx, row, before, row.status, now)
            await _tell(tx, row, "undone", by, now)
            return True

        undone = await self._engine.transact(work, wakes=True)
        self._wake()
        return undone

    async def step(self, order: str, status: Status, by: str, now: int) -> bool:
        """What became of an order paid at the door, told by hand; False when there is none or it went that far."""

        async def work(tx: Tx) -> bool:
            await tx.rows("lock_orders")
            found = await tx.rows("order_by_id", order)
            row = _Row(*found[0]) if found else None
            if row is None or row.provider != BY_HAND.provider or row.status not in UNPAID or row.status == status:
                return False
            await tx.rows("add_outcome", row.id, status, 0, now, row.total, now, by)
            before, row.status = row.status, status
            await tx.rows("set_order", row.id, status, row.total, now, "", None, None, None, None, None, None)
            await _move_stage(tx, row, before, status, now)
            await _tell(tx, row, status, by, now)
            return True

        done = await self._engine.transact(work, wakes=True)
        self._wake()
        return done

    async def replay(self, delivery: str, now: int) -> bool:
        """Read a delivery again that could not be read."""

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("replay_order_delivery", delivery, now))

        return await self._engine.transact(work, wakes=True)

    async def events(self, after: int, limit: int = 500) -> list[OrderEvent]:
        """The ledger after a position, in the order in which it was committed."""
        return [OrderEvent(*row) for row in await self._engine.read("order_events", after, limit)]

    async def unmatched(self, limit: int = 100) -> list[ListedOrder]:
        """Orders nobody is known for, the newest first."""
        return [ListedOrder(*row) for row in await self._engine.read("unmatched_orders", limit)]

    async def newest(self, limit: int = 100) -> list[ListedOrder]:
        """The last orders of all."""
        return [ListedOrder(*row) for row in await self._engine.read("newest_orders", limit)]

    async def sums(self, since: int) -> dict[str, tuple[int, int]]:
        """How many orders since then have their money, and how many centavos that is, by provider (`mao`: by hand)."""
        return {who: (int(count), int(total)) for who, count, total in await self._engine.read("order_sums", since)}

    async def of_person(self, person: str, limit: int = 100) -> list[ListedOrder]:
        """The orders of a person, the newest first."""
        return [ListedOrder(*row) for row in await self._engine.read("orders_of_person", person, limit)]


async def _record(tx: Tx, spec: CheckoutSpec, order: Order, by: str, now: int, ids: Ids, proof: str | None) -> Recorded:
    """The outcome if it is new, its person if one is known, the conversation's stage, a line of the ledger."""
    await tx.rows("lock_orders")
    row = await _row_of(tx, spec, order, now, ids, proof)
    ((parts,),) = await tx.rows("parts_of", row.id)
    total = order.total - parts if order.status in MONEY_BACK else order.total
    fresh = bool(await tx.rows("add_outcome", row.id, order.status, 0, order.at, total, now, by))
    before = row.status
    told = [Told(*pair) for pair in await tx.rows("outcomes_of", row.id)]
    row.status = standing(told)
    await _give_back(tx, row, told, now, by)
    row.total = row.total if order.status in MONEY_BACK and before is not None else order.total
    row.token, row.email = row.token or order.token, row.email or plain_email(order.email)
    row.phone_key, row.method = row.phone_key or order_phone_key(order.phone), order.method or row.method
    buyer = (order.token, order.name, order.phone, row.phone_key, row.email, order.document)
    await tx.rows("set_order", row.id, row.status, row.total, now, order.method, *buyer)
    newly = row.person is None and await _match(tx, row)
    if order.shipment is not None:
        await keep_tracking(tx, row.id, order.shipment, now)
    if fresh or newly:
        await _move_stage(tx, row, None if newly else before, row.status, now)
        await _tell(tx, row, order.status if fresh else "matched", by, now)
    if parts < order.refunded < order.total and is_paid(row.status):
        given = (order.refunded, order.at, order.refunded - parts)
        await tx.rows("add_outcome", row.id, PARTIAL, *given, now, by)
        await _tell(tx, row, PARTIAL, by, now)
    return Recorded(row.id, fresh, row.status, row.person, row.conversation)


async def _give_back(tx: Tx, row: _Row, told: list[Told], now: int, by: str) -> None:
    """A payment that was called off counts as money given back, in whatever order the two were told."""
    if row.status not in UNDONE or not any(is_paid(one.status) for one in told):
        return
    ((parts,),) = await tx.rows("parts_of", row.id)
    if parts < row.total:
        given = (row.total, max(one.at for one in told), row.total - parts)
        await tx.rows("add_outcome", row.id, PARTIAL, *given, now, by)


async def _row_of(tx: Tx, spec: CheckoutSpec, order: Order, now: int, ids: Ids, proof: str | None) -> _Row:
    if found := await tx.rows("find_order", spec.id, order.number):
        return _Row(*found[0])
    id, items = ids(), msgspec.json.encode(order.items).decode()
    key, email = order_phone_key(order.phone), plain_email(order.email)
    what = (order.status, order.total, order.currency, order.method)
    who = (order.token, order.name, order.phone, key, email, order.document)
    await tx.rows("add_order", id, spec.id, spec.provider, order.number, *what, *who, items, proof, now)
    where = (spec.provider, spec.id, order.number, order.currency)
    return _Row(id, None, order.total, None, None, None, None, None, *where, order.token, key, email, order.method)


async def _match(tx: Tx, row: _Row) -> bool:
    """Find whose order it is: by our token, else by the only person with its phone, else with its e-mail."""
    if row.token and (found := await tx.rows("sent_link", row.token)):
        row.person, row.conversation, row.turn, row.product = found[0]
        await tx.rows("match_order", row.id, row.person, row.conversation, row.turn, row.product, "link")
        return True
    for how, statement, value in (
        ("telefone", "people_of_phone", row.phone_key),
        ("e-mail", "people_of_email", row.email),
    ):
        people = await tx.rows(statement, value) if value else []
        if len(people) == 1:
            row.person = people[0][0]
            latest = await tx.rows("latest_conversation", row.person)
            row.conversation = latest[0][0] if latest else None
            await tx.rows("match_order", row.id, row.person, row.conversation, None, None, how)
            return True
    return False


async def _whom(tx: Tx, whom: str) -> tuple[str, str | None]:
    """The person and the conversation behind an id of either."""
    if found := await tx.rows("person_of_conversation", whom):
        return found[0][0], whom
    root = await tx.rows("root_of_person", whom)
    if not root:
        raise AskHuman(f"Não conheço a pessoa {whom}. Procure com: central pessoa TELEFONE", code="sem_pessoa")
    latest = await tx.rows("latest_conversation", root[0][0])
    return root[0][0], latest[0][0] if latest else None


async def _move_stage(tx: Tx, row: _Row, before: str | None, after: str, now: int) -> None:
    """Let the conversation stand where its order does: at the checkout, bought, or back where it was."""
    if row.conversation is None:
        return
    ((stage, memo, memo_before, pending),) = await tx.rows("stage_of", row.conversation)
    wanted = stage
    if is_paid(after) and not is_paid(before):
        await tx.rows("keep_stage", row.id, stage)
        wanted = PAID
    elif is_paid(before) and not is_paid(after):
        if stage in (PAID, "pos_venda") and not await tx.rows("another_paid", row.conversation, row.id):
            wanted = row.stage_before if row.stage_before not in (None, PAID, "pos_venda") else BACK
    elif after in UNPAID and stage in BEFORE_CHECKOUT:
        wanted = BACK
    if wanted != stage:
        memos = (_staged(memo, wanted), _staged(memo_before, wanted) if pending else None)
        await tx.rows("set_stage", row.conversation, wanted, *memos, now)


def _staged(memo: str | None, stage: str) -> str:
    return codec.encode(replace(codec.decode_memo(memo), stage=stage))


async def _tell(tx: Tx, row: _Row, change: str, by: str, now: int) -> None:
    where: Row = (row.checkout, row.number, row.total, row.currency)
    whose: Row = (row.person, row.conversation, row.turn, row.product)
    await tx.rows("add_order_event", now, row.id, change, row.status, *where, *whose, by)
    if row.conversation is not None and change != PARTIAL:
        news = {"change": change, "status": row.status or "", "method": row.method, "number": row.number}
        payload = msgspec.json.encode(news | {"product": row.product or "", "provider": row.provider}).decode()
        await tx.each("set_timer", [(row.conversation, f"{ORDER_NEWS}{row.id}", now, payload)])
        await tx.each("refresh_timer", [(row.conversation,)])
