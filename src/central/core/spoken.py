"""Digits said in words, as voice notes are written down: "trinta mil cento e quarenta, zero setenta e um"."""

from __future__ import annotations

import re

_ONES = {
    word: value
    for value, words in enumerate("zero um,uma dois,duas tres quatro cinco seis,meia sete oito nove".split())
    for word in words.split(",")
}
_TEENS = dict(
    zip(
        "dez onze doze treze quatorze catorze quinze dezesseis dezessete dezoito dezenove".split(),
        (10, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_HUNDREDS = dict(
    zip(
        "cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split(),
        (100, 100, 200, 300, 400, 500, 600, 700, 800, 900),
        strict=True,
    )
)
_NUMBERS = _ONES | _TEENS | _TENS | _HUNDREDS
_LINK = "e"
_LEAST, _DIGITS = 3, 8
_RUN = re.compile(
    rf"\b(?:(?:{'|'.join((*_NUMBERS, 'mil'))})\b(?:[ ,.-]+(?:e|traco|hifen|tracinho|ponto))*[ ,.-]*){{{_LEAST},}}"
)
_WORD = re.compile(r"[a-z]+")
_PAUSES = frozenset({"traco", "hifen", "tracinho", "ponto"})


def spoken_cep(folded: str) -> str | None:
    """The eight digits of a CEP said in words; None where no run of numbers makes eight.

    >>> spoken_cep("cep trinta mil cento e quarenta zero setenta e um")
    '30140071'
    >>> spoken_cep("e zero um tres um zero traco um zero zero"), spoken_cep("quero dois ou tres")
    ('01310100', None)
    """
    for run in _RUN.finditer(folded):
        digits = _digits([word for word in _WORD.findall(run[0]) if word not in _PAUSES])
        if len(digits) == _DIGITS:
            return digits
    return None


def _digits(words: list[str]) -> str:
    """The numbers of a run, each as its figures, side by side."""
    said, place = "", 0
    while place < len(words):
        if words[place] == _LINK:
            place += 1
            continue
        value, place = _number(words, place)
        said += str(value)
    return said


def _number(words: list[str], place: int) -> tuple[int, int]:
    """One number from this place on, and where it ends."""
    if words[place] == "mil":
        head, place = 1, place + 1
    else:
        head, place = _below_thousand(words, place)
        if place >= len(words) or words[place] != "mil" or head == 0:
            return head, place
        place += 1
    after = place + 1 if words[place : place + 1] == [_LINK] else place
    if after < len(words) and (words[after] in _HUNDREDS or (after > place and words[after] in _NUMBERS)):
        rest, place = _below_thousand(words, after)
        return head * 1000 + rest, place
    return head * 1000, place


def _below_thousand(words: list[str], place: int) -> tuple[int, int]:
    """A number under a thousand: hundreds, tens and ones that an "e" joins."""
    value = _NUMBERS[words[place]]
    step, place = words[place], place + 1
    while place + 1 < len(words) and words[place] == _LINK and _smaller(words[place + 1], step):
        step = words[place + 1]
        value, place = value + _NUMBERS[step], place + 2
    return value, place


def _smaller(word: str, before: str) -> bool:
    """Whether an "e" may join the word to the one before: "cento e vinte", "vinte e um", never "dez e um"."""
    if before in _HUNDREDS:
        return before != "cem" and (word in _TENS or word in _TEENS or (word in _ONES and word != "zero"))
    return before in _TENS and word in _ONES and word != "zero"
