from __future__ import annotations

import numpy as np
import pytest

from central.core.learning.reward import Decision, Result
from central.core.learning.rivals import rivals

TRUTH = {"roteiro": 4.0, "pequeno": 7.0, "grande": 6.0}


def results(arms, make_context, n):
    """Logged evenly over six arms; a reply earns its tier's R$ on average."""
    rng, out = np.random.default_rng(7), []
    which, luck = rng.integers(6, size=n), rng.random(n)
    for i in range(n):
        arm = arms[int(which[i])]
        decision = Decision(
            f"d{i}",
            i,
            f"p{i}",
            f"c{i}",
            make_context("ana", "frete", 0.0),
            tuple(arms),
            arm["id"],
            1 / 6,
            {},
            {a["id"]: 1 / 6 for a in arms},
        )
        margin = 100.0 * float(luck[i] < TRUTH[arm["tier"]] / 100)
        out.append(Result(decision, "sold" if margin else "expired", None, margin, margin))
    return out


def test_every_rival_is_estimated_and_the_tiers_are_told_apart(arms, make_context):
    found = {
        r.name: r
        for r in rivals(
            results(arms, make_context, 6000),
            lambda d: {a["id"]: 5.0 for a in d.arms}, 1,
        )
    }  # fmt: skip
    assert set(found) == {"regras", "sempre roteiro", "sempre pequeno", "sempre grande"}
    for tier, truth in TRUTH.items():
        estimate = found[f"sempre {tier}"].robust
        assert estimate.low < truth < estimate.high
        assert estimate.effective == pytest.approx(2000, rel=0.1)
    assert found["regras"].snips.effective == pytest.approx(1000, rel=0.1)


def test_few_replies_give_no_figure(arms, make_context):
    few = results(arms, make_context, 100)
    for rival in rivals(few, lambda d: {a["id"]: 5.0 for a in d.arms}, 1):
        assert rival.robust.value is None
        assert rival.robust.refusal
        assert rival.model == pytest.approx(5.0)
