"""The price list: integers, a version, and no price where nobody knows one."""

from __future__ import annotations

from central.adapters.llm.prices import ListedPrices, NoPrices
from central.core.selling.cost import Usage, charge


def test_a_known_model_costs_what_the_list_says() -> None:
    price = ListedPrices().price("gpt-6-luna")
    assert price is not None
    assert (price.input, price.cached, price.output, price.currency) == (100_000, 10_000, 500_000, "USD")
    assert price.book.startswith("genai-prices-")
    assert charge(Usage("resposta", "mini", "gpt-6-luna", 1500, 1000, 120), price) == 120


def test_an_audio_model_costs_by_the_minute_or_by_the_token() -> None:
    by_minute, by_token = ListedPrices().price("whisper-1"), ListedPrices().price("gpt-4o-mini-transcribe")
    assert by_minute is not None
    assert by_minute.minute == 6_000
    assert charge(Usage("transcricao", "", "whisper-1", heard=90_000), by_minute) == 9_000
    assert by_token is not None
    assert by_token.input == 1_250_000


def test_an_unknown_model_has_no_price_and_no_cost() -> None:
    prices = ListedPrices()
    assert prices.price("llama-da-minha-maquina") is None
    assert charge(Usage("resposta", "mini", "llama-da-minha-maquina", 1500, 0, 100), None) is None
    assert NoPrices().price("gpt-6-luna") is None
