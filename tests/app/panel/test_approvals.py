"""Aprovações: new words wait, beside what is said meanwhile, until somebody of the team answers for them."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import httpx

from central.core.operation import Operation
from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_settings import _filled

HOSTILE = "<script>alert(1)</script>"


async def speaking(world: PanelWorld) -> Operation:
    world.clock.time += 2_000
    return await world.store.approvals.speaking(await world.panel.operation())


async def introduce(browser: httpx.AsyncClient, words: str) -> str:
    """Give Lívia another first sentence; what the toast says."""
    said = await _filled(browser, "/ajustes/personas", "/ajustes/personas/livia") | {"apresentacao": words}
    answer = await browser.post("/ajustes/personas/livia", data=said)
    assert answer.status_code == 303
    return unquote(answer.headers["location"])


async def buttons(browser: httpx.AsyncClient) -> list[dict[str, str]]:
    """What each wording's form sends."""
    page = (await browser.get("/ajustes/aprovacoes")).text
    forms = re.findall(r"<form.*?</form>", page, re.S)
    found = [dict(re.findall(r'name="(texto|versao)" value="([^"]*)"', form)) for form in forms]
    return [{key: html.unescape(value) for key, value in one.items()} for one in found if one.get("versao")]


async def test_a_changed_text_is_said_only_once_it_is_approved(world: PanelWorld) -> None:
    before = (await world.panel.operation()).personas[0].introduction
    async with await world.browser("gestor") as browser:
        toast = await introduce(browser, f"Oiê! Lívia aqui, assistente virtual da Casa Veridá. {HOSTILE}")
        assert "Em rascunho: 1" in toast
        assert (await speaking(world)).personas[0].introduction == before
        page = (await browser.get("/ajustes/aprovacoes")).text
        assert "Persona livia" in page
        assert "<ins>" in page
        assert "<del>" in page
        assert "importação" in page
        assert HOSTILE not in page
        (form,) = await buttons(browser)
        done = await browser.post("/ajustes/aprovacoes", data=form | {"decisao": "aprovado"})
        assert done.status_code == 303
        assert (await speaking(world)).personas[0].introduction.startswith("Oiê!")
        page = (await browser.get("/ajustes/aprovacoes")).text
        assert "Nada em rascunho" in page
        assert "aprovado por gestor@loja.com" in page


async def test_a_text_that_changed_under_the_readers_eyes_is_not_approved(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        await introduce(browser, "Oi! Aqui é a Lívia, a primeira.")
        (form,) = await buttons(browser)
        await introduce(browser, "Oi! Aqui é a Lívia, a segunda.")
        late = await browser.post("/ajustes/aprovacoes", data=form | {"decisao": "aprovado"})
        assert late.status_code == 422
        assert "segunda" not in (await speaking(world)).personas[0].introduction


async def test_a_refused_text_stays_unsaid_and_the_approved_one_goes_on(world: PanelWorld) -> None:
    before = (await world.panel.operation()).personas[0].introduction
    async with await world.browser("gestor") as browser:
        await introduce(browser, "Oi! Aqui é a Lívia, de outro jeito.")
        (form,) = await buttons(browser)
        await browser.post("/ajustes/aprovacoes", data=form | {"decisao": "recusado"})
        page = (await browser.get("/ajustes/aprovacoes")).text
        assert "Recusado por gestor@loja.com" in page
        assert (await speaking(world)).personas[0].introduction == before


async def test_all_at_once_and_only_by_who_may(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        await introduce(browser, "Oi! Aqui é a Lívia, já.")
    everything = {"texto": "tudo", "versao": "", "decisao": "aprovado"}
    async with await world.browser("atendente") as browser:
        assert (await browser.post("/ajustes/aprovacoes", data=everything)).status_code == 403
        assert await buttons(browser) == []
    async with await world.browser("dono") as browser:
        assert (await browser.post("/ajustes/aprovacoes", data=everything)).status_code == 303
    assert (await speaking(world)).personas[0].introduction.endswith("já.")


async def test_a_price_holds_at_once(world: PanelWorld) -> None:
    product = next(p for p in (await world.panel.operation()).catalog.products if p.active)
    path = f"/ajustes/produtos/{product.id}"
    async with await world.browser("gestor") as browser:
        await browser.post(path, data=await _filled(browser, path, path) | {"preco": "R$ 71,35"})
    changed = (await speaking(world)).catalog.product(product.id)
    assert changed is not None
    assert changed.price == 7_135
