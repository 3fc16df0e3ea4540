"""What models cost, from the price list inside a library; a model it does not know has no price."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from central.core.selling.cost import MILLION, Price

SAMPLE = 1_000
"""Tokens the list is asked for: small, so that no surcharge for long texts comes in."""
PROVIDER = "openai"
DECISIONS = "openai-decisions/"
"""Before the name of a model asked through the Decisions API, which has prices of its own."""


@dataclass(slots=True)
class ListedPrices:
    """The Prices port over genai-prices, loaded at the first question; the same question is answered from memory."""

    _known: dict[str, Price | None] = field(default_factory=dict)

    def price(self, model: str) -> Price | None:
        if model not in self._known:
            self._known[model] = _listed(model)
        return self._known[model]


@dataclass(frozen=True, slots=True)
class NoPrices:
    """Where no model is configured."""

    def price(self, model: str) -> Price | None:
        return None


def _listed(model: str) -> Price | None:
    try:
        from genai_prices import Usage
    except ImportError:
        return None
    fresh = _micro(model, Usage(input_tokens=SAMPLE), SAMPLE)
    price = Price(
        input=fresh,
        cached=_micro(model, Usage(input_tokens=SAMPLE, cache_read_tokens=SAMPLE), SAMPLE),
        output=_micro(model, Usage(output_tokens=SAMPLE), SAMPLE),
        minute=_micro(model, Usage(audio_seconds=60), MILLION) if not fresh else 0,
        book=f"genai-prices-{version('genai-prices')}",
    )
    return price if price.input or price.output or price.minute else None


def _micro(model: str, usage: Any, of: int) -> int:
    """Micro-dollars for a million such units; 0 when the list has no such price."""
    from genai_prices import calc_price

    provider, name = (
        (DECISIONS[:-1], model.removeprefix(DECISIONS)) if model.startswith(DECISIONS) else (PROVIDER, model)
    )
    try:
        found = calc_price(usage, model_ref=name, provider_id=provider)
    except (LookupError, ValueError):
        return 0
    return int((found.total_price * Decimal(MILLION) * MILLION / of).to_integral_value())


def newest_price() -> date | None:
    """The last day on which the list's makers dated a price; None without the library."""
    try:
        from genai_prices.data import providers
    except ImportError:
        return None
    rows = [row for provider in providers for model in provider.models for row in _dated(model)]
    days = [getattr(row.constraint, "start_date", None) for row in rows]
    return max((day for day in days if isinstance(day, date)), default=None)


def _dated(model: Any) -> list[Any]:
    """Prices of a model that hold from some day on."""
    prices = model.prices if isinstance(model.prices, list) else []
    return [row for row in (*prices, *(model.price_variants or [])) if hasattr(row, "constraint")]
