"""One correction teaches at once, the words it was made for and words like them, and nothing else."""

from __future__ import annotations

from central.adapters.llm.reader import shipped_model
from central.core.reading.classifier import load
from central.core.reading.lexical import read
from central.core.reading.teaching import Correction, nearest
from scripts.train_reader import Phrase, fitted

SLANG = Correction("esse trem tá um tiro no bolso", "objecao_preco", complex=True)
OTHER_WEIGHTS = [(f"{words} {n}", "prazo") for n in range(4) for words in ("quando chega", "esse trem demora")]


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


def test_what_was_taught_outlives_the_weights() -> None:
    told = tuple(Phrase(text, intent, frozenset({intent}), False, "jovem") for text, intent in OTHER_WEIGHTS)
    other = load(fitted(told, {}))
    assert read("esse trem tá um tiro no bolso", other).intent != "objecao_preco"
    assert read("esse trem ta um tiro no bolso hein", other, taught=(SLANG,)).intent == "objecao_preco"


def test_what_nobody_called_complex_is_as_its_intent_mostly_is() -> None:
    doubt = (Correction("isso aí é visagem", "objecao_eficacia"), Correction("manda o trem das medida", "variacoes"))
    assert [read(one.text, shipped_model(), taught=doubt).complex for one in doubt] == [True, False]
