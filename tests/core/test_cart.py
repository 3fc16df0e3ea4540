"""What a lead wants together: what is put in, what it comes to, and the plain no to what there is not."""

from __future__ import annotations

import pytest

from central.core.messaging.conversation import Memo
from central.core.reading.meaning import Reading
from central.core.replying.picking import picked, sums
from central.core.replying.refusing import refusal
from central.core.selling.cart import Pick, told, total
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

BATOM = Product(
    "batom",
    "livia",
    "Batom Veludo",
    3990,
    "batom matte",
    "l",
    ("batom",),
    variants=(Variant("ameixa", "Ameixa", 5), Variant("rosa", "Rosa Antigo", 3), Variant("nude", "Nude", 0)),
)
SERUM = Product(
    "serum",
    "livia",
    "Sérum Aurora",
    8990,
    "sérum leve",
    "l",
    ("sérum",),
    variants=(Variant("30", "30 ml", 9), Variant("15", "15 ml", 4, price=5490)),
)
SHELF = (BATOM, SERUM)
CITY = Region("Cidade", ((1000, 9999),), 1290, 2, 3, free_above=14900)
CATALOG = Catalog(SHELF, (CITY,), Payment(pix_percent=5, instalments=6, instalment_min=3000))
PRICE = Reading((("preco", 0.9),))


@pytest.mark.parametrize(
    ("said", "before", "cart"),
    [
        ("quanto fica o batom e o serum?", Memo(), (Pick("batom"), Pick("serum"))),
        ("quero 3 batons", Memo(), (Pick("batom", count=3),)),
        ("dois ameixa e 1 rosa antigo", Memo(), (Pick("batom", "ameixa", 2), Pick("batom", "rosa"))),
        ("os dois", Memo(earlier="serum"), (Pick("serum"), Pick("batom"))),
        ("e mais um serum", Memo(product="batom"), (Pick("batom"), Pick("serum"))),
        ("quanto custa o batom?", Memo(cart=(Pick("serum", count=2),)), ()),
        ("tem o batom ou o serum?", Memo(), ()),
        ("o de 30 ml", Memo(), ()),
    ],
)
def test_what_is_wanted_together_is_what_the_words_put_together(
    said: str, before: Memo, cart: tuple[Pick, ...]
) -> None:
    memo = Memo(product="batom", earlier=before.earlier)
    assert picked(memo, PRICE, said, BATOM, SHELF, before) == cart


def test_a_sum_counts_every_piece_and_the_freight_of_the_whole() -> None:
    cart = (Pick("batom", "ameixa", 2), Pick("serum", "15"))
    assert total(CATALOG, cart) == 2 * 3990 + 5490
    found = told(CATALOG, cart, CITY)
    assert (found["soma"], found["soma_frete"]) == ("R$ 134,70", "R$ 12,90")
    assert told(CATALOG, (*cart, Pick("batom", "rosa")), CITY)["soma_frete"] == "grátis (seria R$ 12,90)"


def test_more_than_there_is_has_no_sum() -> None:
    assert told(CATALOG, (Pick("batom", "rosa", 4),), CITY) == {}
    assert total(CATALOG, (Pick("batom", "nude"),)) is None


def test_a_cart_is_summed_where_its_price_is_asked_and_not_beside_a_complaint() -> None:
    cart = (Pick("batom"), Pick("serum"))
    assert sums(cart, "preco", "quanto fica os dois?", fresh=True)
    assert sums(cart, "frete", "e o frete?", fresh=False)
    assert not sums(cart, "objecao_confianca", "e se nao chegar?", fresh=False)
    assert not sums((Pick("batom"),), "preco", "quanto e tudo?", fresh=True)


@pytest.mark.parametrize(
    ("script", "said", "no"),
    [
        ("variacoes", "tem na cor branca?", ("sem_opcao", "Em branco")),
        ("variacoes", "tem de 500 ml?", ("sem_opcao", "De 500 ml")),
        ("pagamento", "posso pagar quando chegar?", ("sem_entrega", "")),
        ("pagamento", "divide em 10x?", ("sem_parcelas", "10")),
    ],
)
def test_what_there_is_not_hears_a_plain_no(script: str, said: str, no: tuple[str, str]) -> None:
    found = refusal(CATALOG, SERUM, PRICE, script, said, known=False)
    assert found is not None
    assert (found[0], next((value for _, value in found[1]), "")) == no


@pytest.mark.parametrize("said", ["divide em 2x?", "posso pagar no pix?", "quais cores tem?"])
def test_what_there_may_be_hears_none(said: str) -> None:
    assert refusal(CATALOG, SERUM, PRICE, "pagamento", said, known=False) is None


def test_several_of_a_thing_in_sizes_nobody_chose_come_to_a_sum_each() -> None:
    found = told(CATALOG, (Pick("serum", count=2),), CITY)
    assert found["itens"] == "2 de Sérum Aurora"
    assert found["soma"] == "R$ 109,80 (15 ml) ou R$ 179,80 (30 ml)"
    assert found["soma_frete"] == "R$ 12,90 (15 ml) ou grátis (30 ml)"
    assert told(CATALOG, (Pick("serum", "15", 2),), CITY)["soma"] == "R$ 109,80"
