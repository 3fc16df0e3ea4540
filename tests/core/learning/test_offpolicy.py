from __future__ import annotations

import numpy as np
import pytest

from central.core.learning.offpolicy import Log, doubly_robust, lift, saving, smallest_lift, snips


def world(seed, n=4000, wrong=0.0):
    """Two arms, 10 % and 20 % sales at R$ 50; logged 70/30; the target always takes the second."""
    rng = np.random.default_rng(seed)
    second = rng.random(n) < 0.3
    reward = 50.0 * (rng.random(n) < np.where(second, 0.2, 0.1))
    predicted = 50 * np.where(second, 0.2, 0.1) + wrong
    return Log(
        [f"p{i // 2}" for i in range(n)], np.where(second, 0.3, 0.7), second.astype(float), reward, predicted,
        np.full(n, 10.0 + wrong),
    )  # fmt: skip


@pytest.mark.parametrize("estimator", [snips, doubly_robust])
def test_the_truth_lies_in_the_interval(estimator):
    found = [estimator(world(s), s) for s in range(20)]
    assert sum(e.low <= 10.0 <= e.high for e in found) >= 17
    assert np.mean([e.value for e in found]) == pytest.approx(10.0, rel=0.05)


def test_doubly_robust_survives_a_wrong_model():
    assert doubly_robust(world(3, wrong=8.0), 3).value == pytest.approx(snips(world(3), 3).value, rel=0.05)


def test_a_small_sample_is_refused_with_its_reason():
    found = snips(world(1, n=300), 1)
    assert found.value is None
    assert "amostra efetiva" in found.refusal
    few_people = world(1)
    same = Log(
        ["p"] * 4000,
        few_people.propensity,
        few_people.target,
        few_people.reward,
        few_people.predicted,
        few_people.expected,
    )
    assert snips(same, 1).value is None


def test_people_not_messages_make_the_interval():
    """Each person's messages are copies: counting them as independent would halve the interval."""
    base = world(5, n=2000)
    columns = (base.propensity, base.target, base.reward, base.predicted, base.expected)
    four = Log(list(base.person) * 4, *(np.tile(x, 4) for x in columns))
    one, copied = snips(base, 5), snips(four, 5)
    assert copied.high - copied.low == pytest.approx(one.high - one.low, rel=0.15)


def test_lift_needs_a_control_group():
    rng = np.random.default_rng(0)
    treated, control = rng.normal(6, 10, 5000), rng.normal(5, 10, 1000)
    found = lift(treated, control, 0)
    assert found.low < 1.0 < found.high
    assert lift(treated, control[:50], 0).value is None


def test_smallest_provable_lift_is_the_textbook_figure():
    assert smallest_lift(0.05, 16_000, 4_000) == pytest.approx(0.216, abs=0.01)


def test_saving_names_its_basis():
    found = saving(spent_ai=40.0, strong_ai=100.0, delivery=100.0, prices="2026-11")
    assert found.ai_share == pytest.approx(0.6)
    assert found.bill_share == pytest.approx(0.3)
    assert "2026-11" in found.basis
