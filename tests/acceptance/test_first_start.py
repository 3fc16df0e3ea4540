"""From an empty database to an answered lead as owners do it: the link of the log, the guide, the lines, a restart."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

import httpx

from tests.acceptance.world import FIRST_SHOP, SECRET, TOKEN, Central, demo_operation, pretend_cloud

PASSWORD = "uma-senha-comprida"
NOTHING = ("META_APP_SECRET", "META_VERIFY_TOKEN", "WHATSAPP_TOKEN", "CENTRAL_OPERACAO")


async def test_an_owner_goes_from_nothing_to_an_answered_lead(tmp_path: Path) -> None:
    central = Central(tmp_path, "", 0, extra=dict.fromkeys(NOTHING, ""))
    here = f"http://127.0.0.1:{central.port}"
    central.extra["CENTRAL_ENDERECO"] = here
    async with (
        pretend_cloud(central.port, demo_operation()) as (cloud, central.graph_port),
        httpx.AsyncClient(base_url=here, headers={"origin": here}, timeout=120) as browser,
    ):
        cloud.office.unheard, cloud.office.fields = cloud.office.wabas(), []
        try:
            central.start()
            await central.ready()
            lines = await _set_up(browser, (tmp_path / "central.log").read_text(encoding="utf-8"))
            assert central.stop() == 0
            central.extra |= lines
            central.start()
            await central.ready()
            said = await _attempt(browser, "webhook", {})
            assert "A Meta apertou as mãos" in said
            assert "A Meta apertou as mãos" in (await browser.get("/ajustes/comecar/aperto")).text
            assert "Ainda não chegou mensagem" in await _attempt(browser, "mensagem", {})
            lead, number = cloud.new_lead("Bia"), next(iter(cloud.world.numbers))
            cloud.say(lead.id, number, texto="oi, quanto custa a caneca?")
            async with asyncio.timeout(120):
                while not (replies := [p for p in cloud.world.thread(lead.id, number) if not p.by_lead]):
                    await asyncio.sleep(0.05)
            assert "Nina" in replies[0].part["texto"]
            assert "Chegou mensagem no número" in await _attempt(browser, "mensagem", {})
        finally:
            central.stop()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("central.db*"))
    assert TOKEN.encode() not in kept
    assert SECRET.encode() not in kept


async def _set_up(browser: httpx.AsyncClient, log: str) -> dict[str, str]:
    """The owner's account, the number and the shop; the lines to paste."""
    link = re.search(r"(/entrar/\S+)", log)
    assert link is not None, log
    fields = {"nome": "Ana", "login": "ana@loja.com", "senha": PASSWORD, "repetida": PASSWORD}
    assert (await browser.post(link[1], data=fields)).status_code == 303
    said = await _attempt(browser, "numero", {"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET})
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", said, re.DOTALL)
    assert box is not None, said
    assert "Operação pronta" in await _attempt(browser, "loja", FIRST_SHOP)
    return dict(line.split("=", 1) for line in html.unescape(box[1]).splitlines())


async def _attempt(browser: httpx.AsyncClient, step: str, said: dict[str, str]) -> str:
    page = await browser.get("/ajustes/comecar")
    token = re.search(r'name="_csrf" value="([^"]+)"', page.text)
    assert token is not None, page.text
    return (await browser.post(f"/ajustes/comecar/{step}", data={"_csrf": token[1], **said})).text
