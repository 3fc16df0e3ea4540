"""Personal data behind tokens: a hundred hostile formats, and what must stay readable."""

from __future__ import annotations

import pytest

from central.core.people.mask import Mask
from tests.core.hostile import ALL, HARMLESS, leaks


def test_there_are_a_hundred_formats() -> None:
    assert len({message for message, _ in ALL}) >= 100
    assert all(leaks(secret, message) for message, secret in ALL)


@pytest.mark.parametrize(("message", "secret"), ALL)
def test_nothing_personal_is_left(message: str, secret: str) -> None:
    assert not leaks(secret, _without_tokens(Mask().hide(message)))


@pytest.mark.parametrize(("message", "secret"), ALL)
def test_it_hides_inside_a_sentence_too(message: str, secret: str) -> None:
    hidden = Mask().hide(f"oi, quero o sérum. {message}. quanto fica o frete?")
    assert not leaks(secret, _without_tokens(hidden))
    assert hidden.startswith("oi, quero o sérum")


@pytest.mark.parametrize("message", HARMLESS)
def test_what_is_not_personal_stays_as_it_is(message: str) -> None:
    assert Mask(kept=("Sérum Aurora",)).hide(message) == message


@pytest.mark.parametrize(("message", "_"), ALL)
def test_it_comes_back(message: str, _: str) -> None:
    mask = Mask()
    assert mask.hide(mask.show(mask.hide(message))) == mask.hide(message)


def test_the_same_data_has_one_token_and_a_cep_keeps_its_region() -> None:
    mask = Mask("Ana Brandt", region=lambda cep: "Recife" if cep.startswith("5") else None)
    assert mask.hide("cep 50030-230") == "cep [CEP_1, Recife]"
    assert mask.hide("é 50030-230 mesmo, assinado Ana Brandt") == "é [CEP_1, Recife] mesmo, assinado Ana [SOBRENOME_1]"
    assert mask.show("Ana [SOBRENOME_1], entrego no [CEP_1]") == "Ana Brandt, entrego no 50030-230"


def test_names_of_the_catalogue_are_no_people() -> None:
    mask = Mask(kept=("Vestido Alba", "Clara Matos"))
    assert mask.hide("quero o Vestido Alba") == "quero o Vestido Alba"
    assert mask.hide("a Clara Matos me atendeu") == "a Clara Matos me atendeu"


def test_a_token_nobody_gave_is_strange() -> None:
    mask = Mask()
    mask.hide("cpf 529.982.247-25")
    assert not mask.strange("seu [CPF_1] está certo")
    assert mask.strange("seu [CPF_2] está certo")
    assert mask.show("[CPF_2]") == "[CPF_2]"


def _without_tokens(text: str) -> str:
    """Numbers of tokens are ours."""
    import re

    return re.sub(r"\[[A-Z]+_\d+(?:, [^\]]*)?\]", " # ", text)
