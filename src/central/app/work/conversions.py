"""The worker beside the engine that tells ad platforms of sales."""

from __future__ import annotations

import aiohttp

from central.adapters.ads import GooglePlatform, KwaiPlatform, MetaPlatform
from central.adapters.ads.google import INGEST, TOKEN
from central.adapters.ads.kwai import ADDRESS
from central.adapters.store import Store
from central.app.config import Settings
from central.app.work.round import Round
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.selling.conversion import AdsSpec, Platform
from central.flow.selling.conversions import AdPlatform, ConversionSender
from central.ports import Clock

EVERY_MS = 5_000
PRETEND = "ADS_URL"
"""Another address of all three platforms, for pretend ones on this machine."""
LOCAL = ("http://127.0.0.1", "http://localhost")


class ConversionWork:
    """Sends what is due; the operation in force says to whom."""

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, session: aiohttp.ClientSession, nap_ms: int = EVERY_MS
    ) -> None:
        self._settings, self._store, self._clock, self._session = settings, store, clock, session
        self._known: tuple[AdsSpec, frozenset[str]] = (AdsSpec(), frozenset())
        self._sender: ConversionSender | None = None
        self.round = Round("conversions", self.step, clock, max(nap_ms, EVERY_MS), eager=True)

    async def step(self) -> int:
        """Send what is due now; how much was done."""
        operation = await self._store.operations.current()
        spec = operation.ads if operation is not None else AdsSpec()
        reserved = reserved_of(operation) if operation is not None else frozenset[str]()
        if (spec, reserved) != self._known:
            self._known = spec, reserved
            told = platforms_of(self._settings, spec, self._clock, self._session)
            self._sender = ConversionSender(self._store.conversions, told, self._clock, reserved) if told else None
        return await self._sender.step() if self._sender is not None else 0


def reserved_of(operation: Operation) -> frozenset[str]:
    """The personas and products for adults only: whom they sold to is nobody's business."""
    adults = {persona.id for persona in operation.personas if persona.adult}
    return frozenset(adults | {p.id for p in operation.catalog.products if p.adult or p.persona in adults})


def platforms_of(
    settings: Settings, spec: AdsSpec, clock: Clock, session: aiohttp.ClientSession
) -> dict[Platform, AdPlatform]:
    """Who is told, ready to be told. Raises AskHuman for an address that tokens must not go to."""
    other = settings.secret(PRETEND).rstrip("/")
    if other and not other.startswith(LOCAL):
        raise AskHuman(f"{PRETEND} só pode apontar para este computador; apague a variável", code="configuracao")
    told: dict[Platform, AdPlatform] = {}
    if (meta := spec.meta) is not None:
        graph = f"{other}/graph" if other else settings.graph_url
        told["meta"] = MetaPlatform(
            *(session, f"{graph}/{settings.graph_version}", meta, lambda: settings.secret(meta.token)), trial=spec.trial
        )
    if (google := spec.google) is not None:
        told["google"] = GooglePlatform(
            *(session, google, settings.secret, clock.now),
            trial=spec.trial,
            ingest=f"{other}/v1/events:ingest" if other else INGEST,
            token=f"{other}/token" if other else TOKEN,
        )
    if (kwai := spec.kwai) is not None:
        told["kwai"] = KwaiPlatform(
            *(session, kwai, lambda: settings.secret(kwai.token)),
            trial=spec.trial,
            address=f"{other}/log/common/api" if other else ADDRESS,
        )
    return told
