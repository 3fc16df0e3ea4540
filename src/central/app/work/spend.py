"""The worker beside the engine that reads what ads cost: every account of the operation, several times a day."""

from __future__ import annotations

import logging
from collections import Counter

import aiohttp

from central.adapters.store import Store
from central.app.config import Settings
from central.app.desk.ad_spend import PLATFORMS, AdAccount, accounts_of, take_in
from central.app.work.round import Round
from central.core.alert import Alert
from central.core.errors import AskHuman, CentralError
from central.ports import Clock

log = logging.getLogger("central.spend")

EVERY_MS = 6 * 3_600_000
FIRST_MS = 60_000
KIND = "gasto"
MOST_MISSED = 4
"""A platform that is away for a day is told of too."""


class SpendWork:
    """Reads; one account's trouble is no other's, and stands in Atenção until that account can be read again."""

    def __init__(self, settings: Settings, store: Store, clock: Clock, session: aiohttp.ClientSession) -> None:
        self._settings, self._store, self._clock, self._session = settings, store, clock, session
        self._missed: Counter[str] = Counter()
        self.round = Round("spend", self.step, clock, EVERY_MS, first=FIRST_MS)

    async def step(self) -> int:
        """Read every account once; how many could be read."""
        operation, done = await self._store.operations.current(), 0
        standing = {alert.key: alert for alert in await self._store.alerts.standing()}
        found: list[Alert] = []
        for account in accounts_of(operation.ads) if operation is not None else ():
            now, key = self._clock.now(), f"{KIND}:{account.platform}:{account.id}"
            try:
                await take_in(self._store, self._settings, self._session, account, now)
                self._missed[key], done = 0, done + 1
            except CentralError as error:
                log.warning("spend of %s not read (%s)", account.platform, error.code)
                self._missed[key] += 1
                if isinstance(error, AskHuman) or (key not in standing and self._missed[key] >= MOST_MISSED):
                    found.append(_alert(key, account, error, now))
                elif key in standing:
                    found.append(standing[key])
        await self._store.alerts.report(KIND, found, self._clock.now())
        return done


def _alert(key: str, account: AdAccount, error: CentralError, now: int) -> Alert:
    text = f"{PLATFORMS[account.platform]}, conta {account.id}: {error.reason}."
    return Alert(key, KIND, now, text, "/custos/anuncios")
