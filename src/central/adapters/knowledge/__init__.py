"""Articles of the seller's help centres, brought in as what personas may answer."""

from __future__ import annotations

from central.adapters.knowledge.centers import CENTERS, Center, articles_of
from central.adapters.knowledge.plain import plain_text

__all__ = ["CENTERS", "Center", "articles_of", "plain_text"]
