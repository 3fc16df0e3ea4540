"""Zendesk's webhooks: signed, and all the same only a hint at which ticket to read again.

Source: developer.zendesk.com, Verifying webhooks: `X-Zendesk-Webhook-Signature` is the base64 of the HMAC-SHA256 of the
timestamp's header and the raw body; Ticket events: `detail.id`, `subject` as `zen:ticket:{id}`. A webhook of a trigger
has the body its maker wrote: `{"ticket_id": "{{ticket.id}}"}` is understood. The docs name no age after which a stamp
is stale; five minutes are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from central.adapters.crm.hinting import bodies_of, numbers, recent, signed
from central.ports import Delivery

SIGNATURE, STAMP = "x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"


class ZendeskEar:
    """Hears of tickets."""

    def heard(self, delivery: Delivery, secret: str, now: int) -> list[str] | None:
        """The tickets a body speaks of; None when the webhook's signing secret did not sign it, or long ago."""
        stamp = delivery.header(STAMP) or ""
        if not signed(secret, stamp.encode() + delivery.body, delivery.header(SIGNATURE)):
            return None
        return numbers(_ids(delivery.body)) if recent(_ms(stamp), now) else None


def _ids(body: bytes) -> Iterator[object]:
    for one in bodies_of(body):
        detail = one.get("detail")
        yield one.get("ticket_id")
        yield detail.get("id") if isinstance(detail, dict) else None
        yield str(one.get("subject", "")).removeprefix("zen:ticket:")


def _ms(stamp: str) -> int:
    """`2024-04-17T17:18:10Z` as epoch ms; 0 for anything else."""
    try:
        return round(datetime.fromisoformat(stamp).timestamp() * 1000) if stamp.endswith("Z") else 0
    except ValueError:
        return 0
