"""What CRMs' webhooks have in common: JSON that may hold anything, ids that are whole numbers, stamped signatures."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterable
from typing import Protocol

from central.adapters.checkout.seal import same
from central.ports import Delivery

MOST_BODIES = 100
TOLERANCE_MS = 5 * 60_000


class Ear(Protocol):
    """Hears a CRM's webhooks. Nothing of them is believed but which record to read again."""

    def heard(self, delivery: Delivery, secret: str, now: int) -> list[str] | None:
        """The records a body speaks of; None when its signature is not one of the CRM's own with this secret."""


def bodies_of(body: bytes) -> list[dict[str, object]]:
    """The objects of a body: one, or a list of them; empty for anything else."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return [one for one in (told if isinstance(told, list) else [told])[:MOST_BODIES] if isinstance(one, dict)]


def numbers(ids: Iterable[object]) -> list[str]:
    """Ids as texts, each once; what is no whole number is left out.

    >>> numbers([7, "8", "1 OR 1", True, None, 7, "9" * 40])
    ['7', '8']
    """
    found = (str(id) for id in ids if isinstance(id, int | str) and not isinstance(id, bool))
    return list(dict.fromkeys(id for id in found if id.isascii() and id.isdecimal() and len(id) < 19))


def signed(secret: str, message: bytes, given: str | None) -> bool:
    """Whether this is the base64 of the HMAC-SHA256 of the message; never without a secret."""
    if not secret or given is None:
        return False
    return same(given, base64.b64encode(hmac.digest(secret.encode(), message, "sha256")).decode())


def recent(at_ms: int, now: int) -> bool:
    """Whether a stamp is at most five minutes away from now."""
    return abs(now - at_ms) <= TOLERANCE_MS
