from __future__ import annotations

import random

import numpy as np
import pytest

from central.core.learning import Policy
from central.core.learning.belief import believe
from central.core.learning.change import BOUND_WEIGHT, OLD_WEIGHT, YOUNG_H, Change, detect, row_weights
from central.core.learning.reward import HOUR_MS, Decision, Outcome, credit, rebuild, settle, table_of
from central.core.learning.table import Table


def ledger(make_context, arms, n=120):
    rng = random.Random(1)
    decisions, outcomes = [], []
    for i in range(n):
        at, arm = i * HOUR_MS, rng.choice(arms)["id"]
        ctx = make_context("ana", rng.choice(["frete", "objecao"]), i, i)
        decisions.append(Decision(f"d{i}", at, f"p{i // 2}", f"c{i // 2}", ctx, tuple(arms), arm, 1 / 6))
        outcomes.append(Outcome(f"r{i}", f"d{i}", "resolved", float(rng.random() < 0.6), at + 1000))
        if i % 9 == 0:
            outcomes.append(Outcome(f"b{i}", f"d{i}", "purchase", 100.0, at + 30 * HOUR_MS))
        if i % 27 == 0:
            outcomes.append(Outcome(f"x{i}", f"d{i}", "refund", 100.0, at + 300 * HOUR_MS))
    return decisions, outcomes


def as_bytes(rebuilt):
    policy = Policy(1)
    policy.adopt(rebuilt)
    return policy.state()


def test_a_rebuild_gives_the_same_bytes_however_the_ledger_arrived(make_context, arms):
    decisions, outcomes = ledger(make_context, arms)
    until = 900 * HOUR_MS
    straight = as_bytes(rebuild(decisions, outcomes, until, seed=1, number=7))
    mixed, late = decisions * 2, outcomes * 3
    random.Random(2).shuffle(mixed)
    random.Random(3).shuffle(late)
    assert as_bytes(rebuild(mixed, late, until, seed=1, number=7)) == straight


def test_two_engines_that_adopt_the_same_beliefs_choose_alike(make_context, arms):
    decisions, outcomes = ledger(make_context, arms)
    one, two = Policy(1), Policy(1)
    for engine, seen in ((one, decisions), (two, decisions[::-1])):
        engine.adopt(rebuild(seen, outcomes, 900 * HOUR_MS, seed=1, number=3))
    two.choose(make_context("bia", "frete", 900.0, "other", decision_id="x"), arms)
    for n in range(30):
        ctx = make_context("ana", "objecao", 901.0, f"c{n}", decision_id=f"n{n}", used=("simples",))
        assert one.choose(ctx, arms) == two.choose(ctx, arms)


def test_a_recorded_break_makes_the_past_count_little(make_context, arms):
    decisions, outcomes = ledger(make_context, arms, 400)
    broken = [Change(("arm:msg", "prova"), 300.0, -5.0)]
    plain = rebuild(decisions, outcomes, 900 * HOUR_MS, seed=1, number=1)
    after = rebuild(decisions, outcomes, 900 * HOUR_MS, seed=1, number=1, changes=broken)
    at = plain.table.design.index["arm:msg", "prova"]
    assert after.snapshot.signal.sd[at] > plain.snapshot.signal.sd[at]


def test_what_came_after_the_position_is_not_in_the_beliefs(make_context, arms):
    decisions, outcomes = ledger(make_context, arms)
    until = 60 * HOUR_MS
    early = rebuild([d for d in decisions if d.at <= until], outcomes, until, seed=1, number=1)
    assert as_bytes(rebuild(decisions, outcomes, until, seed=1, number=1)) == as_bytes(early)


def test_a_refund_takes_the_margin_back_and_leaves_the_sale_known(make_context, arms):
    decisions, outcomes = ledger(make_context, arms)
    results = {r.decision.id: r for r in settle(decisions, outcomes)}
    assert results["d0"].status == "refunded"
    assert results["d0"].margin == 0
    assert results["d9"].status == "sold"
    assert results["d9"].margin == 100
    assert results["d1"].status == "open"
    assert table_of(decisions, outcomes).sold_at[0] < np.inf


def test_a_sale_after_the_window_still_counts(make_context, arms):
    decisions, _ = ledger(make_context, arms, 1)
    outcomes = [
        Outcome("e", "d0", "expired", 0.0, 336 * HOUR_MS),
        Outcome("b", "d0", "purchase", 80.0, 700 * HOUR_MS),
    ]
    assert settle(decisions, outcomes)[0].status == "sold"


