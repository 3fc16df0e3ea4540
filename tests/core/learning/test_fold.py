"""What the models read of the ledger: silence, sales, refunds, turns taken back, merged people."""

from __future__ import annotations

import random
from dataclasses import replace

from central.core.learning.fold import decision_of, fold
from central.core.ledger import Facts, Sale
from central.core.replying.choice import Reward, by_rule, undelivered, void
from tests.clock import START
from tests.flow.plain_ledger import DAY, HOUR, MINUTE, ask


def told(facts: Facts, until: int) -> set[tuple[str, str, float]]:
    return {(o.decision, o.event, o.value) for o in fold(facts, until)[1]}


def choice(number: int, at: int = START, **changes):
    return by_rule(ask(number, at=at, phase="regras", **changes))


def reward(number: int, value: int, at: int) -> Reward:
    id = f"{number:08d}.turno"
    return Reward(f"n{number}:{id}:resolved", id, "resolved", value, at)


def test_a_day_of_silence_is_a_doubt_not_settled_but_not_after_the_sale() -> None:
    facts = Facts([choice(1), choice(2, stage="comprado")])
    assert told(facts, START + DAY - 1) == set()
    assert told(facts, START + DAY) == {("00000001.turno", "resolved", 0.0), ("00000001.turno", "silent", 0.5)}


def test_silence_counts_sooner_where_everybody_comes_back_soon() -> None:
    talk = [choice(n, START + n * 5 * MINUTE, conversation=f"c{n // 2}") for n in range(120)]
    late = choice(500, START + 12 * HOUR)
    facts = Facts([*talk, late], [reward(n, 1, START + n * 5 * MINUTE + MINUTE) for n in range(120)])
    quiet = {id for id, _, value in told(facts, START + 13 * HOUR) if value == 0.0}
    assert quiet == {"00000500.turno"}


def test_a_silence_counts_by_how_likely_it_lasts_and_half_of_a_doubt_that_came_back() -> None:
    """Where most come back within minutes a silence of an hour is known for one, though some come back after hours."""
    talk = [choice(n, START + n * MINUTE) for n in range(200)]
    back = [reward(n, 1, START + n * MINUTE + (3 * HOUR if n % 10 == 0 else MINUTE)) for n in range(150)]
    folded = {id: value for id, event, value in told(Facts(talk, back), START + 12 * HOUR) if event == "silent"}
    early = {id: value for id, event, value in told(Facts(talk, back), START + 4 * HOUR) if event == "silent"}
    assert set(folded) == {f"{n:08d}.turno" for n in range(150, 200)}
    assert all(0.3 < value <= 0.5 for value in (folded | early).values())
    assert early["00000199.turno"] < folded["00000199.turno"]


def test_a_sale_credits_the_choices_before_it_once_and_settles_the_last_doubt() -> None:
    first, second = choice(1, START), choice(2, START + HOUR, person="p1")
    later = choice(3, START + 3 * DAY, person="p1")
    sale = Sale("o", "p1", "approved", 20_000, START + 2 * HOUR)
    facts = Facts([first, second, later], [reward(1, 1, START + HOUR)], [sale, sale])
    assert told(facts, START + 3 * DAY) == {
        ("00000001.turno", "resolved", 1.0),
        ("00000001.turno", "purchase", 100.0),
        ("00000002.turno", "resolved", 1.0),
        ("00000002.turno", "purchase", 100.0),
    }


def test_a_refund_that_came_first_waits_for_its_sale_and_a_window_without_sale_expires() -> None:
    back = Sale("o", "p1", "refunded", 20_000, START + 5 * DAY)
    paid = Sale("o", "p1", "approved", 20_000, START + HOUR)
    assert not any(event in ("purchase", "refund") for _, event, _ in told(Facts([choice(1)], (), [back]), START + DAY))
    events = {event for _, event, _ in told(Facts([choice(1), choice(2)], (), [back, paid]), START + 14 * DAY)}
    assert events == {"purchase", "refund", "resolved", "silent", "expired"}


def test_a_sale_weeks_late_credits_only_the_last_choice() -> None:
    talk = [choice(1, START), choice(2, START + HOUR, person="p1")]
    sale = Sale("o", "p1", "approved", 20_000, START + 20 * DAY)
    credited = {id for id, event, _ in told(Facts(talk, (), [sale]), START + 21 * DAY) if event == "purchase"}
    assert credited == {"00000002.turno"}


def test_a_turn_taken_back_counts_for_nothing_nor_does_what_it_told() -> None:
    facts = Facts([choice(1), choice(2)], [reward(1, 1, START), void("00000002", START), void("n1", START)])
    decisions, outcomes = fold(facts, START + HOUR)
    assert [d.id for d in decisions] == ["00000001.turno"]
    assert outcomes == []


def test_a_reply_that_was_not_delivered_teaches_nothing_but_what_its_turn_heard_does() -> None:
    first, lost = choice(1, START), choice(2, START + HOUR)
    heard = Reward("00000002:00000001.turno:resolved", first.asked.id, "resolved", 1, START + HOUR)
    facts = Facts([first, lost], [heard, undelivered("00000002", START + HOUR)])
    assert [d.id for d in fold(facts, START + 2 * HOUR)[0]] == [first.asked.id]
    assert told(facts, START + 2 * HOUR) == {(first.asked.id, "resolved", 1.0)}


def test_merged_people_are_one_buyer() -> None:
    sale = Sale("o", "root", "approved", 20_000, START + HOUR)
    decisions, outcomes = fold(Facts([choice(1)], (), [sale], {"p1": "root"}), START + HOUR)
    assert decisions[0].person == "root"
    assert [o.event for o in outcomes] == ["purchase", "resolved"][::-1]


def test_order_and_doubling_change_nothing() -> None:
    made = [choice(n, START + n * HOUR, person=f"p{n % 4}") for n in range(20)]
    said = [reward(n, n % 2, START + n * HOUR + MINUTE) for n in range(0, 20, 3)]
    sold = [Sale(f"o{n}", f"p{n % 4}", "approved", 9_000, START + 8 * n * HOUR) for n in range(3)]
    plain = fold(Facts(made, said, sold), START + 30 * DAY)
    for seed in range(3):
        mixed = [random.Random(seed).sample(x + x[:5], len(x) + len(x[:5])) for x in (made, said, sold)]
        decisions, outcomes = fold(Facts(*mixed), START + 30 * DAY)
        assert decisions == plain[0]
        assert sorted(outcomes, key=repr) == sorted(plain[1], key=repr)


def test_money_is_what_the_choice_could_bring_less_what_it_gave_away() -> None:
    menu = tuple(replace(o, keeps=8_500) if o.label != "nenhum" and o.slot == "gatilho" else o for o in ask(1).options)
    given = by_rule(ask(1, options=menu, rule=(("ia", "mini"), ("gatilho", "garantia:g1:aa"))))
    sale = Sale("o", "p1", "approved", 20_000, START + HOUR)
    assert ("00000001.turno", "purchase", 85.0) in told(Facts([given], (), [sale]), START + HOUR)
    arm = next(a for a in decision_of(given).arms if a["id"] == decision_of(given).arm)
    assert (arm["tier"], arm["msg"], arm["margin_mult"], arm["cost"]) == ("mini", "garantia", 0.85, 0.0357)
