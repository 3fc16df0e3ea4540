"""Money is centavos inside and reais outside, without a centavo lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.money import parse_reais, reais


@given(st.integers(0, 10**12))
def test_what_is_written_is_read_back(centavos: int) -> None:
    assert parse_reais(reais(centavos)) == centavos


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_price_is_read_with_and_without_dots_and_symbol(whole: int, cents: int) -> None:
    dotted = f"{whole:,}".replace(",", ".")
    for text in (
        f"{whole},{cents:02d}",
        f"R${whole},{cents:02d}",
        f"R$ {dotted},{cents:02d}",
        f" {dotted},{cents:02d} ",
    ):
        assert parse_reais(text) == whole * 100 + cents


@pytest.mark.parametrize(
    "text",
    ["", "R$", "89.9", "89.90", "8990.5", "1,5", "1,999", "1.99,90", "12.34.567", "-5", "89,90 reais", "1e3", "²"],
)
def test_what_may_be_misread_is_no_price(text: str) -> None:
    assert parse_reais(text) is None


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading(text: str) -> None:
    price = parse_reais(text)
    assert price is None or price >= 0
