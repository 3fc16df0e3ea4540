"""A sales trigger is said only while the catalogue bears it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central.core.replying.trigger import Trigger, beside, discounted, facts, sentence, standing
from central.core.selling.catalog import Product, Variant

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SERUM = Product(
    "serum",
    "livia",
    "Sérum",
    8990,
    "leve",
    "https://l.example/s",
    variants=(Variant("30", "30 ml", 4),),
    details=(("garantia", "troca em 7 dias"),),
    most_discount=10,
)
FEW = Trigger("poucas", "escassez", ("Em estoque, {estoque}.",), stock_at_most=5)
OFF = Trigger(
    "off", "desconto", ("{desconto} com {cupom}, {preco_desconto}.",), percent=10, coupon="A10", until="2026-11-22"
)


def against(trigger: Trigger, product: Product = SERUM, moment: datetime = NOW) -> str:
    return standing((trigger,), product, None, moment)[0].against


@pytest.mark.parametrize(
    ("trigger", "product", "wrong"),
    [
        (FEW, SERUM, ""),
        (FEW, replace(SERUM, variants=(Variant("30", "30 ml", 6),)), "estoque 6, acima de 5"),
        (FEW, replace(SERUM, variants=(Variant("30", "30 ml", 0),)), "sem estoque"),
        (OFF, SERUM, ""),
        (OFF, replace(SERUM, most_discount=9), "10% passa do limite do produto, 9%"),
        (Trigger("g", "garantia", ("{garantia}",)), SERUM, ""),
        (Trigger("g", "garantia", ("{garantia}",)), replace(SERUM, details=()), "o produto não tem garantia escrita"),
    ],
)
def test_each_kind_has_its_precondition(trigger: Trigger, product: Product, wrong: str) -> None:
    assert against(trigger, product) == wrong


def test_an_offer_ends_with_its_last_day() -> None:
    assert against(OFF, moment=NOW.replace(hour=23, minute=59)) == ""
    assert against(OFF, moment=NOW.replace(day=23, hour=0)) == "a oferta acabou em 2026-11-22"


def test_a_trigger_speaks_only_of_its_products() -> None:
    assert standing((replace(FEW, products=("batom",)),), SERUM, None, NOW) == ()
    assert standing((FEW,), None, None, NOW) == ()


def test_the_sentence_takes_its_figures_from_the_catalogue_and_a_fraction_falls_to_the_lead() -> None:
    assert discounted(OFF, SERUM, None) == 8091
    assert sentence(OFF, SERUM, None, {}, 0) == "10% com A10, R$ 80,91."
    assert sentence(FEW, SERUM, None, {}, 0) is None


def test_a_discounted_price_is_not_told_where_variants_have_several() -> None:
    two = replace(SERUM, variants=(Variant("30", "30 ml", 4), Variant("15", "15 ml", 4, price=5490)))
    assert "preco_desconto" not in facts(OFF, two, None)
    assert facts(OFF, two, two.variants[1])["preco_desconto"] == "R$ 49,41"


@pytest.mark.parametrize(
    "text", ["Qual o seu CEP?", "Sai por R$ 89,90.", "Certo!\nQual cor?", "Abre:\nhttps://l.example/s"]
)
def test_a_reply_still_ends_as_it_did(text: str) -> None:
    said = beside(text, "Em estoque, 4.")
    assert said.endswith((text[-4:], "Em estoque, 4."))
    assert "Em estoque, 4." in said
    assert sorted(said.replace("Em estoque, 4.", "").split()) == sorted(text.split())
