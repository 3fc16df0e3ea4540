"""A price that was told binds: within a day the told or the lower one, after it the new one with an honest sentence."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.conversation import SERVICE_WINDOW_MS
from central.core.replying.quote import VALID_MS, Quote, in_force, lapsed, quotes_told
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

SERUM = Product(
    "serum", "livia", "Sérum", 8990, "sérum", "https://loja.example/s",
    variants=(Variant("30", "30 ml", 4), Variant("50", "50 ml", 2, price=12990)),
)  # fmt: skip
VELA = Product("vela", "livia", "Vela", 4000, "vela", "https://loja.example/v")
SP = Region("Grande São Paulo", ((1000, 9999),), 1290, 2, 3)
SHELF = Catalog((SERUM, VELA), (SP,), Payment(pix_percent=5))


def told(value: int, at: int = 0, variant: str = "30", subject: str = "serum") -> Quote:
    return Quote("ana", "preco", subject, variant, value, at, at + VALID_MS, 1)


def test_a_reply_quotes_the_prices_and_the_freight_that_stand_in_it() -> None:
    quotes = quotes_told(("O de 30 ml sai por R$ 89,90.", "Frete: R$ 12,90."), SHELF, SERUM, SP, "ana", 3, 100)
    assert [(q.kind, q.subject, q.variant, q.value) for q in quotes] == [
        ("preco", "serum", "30", 8990),
        ("frete", "Grande São Paulo", "", 1290),
    ]
    assert {(q.at, q.until, q.operation) for q in quotes} == {(100, 100 + VALID_MS, 3)}
    assert quotes_told(("No Pix fica R$ 123,40.",), SHELF, SERUM, None, "ana", 3, 0)[0].variant == "50"
    assert quotes_told(("Temos duas opções.",), SHELF, SERUM, SP, "ana", 3, 0) == ()


def test_the_told_price_holds_for_a_day_and_a_lower_new_one_wins() -> None:
    assert in_force(SHELF, [told(7990)], VALID_MS - 1).product("serum").variants[0].price == 7990  # type: ignore[union-attr]
    assert in_force(SHELF, [told(9990)], 1) is SHELF
    assert in_force(SHELF, [told(7990)], VALID_MS) is SHELF


def test_a_told_price_of_the_only_variant_is_the_price_of_the_product() -> None:
    shelf = in_force(SHELF, [told(3500, variant="", subject="vela")], 1)
    assert shelf.product("vela") == replace(VELA, price=3500, listed=4000)
    assert shelf.product("serum") is SERUM


def test_the_told_freight_holds() -> None:
    quote = Quote("ana", "frete", SP.name, "", 990, 0, VALID_MS, 1)
    assert in_force(SHELF, [quote], 1).regions[0].price == 990
    assert in_force(SHELF, [quote], VALID_MS).regions[0].price == 1290


def test_after_it_the_new_price_comes_with_a_sentence_and_only_where_it_is_higher() -> None:
    assert "R$ 79,90" in lapsed([told(7990)], SERUM, VALID_MS)
    assert "R$ 89,90" in lapsed([told(7990)], SERUM, VALID_MS)
    assert lapsed([told(7990)], SERUM, VALID_MS - 1) == ""
    assert lapsed([told(9990)], SERUM, VALID_MS) == ""
    assert lapsed([told(7990), told(7990, VALID_MS)], SERUM, VALID_MS + 1) == ""


def test_nothing_free_can_leave_after_its_quote_has_ended() -> None:
    assert VALID_MS >= SERVICE_WINDOW_MS
