"""Shops whose lists of products can be read: Nuvemshop, Shopify and Yampi. Nothing is ever written there."""

from __future__ import annotations

from typing import Protocol

from central.core.onboarding.listing import Listing, Unreadable


class Shop(Protocol):
    """One shop's catalogue."""

    async def products(self) -> tuple[list[Listing], list[Unreadable]]:
        """All of it, page after page. Raises AskHuman for a token that does not open it, TryLater when it is down."""
