"""Pronto para vender on its page: what is missing at once, the trial by a tap, its last word kept."""

from __future__ import annotations

import pytest

from tests.app.panel.panel_world import PanelWorld

WHERE = "/ajustes/pronto"


async def test_a_tap_tries_the_shop_out_and_the_last_word_stays(
    world: PanelWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.app.desk.readiness.LEADS", 1)
    async with await world.browser("gestor") as browser:
        assert "Nada a corrigir" in (await browser.get(WHERE)).text
        found = await browser.post(WHERE, headers={"hx-request": "true"})
        assert found.status_code == 200
        assert "Pronto para vender: 1 leads" in found.text
        assert "Vi o anúncio do Sérum Aurora" in found.text
        assert "Pronto para vender: 1 leads" in (await browser.get(WHERE)).text
    assert await world.store.lists.conversations(10) == []
    async with await world.browser("atendente") as browser:
        assert (await browser.post(WHERE)).status_code == 403
