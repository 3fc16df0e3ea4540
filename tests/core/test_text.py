"""Folding and finding words as leads type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.text import contains, find_cep, fold, tokens


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aeiouçãé ABC", max_size=20), st.text(alphabet=" ,.!", max_size=3))
def test_folded_words_are_found_in_whatever_surrounds_them(words: str, sign: str) -> None:
    folded = fold(words)
    if folded:
        assert contains(fold(f"antes, {words}{sign or ' '} depois"), folded)


@pytest.mark.parametrize(
    ("said", "words", "stands"),
    [
        ("quero o sérum!", "serum", True),
        ("SÉRUUUUM", "serum", True),
        ("serumzinho", "serum", False),
        ("meu preto favorito", "preto p", False),
        ("preto p, por favor", "preto p", True),
        ("qualquer coisa", "", False),
    ],
)
def test_whole_words_only(said: str, words: str, stands: bool) -> None:
    assert contains(fold(said), words) is stands


@given(
    st.integers(0, 99_999_999), st.sampled_from(["", "-", " ", "."]), st.sampled_from(["cep ", "é ", "", "moro no "])
)
def test_a_cep_is_found_however_it_is_written(number: int, sign: str, before: str) -> None:
    digits = f"{number:08d}"
    assert find_cep(f"{before}{digits[:5]}{sign}{digits[5:]}, certo?") == digits


@given(st.integers(10**8, 10**15))
def test_a_longer_number_is_no_cep(number: int) -> None:
    assert find_cep(f"me liga no {number}") is None


@given(st.text(max_size=40))
def test_tokens_hold_every_sign_but_spaces(text: str) -> None:
    folded = fold(text)
    assert "".join(tokens(folded)) == "".join(folded.split())
