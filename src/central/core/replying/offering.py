"""What is listed instead of all that the persona sells: a kind, a field, what a budget reaches."""

from __future__ import annotations

from collections.abc import Sequence

from central.core.messaging.conversation import Scene
from central.core.money import reais
from central.core.operation import Operation
from central.core.origin.routing import suiting
from central.core.replying.hints import asks_cheapest, asks_cheapest_of_all, budget
from central.core.replying.particulars import asks_another
from central.core.replying.script import listed
from central.core.selling.catalog import Product


def offered(scene: Scene, operation: Operation, product: Product | None, folded: str) -> tuple[tuple[str, str], ...]:
    """What to list instead of all the persona sells, where no product is known but its kind is."""
    channel = operation.channel(scene.channel)
    open_ = product is None or asks_another(product, folded) or asks_cheapest_of_all(folded)
    if channel is None or not open_:
        return ()
    all_ = asks_cheapest_of_all(folded)
    found = [] if all_ else [p for p in suiting(operation, channel, folded) if p != product]
    shelf = operation.catalog.of(scene.sticky or scene.memo.persona or channel.personas[0])
    if asks_cheapest(folded):
        return (("produtos", cheapest),) if (cheapest := _cheapest(found or shelf)) else ()
    if (most := budget(folded)) is None:
        return (("produtos", listed([p.name for p in found])),) if found else ()
    fitting = [f"{p.name} ({reais(_least(p))})" for p in found or shelf if _least(p) <= most]
    return (("produtos", listed(fitting)),) if fitting else ()


def _cheapest(shelf: Sequence[Product]) -> str:
    """The cheapest thing on a shelf, with its price."""
    sold = [p for p in shelf if p.stock]
    least = min(sold, key=_least, default=None)
    return f"{least.name} ({reais(_least(least))})" if least is not None else ""


def _least(product: Product) -> int:
    """The lowest price it is sold at, in centavos."""
    return min((product.price if v.price is None else v.price for v in product.available), default=product.price)
