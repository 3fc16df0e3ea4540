"""The value of a step: never more than the sale it may lead to, however often a stage leads to itself."""

from __future__ import annotations

import numpy as np

from central.core.learning import Policy
from tests.core.learning.conftest import ARMS, context

MARGIN = 100.0


def talked(people: int, closes: float, steps: int = 6) -> Policy:
    """Conversations that ask one thing after the other in one stage; long ones are those that buy."""
    policy, rng, now = Policy(1), np.random.default_rng(3), 0.0
    for lead in range(people):
        now += 0.5
        buys = rng.random() < closes
        ids = []
        for step in range(steps if buys else 2):
            asked = context("ansioso", ("frete", "objecao")[step % 2], now + step / 60, lead)
            ids.append(policy.choose(asked, ARMS).decision_id)
            policy.learn(ids[-1], "resolved", 1.0, now + step / 60 + 0.01)
        for id in ids:
            policy.learn(id, "purchase" if buys else "expired", MARGIN * buys, now + (1.0 if buys else 336.0))
    policy.refit(now + 400.0)
    return policy


def test_a_stage_that_leads_to_itself_is_worth_no_more_than_the_sale() -> None:
    policy = talked(400, closes=0.35)
    assert policy.path is not None
    values = list(policy.path.onward.values())
    assert 0.1 * MARGIN < max(values) < MARGIN


def test_how_many_messages_were_said_is_no_merit_of_a_message() -> None:
    """Who buys has talked three times as long: that makes neither message better than the other."""
    policy = talked(400, closes=0.35)
    assert policy.path is not None
    lead = next(iter(policy.path.onward))[1]
    effects = [policy.path.message(lead, label)[0] for label in ("simples", "prova")]
    assert max(map(abs, effects)) < 0.15
