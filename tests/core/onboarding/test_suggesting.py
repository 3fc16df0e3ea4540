"""Suggestions from the catalogue say only what it holds, pass the guard, and never overwrite her own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.onboarding.suggesting import suggested
from central.core.onboarding.wording import fits, scripts_of
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.replying.script import Script
from central.core.selling.catalog import Payment


@pytest.fixture(scope="module")
def demo() -> Operation:
    return numbered(1, "", read_yaml(default_demo_folder()))


def _persona(demo: Operation, id: str = "livia") -> Persona:
    found = demo.persona(id)
    assert found is not None
    return found


def test_every_simple_intent_without_words_of_her_own_gets_some_that_the_guard_lets_out(demo: Operation) -> None:
    for persona in demo.personas:
        own = {s.id for s in demo.scripts if s.persona == persona.id}
        found = suggested(demo, persona)
        assert not own & found.keys()
        assert {"preco", "frete", "prazo"} <= found.keys() | own
        assert all(fits(demo, persona, text) for texts in found.values() for text in texts)


def test_what_the_catalogue_cannot_say_is_not_suggested(demo: Operation) -> None:
    products = tuple(replace(p, details=(), variants=p.variants[:1]) for p in demo.catalog.products)
    bare = replace(demo, catalog=replace(demo.catalog, products=products, regions=(), payment=Payment()))
    found = suggested(bare, _persona(bare))
    assert not found.keys() & {"frete", "prazo", "variacoes", "garantia", "uso", "desconto"}
    assert not any("{parcelas}" in text or "{preco_pix}" in text for texts in found.values() for text in texts)
    assert found["preco"] == ("O {produto} está por {preco}.",) or "{preco}" in found["preco"][-1]


def test_a_suggestion_becomes_her_own_script_that_falls_back_as_the_general_one_does(demo: Operation) -> None:
    persona = _persona(demo)
    (made,) = scripts_of(demo, persona, {"preco": ["Sai por {preco} e é lindo"]})
    assert made == Script("preco", (("Sai por {preco} e é lindo",),), "livia", otherwise="preco_sem_cep")
    again = replace(demo, scripts=(*demo.scripts, made))
    (more,) = scripts_of(again, persona, {"preco": ["Sai por {preco} e é lindo", "É {preco}, viu?"]})
    assert more.variants == (("Sai por {preco} e é lindo",), ("É {preco}, viu?",))
    assert scripts_of(again, persona, {"preco": ["Sai por {preco} e é lindo"]}) == ()


def test_the_guard_keeps_a_promise_out(demo: Operation) -> None:
    assert not fits(demo, _persona(demo), "O {produto} sai por R$ 1,00 e chega amanhã")
    assert fits(demo, _persona(demo), "O {produto} sai por {preco}")
