"""The models of an installation: who writes with which one, what they cost; without a key the rehearsed writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.prices import ListedPrices, NoPrices
from central.adapters.llm.writer import ModelWriter
from central.app.config import Settings
from central.core.decision import Tier
from central.ports import Writer
from central.ports_models import Prices
from central.pretend.writer import RehearsedWriter


@dataclass(slots=True)
class Models:
    """What writes; `real` when a key or a server of the owner's stands behind it."""

    writers: dict[Tier, Writer]
    prices: Prices = field(default_factory=NoPrices)
    real: bool = False
    _open: tuple[Model, ...] = ()

    async def close(self) -> None:
        """Close the connections to every server."""
        for model in self._open:
            await model.close()


def models_of(settings: Settings) -> Models:
    """The models the settings name. Raises AskHuman when one is named and its library is missing."""
    if not settings.has_models:
        return rehearsed()
    found = {
        tier: Model(ModelSpec(tier, name, settings.model_url, settings.model_key, settings.model_wait))
        for tier, name in (("mini", settings.model_small), ("forte", settings.model_strong))
    }
    for model in found.values():
        assert model.chat is not None, "a missing library raised"
    return Models(
        writers={"mini": ModelWriter(found["mini"]), "forte": ModelWriter(found["forte"])},
        prices=ListedPrices(),
        real=True,
        _open=tuple(found.values()),
    )


def rehearsed() -> Models:
    """No model: the rehearsed writer, whose replies are labelled so."""
    writer = RehearsedWriter()
    return Models({"mini": writer, "forte": writer})
