"""What the "novo lead" sheet is offered, from a small operation of two numbers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from central.core.messaging.channel import ChannelSpec
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.selling.catalog import Catalog, Payment, Product
from central.pretend.phone.sheet import DEFAULT_GREETING, campaigns_json, numbers_json


@pytest.fixture
def operation() -> Operation:
    """Lívia and Melissa on the shop's number, Melissa also on one of her own."""
    personas = tuple(
        Persona(id=name.lower(), name=name, field=field, voice="", introduction="", color="#3f9d7b", adult=adult)
        for name, field, adult in [("Livia", "beleza", False), ("Melissa", "produtos adultos", True)]
    )
    products = (
        Product(id="serum", persona="livia", name="Sérum Aurora", price=8990, summary="", link=""),
        Product(
            id="kit", persona="melissa", name="Kit Íntimo", neutral_name="Kit Presente", price=9990, summary="", link=""
        ),
    )
    return Operation(
        version=1,
        digest="x",
        seller="Loja",
        site="",
        personas=personas,
        apps=(),
        channels=(
            ChannelSpec("111", "Loja", "+55 11 4000-1000", "w", "p", ("livia", "melissa")),
            ChannelSpec("222", "Reservado", "+55 11 4000-2000", "w", "p", ("melissa",)),
        ),
        catalog=Catalog(products, (), Payment()),
        campaigns=(
            Campaign("feed", "Sérum no feed", "meta", "serum", "livia", ("1201", "1202"), "", "Pele com viço", "Vem"),
            Campaign("kwai", "Kit no Kwai", "kwai", "kit", "melissa", (), "Olá! Vim do Kwai"),
        ),
        rules=(),
        scripts=(),
    )


def test_a_meta_campaign_carries_the_ad_that_its_referral_names(operation: Operation) -> None:
    feed = campaigns_json(operation)[0]
    assert (feed["origem"], feed["anuncio"], feed["headline"], feed["body"]) == ("meta", "1201", "Pele com viço", "Vem")
    assert feed["saudacao"] == DEFAULT_GREETING
    assert feed["persona"]["nome"] == "Livia"


def test_a_link_campaign_carries_its_greeting_and_is_headed_by_its_name(operation: Operation) -> None:
    kwai = campaigns_json(operation)[1]
    assert (kwai["anuncio"], kwai["saudacao"], kwai["headline"]) == (None, "Olá! Vim do Kwai", "Kit no Kwai")


def test_the_number_that_is_the_personas_own_comes_first(operation: Operation) -> None:
    feed, kwai = campaigns_json(operation)
    assert feed["numeros"] == ["111"]
    assert kwai["numeros"] == ["222", "111"]


def test_an_adult_product_is_called_by_its_neutral_name(operation: Operation) -> None:
    assert campaigns_json(operation)[1]["produto"] == "Kit Presente"


def test_a_campaign_of_a_persona_or_product_that_is_gone_still_shows(operation: Operation) -> None:
    lost = replace(operation, personas=(), catalog=replace(operation.catalog, products=()))
    assert [(each["persona"], each["produto"]) for each in campaigns_json(lost)] == [(None, ""), (None, "")]


def test_a_number_lists_its_voices_in_order(operation: Operation) -> None:
    shop, reserved = numbers_json(operation)
    assert [voice["id"] for voice in shop["personas"]] == ["livia", "melissa"]
    assert reserved == {
        "id": "222",
        "nome": "Reservado",
        "numero": "+55 11 4000-2000",
        "personas": shop["personas"][1:],
    }
    assert json.dumps(reserved)
