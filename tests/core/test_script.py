"""Scripts say what the catalogue holds now, or are not said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.reading.meaning import INTENTS
from central.core.replying.script import SITUATIONS, SLOTS, Script, choose, fill, slots_of, values_for
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

SERUM = Product(
    id="serum",
    persona="livia",
    name="Sérum Aurora",
    price=8990,
    summary="sérum leve",
    link="https://loja.example/serum",
    variants=(Variant("30", "30 ml", 4), Variant("15", "15 ml", 1, price=5490), Variant("50", "50 ml", 0, price=12990)),
    details=(("uso", "à noite"), ("garantia", "7 dias"), ("validade", "um ano")),
)
RECIFE = Region("Recife", ((50000, 52999),), 1990, 3, 5, free_above=8000)
CATALOG = Catalog((SERUM,), (RECIFE,), Payment(pix_percent=5, instalments=3, instalment_min=2000))


def said(product: Product | None = SERUM, variant: int | None = None, region: Region | None = None) -> dict[str, str]:
    chosen = product.variants[variant] if product is not None and variant is not None else None
    return values_for(CATALOG, product, persona="Lívia", persona_id="livia", region=region, variant=chosen)


def test_every_intent_is_a_situation_that_needs_a_script() -> None:
    assert set(INTENTS) <= SITUATIONS.keys()


def test_prices_that_differ_by_variant_are_told_apart_and_sold_out_ones_not_told() -> None:
    values = said()
    assert values["preco"] == "R$ 54,90 (15 ml) ou R$ 89,90 (30 ml)"
    assert values["preco_pix"] == "R$ 52,15 (15 ml) ou R$ 85,40 (30 ml)"
    assert values["parcelas"] == "2x de R$ 27,45 sem juros (15 ml) ou 3x de R$ 29,97 sem juros (30 ml)"
    assert values["variacoes"] == "30 ml e 15 ml"
    assert "variacao" not in values


def test_a_chosen_variant_has_its_own_price_and_stock() -> None:
    values = said(variant=1)
    assert (values["preco"], values["variacao"]) == ("R$ 54,90", "15 ml")
    assert values["estoque"] == "1 unidade na opção 15 ml"
    assert values["link"] == SERUM.link


def test_what_is_sold_out_has_no_link() -> None:
    assert "link" not in said(variant=2)
    assert said(variant=2)["estoque"] == "esgotado na opção 50 ml"
    gone = replace(SERUM, variants=tuple(replace(v, stock=0) for v in SERUM.variants))
    assert "link" not in said(gone)
    assert said(gone)["variacoes"] == ""


def test_a_product_without_variants_has_stock_and_no_options() -> None:
    plain = replace(SERUM, variants=(Variant("unica", "", 2),))
    values = said(plain)
    assert (values["estoque"], values["variacoes"], values["preco"]) == ("2 unidades", "", "R$ 89,90")


@pytest.mark.parametrize(("variant", "freight"), [(0, "grátis"), (1, "R$ 19,90"), (None, "R$ 19,90")])
def test_free_freight_counts_the_price_of_what_was_chosen(variant: int | None, freight: str) -> None:
    values = said(variant=variant, region=RECIFE)
    assert (values["frete"], values["prazo"], values["regiao"]) == (freight, "3 a 5 dias úteis", "Recife")


def test_a_region_known_before_the_product_still_has_its_price() -> None:
    values = said(None, region=RECIFE)
    assert values["frete"] == "R$ 19,90"
    assert "preco" not in values
    assert values["produtos"] == "Sérum Aurora"


def test_instalments_are_a_fact_only_where_there_is_more_than_one() -> None:
    cheap = replace(SERUM, price=1990, variants=(Variant("u", "", 1),))
    assert said(cheap)["parcelas"] == ""
    assert said(cheap)["pagamento"] == "Pix por R$ 18,90 e cartão à vista"


def test_only_known_kinds_of_details_are_slots() -> None:
    values = said(region=RECIFE, variant=0)
    assert values["uso"] == "à noite"
    assert "validade" not in values
    assert values.keys() <= set(SLOTS)


@given(
    st.lists(st.sampled_from(SLOTS), max_size=5), st.dictionaries(st.sampled_from(SLOTS), st.text("abc{} ", max_size=5))
)
def test_a_text_is_filled_wholly_or_not_at_all(slots: list[str], values: dict[str, str]) -> None:
    text = " e ".join(f"{{{slot}}}" for slot in slots)
    filled = fill(text, values)
    if all(values.get(slot) for slot in slots):
        assert filled == " e ".join(values[slot] for slot in slots)
    else:
        assert filled is None
    assert slots_of(text) == set(slots)


def test_ways_to_say_it_take_turns_and_only_fillable_ones_count() -> None:
    script = Script("preco", (("{preco}",), ("Custa {preco}", "Tudo bem?"), ("{frete}",), ("Por {preco}",)))
    heard: list[str] = []
    for _ in range(7):
        chosen = choose(script, {"preco": "R$ 1,00"}, heard)
        assert chosen is not None
        heard = [k for k in heard if k != chosen[0]] + [chosen[0]]
        if len(heard) < 3:
            assert len(set(heard)) == len(heard)
    assert set(heard) == {"preco/0", "preco/1", "preco/3"}
    assert choose(script, {}, ()) is None


@given(st.lists(st.integers(0, 4), max_size=12))
def test_the_way_said_last_is_never_said_again_at_once(order: list[int]) -> None:
    script = Script("oi", (("a",), ("b",), ("c",)))
    heard = [f"oi/{n}" for n in order]
    chosen = choose(script, {}, tuple(dict.fromkeys(heard)))
    assert chosen is not None
    assert not heard or chosen[0] != list(dict.fromkeys(heard))[-1]
