"""One correction teaches at once, the words it was made for and words like them, and nothing else."""

from __future__ import annotations

from central.adapters.llm.reader import shipped_model
from central.core.reading.lexical import read
from central.core.reading.teaching import Correction, nearest

SLANG = Correction("esse trem tá um tiro no bolso", "objecao_preco", complex=True)


def test_a_correction_counts_for_the_same_words_however_they_are_spelt() -> None:
    reading = read("Esse trem ta um TIRO no bolsoo!!", shipped_model(), taught=[SLANG])
    assert (reading.intent, reading.complex, reading.sure) == ("objecao_preco", True, True)
    assert reading.probability > 0.9


def test_words_like_it_are_taught_too_and_others_are_not() -> None:
    assert read("nossa esse tá um tiro no bolso", shipped_model(), taught=[SLANG]).intent == "objecao_preco"
    assert nearest("qual o tamanho do bolso?", [SLANG]) is None
    assert nearest("esse trem é bom?", [SLANG]) is None


def test_the_last_correction_of_the_same_words_counts() -> None:
    later = Correction("esse trem tá um tiro no bolso", "outro")
    assert read("esse trem tá um tiro no bolso", shipped_model(), taught=[SLANG, later]).intent == "outro"


def test_no_correction_takes_away_the_wish_for_silence() -> None:
    wrong = Correction("não quero mais receber mensagem", "agradecimento")
    assert read("não quero mais receber mensagem", shipped_model(), taught=[wrong]).intent == "sair"