def test_a_conversation_is_paid_for_its_sale_once(make_context, arms):
    decisions, _ = ledger(make_context, arms, 2)
    both = [Outcome("b0", "d0", "purchase", 100.0, HOUR_MS), Outcome("b1", "d1", "purchase", 100.0, HOUR_MS)]
    cost = sum(next(a["cost"] for a in arms if a["id"] == d.arm) for d in decisions)
    assert credit(decisions, both) == {"c0": 100.0 - cost}


def test_where_the_rule_alone_decided_nothing_is_learned_of_its_arm(make_context, arms):
    """A context that sells badly must not be told against the arm that the rule always uses there."""
    free, bound = Table(), Table()
    for table in (free, bound):
        for n in range(600):
            ctx = make_context("ana", ("frete", "objecao")[n % 2], n * 0.1)
            arm = ctx["rule_arm"]
            table.add(f"d{n}", ctx, arms, arm, None, n * 0.1, bound=table is bound)
            table.outcome(f"d{n}", "resolved", float(n % 2 == 0 or n % 10 == 1), n * 0.1 + 0.2)
            table.outcome(f"d{n}", "expired", 0.0, n * 0.1 + 300)
    learned = {}
    for table in (free, bound):
        snapshot = believe(table, 500.0, 1, 1)
        names = table.design.names()
        learned[table is bound] = abs(float(snapshot.signal_center[names.index(("arm:tier", "grande"))]))
        assert snapshot.tried == (0 if table is bound else 600)
    assert learned[True] < 1e-6 < 0.03 < learned[False]


def test_what_is_too_young_to_be_told_is_no_break_with_the_past(make_context, arms):
    """Of what was answered minutes ago only the quick ones have spoken."""
    table = Table()
    for n in range(500):
        table.add(f"d{n}", make_context("ana", "frete", n, n), arms, arms[n % 6]["id"], n, float(n))
        table.outcome(f"d{n}", "resolved", 1.0, n + 0.1)
    reference = believe(table, 500.0, seed=1, number=1)
    for n in range(500, 620):
        at = 600.0 + (n - 500) / 3000
        table.add(f"d{n}", make_context("ana", "frete", at, n), arms, arms[n % 6]["id"], n, at)
        table.outcome(f"d{n}", "resolved", 0.0, at + 0.001)
    assert not detect(table, reference, 600.05)
    assert detect(table, reference, 600.05 + YOUNG_H)


def test_a_break_is_told_where_it_was_and_when(make_context, arms):
    """One writer gets worse in one intent, late in what is watched."""
    table, intents = Table(), ("frete", "preco", "objecao")
    reference = None
    for n in range(3000):
        arm, intent = arms[n % 6], intents[n // 6 % 3]
        broken = n >= 2400 and (arm["tier"], intent) == ("grande", "objecao")
        table.add(f"d{n}", make_context("ana", intent, n, n), arms, arm["id"], n, float(n))
        table.outcome(f"d{n}", "resolved", float((n * 7919) % 10 < (2 if broken else 7)), n + 0.1)
        if n == 1500:
            reference = believe(table, 1500.0, seed=1, number=1)
    first, *others = detect(table, reference, 3001.0)
    assert first.name == ("tier*intent", "grande", "objecao")
    assert not others
    assert 2200 < first.at < 2700


def test_in_conversations_what_came_before_a_writer_turned_on_an_intent_counts_little(make_context, arms):
    table = Table()
    for n in range(1200):
        intent, arm = ("frete", "preco")[n % 2], arms[n // 2 % 2 * 2]
        turned = n >= 800 and intent == "frete" and arm["tier"] == "roteiro"
        table.add(f"d{n}", make_context("ana", intent, n, n // 4), arms, arm["id"], n // 4, float(n))
        table.outcome(f"d{n}", "resolved", float((n * 7919) % 10 < (2 if turned else 7)), n + 0.1)
    weight = row_weights(table, [], 1300.0, None)
    assert weight[0:700:2].max() == pytest.approx(OLD_WEIGHT)
    assert weight[900::2].min() == 1
    assert weight[1::2].min() == 1


def test_what_the_rule_alone_chose_counts_less_than_what_was_drawn(make_context, arms):
    table = Table()
    for n, bound in enumerate((True, False)):
        table.add(f"d{n}", make_context("ana", "frete", n, n), arms, arms[0]["id"], n, float(n), bound)
    assert row_weights(table, (), 2.0, None).tolist() == [BOUND_WEIGHT, 1.0]
    assert row_weights(table, (), 2.0, 1.0).tolist() == [BOUND_WEIGHT * 0.25, 0.5]
