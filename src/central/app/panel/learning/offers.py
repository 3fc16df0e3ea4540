"""What call backs, and offers after a purchase, are worth, for the page of learning."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store import Store
from central.core.selling.worth import CALL_MS, FEWEST, WINDOW_MS, Worth, worth


@dataclass(frozen=True, slots=True)
class Offers:
    """How many people there are in each group, and the worth once there are enough."""

    asked: int
    untouched: int
    worth: Worth | None
    fewest: int = FEWEST


async def offers(store: Store, now: int) -> Offers | None:
    """None while nobody was to be offered anything."""
    return _of(*await store.callbacks.offer_groups(WINDOW_MS, now))


async def calls(store: Store, now: int) -> Offers | None:
    """None while nobody was to be called back."""
    return _of(*await store.callbacks.call_groups(CALL_MS, now))


def _of(asked: list[int], untouched: list[int]) -> Offers | None:
    return Offers(len(asked), len(untouched), worth(asked, untouched)) if asked or untouched else None
