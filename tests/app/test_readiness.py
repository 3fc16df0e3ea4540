"""The trial: leads of pretence meet the owner's operation as it is, and what would go wrong is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder, numbered
from central.app.cli import main
from central.app.setup.starter import Line, Shop, starter
from central.app.simulation.readiness import try_out
from central.core.onboarding.readiness import snags
from central.core.operation import Operation

SHOP = Shop(
    *("Loja da Dora", "https://loja.example", "Dora", "canecas de cerâmica", "Caneca Lua", "R$ 49,90", "12"),
    *("https://loja.example/caneca", "R$ 19,90", "5 a 9 dias úteis"),
)


def _starter() -> Operation:
    line = Line("100", "+55 11 90000-0001", "Dora", "200", "300")
    return numbered(1, "", starter(SHOP, "400", [line]))


def test_a_shop_of_five_minutes_answers_and_is_told_what_nobody_wrote() -> None:
    operation = _starter()
    trial = try_out(operation, leads=3)
    assert {asked.topic for asked in trial.asked} >= {"preço", "frete", "garantia", "foto", "compra"}
    assert all(asked.waited is not None for asked in trial.asked)
    assert not trial.unsent
    price = next(asked for asked in trial.asked if asked.topic == "preço")
    assert "R$ 49,90" in price.answer
    found = snags(operation, trial.asked)
    assert any("garantia" in snag.said for snag in found)
    assert not [snag for snag in found if snag.grave]


def test_a_promise_the_catalogue_does_not_carry_is_held_and_told() -> None:
    operation = _starter()
    scripts = tuple(
        replace(s, variants=(("{produto} chega amanhã na sua casa, e a garantia é de 10 anos!",),), otherwise=None)
        if s.id in ("prazo", "prazo_sem_cep", "garantia")
        else s
        for s in operation.scripts
    )
    broken = replace(operation, scripts=scripts)
    trial = try_out(broken, leads=3)
    found = snags(broken, trial.asked)
    assert any(snag.grave and "A guarda segurou" in snag.said for snag in found), found
    assert not any("amanhã" in asked.answer for asked in trial.asked)


def test_the_terminal_tells_what_would_go_wrong_and_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path / "dados"))
    for name in ("DATABASE_URL", "META_APP_SECRET", "WHATSAPP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("central.app.desk.readiness.LEADS", 2)
    assert main(["importar", str(default_demo_folder())]) == 0
    assert main(["pronto", "--sem-rede"]) == 1
    said = capsys.readouterr().out
    assert "META_APP_SECRET" in said
    assert "Falta corrigir" in said
    assert "2 leads" in said
