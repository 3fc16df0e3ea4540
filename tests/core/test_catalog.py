"""Freight, payment and variants: the arithmetic a lead relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

PRICES = st.integers(1, 10**8)


@given(PRICES, st.integers(0, 90))
def test_pix_never_costs_the_lead_more_than_the_percentage_says(price: int, percent: int) -> None:
    paid = Payment(pix_percent=percent).pix(price)
    assert 0 <= paid <= price
    assert paid * 100 <= price * (100 - percent) < (paid + 1) * 100


@given(st.integers(1000, 10**8), st.integers(1, 24), st.integers(0, 10_000))
def test_instalments_cover_the_price_keep_the_minimum_and_are_as_many_as_allowed(
    price: int, most: int, least: int
) -> None:
    payment = Payment(instalments=most, instalment_min=least)
    count, each = payment.times(price)
    assert 1 <= count <= most
    assert (count - 1) * each < price <= count * each
    assert count == 1 or each >= least
    if count < most:
        assert price // (count + 1) < least


@given(st.integers(0, 99_999_999))
def test_the_first_region_that_contains_the_cep_serves_it(number: int) -> None:
    metro = Region("Grande São Paulo", ((1000, 9999),), 1290, 2, 3)
    state = Region("São Paulo", ((1000, 19_999), (30_000, 39_999)), 1990, 4, 7)
    cep = f"{number:08d}"
    found = Catalog((), (metro, state), Payment()).region(cep)
    head = int(cep[:5])
    expected = metro if 1000 <= head <= 9999 else state if head <= 19_999 or 30_000 <= head <= 39_999 else None
    assert found == (expected if head >= 1000 else None)


DRESS = Product(
    id="vestido",
    persona="carla",
    name="Vestido",
    price=15900,
    summary="vestido",
    link="https://loja.example/v",
    variants=(
        Variant("pp", "Preto P", 3),
        Variant("pm", "Preto M", 0),
        Variant("r", "Rosa Antigo", 2),
        Variant("t", "Terracota", 1),
        Variant("v", "38", 4),
    ),
)


@pytest.mark.parametrize(
    ("said", "variant"),
    [
        ("tem preto m?", "pm"),
        ("o rosa antigo", "r"),
        ("quero o rosa", "r"),
        ("tem na cor rosinha?", None),
        ("terracotas ainda tem?", "t"),
        ("preto", None),
        ("quero o 38", "v"),
        ("moro no numero 380", None),
        ("", None),
    ],
)
def test_a_variant_is_named_in_full_or_by_a_word_of_its_own(said: str, variant: str | None) -> None:
    found = DRESS.variant(said)
    assert (found.id if found else None) == variant


def test_gender_and_number_do_not_hide_a_colour() -> None:
    bag = Product("b", "carla", "Bolsa", 1, "", "", variants=(Variant("p", "Preta", 1), Variant("c", "Caramelo", 1)))
    for said in ("tem preto?", "as pretas", "preta", "uma preta"):
        found = bag.variant(said)
        assert found is not None
        assert found.id == "p"


def test_only_what_is_in_stock_is_available_and_a_hidden_product_is_not_listed() -> None:
    assert [v.id for v in DRESS.available] == ["pp", "r", "t", "v"]
    assert DRESS.stock == 10
    hidden = Product("x", "carla", "X", 1, "", "", active=False)
    assert Catalog((DRESS, hidden), (), Payment()).of("carla") == (DRESS,)


SIZES = Product(
    "d",
    "carla",
    "Vestido",
    100,
    "",
    "",
    variants=tuple(
        Variant(name.lower(), name, 1) for name in ("Preto P", "Preto G", "Terracota G", "Tamanho M", "50 ml")
    ),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("e o g preto", "preto g"),
        ("tem m?", "tamanho m"),
        ("tem g?", None),
        ("manda p recife", None),
        ("vou levar o de 50 entao", "50 ml"),
        ("faz por 50?", None),
    ],
)
def test_a_size_is_one_letter_and_a_volume_one_number(words: str, found: str | None) -> None:
    variant = SIZES.variant(words)
    assert (variant.id if variant is not None else None) == found
