"""Quotes in a turn: the catalogue a person buys by, the sentence when a price is over, what the reply binds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from central.core.messaging.conversation import Memo, Scene
from central.core.operation import Operation
from central.core.replying.plan import Plan
from central.core.replying.quote import Quote, in_force, lapsed, quotes_told
from central.ports import Quotes

_PRICED = ("preco", "compra", "pagamento", "desconto", "objecao_preco")


async def quoted(
    person: str, operation: Operation, quotes: Quotes | None, now: int
) -> tuple[Operation, Sequence[Quote]]:
    """The operation with the prices this person buys by (itself when none was told), and what they were told."""
    told_before = await quotes.of(person, operation.version, now) if quotes is not None else ()
    if not told_before:
        return operation, ()
    catalog = in_force(operation.catalog, told_before, now)
    return operation if catalog is operation.catalog else replace(operation, catalog=catalog), told_before


def lapse(plan: Plan, quotes: Sequence[Quote], now: int) -> str:
    """The sentence that owns up to a higher price, where the lead asks for it; empty when there is none."""
    if not quotes or plan.product is None or plan.action != "responder":
        return ""
    return lapsed(quotes, plan.product, now) if any(plan.reading.has(intent) for intent in _PRICED) else ""


def told(scene: Scene, operation: Operation, plan: Plan, texts: Iterable[str], now: int) -> tuple[Quote, ...]:
    """What a reply binds the seller to."""
    return promised(scene.person, operation, plan.memo, texts, now)


def promised(person: str, operation: Operation, memo: Memo, texts: Iterable[str], now: int) -> tuple[Quote, ...]:
    """The same of any words said to a person, by what is remembered of their conversation."""
    catalog = operation.catalog
    region = catalog.region_named(memo.region)
    return quotes_told(texts, catalog, catalog.product(memo.product), region, person, operation.version, now)
