"""What takes a turn: the operation in force, the desk around it, "digitando…" while somebody writes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from central.adapters.clock import new_id
from central.adapters.llm.model_reader import Asker, ModelReader
from central.adapters.llm.reader import LexicalReader
from central.adapters.store import Store
from central.adapters.whatsapp.cloud import CloudChannel
from central.app import calendar
from central.app.models import Models
from central.core.decision import Tier
from central.core.errors import AskHuman
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.replying.arms import Means
from central.core.replying.choice import REPLY_COSTS, REPLY_PRICES, reply_costs
from central.core.selling.budget import NO_BUDGET, Budget, Level, free_entry
from central.core.selling.cost import Usage
from central.core.turn import Outcome
from central.flow.turn.choice import RuleChooser
from central.flow.turn.desk import Desk
from central.flow.turn.listening import Listening
from central.flow.turn.paying import Cashier
from central.flow.turn.spending import Spending
from central.flow.turn.turn import take
from central.ports import Channel, Chooser, Clock, Reader


def taker(
    store: Store,
    clock: Clock,
    channel: Channel,
    models: Models,
    pace: float,
    chooser: Chooser | None = None,
    *,
    calls_back: bool = True,
    cashier: Cashier | None = None,
    take: Callable[[Scene, Desk], Awaitable[Outcome]] = take,
) -> Callable[[Scene], Awaitable[Outcome]]:
    """Takes turns with these models; only real ones need the past and a budget. `calls_back`: silent leads too.

    `cashier` makes Pix codes; `take` takes the turn once its desk is laid.
    """
    chooser = chooser or RuleChooser()
    spending = Spending(store.costs, models.prices, clock) if models.real else None
    reader = _reader(store, models, spending)
    listening = None
    if models.ears is not None and spending is not None and isinstance(channel, CloudChannel):
        listening = Listening(models.ears, channel, store.history.keep_words, spending)
    typing_now: set[asyncio.Task[None]] = set()

    async def typing(scene: Scene) -> None:
        """Show "digitando…" without waiting for it."""
        task = asyncio.create_task(channel.typing(scene.channel, scene.lines[-1].wamid))
        typing_now.add(task)
        task.add_done_callback(typing_now.discard)

    async def taken(scene: Scene) -> Outcome:
        operation = await store.operations.current()
        if operation is None:
            raise AskHuman("a operação sumiu do banco", code="sem_operacao")
        operation = await store.approvals.speaking(operation)
        await _look(store, operation, clock.now())
        desk = Desk(
            operation=operation,
            reader=reader,
            writers=models.writers,
            clock=clock,
            typing=typing,
            pace=pace,
            clicks=store.clicks,
            numbers=store.numbers,
            quotes=store.quotes,
            callbacks=store.callbacks if calls_back else None,
            drafts=store.drafts,
            purchases=store.purchases,
            cashier=cashier,
            examples=store.examples if models.real else None,
            chooser=chooser,
            means=await _means(operation, spending),
            local=calendar.local,
            holiday=calendar.national_holiday,
            history=store.history if models.real else None,
            spending=spending,
            listening=listening,
            halts=await store.numbers.halts(),
            charged=lambda scene: _charged(store, operation, scene, clock.now()),
        )
        return await take(scene, desk)

    return taken


async def _look(store: Store, operation: Operation, now: int) -> None:
    """Keep what was delivered this month in mind, as fresh as it need be."""
    await store.costs.spent(now, operation.budget, None, None)


def _charged(store: Store, operation: Operation, scene: Scene, now: int) -> bool:
    """The window after an ad is over and this number's free replies of the month are used up."""
    return not free_entry(scene.memo, now) and store.costs.replies_charged(scene.channel, operation.budget)


def _reader(store: Store, models: Models, spending: Spending | None) -> Reader:
    """Words alone, or words and a model for what they leave open."""
    words = LexicalReader(store.attending.taught)
    if not models.askers or spending is None:
        return words

    async def budget() -> Budget:
        operation = await store.operations.current()
        return operation.budget if operation is not None else NO_BUDGET

    async def whom() -> Asker | None:
        limits = await budget()
        room = await spending.standing(limits, None, None)
        return models.askers[limits.reader] if room.level == "livre" else None

    async def paid(used: Sequence[Usage]) -> None:
        await spending.keep_apart(await budget(), used, new_id)

    return ModelReader(words, whom, paid)


async def _means(operation: Operation, spending: Spending | None) -> Means:
    """What the day's and the month's budget leave to choose from."""
    if spending is None:
        return _ALL
    room = await spending.standing(operation.budget, None, None)
    why = f"orçamento {room.level} ({room.limit})"
    shut = _SHUT[room.level]
    costs, prices = reply_costs(await spending.replies())
    return Means(refused=dict.fromkeys(shut, why), costs=costs, prices=prices)


_SHUT: dict[Level, tuple[Tier, ...]] = {"livre": (), "apertado": ("forte",), "esgotado": ("forte", "mini")}
_ALL = Means(costs=REPLY_COSTS, prices=REPLY_PRICES)
