"""A few days of leads who live on: nothing unasked out of place, costs as Meta told them, and a judge who would see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.month_judge import HOUR_MS, Judge
from central.app.simulation.run import Options, simulate
from central.app.simulation.shop import SimulatedShop
from central.pretend.buyers import Life
from central.pretend.cloud import PretendCloud
from central.pretend.cloud.thread import Post

NIGHT = 27 * HOUR_MS


class Doubter(Judge):
    """Judges what happened, then once more after three messages that nobody should have had."""

    clean: dict[str, int] | None = None
    cloud: PretendCloud | None = None

    def begins(self, cloud: PretendCloud) -> None:
        self.cloud = cloud
        super().begins(cloud)

    def ends(self, lives: Sequence[Life], shop: SimulatedShop, database: Path) -> None:
        super().ends(lives, shop, database)
        self.clean = dict(self.violations)
        self.violations.clear()
        (life, *_) = (one for one in lives if one.lead is not None and not one.wishes)
        assert self.cloud is not None
        assert life.lead is not None
        last = max(post.at for post in self.cloud.world.thread(life.lead.id, None))
        midnight = last - (last - 3 * HOUR_MS) % (24 * HOUR_MS)
        for number in range(3):
            place = life.lead.id, life.number
            at = midnight + NIGHT + number * 60_000
            post = Post(f"w{number}", *place, False, "template", at, "entregue", {}, f"x{number}.0", "marketing")
            self.cloud.world._post(post)
        super().ends(lives, shop, database)


def test_a_few_days_break_no_promise_and_a_broken_one_would_be_seen() -> None:
    judge = Doubter()
    summary = simulate(Options(leads=14, days=4, seed=5), judge)
    assert judge.clean == {}
    assert judge.cost_mismatch == 0
    assert judge.billed > 20
    assert (judge.answered, summary.lost, summary.doubled) == (1.0, 0, 0)
    assert judge.without_person >= 0.75
    assert judge.violations["sossego"] == 3
    assert judge.violations["consentimento"] == 3
    assert judge.violations["teto"] >= 1
