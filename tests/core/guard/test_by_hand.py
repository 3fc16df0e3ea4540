"""Drafts written by hand against the demonstration, a lie or a truth each: no lie leaves, every truth does.

Bubbles are parted by ⏎.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.guard import facts_of, inspect, passes

SHOP = numbered(1, "", read_yaml(default_demo_folder()))
ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("by_hand.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("verdict", "persona", "product", "region", "draft"), ROWS)
def test_a_lie_stays_and_a_truth_leaves(verdict: str, persona: str, product: str, region: str, draft: str) -> None:
    where = next((r for r in SHOP.catalog.regions if r.name == region), None)
    facts = facts_of(SHOP, SHOP.persona(persona), product or None, region=where)
    assert passes(inspect(draft.split(" ⏎ "), facts)) is (verdict == "verdade")
