"""Products from a file or a shop on the pages: shown first, then in force; photos kept; nobody's change is lost."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import httpx

from central.app.config import read_settings
from central.pretend.shops import Good, Kind, PretendShop, shop_app
from tests.app.panel.panel_world import PanelWorld
from tests.whatsapp_world import serving

FILE = "\ufeffNome;Preço;Estoque;Link\nVela Sol;R$ 1.049,90;3;https://loja.example/vela\nPrato;caro;1;x\n"
WHERE = "/ajustes/trazer-produtos"


async def _upload(browser: httpx.AsyncClient, content: str, coding: str = "utf-8", **said: str) -> httpx.Response:
    files = {"arquivo": ("produtos.csv", content.encode(coding), "text/csv")}
    return await browser.post(f"{WHERE}/arquivo", files=files, data={"persona": "livia"} | said)


def _form(page: str) -> dict[str, str]:
    """What the button of the preview would send."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'action="{WHERE}"' in f)
    found = re.findall(r'<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


async def test_a_file_is_shown_line_by_line_and_nothing_is_kept_until_somebody_says_so(world: PanelWorld) -> None:
    before = await world.panel.operation()
    async with await world.browser("gestor") as browser:
        page = (await _upload(browser, FILE)).text
        assert "Vela Sol" in page
        assert "linha 3, coluna &#34;Preço&#34;: &#34;caro&#34; não é um preço" in page
        assert await world.panel.operation() == before
        answer = await browser.post(WHERE, data=_form(page))
        assert answer.status_code == 303, answer.text
        assert "entrou" in unquote(answer.headers["location"])
        product = (await world.panel.operation()).catalog.product("vela-sol")
        assert product is not None
        assert (product.price, product.stock, product.persona, product.origin) == (104_990, 3, "livia", "planilha")


async def test_a_spreadsheet_in_latin_1_with_commas_updates_price_and_keeps_the_words(world: PanelWorld) -> None:
    ours = next(p for p in (await world.panel.operation()).catalog.products if len(p.variants) == 1)
    async with await world.browser("gestor") as browser:
        rows = f'nome,preço,estoque,descrição\n"{ours.name}","89,91",77,"Outra descrição da planilha."\n'
        page = (await _upload(browser, rows, "latin-1")).text
        assert "estoque de" in page
        await browser.post(WHERE, data=_form(page))
    now = (await world.panel.operation()).catalog.product(ours.id)
    assert now is not None
    assert (now.price, now.stock, now.summary, now.link) == (8991, 77, ours.summary, ours.link)


async def test_what_was_shown_over_an_older_catalogue_is_refused(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        shown = _form((await _upload(browser, FILE)).text)
        other = _form((await _upload(browser, FILE.replace("Vela Sol", "Vela Lua"))).text)
        await browser.post(WHERE, data=other)
        answer = await browser.post(WHERE, data=shown, headers={"hx-request": "true"})
        assert answer.status_code == 422
        assert "mudou isto" in answer.text
        broken = await browser.post(
            WHERE, data=shown | {"lista": "não é", "versao": "2"}, headers={"hx-request": "true"}
        )
        assert "se perdeu" in broken.text


async def test_a_shop_is_read_with_its_photos_and_a_product_for_adults_gets_a_neutral_name(world: PanelWorld) -> None:
    shop = PretendShop("123", "senha", [])
    async with serving(shop_app(shop)) as url:
        shop.goods += [
            Good(7, "Óleo Noite", (Kind("", 5490, None),), "<p>Óleo de massagem.</p>", f"{url}/foto/a.jpg"),
            Good(8, "Vela Noite", (Kind("", 3990, 2),), photo="https://10.0.0.1/dentro.jpg"),
        ]
        told = {"NUVEMSHOP_LOJA": "123", "NUVEMSHOP_TOKEN": "senha", "LOJA_URL": url}
        world.panel.settings = read_settings(told)
        async with await world.browser("gestor") as browser:
            assert "Ler a loja agora" in (await browser.get(WHERE)).text
            page = (await browser.post(f"{WHERE}/loja/nuvemshop", data={"persona": "melissa"})).text
            answer = await browser.post(WHERE, data=_form(page))
            assert "1 sem foto: Vela Noite: o endereço da foto não é público" in unquote(answer.headers["location"])
    product = (await world.panel.operation()).catalog.product("oleo-noite")
    assert product is not None
    assert product.adult
    assert product.neutral_name
    assert product.photo is not None
    assert await world.store.media.get(product.photo) is not None


async def test_a_shop_without_variables_says_which_are_missing_and_a_workbook_how_to_save_it(world: PanelWorld) -> None:
    world.panel.settings = read_settings({"SHOPIFY_LOJA": "x.myshopify.com", "SHOPIFY_CLIENTE": "a"})
    async with await world.browser("gestor") as browser:
        page = (await browser.get(WHERE)).text
        assert "Falta YAMPI_LOJA e YAMPI_TOKEN e YAMPI_CHAVE" in page
        answer = await browser.post(f"{WHERE}/loja/shopify", headers={"hx-request": "true"})
        assert "Falta a variável SHOPIFY_TOKEN (ou SHOPIFY_CLIENTE e SHOPIFY_SEGREDO" in answer.text
        files = {"arquivo": ("p.xlsx", b"PK\x03\x04...", "application/zip")}
        answer = await browser.post(f"{WHERE}/arquivo", files=files, headers={"hx-request": "true"})
        assert "Salvar como, CSV" in answer.text
    async with await world.browser("atendente") as browser:
        assert (await browser.get(WHERE)).status_code == 403
