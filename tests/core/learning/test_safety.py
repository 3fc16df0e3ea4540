from __future__ import annotations

import numpy as np
import pytest

from central.core.learning import new_policy
from central.core.learning.safety import Limit, control_brake, control_share, group_draw, offer, signal_brake


def test_control_is_drawn_once_by_person_and_shrinks_later():
    draws = [group_draw(f"p{i}", 1) for i in range(4000)]
    assert np.mean([draw < control_share(0) for draw in draws]) == pytest.approx(0.2, abs=0.02)
    assert np.mean([draw < control_share(20_000) for draw in draws]) == pytest.approx(0.1, abs=0.02)
    assert draws == [group_draw(f"p{i}", 1) for i in range(4000)]


def test_control_and_sensitive_intents_keep_the_rule(make_context, arms):
    ctx = make_context("ana", "reclamacao", 0.0)
    for found in (offer(ctx, arms, [], 0, control=True), offer(ctx, arms, [], 0, sensitive=frozenset({"reclamacao"}))):
        assert [a["id"] for a in found.allowed] == [ctx["rule_arm"]]
        assert len(found.refused) == 5


def test_pin_retire_and_cap(make_context, arms):
    ctx = make_context("ana", "frete", 0.0)
    pinned = offer(ctx, arms, [Limit("fixar", "Rita", 0, "tier", "pequeno")], 1)
    assert {a["tier"] for a in pinned.allowed} == {"pequeno"}
    assert "Rita" in pinned.refused[0].reason
    retired = offer(ctx, arms, [Limit("aposentar", "Rita", 0, "msg", "prova")], 1)
    assert {a["msg"] for a in retired.allowed} == {"simples"}
    capped = offer(ctx, arms, [Limit("limitar", "Rita", 0, "tier", "grande", share=0.1)], 1)
    assert capped.limits.caps[[a["tier"] == "grande" for a in arms]].sum() == pytest.approx(0.1)


def test_a_limit_ends_and_keeps_to_its_place(make_context, arms):
    limit = Limit("aposentar", "Rita", 10, "tier", "grande", where={"intent": "frete"}, until=20)
    frete, other = make_context("ana", "frete", 0.0), make_context("ana", "objecao", 0.0)
    assert len(offer(frete, arms, [limit], 15).allowed) == 4
    assert len(offer(frete, arms, [limit], 20).allowed) == 6
    assert len(offer(other, arms, [limit], 15).allowed) == 6


def test_limits_that_leave_nothing_fall_back_to_the_rule(make_context, arms):
    limits = [Limit("aposentar", "Rita", 0, "tier", t) for t in ("roteiro", "pequeno", "grande")]
    ctx = make_context("ana", "frete", 0.0)
    assert [a["id"] for a in offer(ctx, arms, limits, 1).allowed] == [ctx["rule_arm"]]


def test_the_brake_needs_certainty():
    rng = np.random.default_rng(0)
    good, bad = rng.normal(5, 10, 3000), rng.normal(3, 10, 3000)
    brake = control_brake(bad, good, 7, good_snapshot=4)
    assert brake is not None
    assert brake.back_to == 4
    assert "a menos por pessoa" in brake.reason
    assert control_brake(good, bad, 7) is None
    assert control_brake(bad[:100], good[:100], 7) is None


def test_the_signal_is_dropped_only_when_sales_say_it_is_worthless(make_shop):
    """Settled doubts anti-correlate with sales here."""

    def resolves(ctx, tier, message):
        return {"roteiro": 0.9, "pequeno": 0.6, "grande": 0.2}[tier] - 0.1 * (message == "prova")

    def buys(ctx, tier, message):
        return {"roteiro": 0.02, "pequeno": 0.1, "grande": 0.3}[tier]

    shop, policy = make_shop(3, resolves, buys), new_policy(3)
    assert signal_brake(policy.snapshot, 0) is None
    shop.play(policy, 300)
    assert signal_brake(policy.snapshot, 0) is None
