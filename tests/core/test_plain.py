"""A shop that takes nothing off for Pix: prices are told, and no sentence speaks of a Pix price."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.messaging.conversation import Memo
from central.core.replying.answer_scripts import ANSWER_SCRIPTS
from central.core.replying.plain import PLAIN, plain_of
from central.core.replying.reply import Say, compose
from central.core.replying.script import slots_of
from central.core.selling.cart import Pick, told

DEMO = numbered(1, "teste", read_yaml(default_demo_folder()))
LIVIA = DEMO.personas[0]
PLAIN_SHOP = replace(DEMO, catalog=replace(DEMO.catalog, payment=replace(DEMO.catalog.payment, pix_percent=0)))
ASKED = ("preco", "preco_sem_cep", "desconto", "objecao_preco", "objecao_preco_a_vista", "produto", "repetir")


@pytest.mark.parametrize("script", ASKED)
def test_without_a_pix_discount_the_price_is_told_alone(script: str) -> None:
    product = DEMO.catalog.of(LIVIA.id)[0]
    memo = Memo(persona=LIVIA.id, product=product.id, region=DEMO.catalog.regions[0].name, introduced=True)
    for said in range(4):
        so_far = replace(memo, said=tuple(f"{script}/{n}" for n in range(said)))
        with_pix = " ".join(compose(DEMO, script, LIVIA, so_far, Say()).texts)
        without = " ".join(compose(PLAIN_SHOP, script, LIVIA, so_far, Say()).texts)
        assert "no pix" not in without.lower()
        assert "R$" in without or "R$" not in with_pix, without


def test_the_sum_of_a_cart_is_told_alone_too() -> None:
    cart = (Pick(DEMO.catalog.of(LIVIA.id)[0].id, DEMO.catalog.of(LIVIA.id)[0].variants[0].id, 2),)
    region = DEMO.catalog.regions[0]
    memo = Memo(persona=LIVIA.id, region=region.name, introduced=True)
    for shop, pix in ((DEMO, True), (PLAIN_SHOP, False)):
        slots = (("links", "https://loja.example"), *told(shop.catalog, cart, region).items())
        for script in ("soma", "soma_sem_cep", "soma_compra"):
            said = " ".join(compose(shop, script, LIVIA, memo, Say(slots=slots)).texts)
            assert slots[2][1] in said, said
            assert ("no Pix" in said) == pix


def test_every_plain_script_has_no_pix_price_and_stands_for_one_there_is() -> None:
    for script in DEMO.scripts:
        plain = plain_of(script)
        assert plain.id == script.id
        assert plain.variants
        assert not any("preco_pix" in slots_of(text) for variant in plain.variants for text in variant), script.id
    assert PLAIN.keys() <= {script.id for script in DEMO.scripts} | ANSWER_SCRIPTS.keys()
