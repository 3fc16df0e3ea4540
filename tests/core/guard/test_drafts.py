"""Thousands of drafts born with their lies: none leaves, and honest ones do."""

from __future__ import annotations

import pytest

from central.core.guard import KINDS, inspect, passes
from tests.core.guard.drafts import honest, hostile, shown
from tests.core.guard.lies import LIES

MOST_BLOCKED = 0.01


@pytest.mark.parametrize("seed", range(5))
def test_no_lie_leaves(seed: int) -> None:
    left = [w for w in hostile(1000, 900 + seed) if passes(inspect(w.bubbles, w.facts))]
    assert not left, [(w.lies, w.disguise, shown(w)) for w in left[:5]]


@pytest.mark.parametrize("seed", range(2))
def test_honest_drafts_leave(seed: int) -> None:
    drafts = honest(1500, 800 + seed)
    blocked = [w for w in drafts if not passes(inspect(w.bubbles, w.facts))]
    assert len(blocked) <= MOST_BLOCKED * len(drafts), [shown(w) for w in blocked[:5]]


def test_the_drafts_lie_in_every_kind() -> None:
    assert LIES.keys() == KINDS.keys()
    assert {kind for w in hostile(2000, 1) for kind, _ in w.lies} == KINDS.keys()
