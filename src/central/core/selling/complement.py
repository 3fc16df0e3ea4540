"""What goes with what was bought: the owner's pairs, when they may be offered, and to whom never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.core.messaging.conversation import Timer

OFFER = "complemento:"
"""How the timer of an offer begins; the pair's id follows."""
REST_MS = 30 * 86_400_000
"""Nobody is offered anything more often than this."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Who bought `product` may be offered `offer` after `delay` ms; `percent` with its `coupon` is the most taken off.

    Inside the 24 hours `script` is said; outside, one of the `templates`.
    """

    id: str
    product: str
    offer: str
    delay: int
    percent: int = 0
    coupon: str = ""
    script: str = "complemento"
    templates: tuple[str, ...] = ()


def offers(pairs: Sequence[Complement], product: str | None, order: str, at: int) -> tuple[Timer, ...]:
    """When to think of what goes with this product, paid at `at`."""
    fitting = (pair for pair in pairs if pair.product == product)
    return tuple(Timer(f"{OFFER}{pair.id}", at + pair.delay, {"order": order}) for pair in fitting)


def off(pairs: Sequence[Complement]) -> tuple[str, ...]:
    """The timers to drop when a sale went back."""
    return tuple(f"{OFFER}{pair.id}" for pair in pairs)
