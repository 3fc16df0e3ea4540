"""Forms over the sections of the operation: saved untouched they change nothing, and each says what it does."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pytest

from central.adapters.operation import keys as yaml_keys
from central.adapters.operation import to_sections
from central.app.panel.settings.form import Field
from central.app.panel.settings.forms import PAGES, Page
from central.app.panel.settings.sheet import Sheet
from central.core.operation import Operation
from tests.app.panel.panel_world import PanelWorld

SHEETS = [(page, sheet) for page in PAGES for sheet in page.sheets]


async def operation_of(world: PanelWorld) -> Operation:
    """The version in force."""
    found = await world.store.operations.current()
    assert found is not None
    return found


async def filled(browser: httpx.AsyncClient, path: str, action: str) -> dict[str, Any]:
    """What the form of this action holds when nobody has touched it, lists for what stands in it several times."""
    page = (await browser.get(path)).text
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'action="{action}"' in f)
    said: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        checkbox = 'type="checkbox"' in tag
        if (name := re.search(r'name="([^"]+)"', tag)) and (not checkbox or "checked" in tag):
            value = re.search(r'value="([^"]*)"', tag)
            said.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    for name, value in re.findall(r'<textarea[^>]*\bname="([^"]+)"[^>]*>([^<]*)', form):
        said.setdefault(name, []).append(html.unescape(value))
    for name, options in re.findall(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options) or re.findall(r'value="([^"]*)"', options)
        said[name] = [html.unescape(chosen[0])]
    return dict(said)


@pytest.mark.parametrize(("page", "sheet"), SHEETS, ids=[sheet.id for _, sheet in SHEETS])
async def test_each_field_that_may_stay_empty_says_what_holds_then(world: PanelWorld, page: Page, sheet: Sheet) -> None:
    for field in sheet.fields:
        if not field.required and field.kind != "balões":
            assert field.default or "marcad" in field.hint or field.key == "personas", (sheet.id, field.key)
    path = page.path if sheet.single else f"{page.path}/{sheet.id}/novo"
    async with await world.browser("gestor") as browser:
        said = (await browser.get(path)).text
    for field in sheet.fields:
        if field.default and field.kind != "várias" and not sheet.single:
            default = html.escape(field.default)
            shown = f">padrão: {default}<" if field.kind == "escolha" else f'placeholder="padrão: {default}"'
            assert shown in said, (sheet.id, field.key)


@pytest.mark.parametrize(("page", "sheet"), SHEETS, ids=[sheet.id for _, sheet in SHEETS])
async def test_a_form_that_nobody_touched_changes_nothing(world: PanelWorld, page: Page, sheet: Sheet) -> None:
    entries = sheet.entries(to_sections(await operation_of(world)))
    async with await world.browser("gestor") as browser:
        for place in dict.fromkeys([0, len(entries) // 2, len(entries) - 1]):
            if not 0 <= place < len(entries):
                continue
            action = f"{page.path}/{sheet.id}/{place}"
            said = await filled(browser, page.path if sheet.single else action, action)
            answer = await browser.post(action, data=said, headers={"hx-request": "true"})
            assert "Nada mudou" in answer.text, (action, answer.text, said)


async def test_a_script_is_written_in_two_bubbles_changed_and_taken_away(world: PanelWorld) -> None:
    form = {"id": "embalagem", "textos": ["A embalagem é lisa.\n---\nQuer o link?", "Vai em caixa lisa.", ""]}
    async with await world.browser("gestor") as browser:
        made = await browser.post("/ajustes/scripts/script/novo", data=form)
        assert made.status_code == 303
        operation = await operation_of(world)
        script = operation.script("embalagem", "livia")
        assert script is not None
        assert script.variants == (("A embalagem é lisa.", "Quer o link?"), ("Vai em caixa lisa.",))
        place = next(n for n, s in enumerate(operation.scripts) if s.id == "embalagem")
        action = f"/ajustes/scripts/script/{place}"
        said = await filled(browser, action, action)
        await browser.post(action, data=said | {"textos": "Vai em caixa de papelão lisa."})
        changed = (await operation_of(world)).script("embalagem", "livia")
        assert changed is not None
        assert changed.variants == (("Vai em caixa de papelão lisa.",),)
        stale = await browser.post(f"{action}/apagar", data={"versao": "2"})
        assert stale.status_code == 422
        await browser.post(f"{action}/apagar", data={"versao": "3"})
    assert (await operation_of(world)).script("embalagem", "livia") is None


async def test_a_figure_by_hand_is_refused_in_the_words_of_the_files(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        form = {"id": "caro", "textos": "Custa R$ 10,00."}
        answer = await browser.post("/ajustes/scripts/script/novo", data=form, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "use um espaço" in answer.text


async def test_a_rule_gets_conditions_and_may_not_hide_those_below(world: PanelWorld) -> None:
    form = {"id": "caixa", "quando.palavras": "caixa lisa, embalagem", "entao.nivel": "mini"}
    async with await world.browser("gestor") as browser:
        assert (await browser.post("/ajustes/regras/regra/novo", data=form)).status_code == 303
        rules = (await operation_of(world)).rules
        place = next(n for n, rule in enumerate(rules) if rule.id == "caixa")
        assert (rules[place].words, rules[place].tier) == (("caixa lisa", "embalagem"), "mini")
        assert not rules[place + 1].conditional
        shown = (await browser.get("/ajustes/regras")).text
        assert "diz caixa lisa, embalagem → GPT mini" in shown
        action = f"/ajustes/regras/regra/{place}"
        said = await filled(browser, action, action)
        hides = await browser.post(action, data=said | {"quando.palavras": ""}, headers={"hx-request": "true"})
        await browser.post(action, data=said | {"quando.palavras": "", "quando.toques": "9 ou mais"})
    assert hides.status_code == 422
    assert (await operation_of(world)).rules[place].touches is not None


async def test_a_region_a_day_off_and_a_limit_hold_from_the_next_version_on(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        region = {"nome": "Campinas", "ceps": "13000-13139", "preco": "R$ 9,90", "prazo": "1 a 2 dias úteis"}
        await browser.post("/ajustes/frete/regiao/novo", data=region)
        hours = await filled(browser, "/ajustes/expediente", "/ajustes/expediente/expediente/0")
        await browser.post("/ajustes/expediente/expediente/0", data=hours | {"fechado": "2026-12-24"})
        limits = await filled(browser, "/ajustes/gastos", "/ajustes/gastos/orcamento/0")
        told = await browser.post("/ajustes/gastos/orcamento/0", data=limits | {"por_persona": "livia: R$ 12,00"})
        assert told.status_code == 303
    now = await operation_of(world)
    assert now.catalog.regions[0].price == 990
    assert now.hours.closed == ("2026-12-24",)
    assert now.budget.personas == (("livia", 1_200),)
    assert now.budget.day == 4_000


def test_conditions_take_the_place_of_always() -> None:
    entry: dict[str, Any] = {"quando": "sempre"}
    Field("quando.palavras", "Diz", "palavras").write(entry, {"quando.palavras": ["oi, olá"]})
    assert entry == {"quando": {"palavras": ["oi", "olá"]}}


async def test_an_article_is_written_and_found_again(world: PanelWorld) -> None:
    asked = "Vocês têm loja física?\nposso ir aí ver?"
    form = {"id": "visita-na-loja", "perguntas": asked, "resposta": "Só pela internet."}
    async with await world.browser("gestor") as browser:
        assert (await browser.post("/ajustes/conhecimento/artigo/novo", data=form)).status_code == 303
        assert "posso ir aí ver?" in (await browser.get("/ajustes/conhecimento")).text
    article = (await operation_of(world)).knowledge[-1]
    assert (article.id, article.questions[1]) == ("visita-na-loja", "posso ir aí ver?")


PLACES = {
    "SELLER": ("loja",),
    "APP": ("aplicativo",),
    "CHANNEL": ("canal",),
    "REGION": ("regiao",),
    "PAYMENT": ("pagamento",),
    "CAMPAIGN": ("campanha",),
    "SCRIPT": ("script",),
    "RULE": ("regra",),
    "WHEN": ("regra",),
    "THEN": ("regra",),
    "TRIGGER": ("gatilho",),
    "OPENING": ("abertura",),
    "HOURS": ("expediente",),
    "CHECKOUT": ("checkout",),
    "CRM": ("tickets", "flowlu", "zendesk", "hubspot"),
    "FLOWLU": ("flowlu",),
    "ZENDESK": ("zendesk",),
    "HUBSPOT": ("hubspot",),
    "ADS": ("teste", "meta", "google", "kwai"),
    "META_ADS": ("meta",),
    "GOOGLE_ADS": ("google",),
    "KWAI_ADS": ("kwai",),
    "BUDGET": ("orcamento", "preco"),
    "MODEL_PRICE": ("preco",),
    "TEMPLATE": ("modelo",),
    "CALLBACK": ("retomada",),
    "CALLBACK_WHEN": ("retomada",),
    "COMPLEMENT": ("complemento",),
    "RESTRAINT": ("sossego",),
    "ARTICLE": ("artigo",),
    "MODE": ("modo",),
    "PRIVACY": ("privacidade",),
    "ALERTS": ("alertas",),
}
BY_HAND = {"TOP", "FREIGHT", "PERSONA", "PRODUCT", "VARIANT"}
"""Sections of sections, and those with a page of their own."""


def test_every_key_of_the_yaml_has_a_field() -> None:
    sections = {name: keys for name, keys in vars(yaml_keys).items() if name.isupper() and isinstance(keys, dict)}
    assert PLACES.keys() | BY_HAND == sections.keys()
    sheets = {sheet.id: sheet for _, sheet in SHEETS}
    for name, ids in PLACES.items():
        told = {part for id in ids for field in sheets[id].fields for part in field.key.split(".")}
        told |= {part for id in ids for part in sheets[id].path} | ({"id"} if name == "CAMPAIGN" else set())
        assert sections[name].keys() - told == set(), name


async def test_personas_and_products_have_a_field_for_every_key_too(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        personas = (await browser.get("/ajustes/personas")).text
        product = (await browser.get("/ajustes/produtos/serum-aurora")).text
    for key in yaml_keys.PERSONA.keys() - {"id", "avatar"}:
        assert f'name="{key}"' in personas, key
    for key in yaml_keys.PRODUCT.keys() - {"id", "variacoes", "estoque", "origem"}:
        assert f'name="{key}"' in product or f'action="/ajustes/produtos/serum-aurora/{key}"' in product, key
