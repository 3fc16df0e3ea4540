"""When a person is called without being asked for: anger, danger, a rule, a guard that refuses, a robot over there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.messaging.loop import START, Circle
from central.core.messaging.message import Text
from central.core.operation import Operation
from central.core.replying.rules import Rule
from tests.flow.shop import SHOP
from tests.flow.test_turn import NOW, Author, scene, texts, turn

INSIDE = replace(
    SHOP, rules=(Rule("atacado", words=("revenda",), script="humano", action="chamar_pessoa"), *SHOP.rules)
)
LIE = "Hoje ele sai por R$ 9,90, só para você!"


@pytest.mark.parametrize(
    ("words", "operation", "why"),
    [
        ("quero falar com um atendente", SHOP, ("lead", "pediu uma pessoa")),
        ("vocês são uns golpistas, vou no procon", SHOP, ("central", "está com raiva")),
        ("passei o sérum e estou com falta de ar", SHOP, ("central", "alguém pode estar em perigo")),
        ("vocês fazem revenda?", INSIDE, ("central", "regra atacado")),
    ],
)
async def test_a_person_is_called_once_and_told_why(words: str, operation: Operation, why: tuple[str, str]) -> None:
    outcome = await turn(scene(words), operation=operation)
    assert outcome.handoff is not None
    assert (outcome.handoff.by, outcome.handoff.reason) == why
    assert len(outcome.sends) in (1, 2)
    assert not outcome.retractable
    after = await turn(scene("oi?", memo=outcome.memo, handoff=outcome.handoff))
    assert after.sends == ()


async def test_distrust_is_no_anger_and_a_wish_to_leave_is_obeyed_though_angry() -> None:
    assert (await turn(scene("isso não é golpe não, né?"))).handoff is None
    left = await turn(scene("parem de me mandar mensagem seus golpistas"))
    assert (left.handoff, left.optout is not None) == (None, True)


async def test_the_guard_gives_up_twice_on_end_and_a_person_comes() -> None:
    asked, author = "já testei outros e não funcionou", Author(LIE)
    first = await turn(scene(asked), author)
    assert (first.handoff, first.memo.given_up) == (None, 1)
    second = await turn(scene(asked, memo=first.memo, turn="t2"), author)
    assert second.handoff is not None
    assert "guarda" in second.handoff.reason
    assert "pessoa da equipe" in texts(second)
    assert LIE not in texts(second)


async def test_a_reply_that_passes_makes_the_guard_start_anew() -> None:
    first = await turn(scene("já testei outros e não funcionou"), Author(LIE))
    good = await turn(scene("qual o preço do sérum?", memo=first.memo))
    assert good.memo.given_up == 0


async def test_another_robot_is_answered_a_few_times_and_then_left_to_a_person_in_silence() -> None:
    memo, outcome = scene("oi").memo, None
    for n in range(6):
        said = scene("Olá! Sou a assistente virtual da Pizzaria. Digite 1 para pedidos.", memo=memo, turn=f"t{n}")
        outcome = await turn(said)
        memo = outcome.memo
        if outcome.handoff is not None:
            break
    assert outcome is not None
    assert outcome.handoff is not None
    assert outcome.sends == ()
    assert "outro robô" in outcome.handoff.reason
    assert 2 <= n <= 4


async def test_somebody_who_takes_time_may_repeat_themselves() -> None:
    memo = scene("oi").memo
    for n in range(5):
        given = scene("qual o valor do frete para a minha cidade?", memo=memo, turn=f"t{n}")
        lines = tuple(replace(line, at=NOW + 60_000, content=Text(f"{line.content.body} {n}")) for line in given.lines)
        outcome = await turn(replace(given, lines=lines))
        assert outcome.sends
        memo = outcome.memo


def test_short_answers_and_taps_are_nobodys_circle() -> None:
    there: Circle = START
    for at in range(0, 60_000, 10_000):
        there = there.heard("sim" if at % 20_000 else "quero", at + 1_000).spoken(at + 9_000)
    assert there.why() == ""
