"""Suggestions on the pages: from the catalogue and from an old chat, into drafts, approved by one tap."""

from __future__ import annotations

import html
import io
import re
import zipfile

import httpx

from tests.app.panel.panel_world import PanelWorld

WHERE = "/ajustes/sugestoes"
CHAT = """23/11/2026 14:05 - As mensagens são protegidas com a criptografia de ponta a ponta.
23/11/2026 14:05 - Bia Souza: quanto custa o sérum aurora?
23/11/2026 14:07 - Dora: Oi Bia, que bom que você chamou! Ele sai por R$ 77,00 e é um amor
23/11/2026 14:08 - Bia Souza: meu cpf é 529.982.247-25, quero comprar
23/11/2026 14:09 - Dora: Fecha por aqui que é bem rapidinho: https://outra.example/x
"""


def _ticks(page: str, name: str) -> list[str]:
    return [html.unescape(v) for v in re.findall(rf'type="checkbox" name="{name}" value="([^"]*)"', page)]


async def _send(browser: httpx.AsyncClient, content: bytes, name: str = "c.txt", **said: str) -> httpx.Response:
    files = {"arquivo": (name, content, "text/plain")}
    return await browser.post(f"{WHERE}/conversa", files=files, data={"persona": "livia"} | said)


async def test_suggestions_of_the_catalogue_become_drafts_and_one_tap_approves_each(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        page = (await browser.get(WHERE)).text
        ticked = [v for v in _ticks(page, "script") if v.startswith("frete|")][:1]
        assert (await browser.post(f"{WHERE}/carla", data={"script": ticked})).status_code == 303
        operation = await world.panel.operation()
        assert any((s.id, s.persona) == ("frete", "carla") for s in operation.scripts)
        speaking = await world.store.approvals.speaking(operation)
        assert not any((s.id, s.persona) == ("frete", "carla") for s in speaking.scripts)
        drafts = (await browser.get("/ajustes/aprovacoes")).text
        ref, digest = re.search(r'value="(script:frete/carla)">.*?name="versao" value="([0-9a-f]+)"', drafts).groups()  # type: ignore[union-attr]
        await browser.post("/ajustes/aprovacoes", data={"texto": ref, "versao": digest, "decisao": "aprovado"})
        speaking = await world.store.approvals.speaking(await world.panel.operation())
        assert any((s.id, s.persona) == ("frete", "carla") for s in speaking.scripts)


async def test_an_old_chat_in_a_zip_gives_scripts_and_voice_and_is_not_kept(world: PanelWorld) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Conversa do WhatsApp com Bia.txt", CHAT)
    async with await world.browser("gestor") as browser:
        page = (await _send(browser, packed.getvalue(), "c.zip", vendedor="Dora")).text
        scripts, voices = _ticks(page, "script"), _ticks(page, "voz")
        assert "compra|Fecha por aqui que é bem rapidinho: {link}" in scripts
        assert not re.search(r"529|Souza|77,00|outra\.example", page)
        await browser.post(f"{WHERE}/livia", data={"script": scripts, "voz": voices})
        approvals = (await browser.get("/ajustes/aprovacoes")).text
        assert "que bom que você chamou" in approvals
        assert await world.store.examples.of("livia", "preco", 3) == ()
        (first, *_) = await world.store.examples.all()
        await browser.post(f"/ajustes/aprovacoes/voz/{first.turn}", data={"decisao": "aprovado"})
        assert await world.store.examples.of("livia", "preco", 3) == (first.words,)
    document = (await world.store.operations.versions(1))[0]
    assert "Bia" not in document.note


async def test_where_the_seller_is_not_sure_the_page_asks_and_reads_again_without_the_file(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        page = (await _send(browser, CHAT.encode())).text
        assert "Quem vende é Dora" in page
        packed = re.search(r'name="conversa" value="([^"]+)"', page)
        assert packed is not None
        said = {"conversa": packed[1], "persona": "livia", "vendedor": "Bia Souza"}
        assert "Quem vende é Bia Souza" in (await browser.post(f"{WHERE}/outra-vez", data=said)).text
        broken = await browser.post(f"{WHERE}/outra-vez", data=said | {"conversa": "?"}, headers={"hx-request": "true"})
        assert "se perdeu" in broken.text


async def test_what_is_no_conversation_says_how_to_export_one(world: PanelWorld) -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as file:
        file.writestr("foto.jpg", b"x")
    async with await world.browser("gestor") as browser:
        browser.headers["hx-request"] = "true"
        for content, cure in ((b"ola", "Exportar conversa"), (b"PK\x03\x04", ".zip"), (b"\x00\x01", ".txt ou o .zip")):
            assert cure in html.unescape((await _send(browser, content)).text)
        assert "Não há conversa dentro" in html.unescape((await _send(browser, empty.getvalue(), "c.zip")).text)
        assert "Marque ao menos uma" in (await browser.post(f"{WHERE}/livia", data={})).text
    async with await world.browser("atendente") as browser:
        assert (await browser.get(WHERE)).status_code == 403
