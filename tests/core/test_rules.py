"""The owner's rules: all conditions hold, the first that matches decides."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from central.core.reading.meaning import INTENTS, Reading
from central.core.replying.rules import MANY, Moment, Rule, first_match, meant
from central.core.text import fold

PRICE = Reading((("preco", 0.9), ("frete", 0.6), ("saudacao", 0.3)))


def moment(stage: str, touches: int = 1, hour: int = 10) -> Moment:
    return Moment(stage, "livia", "serum", touches, datetime(2026, 11, 22, hour, 30, tzinfo=UTC))


def hits(rule: Rule, words: str = "qual o preço do sérum?", reading: Reading = PRICE, stage: str = "novo") -> bool:
    return rule.matches(fold(words), meant(reading), moment(stage))


def test_each_condition_can_refuse_alone() -> None:
    assert hits(
        Rule("r", words=("PREÇO",), intents=("preco",), stages=("novo",), personas=("livia",), products=("serum",))
    )
    assert not hits(Rule("r", words=("frete",)))
    assert not hits(Rule("r", intents=("compra",)))
    assert not hits(Rule("r", stages=("checkout",)))
    assert not hits(Rule("r", personas=("carla",)))
    assert not hits(Rule("r", products=("batom",)))


def test_any_of_several_is_enough_and_a_weak_intent_does_not_count() -> None:
    assert hits(Rule("r", words=("frete", "preço")))
    assert hits(Rule("r", intents=("compra", "frete")))
    assert not hits(Rule("r", intents=("saudacao",)))


def test_words_are_whole_words() -> None:
    assert not hits(Rule("r", words=("preco",)), words="precoce")
    assert hits(Rule("r", words=("não chegou",)), words="ainda NAO CHEGOU nada")


@given(st.lists(st.sampled_from([(), *((i,) for i in INTENTS)]), max_size=8), st.sampled_from(INTENTS))
def test_the_first_that_matches_decides(conditions: list[tuple[str, ...]], intent: str) -> None:
    rules = [Rule(str(n), intents=intents) for n, intents in enumerate(conditions)]
    found = first_match(rules, "", Reading(((intent, 0.9),)), moment("novo"))
    matching = [n for n, intents in enumerate(conditions) if not intents or intent in intents]
    assert (found.id if found else None) == (str(matching[0]) if matching else None)


def test_hours_may_pass_midnight_and_touches_count_this_time() -> None:
    night = Rule("noite", hours=(22 * 60, 6 * 60))
    about = meant(PRICE)
    assert [h for h in (5, 6, 12, 21, 22, 23, 0) if night.matches("", about, moment("novo", hour=h))] == [
        5,
        22,
        23,
        0,
    ]
    third = Rule("terceira", touches=(3, MANY))
    assert [n for n in (1, 2, 3, 9) if third.matches("", about, moment("novo", touches=n))] == [3, 9]
