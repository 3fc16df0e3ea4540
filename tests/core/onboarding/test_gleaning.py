"""Old chats teach wording and manner; no figure, name, promise or datum of theirs ever becomes ours."""

from __future__ import annotations

import re

import pytest

from central.adapters.llm.reader import shipped_model
from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.onboarding.chat import Exchange
from central.core.onboarding.gleaning import Gleaned, glean
from central.core.operation import Operation
from central.core.reading import lexical
from central.core.reading.meaning import Reading


@pytest.fixture(scope="module")
def demo() -> Operation:
    return numbered(1, "", read_yaml(default_demo_folder()))


def _read(words: str) -> Reading:
    return lexical.read(words, shipped_model())


def _gleaned(demo: Operation, *pairs: tuple[str, str]) -> Gleaned:
    persona = demo.persona("livia")
    assert persona is not None
    told = [Exchange("Bia Souza", asked, (answer,)) for asked, answer in pairs]
    return glean(told, "Dora Loja", demo, persona, _read)


def test_prices_links_days_freight_and_names_become_slots(demo: Operation) -> None:
    found = _gleaned(
        demo,
        ("quanto custa o sérum aurora?", "Oi Bia! O Sérum Facial Aurora sai por R$ 77,00, tá? É um dos queridinhos"),
        ("quanto é o frete pro cep 01310-100?", "Para você o frete fica R$ 15,00 e chega em 3 a 5 dias úteis"),
        ("quero comprar", "Fecha por aqui, é bem rapidinho: https://outra.example/x?y=1"),
    )
    assert {w.intent: w.text for w in found.wordings} == {
        "preco": "Oi {nome}! O {produto} sai por {preco}, tá? É um dos queridinhos",
        "frete": "Para você o frete fica {frete} e chega em {prazo}",
        "compra": "Fecha por aqui, é bem rapidinho: {link}",
    }


def test_what_is_said_most_often_comes_first_and_once(demo: Operation) -> None:
    found = _gleaned(
        demo,
        ("quanto custa?", "Fica em R$ 10,00 amor"),
        ("qual o valor?", "Sai por R$ 20,00 e é lindo"),
        ("quanto é?", "Sai por R$ 30,00 e é lindo"),
    )
    said = [(w.text, w.times) for w in found.wordings]
    assert said == [("Sai por {preco} e é lindo", 2), ("Fica em {preco} amor", 1)]


@pytest.mark.parametrize(
    "answer",
    [
        "Hoje sai por R$ 50,00 com 10% de desconto, última unidade",
        "Garantia de 2 anos e frete grátis para todo o Brasil",
        "Meu Pix é 11 98888-7777, é R$ 40,00",
        "Manda o comprovante no dora@loja.com, são R$ 40,00",
        "Cura acne em 3 dias, R$ 40,00",
        "O valor é quarenta e nove e noventa",
    ],
)
def test_promises_data_and_foreign_facts_are_left_out(demo: Operation, answer: str) -> None:
    found = _gleaned(demo, ("quanto custa o sérum aurora?", answer))
    assert not found.wordings
    assert found.left == 1


def test_nothing_personal_of_anybody_is_in_what_comes_out(demo: Operation) -> None:
    found = _gleaned(
        demo,
        (
            "qual o valor? sou a Bia, cpf 529.982.247-25",
            "Anotei Bia Souza, 529.982.247-25! São R$ 12,00, querida",
        ),
        ("quanto custa?", "Oi Bia, aqui é a Dora da loja, te mando no 11 97777-6666 o valor certinho viu amiga"),
    )
    said = repr(found.wordings) + repr(found.voices)
    assert not re.search(r"\d{3}|Souza|Bia|Dora|529|7777", said), said


def test_the_voice_keeps_the_manner_without_the_matter(demo: Operation) -> None:
    found = _gleaned(demo, ("quanto custa?", "Que bom que você chamou! Sai por R$ 12,00, mulher, corre que é lindo"))
    assert [v.words for v in found.voices] == ["Que bom que você chamou! Sai por …, mulher, corre que é lindo"]


def test_a_name_that_is_not_the_contacts_goes_too(demo: Operation) -> None:
    found = _gleaned(
        demo,
        ("quanto custa?", "Oi marina! Sai por R$ 12,00 e fica lindo em você, viu"),
        ("qual o valor?", "Fala com o Roberto da Rua Augusta que ele faz por R$ 10,00"),
    )
    assert [w.text for w in found.wordings] == ["Oi {nome}! Sai por {preco} e fica lindo em você, viu"]
    assert not re.search("(?i)marina|roberto|augusta", repr(found.voices))


@pytest.mark.parametrize("asked", ["quero falar com uma pessoa", "cadê meu pedido?", "para de me mandar mensagem"])
def test_what_is_no_simple_question_teaches_nothing(demo: Operation, asked: str) -> None:
    found = _gleaned(demo, (asked, "Claro, já vejo isso para você agora mesmo"))
    assert (found.wordings, found.voices, found.read) == ((), (), 1)
