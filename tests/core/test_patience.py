"""How long a reply waits for the rest of a burst."""

from __future__ import annotations

import doctest
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.messaging import patience
from central.core.messaging.message import CatalogOrder, Choice, Contacts, Location, Media, Reaction, Text
from central.core.messaging.patience import ASKED, BRISK_MS, OPEN, TAP_MS, Holding, hold, more_coming, pause, windows
from scripts.train_patience import CORPUS, WEIGHTS, examples, learn, said_in, table

CHANCES = st.floats(0, 1)
SOMETHING = st.text(max_size=300)


def test_the_examples_hold() -> None:
    assert doctest.testmod(patience).failed == 0


@pytest.mark.parametrize("holding", [OPEN, ASKED])
@given(CHANCES, CHANCES)
def test_who_is_likelier_to_go_on_is_waited_for_at_least_as_long(holding: Holding, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert holding.shortest <= holding.hold(low) <= holding.hold(high) <= holding.longest


@given(SOMETHING, st.integers(0, 40), st.booleans())
def test_any_text_is_held_within_bounds_and_always_the_same(words: str, before: int, asked: bool) -> None:
    bounds = ASKED if asked else OPEN
    held = hold(Text(words), before, asked)
    assert bounds.shortest <= held <= bounds.longest
    assert held == hold(Text(words), before, asked)
    assert windows(Text(words))[asked] > 0


@given(SOMETHING, st.integers(0, 40), st.booleans())
def test_window_and_pause_are_the_hold_unless_the_window_was_longer(words: str, before: int, asked: bool) -> None:
    content = Text(words)
    silent, typing = windows(content)[asked], pause(content, before, asked)
    assert typing >= BRISK_MS
    assert silent + typing == max(hold(content, before, asked), silent + BRISK_MS)


@pytest.mark.parametrize(
    "content",
    [Choice("button", "sim", "Sim"), Location(-8.0, -34.9), Contacts(()), CatalogOrder("c", ())],
)
def test_nothing_more_is_expected_after_a_tap_a_pin_a_contact_or_an_order(content) -> None:
    assert windows(content) == (0, 0)
    assert pause(content) == pause(content, 3, asked=True) == TAP_MS <= 1200


@pytest.mark.parametrize(
    "words",
    ["eu queria saber se", "quero um", "tem no", "é que eu", "moro em", "quanto custa o", "então", "mas", "e o"],
)
def test_an_unfinished_thought_is_waited_for(words: str) -> None:
    assert hold(Text(words)) > 5000


@pytest.mark.parametrize(
    "words",
    [
        "Boa tarde, qual o valor do frete para Recife?",
        "muito obrigada, amei o atendimento!",
        "quanto custa o kit com três e em quanto tempo chega em Natal?",
        "quero cancelar meu pedido porque demorou demais e eu já comprei em outra loja.",
    ],
)
def test_what_looks_whole_is_answered_within_three_seconds(words: str) -> None:
    assert hold(Text(words)) < 3000


@pytest.mark.parametrize("words", ["oi", "oii", "bom dia", "boa noite", "oi, tudo bem?", "Olá"])
def test_a_greeting_can_be_all(words: str) -> None:
    assert hold(Text(words)) <= OPEN.doubtful


@pytest.mark.parametrize("words", ["sim", "não", "M", "preto", "50030-230", "tenho 32", "pode ser"])
def test_the_answer_to_a_closed_question_is_held_shorter_than_free_text(words: str) -> None:
    assert hold(Text(words), asked=True) < hold(Text(words))


def test_a_caption_is_read_like_text_and_a_bare_photo_waits_for_its_question() -> None:
    assert hold(Media("image", "m", caption="eu queria saber se")) == hold(Text("eu queria saber se"))
    assert hold(Media("image", "m")) > hold(Media("audio", "m", voice=True)) > 0
    assert hold(Reaction("w", "👍")) > 0


def test_who_said_much_is_likelier_done() -> None:
    assert more_coming("vi o anúncio", 3) < more_coming("vi o anúncio", 0)


def test_learning_again_gives_the_same_bytes() -> None:
    assert table(learn(examples(said_in(CORPUS)))) == WEIGHTS.read_text(encoding="utf-8"), "train again"


def test_the_corpus_is_large_and_names_no_burst_twice() -> None:
    bursts = [(state, said.messages) for state, lines in said_in(CORPUS).items() for said in lines]
    assert len(bursts) == len(set(bursts)) >= 900


def test_reading_a_message_costs_microseconds() -> None:
    texts = [f"quanto fica o frete pra {n}0-071 em Belo Horizonte?" for n in range(500)] + ["ação " * 800]
    best = min(_seconds(texts) for _ in range(7))
    assert best / len(texts) < 50e-6


def _seconds(texts: list[str]) -> float:
    started = time.process_time()
    for words in texts:
        windows(Text(words))
    return time.process_time() - started
