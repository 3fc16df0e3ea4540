"""A decision and a proof in words an owner reads, or why there is no figure."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from central.app.desk.learning_report import cell_line, lines
from central.core.learning.report import report
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving
from central.core.learning.telling import cell, tell
from central.core.replying.choice import by_rule
from tests.flow.plain_ledger import Shop, ask


@pytest.fixture(scope="module")
def shop() -> Shop:
    shop = Shop(lambda i, tier, g: {"script": 0.3, "mini": 0.6, "forte": 0.9}[tier], closes=0.4)
    asyncio.run(shop.play(700))
    return shop


@pytest.fixture(scope="module")
def serving(shop: Shop) -> Serving:
    body = asyncio.run(shop.ledger.belief(max(shop.ledger.made)))
    assert body is not None
    return load_serving(body)


def test_every_way_to_decide_has_its_sentence() -> None:
    asked = ask(1)
    said = [" ".join(tell(by_rule(asked, by, "porque sim"))) for by in ("regra", "fixo", "controle", "freio")]
    assert ["regra" in one for one in said] == [True] * 4
    assert len(set(said)) == 4
    gone = replace(asked.options[-1], refused="estoque 9, acima de 5")
    assert "Fora: gatilho garantia (estoque 9, acima de 5)." in tell(
        by_rule(ask(1, options=(*asked.options[:-1], gone)))
    )


def test_a_learned_choice_tells_its_chance_and_three_reasons(shop: Shop, serving: Serving) -> None:
    chosen = next(c for c in reversed(shop.ledger.choices) if c.by == "aprendizado" and c.draw >= 0)
    said = tell(chosen, serving)
    assert f"Chance desta: {chosen.propensity:.0%}" in said[1]
    assert len([one for one in said if "ajuda" in one or "atrapalha" in one]) == 3


def test_a_cell_shows_what_stands_behind_every_arm(shop: Shop, serving: Serving) -> None:
    chosen = next(c for c in reversed(shop.ledger.choices) if c.by == "aprendizado")
    rows = cell(chosen, serving)
    assert sum(row["n"] for row in rows) > 0
    assert sum(row["p_best"] for row in rows) == pytest.approx(1)
    best = max(rows, key=lambda row: row["p_best"])
    assert best["arm"].startswith("forte")
    assert "R$" in cell_line(best)


def test_a_proof_refuses_what_the_data_cannot_carry_and_tells_its_price_basis(shop: Shop, serving: Serving) -> None:
    facts = asyncio.run(shop.ledger.facts(shop.clock.time))
    proof = report(facts, serving, shop.clock.time, 1)
    assert proof.replies == len(shop.ledger.choices)
    assert proof.control > 0
    assert proof.lift.value is None
    assert "Ainda não há dados" in proof.lift.refusal
    assert {r.name for r in proof.rivals} == {"regras", "sempre script", "sempre mini", "sempre forte"}
    said = "\n".join(lines(proof))
    assert "Preços da lista 2026-11" in said
    assert 0 < proof.saving.ai_share < 1
    assert "pessoas no grupo menor" in said
