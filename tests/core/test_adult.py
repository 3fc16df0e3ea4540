"""The age question of an adult persona."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.messaging.conversation import Memo
from central.core.people.adult import ASK, REFUSE, SILENCE, WELCOME, admit, says_of_age
from central.core.reading.meaning import Reading
from central.core.text import fold

OTHER = Reading((("outro", 0.9),), sure=False)
PRICE = Reading((("preco", 0.9),))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Tenho 18 ou mais", True),
        ("Sou menor de 18", False),
        ("sim", True),
        ("tenho sim", True),
        ("não", False),
        ("tenho 17", False),
        ("tenho 25 anos", True),
        ("32", True),
        ("15.", False),
        ("sou de maior", True),
        ("de menor", False),
        ("não sou menor", None),
        ("ainda não fiz 18", False),
        ("qual o preço?", None),
        ("tenho 50 reais", None),
        ("não entendi", None),
        ("com 17 posso?", False),
        ("é pra minha irmã de 16 anos", False),
        ("tenho 2 filhos", None),
        ("consegue com 10 de desconto?", None),
        ("sou casada faz 12 anos", None),
    ],
)
def test_answers_to_the_question(words: str, answer: bool | None) -> None:
    assert says_of_age(fold(words), ASK) is answer


@pytest.mark.parametrize("words", ["sim", "não", "25", "15"])
def test_a_bare_word_counts_only_as_an_answer(words: str) -> None:
    assert says_of_age(fold(words), "cep") is None
    assert says_of_age(fold(words), None) is None


@given(st.integers(1, 99))
def test_years_are_compared_with_eighteen(years: int) -> None:
    assert says_of_age(f"tenho {years} anos", None) is (years >= 18)


def test_nothing_is_said_before_the_age_whatever_is_asked() -> None:
    for reading in (OTHER, PRICE):
        memo, script = admit(Memo(product="oleo"), "qual o preco?", reading)
        assert (memo.of_age, script) == (None, ASK)


def test_who_is_of_age_is_welcomed_or_answered_at_once() -> None:
    assert admit(Memo(asked=ASK), "sim", OTHER) == (Memo(asked=ASK, of_age=True), WELCOME)
    assert admit(Memo(asked=ASK), "tenho 30, qual o preco?", PRICE) == (Memo(asked=ASK, of_age=True), None)
    assert admit(Memo(of_age=True), "qual o preco?", PRICE) == (Memo(of_age=True), None)


@given(st.sampled_from(["sim", "tenho 30 anos", "sou de maior", "era brincadeira", "qual o preco?"]))
def test_who_said_to_be_a_minor_is_never_sold_to_again(words: str) -> None:
    memo, script = admit(Memo(of_age=True, product="oleo"), "tenho 16 anos", OTHER)
    assert (memo.of_age, memo.product, script) == (False, None, REFUSE)
    assert admit(memo, words, PRICE) == (memo, SILENCE)


def test_an_adult_who_says_so_again_is_not_misunderstood() -> None:
    assert admit(Memo(of_age=True), "tenho 18 ou mais", OTHER) == (Memo(of_age=True), WELCOME)
