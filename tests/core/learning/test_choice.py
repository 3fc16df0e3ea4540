from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.learning.choice import capped, generator, marginals, pace, pick, thrifty, wins


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40), st.sampled_from([0.0, 0.02, 0.3]))
def test_the_propensity_is_the_chance_of_being_taken(best, floor):
    shares = np.bincount(best, minlength=4) / len(best)
    picks = [pick(np.array(best), shares, 1, f"d{n}", floor) for n in range(300)]
    counted = Counter(p.index for p in picks)
    for p in picks:
        assert p.propensity == pytest.approx(floor / 4 + (1 - floor) * shares[p.index])
        assert counted[p.index] / 300 == pytest.approx(p.propensity, abs=0.15)
    assert picks[0].shares.sum() == pytest.approx(1)


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6), st.data())
def test_capped_shares_keep_their_caps_and_add_up(raw, data):
    shares = np.array(raw) / sum(raw)
    caps = np.array(data.draw(st.lists(st.floats(0.05, 1), min_size=len(raw), max_size=len(raw))))
    found = capped(shares, caps)
    assert found.sum() == pytest.approx(1)
    if caps.sum() >= 1:
        assert (found <= caps + 1e-6).all()


def test_a_cap_is_kept_in_what_is_drawn():
    best, caps = np.zeros(50, np.int64), np.array([0.3, 1.0])
    picks = [pick(best, np.array([1.0, 0.0]), 1, f"d{n}", 0.0, caps) for n in range(500)]
    assert np.mean([p.index == 0 for p in picks]) == pytest.approx(0.3, abs=0.07)
    assert {round(p.propensity, 6) for p in picks} == {0.3, 0.7}


def test_draws_are_keyed_by_what_they_are_for():
    assert generator(1, "choice", "a").random() == generator(1, "choice", "a").random()
    assert generator(1, "choice", "a").random() != generator(1, "choice", "b").random()
    assert generator(2, "choice", "a").random() != generator(1, "choice", "a").random()


def test_propensity_per_slot_sums_over_the_other_slot(arms):
    shares = np.array([0.1, 0.2, 0.3, 0.1, 0.2, 0.1])
    assert marginals(arms, shares, 2) == {"tier": pytest.approx(0.4), "msg": pytest.approx(0.6)}


def test_winning_share_counts_draws():
    best, shares = wins(np.array([[1.0, 5.0, 2.0, 0.0], [2.0, 1.0, 1.0, 1.0]]))
    assert best.tolist() == [1, 0, 0, 1]
    assert shares.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("more", "spread", "price", "kept"),
    [
        (0.12, 0.04, 1.0, True),
        (0.02, 0.01, 1.0, False),
        (0.045, 0.05, 1.0, False),
        (0.03, 0.1, 1.0, True),
        (-0.1, 0.04, 1.0, False),
        (0.02, 0.01, 0.0, True),
    ],
    ids=["shown", "too little", "enough but not shown", "not known yet", "worse", "the price has decided"],
)
def test_a_dearer_writer_must_show_what_it_brings_once_that_can_be_known(more, spread, price, kept):
    """Two writers of one message: what one settles more is paid for when sure, and found out while it is not."""
    cheap = np.full(96, 0.5)
    dear = cheap + more + spread * np.linspace(-1.7, 1.7, 96)
    arms = [{"id": "a", "cost": 0.0}, {"id": "b", "cost": 0.01}]
    drawn = np.stack([cheap, np.full(96, 0.5 + max(more, 0.045))]) if more > 0.02 else np.stack([cheap, cheap + more])
    best = np.ones(96, np.int64)
    found, shares = thrifty(best, drawn, np.stack([cheap, dear]), arms, ["m", "m"], price)
    assert (found == (1 if kept else 0)).all()
    assert shares.sum() == pytest.approx(1)


def test_the_pacer_meets_its_ceiling():
    """Spending falls as the multiplier rises; it settles near plan and lets go when there is room."""
    multiplier = 1.0
    for _ in range(60):
        multiplier = pace(multiplier, spent=300 / multiplier, planned=100)
    assert 300 / multiplier == pytest.approx(100, rel=0.05)
    for _ in range(60):
        multiplier = pace(multiplier, spent=10, planned=100)
    assert multiplier == 1.0
