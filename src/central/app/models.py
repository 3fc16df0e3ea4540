"""The models of an installation: who writes with which one, what they cost; without a key the rehearsed writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from central.adapters.llm.decisions import DecisionsAsker
from central.adapters.llm.form import FormAsker
from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.model_reader import Asker
from central.adapters.llm.prices import ListedPrices, NoPrices
from central.adapters.llm.transcriber import ModelTranscriber
from central.adapters.llm.writer import ModelWriter
from central.app.config import Settings
from central.core.decision import Tier
from central.core.selling.budget import ReadBy
from central.ports import Clock, Writer
from central.ports.models import Prices, Transcriber
from central.pretend.writer import RehearsedWriter

READING_WAIT_MS = 2_500
"""A reading comes before everything else: a late one is not worth waiting for."""
HEARING_WAIT_MS = 8_000


@dataclass(slots=True)
class Models:
    """What writes; `real` when a key or a server of the owner's stands behind it."""

    writers: dict[Tier, Writer]
    prices: Prices = field(default_factory=NoPrices)
    real: bool = False
    askers: Mapping[ReadBy, Asker] = field(default_factory=dict)
    """Who may be asked where the words abstain; empty: nobody."""
    ears: Transcriber | None = None
    _open: tuple[Model, ...] = ()

    async def close(self) -> None:
        """Close the connections to every server."""
        for model in self._open:
            await model.close()


def models_of(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> Models:
    """The models the settings name. Raises AskHuman when one is named and its library is missing."""
    if not settings.has_models:
        return rehearsed()
    found = {
        tier: Model(ModelSpec(tier, name, settings.model_url, settings.model_key, settings.model_wait))
        for tier, name in (("mini", settings.model_small), ("forte", settings.model_strong))
    }
    reading = ModelSpec("leitor", settings.model_small, settings.model_url, settings.model_key, READING_WAIT_MS)
    reader = Model(reading) if settings.model_reads else None
    for model in found.values():
        assert model.chat is not None, "a missing library raised"
    return Models(
        writers={"mini": ModelWriter(found["mini"]), "forte": ModelWriter(found["forte"])},
        prices=ListedPrices(),
        real=True,
        askers={"mini": FormAsker(reader), "decisoes": DecisionsAsker(reader)} if reader is not None else {},
        ears=_ears(settings, session, clock),
        _open=(*found.values(), *([reader] if reader is not None else [])),
    )


def _ears(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> Transcriber | None:
    if not settings.model_audio:
        return None
    spec = ModelSpec("audio", settings.model_audio, settings.model_url, settings.model_key, HEARING_WAIT_MS)
    return ModelTranscriber(spec, session, clock)


def rehearsed() -> Models:
    """No model: the rehearsed writer, whose replies are labelled so."""
    writer = RehearsedWriter()
    return Models({"mini": writer, "forte": writer})
