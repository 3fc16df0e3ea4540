"""Pretend Nuvemshop, Shopify and Yampi: their lists of products, page by page, with their limits and refusals.

Built from their documentation; never compared with a real account.
"""

from __future__ import annotations

from central.pretend.shops.shelf import Faults, Good, Kind, PretendShop
from central.pretend.shops.wires import shop_app

__all__ = ["Faults", "Good", "Kind", "PretendShop", "shop_app"]
