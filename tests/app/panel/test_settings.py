"""Ajustes: what an owner changes holds from the next reply on, is checked like a file, and can be undone."""

from __future__ import annotations

import html
import io
import re
import zipfile
from urllib.parse import unquote

import httpx

from central.core.operation import Operation
from central.core.selling.catalog import Product
from tests.app.panel.panel_world import PanelWorld


async def _operation(world: PanelWorld) -> Operation:
    operation = await world.store.operations.current()
    assert operation is not None
    return operation


async def _plain(world: PanelWorld) -> Product:
    return next(p for p in (await _operation(world)).catalog.products if p.active)


async def _filled(browser: httpx.AsyncClient, path: str, action: str) -> dict[str, str]:
    """What the form of this action holds when nobody has touched it."""
    page = (await browser.get(path)).text
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'action="{action}"' in f)
    said = {}
    for entry in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'\bname="([^"]+)"', entry), re.search(r'\bvalue="([^"]*)"', entry)
        if name and value and ('type="checkbox"' not in entry or " checked" in entry):
            said[html.unescape(name[1])] = html.unescape(value[1])
    said |= {n: html.unescape(v) for n, v in re.findall(r'<textarea[^>]*\bname="([^"]+)"[^>]*>([^<]*)', form)}
    for name, options in re.findall(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options) or re.findall(r'value="([^"]*)"', options)
        said[name] = chosen[0]
    return said


async def test_a_new_price_is_in_the_operation_of_the_next_reply_with_who_and_what(world: PanelWorld) -> None:
    product = await _plain(world)
    path = f"/ajustes/produtos/{product.id}"
    async with await world.browser("gestor") as browser:
        said = await _filled(browser, path, path) | {"preco": "R$ 71,35"}
        answer = await browser.post(path, data=said)
        assert answer.status_code == 303
        assert "71,35" in unquote(answer.headers["location"])
        operation = await _operation(world)
        changed = operation.catalog.product(product.id)
        assert changed is not None
        assert changed.price == 7_135
        (last,) = await world.store.operations.versions(1)
        assert last.by == "gestor@loja.com"
        assert "preço" in last.note
        assert (changed.stock, changed.summary, changed.photo) == (product.stock, product.summary, product.photo)


async def test_what_is_wrong_is_said_in_the_words_of_the_files_and_changes_nothing(world: PanelWorld) -> None:
    product, before = await _plain(world), await _operation(world)
    path = f"/ajustes/produtos/{product.id}"
    async with await world.browser("gestor") as browser:
        said = await _filled(browser, path, path) | {"preco": "caro"}
        answer = await browser.post(path, data=said, headers={"hx-request": "true"})
        assert answer.status_code == 422
        assert "Não mudei nada" in answer.text
        assert "caro" in answer.text
        assert ".yaml" not in answer.text
    assert await _operation(world) == before


async def test_a_form_over_an_older_state_of_the_product_does_not_undo_a_colleague(world: PanelWorld) -> None:
    product = await _plain(world)
    path = f"/ajustes/produtos/{product.id}"
    async with await world.browser("gestor") as browser:
        old = await _filled(browser, path, path)
        await browser.post(path, data=old | {"preco": "R$ 71,35"})
        answer = await browser.post(path, data=old | {"resumo": "Outro resumo, de antes."})
        assert answer.status_code == 422
        kept = (await _operation(world)).catalog.product(product.id)
        assert kept is not None
        assert kept.price == 7_135


async def test_a_product_is_added_with_its_persona(world: PanelWorld) -> None:
    persona = (await _operation(world)).personas[0].id
    async with await world.browser("dono") as browser:
        form = {"nome": "Óleo Brisa 50 ml", "persona": persona, "preco": "R$ 39,90", "estoque": "12"}
        form |= {"resumo": "Óleo leve para o corpo.", "link": "https://loja.example/brisa", "palavras": "óleo brisa"}
        answer = await browser.post("/ajustes/produtos", data=form)
        assert answer.headers["location"].startswith("/ajustes/produtos/oleo-brisa-50-ml")
    added = (await _operation(world)).catalog.product("oleo-brisa-50-ml")
    assert added is not None
    assert (added.persona, added.price, added.stock) == (persona, 3_990, 12)


async def test_a_photo_goes_into_the_library_and_anything_else_does_not(world: PanelWorld) -> None:
    product = await _plain(world)
    path = f"/ajustes/produtos/{product.id}/foto"
    picture = b"\xff\xd8\xff\xe0" + bytes(64)
    async with await world.browser("gestor") as browser:
        assert (await browser.post(path, files={"foto": ("a.jpg", b"<svg/>", "image/jpeg")})).status_code == 422
        assert (await browser.post(path, files={"foto": ("a.jpg", picture, "image/jpeg")})).status_code == 303
    changed = (await _operation(world)).catalog.product(product.id)
    assert changed is not None
    assert changed.photo is not None
    file = await world.store.media.get(changed.photo)
    assert file is not None
    assert file.content == picture


