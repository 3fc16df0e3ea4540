from __future__ import annotations

from central.core.learning.belief import extended, unlearned
from central.core.learning.choice import BOLD_DRAWS
from central.core.learning.design import Design, writer_level
from central.core.learning.worth import of_touch


def test_writers_are_tried_more_boldly_where_what_they_cost_makes_it_worth_knowing(make_context, arms):
    """How much the draws differ about two writers of the same message, by whether their prices weigh."""
    context = make_context("ana", "objecao", 0.0)
    spread = {}
    for name, share in (("dear", 1.0), ("free", 1e-4)):
        offered = [a | {"cost": a["cost"] * share} for a in arms]
        design = Design()
        encoded = design.encode(context, offered)
        snapshot, level = extended(unlearned(0), design, 0), writer_level(design.layout())
        gain = of_touch(snapshot, encoded, offered, 100.0, 1.0, level)[:, BOLD_DRAWS:]
        at = [encoded.ids.index(f"{tier}|simples") for tier in ("pequeno", "grande")]
        spread[name] = float((gain[at[0]] - gain[at[1]]).std())
    assert spread["dear"] > 1.3 * spread["free"]
