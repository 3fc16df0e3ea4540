"""Buyers through the whole product on both engines: nobody lost, nothing false, orders matched, all again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central.adapters.operation import numbered, to_yaml
from central.app.setup.starter import Line, Shop, starter
from central.app.simulation.report import Summary
from central.app.simulation.run import Options, run_simulation, simulate

MEMORY = "sqlite:///:memory:"


def check(summary: Summary, leads: int) -> None:
    figures = summary.figures()
    assert (figures["leads"], figures["answered"], figures["lost"], figures["doubled"]) == (leads, leads, 0, 0)
    assert figures["false_facts"] == 0, summary.examples
    assert figures["refused"] == 0
    assert figures["script_p50_s"] <= 3
    assert figures["script_p95_s"] <= 6
    assert 0.1 < figures["bought"] / leads < 0.6
    assert figures["orders"] == figures["bought"]
    matched = figures["matched"]
    assert matched.get("ninguém", 0) <= 0.1 * figures["orders"]
    assert matched["link"] >= 0.8 * figures["orders"]


def test_a_hundred_buyers_on_sqlite() -> None:
    check(simulate(Options(leads=100)), 100)


def test_forty_buyers_on_postgres(postgres_url: str) -> None:
    check(simulate(Options(leads=40, database=postgres_url)), 40)


def test_the_same_seed_gives_the_same_day() -> None:
    def figures() -> dict[str, object]:
        found = simulate(Options(leads=12, database=MEMORY, seed=3)).figures()
        return {key: value for key, value in found.items() if key not in ("wall_s", "speedup")}

    assert figures() == figures()


def test_the_last_line_is_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_simulation(Options(leads=3, database=MEMORY)) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"leads", "answered", "lost", "doubled", "false_facts", "speedup"} <= said.keys()
    assert said["leads"] == said["answered"] == 3


def test_learning_tries_the_models_and_nothing_false_is_said() -> None:
    figures = simulate(Options(leads=40, database=MEMORY, world="exemplo", phase="aprendizado")).figures()
    assert (figures["answered"], figures["lost"], figures["false_facts"]) == (40, 0, 0)
    assert figures["modelo_replies"] >= 20


def test_an_owners_own_shop_is_tried_without_its_checkout_its_crm_or_a_campaign(tmp_path: Path) -> None:
    answers = Shop(
        *("Ateliê Norte", "https://atelie.example", "Nina", "canecas de cerâmica", "Caneca Lua", "R$ 59,90", "12"),
        *("https://atelie.example/caneca-lua", "R$ 19,90", "5 a 9 dias úteis"),
    )
    line = Line("100200300400500", "+55 11 94000-0001", "Ateliê", "200300400500600", "300400500600700")
    own = numbered(1, "", starter(answers, "400500600700800", [line]))
    (tmp_path / "loja").mkdir()
    for name, text in to_yaml(own).items():
        (tmp_path / "loja" / name).write_text(text, encoding="utf-8")
    (tmp_path / "loja/checkouts.yaml").write_text("checkouts:\n  - {id: la, provedor: kiwify, segredo: KIWIFY}\n")
    summary = simulate(Options(leads=12, database=MEMORY, operation=tmp_path / "loja"))
    figures = summary.figures()
    assert (figures["answered"], figures["lost"], figures["doubled"], figures["refused"]) == (12, 0, 0, 0)
    assert figures["false_facts"] == 0, summary.examples
    assert figures["orders"] == figures["bought"] > 0
