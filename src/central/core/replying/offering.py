"""What is listed instead of all that the persona sells: a kind, a field, what a budget reaches."""

from __future__ import annotations

from central.core.messaging.conversation import Scene
from central.core.money import reais
from central.core.operation import Operation
from central.core.origin.routing import suiting
from central.core.replying.answering import asks_another
from central.core.replying.hints import budget
from central.core.replying.script import listed
from central.core.selling.catalog import Product


def offered(scene: Scene, operation: Operation, product: Product | None, folded: str) -> tuple[tuple[str, str], ...]:
    """What to list instead of all the persona sells, where no product is known but its kind is."""
    channel = operation.channel(scene.channel)
    if channel is None or not (product is None or asks_another(product, folded)):
        return ()
    found = [p for p in suiting(operation, channel, folded) if p != product]
    if (most := budget(folded)) is None:
        return (("produtos", listed([p.name for p in found])),) if found else ()
    mine = found or operation.catalog.of(scene.sticky or scene.memo.persona or channel.personas[0])
    paid = {p.name: min((v.price or p.price for v in p.available), default=p.price) for p in mine}
    fitting = [f"{name} ({reais(price)})" for name, price in paid.items() if price <= most]
    return (("produtos", listed(fitting)),) if fitting else ()
