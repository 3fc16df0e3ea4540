from __future__ import annotations

import numpy as np
import pytest

from central.core.learning import new_policy
from central.core.learning.explain import needed, terms


def test_beliefs_tell_what_was_learned_and_where_from(make_context, arms):
    rng, policy = np.random.default_rng(1), new_policy(1)
    for n in range(4000):
        ctx, arm = make_context("ana", ("frete", "objecao")[n % 2], n * 0.1, f"p{n}"), arms[int(rng.integers(6))]
        policy.table.add(f"d{n}", ctx, arms, arm["id"], f"p{n}", n * 0.1)
        chance = 0.30 if arm["msg"] == "prova" and ctx["intent"] == "objecao" else 0.10
        sold = rng.random() < chance
        policy.learn(f"d{n}", "purchase" if sold else "expired", 100.0 * sold, n * 0.1 + 5)
    for _ in range(4):
        policy.refit(420.0)
    rows = policy.beliefs(make_context("ana", "objecao", 420.0), arms)
    best = max(rows, key=lambda r: r["p_best"])
    assert best["arm"].endswith("|prova")
    assert sum(r["p_best"] for r in rows) == pytest.approx(1)
    for r in rows:
        assert r["low"] < r["mean"] < r["high"]
        assert 280 < r["n"] < 390
    assert best["low"] < 0.30 < best["high"] + 0.05
    assert best["from_here"] + best["from_similar"] > 0
    assert 2000 < best["profit_per_100"] < 3200


def test_the_reasons_are_sentences_an_owner_reads(make_shop, make_context, arms):
    shop, policy = make_shop(2, lambda *a: 0.6, lambda *a: 0.1), new_policy(2)
    shop.play(policy, 400)
    why = policy.beliefs(make_context("ana", "objecao", shop.now), arms)[0]["why"]
    assert len(why) == 3
    for sentence in why:
        assert sentence.endswith(").")
        assert "ajuda" in sentence or "atrapalha" in sentence


def test_the_heaviest_term_comes_first(make_shop, make_context, arms):
    shop, policy = make_shop(3, lambda c, t, m: 0.9 if t == "grande" else 0.3, lambda *a: 0.1), new_policy(3)
    shop.play(policy, 800)
    encoded = policy.table.design.encode(make_context("ana", "frete", shop.now), arms)
    weights = [abs(t.weight) for t in terms(policy.serving, encoded, 0)]
    assert weights == sorted(weights, reverse=True)


def test_a_wide_gap_needs_fewer_leads():
    assert needed(0.0, 100.0, 0.1) == 0
    assert 0 < needed(2.0, 100.0, 0.1) < needed(0.5, 100.0, 0.1)
