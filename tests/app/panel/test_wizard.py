"""A persona by choices: her answers are seen before anything is kept, and what is kept is what was chosen."""

from __future__ import annotations

import re

from tests.app.panel.panel_world import PanelWorld

WHERE = "/ajustes/persona-guiada"
NEW = {
    "nome": "Dora",
    "linha": "moda",
    "tom": "elegante",
    "limites": ["pressa", "emoji"],
    "cor": "#3949AB",
    "fase": "regras",
}


async def test_her_answers_are_shown_with_the_choices_of_now_and_nothing_is_kept(world: PanelWorld) -> None:
    before = await world.panel.operation()
    channel, product = before.channels[0], before.catalog.of("carla")[0]
    async with await world.browser("gestor") as browser:
        assert "Divertida" in (await browser.get(WHERE)).text
        said = NEW | {"canais": [channel.id], "produtos": [product.id]}
        page = (await browser.post(f"{WHERE}/amostra", data=said)).text
        assert "Eu sou a Dora, assistente virtual" in page
        assert page.count('class="from-lead"') == 4
        assert "R$" in page
        assert "ensaio: no lugar de um modelo" in page or page.count(">script<") >= 4
        other = (await browser.post(f"{WHERE}/amostra", data=said | {"tom": "direta"})).text
        assert "Dora, assistente virtual" in other
        assert "Eu sou a Dora" not in other
        assert "Dê um nome" in (await browser.post(f"{WHERE}/amostra", data=said | {"nome": ""})).text
        assert "vende" in (await browser.post(f"{WHERE}/amostra", data=NEW | {"canais": [channel.id]})).text
    assert await world.panel.operation() == before


async def test_what_is_kept_is_what_was_chosen_and_waits_for_approval(world: PanelWorld) -> None:
    before = await world.panel.operation()
    said = NEW | {"canais": [before.channels[0].id], "produtos": [before.catalog.of("carla")[0].id]}
    async with await world.browser("gestor") as browser:
        assert (await browser.post(WHERE, data=said)).status_code == 303
        dora = (await world.panel.operation()).persona("dora")
        assert dora is not None
        assert (dora.color, dora.field, dora.adult) == ("#3949AB", "moda e acessórios", False)
        assert "Não usa emoji." in dora.voice
        speaking = await world.store.approvals.speaking(await world.panel.operation())
        assert any(mode.name == "sombra" and mode.personas == ("dora",) for mode in speaking.modes)
        form = (await browser.get(f"{WHERE}?persona=dora")).text
        checked = re.findall(r'name="(?:linha|tom|limites|cor)" value="([^"]+)" checked', form)
        assert checked == ["moda", "elegante", "emoji", "pressa", "#3949AB"]
        version = re.search(r'name="versao" value="(\d+)"', form)
        assert version is not None
        again = NEW | {"persona": "dora", "tom": "divertida", "versao": version[1], "area": "bolsas"}
        assert (await browser.post(WHERE, data=again)).status_code == 303
        dora = (await world.panel.operation()).persona("dora")
        assert dora is not None
        assert dora.field == "bolsas"
        assert "que bom te ver" in dora.introduction
    async with await world.browser("atendente") as browser:
        assert (await browser.get(WHERE)).status_code == 403


async def test_a_line_for_adults_brings_neutral_names_and_the_question_of_age(world: PanelWorld) -> None:
    before = await world.panel.operation()
    channel = before.channels[-1]
    said = NEW | {"linha": "adulta", "canais": [channel.id], "produtos": [before.catalog.of("livia")[0].id]}
    async with await world.browser("gestor") as browser:
        page = (await browser.post(f"{WHERE}/amostra", data=said)).text
        assert "18 anos" in page
        assert page.count('class="from-lead"') == 5
