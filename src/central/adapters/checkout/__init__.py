"""The seller's checkouts: who really sent a delivery, and which order it tells of."""

from __future__ import annotations

from central.adapters.checkout.shelf import checkout_for, till_for

__all__ = ["checkout_for", "till_for"]
