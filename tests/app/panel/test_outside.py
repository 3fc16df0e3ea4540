"""Forms of what stands outside: numbers, apps, checkouts, CRM, conversions; campaigns and personas from end to end."""

from __future__ import annotations

import io
import zipfile

import httpx
import pytest

from central.app.config import read_settings
from central.app.desk.connections import Connections
from central.core.selling.conversion import MetaAds
from central.core.selling.crm import CrmAccount, CrmSpec
from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_sheets import filled, operation_of

SECRET = "chave-de-verdade-que-ninguem-ve-4321"
HTMX = {"hx-request": "true"}


async def _saved(browser: httpx.AsyncClient, path: str, **form: object) -> None:
    answer = await browser.post(path, data=form, headers=HTMX)
    assert answer.status_code == 204, answer.text


async def test_a_number_an_app_and_a_checkout_are_set_in_the_panel_and_hold_no_secret(world: PanelWorld) -> None:
    world.panel.connections = Connections(read_settings({"LOJA_SEGREDO": SECRET}), world.clock)
    number = {"nome": "Segundo", "numero": "+55 11 90000-0009", "id": "900200000000009", "waba": "900300000000001"}
    number |= {"portfolio": "900400000000001", "personas": ["sofia"], "token": "TOKEN_DOIS"}  # type: ignore[dict-item]
    async with await world.browser("gestor") as browser:
        await _saved(browser, "/ajustes/canais/canal/novo", **number)
        await _saved(browser, "/ajustes/canais/aplicativo/novo", id="900100000000009", segredo="OUTRO_SEGREDO")
        await _saved(browser, "/ajustes/checkouts/checkout/novo", id="nova", provedor="kiwify", segredo="LOJA_SEGREDO")
        path = f"/ajustes/checkouts/checkout/{len((await operation_of(world)).checkouts) - 1}"
        page = (await browser.get(path)).text
        assert "LOJA_SEGREDO" in page
        assert "termina em 4321" in page
        assert SECRET not in page
        typed = await browser.post(path, data={"segredo": "sk-live-abc", "versao": "4"}, headers=HTMX)
        assert typed.status_code == 422
        assert "nunca o segredo" in typed.text
        assert "sk-live-abc" not in typed.text
        cards = (await browser.get("/ajustes/canais")).text
        assert "Segundo" in cards
    now = await operation_of(world)
    assert (now.channels[-1].personas, now.channels[-1].token) == (("sofia",), "TOKEN_DOIS")
    assert (now.apps[-1].id, now.checkouts[-1].secret) == ("900100000000009", "LOJA_SEGREDO")
    (last,) = await world.store.operations.versions(1)
    assert (last.by, last.note) == ("gestor@loja.com", 'Checkout "nova": entrou.')


async def test_the_crm_and_conversions_are_connected_tried_and_disconnected(world: PanelWorld) -> None:
    world.panel.connections = Connections(read_settings({}), world.clock)
    async with await world.browser("gestor") as browser:
        await _saved(browser, "/ajustes/crm/tickets/0", perdido_apos="15", versao="1")
        await _saved(browser, "/ajustes/crm/flowlu/0", empresa="minhaloja", etapas="interessado: Novo lead", versao="2")
        await _saved(browser, "/ajustes/conversoes/meta/0", conjunto="700", token="META_TOKEN", versao="3")
        now = await operation_of(world)
        assert now.crm.outside == CrmAccount("flowlu", "minhaloja", stages=(("interessado", "Novo lead"),))
        assert (now.crm.lost_after_days, now.ads.meta) == (15, MetaAds("700", "META_TOKEN"))
        shown = (await browser.get("/ajustes/crm")).text
        assert "/ajustes/integracoes/flowlu/testar" in shown
        assert "Falta a variável FLOWLU_CHAVE" in (await browser.post("/ajustes/integracoes/flowlu/testar")).text
        await _saved(browser, "/ajustes/crm/flowlu/0/apagar", versao="4")
        desk = {"empresa": "minhaloja", "etapas": "comprado: Comprado\nperdido: Perdido", "assume": "não"}
        await _saved(browser, "/ajustes/crm/zendesk/0", **desk, versao="5")
        hub = {"campos": "central: Central", "versao": "6"}
        refused = await browser.post("/ajustes/crm/hubspot/0", data=hub, headers=HTMX)
        assert "deixe um: Zendesk e HubSpot" in refused.text
        asked = (await browser.get("/ajustes/crm")).text
        assert "/ajustes/integracoes/zendesk/testar" in asked
        await _saved(browser, "/ajustes/crm/zendesk/0/apagar", versao="6")
        await _saved(browser, "/ajustes/crm/hubspot/0", campos="central: Central", versao="7")
    now = await operation_of(world)
    assert now.crm == CrmSpec(15, CrmAccount("hubspot", fields=(("central", "Central"),)))
    async with await world.browser("atendente") as browser:
        assert (await browser.get("/ajustes/checkouts")).status_code == 403


