from __future__ import annotations

import numpy as np
import pytest

from central.core.learning.delay import curve, matured, matured_by


def test_a_message_that_hurries_people_does_not_look_better_for_it():
    """Both sell 5 in 100; one within hours, the other within days. Half of the decisions are still young."""
    ages = np.tile(np.linspace(1.0, 600.0, 4000), 2)
    label = np.repeat([0, 1], 4000)
    buys = np.tile(np.arange(4000) % 20 == 0, 2)
    wait = np.where(label == 0, 3.0, 20.0 + 180.0 * np.tile(np.arange(4000) % 140 / 140, 2))
    took = np.where(buys & (wait <= ages), wait, np.inf)
    sold, open_ = np.isfinite(took), ages < 336.0
    shape = curve(took[sold], ages[sold])

    def rates(pending):
        failed = np.where(open_, pending, 1.0) * ~sold
        return [sold[label == n].sum() / (sold[label == n].sum() + failed[label == n].sum()) for n in (0, 1)]

    fast, slow = rates(matured_by(label, ages, took, shape))
    assert (fast, slow) == (pytest.approx(0.05, rel=0.1), pytest.approx(0.05, rel=0.1))
    fast, slow = rates(matured(ages, shape))
    assert fast > 1.15 * slow
