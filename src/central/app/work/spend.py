"""The worker beside the engine that reads what ads cost: every account of the operation, several times a day."""

from __future__ import annotations

import logging

import aiohttp

from central.adapters.store import Store
from central.app.config import Settings
from central.app.desk.ad_spend import accounts_of, take_in
from central.app.work.round import Round
from central.core.errors import CentralError
from central.ports import Clock

log = logging.getLogger("central.spend")

EVERY_MS = 6 * 3_600_000
FIRST_MS = 60_000


class SpendWork:
    """Reads; one account's trouble is told in the log and on the page of costs, and is no other's."""

    def __init__(self, settings: Settings, store: Store, clock: Clock, session: aiohttp.ClientSession) -> None:
        self._settings, self._store, self._clock, self._session = settings, store, clock, session
        self.round = Round("spend", self.step, clock, EVERY_MS, first=FIRST_MS)

    async def step(self) -> int:
        """Read every account once; how many could be read."""
        operation, done = await self._store.operations.current(), 0
        for account in accounts_of(operation.ads) if operation is not None else ():
            try:
                await take_in(self._store, self._settings, self._session, account, self._clock.now())
                done += 1
            except CentralError as error:
                log.warning("spend of %s not read (%s)", account.platform, error.code)
        return done
