"""Codes survive what people do to them, or are no codes any more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from central.core.origin.link import ALPHABET, CODES, LENGTH, code_of, codes_in, pieces_in, resembles, without_code

codes = st.integers(0, CODES - 1).map(code_of)


@given(codes, st.sampled_from(["Oi! {}", "{} oi", "oi {}.", "({})", "OI {} 🙂"]), st.booleans())
def test_a_code_is_found_wherever_it_stands(code: str, frame: str, small: bool) -> None:
    words = frame.format(f"#{code.lower() if small else code}")
    assert codes_in(words) == (code,)
    assert "#" not in without_code(words)


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_makes_it_no_code(code: str, place: int, other: str) -> None:
    edited = code[:place] + other + code[place + 1 :]
    assert codes_in(f"#{edited}") == ((code,) if edited == code else ())
    assert edited == code or resembles(edited, code)


@given(codes, st.integers(0, LENGTH - 2))
def test_two_swapped_characters_make_it_no_code(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes_in(f"#{swapped}") == ((code,) if swapped == code else ())


@given(st.integers(0, CODES - 1), st.integers(0, CODES - 1))
def test_codes_differ(one: int, other: int) -> None:
    assert (code_of(one) == code_of(other)) == (one == other)


@given(st.text(max_size=200))
def test_any_text_is_read(words: str) -> None:
    for code in codes_in(words):
        assert len(code) == LENGTH
    pieces_in(words)
    assert len(without_code(words)) <= max(len(words), 4 * len(words))


def test_ordinary_words_are_no_codes_and_stay() -> None:
    for words in ("pedido #4521", "#tbt", "quero 2 de 50 ml", "meu cep é 50030-230", "R$ 89,90 #promo", "C3 ou C4?"):
        assert codes_in(words) == ()
        assert without_code(words) == words


def test_what_is_left_of_a_code_is_taken_out_of_the_words_too() -> None:
    assert pieces_in("oi #7GHR") == ("7GHR",)
    assert without_code("Oi! Quero a bolsa #7GHR") == "Oi! Quero a bolsa"
