"""HubSpot's webhooks: signed, and all the same only a hint at which deal to read again.

Source: developers.hubspot.com, Validating requests: `X-HubSpot-Signature-v3` is the base64 of the HMAC-SHA256 of
method, address, body and `X-HubSpot-Request-Timestamp` (ms), which is refused when older than five minutes; Webhooks:
a list of events with `objectId`, of `deal.*`, or of `object.*` with `objectTypeId` 0-3; merges name `mergedObjectIds`.
"""

from __future__ import annotations

from collections.abc import Iterator

from central.adapters.crm.hinting import bodies_of, numbers, recent, signed
from central.ports import Delivery

SIGNATURE, STAMP = "x-hubspot-signature-v3", "x-hubspot-request-timestamp"
DEALS = "0-3"


class HubspotEar:
    """Hears of deals at `path`; `address` is the beginning of our public address, or empty: then whatever the request
    says it called."""

    def __init__(self, path: str, address: str = "") -> None:
        self._path, self._address = path, address.rstrip("/")

    def heard(self, delivery: Delivery, secret: str, now: int) -> list[str] | None:
        """The deals a body speaks of; None when the app's client secret did not sign it, or long ago."""
        stamp, address = delivery.header(STAMP) or "", self._called(delivery)
        message = b"POST" + address.encode() + delivery.body + stamp.encode()
        if not signed(secret, message, delivery.header(SIGNATURE)):
            return None
        told = stamp.isascii() and stamp.isdecimal() and len(stamp) < 19
        return numbers(_ids(delivery.body)) if told and recent(int(stamp), now) else None

    def _called(self, delivery: Delivery) -> str:
        begin = self._address or f"https://{delivery.header('host') or ''}"
        return f"{begin}{self._path}{'?' if delivery.query else ''}{delivery.query}"


def _ids(body: bytes) -> Iterator[object]:
    for one in bodies_of(body):
        kind = str(one.get("subscriptionType", ""))
        if kind.startswith("deal.") or (kind.startswith("object.") and one.get("objectTypeId") == DEALS):
            yield one.get("objectId")
            merged = one.get("mergedObjectIds")
            yield from merged if isinstance(merged, list) else ()
