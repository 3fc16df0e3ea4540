"""The worker that reads from Meta's API how each number stands: quality, limit, name, verification, payment."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from central.adapters.store import Store
from central.adapters.whatsapp.account import CloudAccount
from central.app.work.round import Round
from central.core.errors import CentralError
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.health import STATES, Health, rated, state_of
from central.core.messaging.standing import Standing, limit_of
from central.ports import Clock

log = logging.getLogger("central.standings")

READ_EVERY_MS = 900_000


class StandingWork:
    """Webhooks tell of changes at once; this reads what no webhook tells. `token_for` gives a channel's token."""

    def __init__(self, account: CloudAccount, store: Store, clock: Clock, token_for: Callable[[str], str]) -> None:
        self._account, self._store, self._clock, self._token_for = account, store, clock, token_for
        self.round = Round("standings", self.read, clock, READ_EVERY_MS)

    async def read(self) -> int:
        """Read every number; one that does not answer is left for later. How many did."""
        operation = await self._store.operations.current()
        found = []
        for channel in operation.channels if operation is not None else ():
            try:
                found.append(await self._one(channel))
            except CentralError as error:
                log.warning("number %s not read: %s", channel.id, error.code)
        await self._rate(found)
        await self._store.numbers.read(found)
        return len(found)

    async def _rate(self, found: Sequence[Standing]) -> None:
        """No webhook tells of a rating that went to yellow: it is news when it is read."""
        numbers, now = self._store.numbers, self._clock.now()
        before, health = await numbers.standings(), await numbers.current()
        said = []
        for one in found:
            last = before.get(one.channel)
            state = rated(one.quality, last.quality if last is not None else "", state_of(health, one.channel, now))
            if state is not None:
                said.append(Health(one.channel, state, now, "meta", f"a Meta avalia a qualidade como {STATES[state]}"))
        await numbers.report(said)

    async def _one(self, channel: ChannelSpec) -> Standing:
        token = self._token_for(channel.token)
        number, waba = await self._account.number(channel.id, token), await self._account.waba(channel.waba, token)
        return Standing(
            channel=channel.id,
            at=self._clock.now(),
            quality=number.quality,
            limit=limit_of(number.tier),
            throughput=number.throughput,
            name_status=number.name_status,
            verification=waba.verification,
            trouble="; ".join(f"{words} ({code})" for code, words in waba.troubles),
        )
