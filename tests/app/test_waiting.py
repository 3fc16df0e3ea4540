"""A Central nobody set up yet: it starts, is well, shakes hands, and leads its owner to the guide."""

from __future__ import annotations

from pathlib import Path

import httpx

from central.app.config import read_settings
from central.app.waiting import is_new, waiting


async def test_a_new_central_leads_its_owner_to_the_guide(tmp_path: Path) -> None:
    settings = read_settings({"CENTRAL_DATA": str(tmp_path), "CENTRAL_ENDERECO": "https://loja.example"})
    assert is_new(settings)
    said: list[str] = []
    async with waiting(settings, said) as served:
        link = said[-1].split("https://loja.example")[1].split()[0]
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=served.gate),  # type: ignore[arg-type]
            base_url="https://loja.example",
            headers={"origin": "https://loja.example"},
        ) as browser:
            assert (await browser.get("/saude")).status_code == 200
            assert (await browser.post("/webhook", content=b"{}")).status_code == 401
            secret = "uma-senha-comprida"
            fields = {"nome": "Ana", "login": "ana@loja.com", "senha": secret, "repetida": secret}
            assert (await browser.post(link, data=fields)).status_code == 303
            home = await browser.get("/conversas")
            assert (home.status_code, home.headers["location"]) == (303, "/ajustes/comecar")
            assert "Aplicativo e número" in (await browser.get("/ajustes/comecar")).text


async def test_a_wrong_word_at_the_webhook_is_answered_with_what_to_write(tmp_path: Path) -> None:
    settings = read_settings({"CENTRAL_DATA": str(tmp_path), "META_VERIFY_TOKEN": "palavra-certa"})
    assert not is_new(settings)
    async with waiting(settings, []) as served:
        transport = httpx.ASGITransport(app=served.gate)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as meta:
            query = {"hub.mode": "subscribe", "hub.challenge": "42", "hub.verify_token": "outra"}
            wrong = await meta.get("/webhook", params=query)
            assert wrong.status_code == 403
            assert "META_VERIFY_TOKEN" in wrong.text
            right = await meta.get("/webhook", params=query | {"hub.verify_token": "palavra-certa"})
            assert right.text == "42"
        noted = await served.store.setup.steps()
        assert noted["aperto"].state == "certo"
