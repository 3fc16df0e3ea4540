"""The reader without a model: what is decided first is decided right, and a bare answer answers our question."""

from __future__ import annotations

import pytest

from central.adapters.llm.reader import shipped_model
from central.core.reading import lexical
from central.core.reading.meaning import Reading


def read(words: str, asked: str | None = None) -> Reading:
    return lexical.read(words, shipped_model(), asked)


@pytest.mark.parametrize(
    "words",
    [
        "para de me mandar mensagem",
        "me tira dessa lista pelo amor de deus",
        "nao quero mais receber msg de vcs",
        "Parem de enviar",
        "para / de me mandar mensagem",
        "STOP",
    ],
)
def test_who_wants_no_more_messages_is_understood(words: str) -> None:
    assert read(words).intent == "sair"


@pytest.mark.parametrize(
    "words",
    [
        "tem como parar a dor da espinha?",
        "posso sair no sol com ele?",
        "nao quero mais o de 15, quero o de 30",
        "não quero ficar de fora da promoção",
        "nao quero sair do grupo não, só vi agora",
        "quero cancelar a duvida, é só o preço",
        "Quero continuar",
        "bora continuar de onde parou",
        "nao quero mais receber audio, prefiro texto",
        "quero cancelar",
        "tô fora",
        "Me",
        "mais",
        "zap",
        "me manda as promoções",
        "me manda mensagem",
        "não entendi, me afla mais do âmbar",
    ],
)
def test_who_only_uses_the_same_words_is_not_silenced(words: str) -> None:
    assert not read(words).has("sair")


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("atendente por favor", True),
        ("entao quero uma pessoa", True),
        ("quero falar com uma pessoa de vdd", True),
        ("a atendente da farmacia falou bem dele", False),
        ("é pra uma pessoa mais velha", False),
    ],
)
def test_a_person_is_called_only_when_one_is_asked_for(words: str, person: bool) -> None:
    assert read(words).has("humano") is person


@pytest.mark.parametrize(
    ("words", "asked", "intent"),
    [
        ("sim", "sim_nao", "compra"),
        ("Quero!", "sim_nao", "compra"),
        ("blz, manda", "sim_nao", "compra"),
        ("não", "sim_nao", "objecao_adiamento"),
        ("sim", None, "preco"),
        ("ok", "sim_nao", "agradecimento"),
        ("sim, mas quanto é o frete?", "sim_nao", "frete"),
    ],
)
def test_a_bare_yes_or_no_answers_what_was_asked(words: str, asked: str | None, intent: str) -> None:
    assert read(words, asked).intent == intent


def test_another_size_named_alone_asks_for_it() -> None:
    assert read("e o de 100 ml").intents[0][0] == "variacoes"
    assert read("quanto é o de 100 ml?").intent == "preco"


def test_the_price_of_the_freight_is_no_price_of_the_product() -> None:
    assert not read("qual o valor do frete?").has("preco")
    both = read("quanto custa e qual o frete?")
    assert both.has("preco")
    assert both.has("frete")


@pytest.mark.parametrize(
    ("words", "careful"),
    [
        ("na outra loja tá 75, vocês cobrem?", True),
        ("faz por 75?", False),
        ("não me mandem mais, a próxima eu levo pra delegacia", True),
        ("não me mandem mais nada", False),
        ("quero um atendente", False),
        ("já expliquei três vezes pra esse robô, quero um atendente", True),
    ],
)
def test_a_bargain_a_threat_and_lost_patience_take_care(words: str, careful: bool) -> None:
    assert read(words).complex is careful
