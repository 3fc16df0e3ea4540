"""Alerts on somebody's own WhatsApp: an approved template with one slot, from a number of the seller's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from central.core.alert import KINDS, OF_AN_ALERT, Alert, Wishes
from central.core.errors import OutcomeUnknown
from central.core.messaging.conversation import Address
from central.core.messaging.message import SayTemplate
from central.core.operation import Operation
from central.ports import Channel, Ids


class WhatsAppTeller:
    """Sends as the operation's first number; what it cost comes with its statuses, and is no lead's."""

    def __init__(self, channel: Channel, operation: Callable[[], Awaitable[Operation | None]], ids: Ids) -> None:
        self._channel, self._operation, self._ids = channel, operation, ids

    async def tell(self, wishes: Wishes, alert: Alert) -> bool:
        """False without a phone or a template. Raises what `Channel.send` raises; an unknown outcome counts as told."""
        operation = await self._operation()
        if operation is None or not operation.alerts.template or not wishes.phone or not operation.channels:
            return False
        words = " ".join(f"{KINDS[alert.kind].title}: {alert.text}".split())
        bubble = SayTemplate(operation.alerts.template, "pt_BR", (words,))
        try:
            await self._channel.send(
                operation.channels[0].id, Address(wa_id=wishes.phone), bubble, f"{OF_AN_ALERT}{self._ids()}"
            )
        except OutcomeUnknown:
            return True
        return True