async def test_a_persona_speaks_otherwise_and_learns_from_now_on(world: PanelWorld) -> None:
    persona = (await _operation(world)).personas[0]
    path = f"/ajustes/personas/{persona.id}"
    async with await world.browser("gestor") as browser:
        said = await _filled(browser, "/ajustes/personas", path)
        await browser.post(path, data=said | {"fase": "scripts", "voz": "calma, sem pressa"})
        picture = {"foto": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")}
        assert (
            await browser.post(f"{path}/foto", files={"foto": ("a.png", b"<svg/>", "image/png")})
        ).status_code == 422
        assert (await browser.post(f"{path}/foto", files=picture)).status_code == 303
    changed = (await _operation(world)).persona(persona.id)
    assert changed is not None
    assert changed.avatar is not None
    assert (changed.name, changed.field, changed.color) == (persona.name, persona.field, persona.color)
    assert (changed.phase, changed.voice, changed.introduction) == (
        "scripts",
        "calma, sem pressa",
        persona.introduction,
    )


async def test_undo_is_a_new_version_equal_to_the_old_one(world: PanelWorld) -> None:
    before, product = await _operation(world), await _plain(world)
    path = f"/ajustes/produtos/{product.id}"
    async with await world.browser("gestor") as browser:
        await browser.post(path, data=await _filled(browser, path, path) | {"preco": "R$ 71,35"})
        assert "71,35" in (await browser.get("/ajustes/versoes/2")).text
        assert (await browser.post("/ajustes/versoes/1/voltar", data={"atual": "1"})).status_code == 422
        await browser.post("/ajustes/versoes/1/voltar", data={"atual": "2"})
    now = await _operation(world)
    assert (now.version, now.digest) == (3, before.digest)


async def test_the_files_come_back_equal_and_changed_ones_are_shown_before_they_hold(world: PanelWorld) -> None:
    operation = await _operation(world)
    async with await world.browser("gestor") as browser:
        packed = (await browser.get("/ajustes/versoes/1/arquivos.zip")).content
        same = await browser.post("/ajustes/versoes/importar", files={"arquivo": ("o.zip", packed)})
        assert "Nada mudaria" in same.text
        renamed = _with(packed, "loja.yaml", f"nome: {operation.seller}", "nome: Outra Loja")
        shown = await browser.post("/ajustes/versoes/importar", files={"arquivo": ("o.zip", renamed)})
        assert "Outra Loja" in shown.text
        assert await _operation(world) == operation
        wrong = _with(packed, "loja.yaml", f"nome: {operation.seller}", "nomi: Outra Loja")
        told = await browser.post("/ajustes/versoes/importar", files={"arquivo": ("o.zip", wrong)})
        assert "loja.yaml, linha" in told.text
        await browser.post("/ajustes/versoes/importar", files={"arquivo": ("o.zip", renamed)}, data={"valer": "sim"})
    assert (await _operation(world)).seller == "Outra Loja"


async def test_a_campaign_is_added_with_its_own_link(world: PanelWorld) -> None:
    product = await _plain(world)
    form = {"nome": "Vídeo da Ana", "origem": "youtube", "produto": product.id, "saudacao": "Oi! Vi o vídeo da Ana."}
    async with await world.browser("gestor") as browser:
        assert (await browser.post("/ajustes/links/campanha/novo", data=form)).status_code == 303
        assert "/r/video-da-ana" in (await browser.get("/ajustes/links")).text
    campaign = (await _operation(world)).link("video-da-ana")
    assert campaign is not None
    assert (campaign.product, campaign.persona) == (product.id, product.persona)


async def test_a_rule_moves_and_a_test_of_it_sends_nothing(world: PanelWorld) -> None:
    rules = [rule.id for rule in (await _operation(world)).rules]
    async with await world.browser("gestor") as browser:
        moved = await browser.post("/ajustes/regras/regra/1/mover", data={"para": "cima", "versao": "1"})
        assert moved.status_code == 303
        assert [rule.id for rule in (await _operation(world)).rules] == [rules[1], rules[0], *rules[2:]]
        old = await browser.post("/ajustes/regras/regra/1/mover", data={"para": "cima", "versao": "1"})
        edge = await browser.post("/ajustes/regras/regra/0/mover", data={"para": "cima", "versao": "2"})
        assert (old.status_code, edge.status_code) == (422, 422)
        persona = (await _operation(world)).personas[0].id
        form = {"mensagem": "quanto custa o frete pro recife?", "persona": persona}
        said = await browser.post("/ajustes/regras/testar", data=form)
        assert "frete" in said.text
        assert "Regra" in said.text


async def test_a_number_that_is_stopped_says_who_stopped_it(world: PanelWorld) -> None:
    channel = (await _operation(world)).channels[0].id
    async with await world.browser("gestor") as browser:
        await browser.post(f"/ajustes/canais/numero/{channel}/saude", data={"saude": "vermelho"})
        assert "gestor@loja.com" in (await browser.get("/ajustes/canais")).text
    assert (await world.store.numbers.current())[channel].state == "red"


async def test_a_new_member_comes_in_by_a_link_and_nobody_closes_their_own_account(world: PanelWorld) -> None:
    async with await world.browser("dono") as browser:
        form = {"nome": "Bia", "login": "bia@loja.com", "papel": "atendente"}
        page = await browser.post("/ajustes/equipe", data=form)
        link = re.search(r"http://painel.teste(/entrar/[^\"]+)", page.text)
        assert link is not None
        assert (await browser.post("/ajustes/equipe", data=form)).status_code == 422
        async with await world.browser(None) as nobody:
            assert (await nobody.get(link[1])).status_code == 200
        everybody = {account.login: account for account in await world.store.accounts.everybody()}
        me = everybody["dono@loja.com"].id
        assert (await browser.post(f"/ajustes/equipe/{me}/fechar")).status_code == 422
        await browser.post(f"/ajustes/equipe/{everybody['bia@loja.com'].id}/fechar")
        found = await world.store.accounts.by_id(everybody["bia@loja.com"].id)
        assert found is None or found.closed_at is not None


def _with(packed: bytes, file: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == file:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return out.getvalue()