async def test_an_offer_after_the_sale_the_shop_and_the_alerts_have_forms(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        offer = {"id": "junto", "produto": "serum-aurora", "oferta": "hidratante-orvalho", "depois": "7d"}
        shop = await filled(browser, "/ajustes/loja", "/ajustes/loja/loja/0")
        await _saved(browser, "/ajustes/loja/loja/0", **shop | {"nome": "Outra Loja"})
        alerts = await filled(browser, "/ajustes/alertas", "/ajustes/alertas/alertas/0")
        await _saved(browser, "/ajustes/alertas/alertas/0", **alerts | {"espera": "5"})
        answer = await browser.post("/ajustes/retomadas/complemento/novo", data=offer, headers=HTMX)
        assert 'script "complemento"' in answer.text or answer.status_code == 204, answer.text
    now = await operation_of(world)
    assert (now.seller, now.alerts.waiting) == ("Outra Loja", 5)


async def test_a_campaign_is_changed_ended_and_taken_away(world: PanelWorld) -> None:
    path, operation = "/ajustes/links/campanha/0", await operation_of(world)
    async with await world.browser("gestor") as browser:
        said = await filled(browser, path, path)
        await _saved(browser, path, **said | {"nome": "Outro nome", "links": "panfleto", "encerrada": "sim"})
        page = (await browser.get("/ajustes/links")).text
        assert "Encerradas (1)" in page
        assert "/r/panfleto" in page
        now = await operation_of(world)
        first = now.campaigns[0]
        assert (first.id, first.name, first.ended) == (operation.campaigns[0].id, "Outro nome", True)
        assert now.link("panfleto") == first
        await _saved(browser, f"{path}/apagar", versao=str(now.version))
    assert first.id not in {c.id for c in (await operation_of(world)).campaigns}


async def test_a_persona_has_her_limit_and_goes_when_another_sells_her_products(
    world: PanelWorld,
) -> None:
    operation = await operation_of(world)
    form = {"nome": "Nina", "linha": "moda", "tom": "elegante", "cor": "#3949AB", "fase": "scripts"}
    form |= {"canais": operation.channels[0].id, "produto_nome": "Vaso Lua", "produto_preco": "R$ 50,00"}
    form |= {"produto_estoque": "3", "produto_link": "https://loja.example/vaso", "produto_resumo": "vaso de barro"}
    async with await world.browser("gestor") as browser:
        await _saved(browser, "/ajustes/persona-guiada", **form)
        said = await filled(browser, "/ajustes/personas", "/ajustes/personas/nina")
        await _saved(browser, "/ajustes/personas/nina", **said | {"limite": "R$ 9,00"})
        await _saved(browser, "/ajustes/fase", fase="regras")
        now = await operation_of(world)
        assert {p.phase for p in now.personas} == {"regras"}
        assert ("nina", 900) in now.budget.personas
        assert "nina" in now.channels[0].personas
        kept = await browser.post("/ajustes/personas/livia/apagar", data={"para": "ninguem"}, headers=HTMX)
        assert kept.status_code == 422
        product = await filled(browser, "/ajustes/produtos/vaso-lua", "/ajustes/produtos/vaso-lua")
        more = {"nome-nova": "Vaso grande", "estoque-nova": "2", "preco-nova": "R$ 70,00"}
        await _saved(browser, "/ajustes/produtos/vaso-lua", **product | more)
        await _saved(browser, "/ajustes/personas/nina/apagar", para="carla")
    now = await operation_of(world)
    vase = now.catalog.product("vaso-lua")
    assert vase is not None
    assert (vase.persona, [(v.name, v.stock, v.price) for v in vase.variants]) == ("carla", [("Vaso grande", 2, 7_000)])
    assert now.persona("nina") is None


async def test_files_come_in_by_a_form_and_by_a_zip_only_as_what_they_are(world: PanelWorld) -> None:
    path = "/ajustes/produtos/serum-aurora/depoimento"
    async with await world.browser("gestor") as browser:
        wrong = await browser.post(path, files={"arquivo": ("a.mp4", b"<svg/>")})
        assert wrong.status_code == 422
        assert (await browser.post(path, files={"arquivo": ("a.mp4", b"\0\0\0\x18ftypisom")})).status_code == 303
        packed = (await browser.get("/ajustes/versoes/2/arquivos.zip")).content
        out = io.BytesIO(packed)
        with zipfile.ZipFile(out, "a") as target:
            target.writestr("midias/mentira.jpg", b"<svg/>")
        await browser.post("/ajustes/versoes/1/voltar", data={"atual": "2"})
        bring = {"files": {"arquivo": ("o.zip", out.getvalue())}, "data": {"valer": "sim"}}
        assert (await browser.post("/ajustes/versoes/importar", **bring)).status_code == 303  # type: ignore[arg-type]
    product = (await operation_of(world)).catalog.product("serum-aurora")
    assert product is not None
    assert product.testimonial is not None
    assert product.testimonial.endswith(".mp4")
    assert await world.store.media.get("mentira.jpg") is None


@pytest.mark.parametrize("path", ["/ajustes/crm/flowlu/0", "/ajustes/loja/loja/0", "/ajustes/loja/loja/novo"])
async def test_a_form_that_stands_on_its_list_leads_back_to_it(world: PanelWorld, path: str) -> None:
    async with await world.browser("gestor") as browser:
        answer = await browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, path.rpartition("/")[0].rpartition("/")[0])


async def test_one_hears_what_a_persona_would_say_by_the_catalogue_of_now(world: PanelWorld) -> None:
    form = {"mensagem": "oi, quanto custa?", "persona": "livia", "produto": "serum-aurora"}
    async with await world.browser("atendente") as browser:
        said = (await browser.post("/ajustes/regras/testar", data=form)).text
        assert "R$ 89,90" in said
        assert "Lívia" in said
        assert (await browser.post("/ajustes/regras/testar", data=form | {"persona": "ninguem"})).status_code == 422
        assert "meta-brasil" in (await browser.get("/ajustes/gastos")).text
