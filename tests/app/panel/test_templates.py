"""Ajustes, Modelos: a template is made, seen before Meta sees it, submitted, and stands with what Meta says of it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from central.adapters.whatsapp.templates import said_of
from central.core.messaging.template import Judged, Template
from central.flow.bringing.templates import Mirror
from tests.app.panel.panel_world import PanelWorld

FORM = {
    "id": "voltou_ao_estoque",
    "categoria": "utilidade",
    "texto": "Oi, {nome}! O {produto} voltou ao estoque.",
    "botoes": "Quero, Parar",
}
WORDS = "Oi, Maria! O Sérum voltou ao estoque."


class Office:
    """Meta's office without Meta."""

    async def read(self, waba: str) -> list[Judged]:
        return []

    async def submit(self, waba: str, template: Template) -> Judged:
        return Judged(waba, template.name, template.language, "PENDING", template.category.upper())


async def test_one_is_seen_made_and_submitted(world: PanelWorld) -> None:
    store = world.store
    world.panel.mirror = Mirror(store.callbacks, Office(), store.operations.current, said_of, world.clock)
    async with await world.browser("gestor") as browser:
        made = await browser.post("/ajustes/modelos/modelo/novo", data=FORM)
        assert made.status_code == 303, made.text
        page = (await browser.get("/ajustes/modelos")).text
        assert "não enviado à Meta" in page
        assert WORDS in page
        sent = await browser.post("/modelos/voltou_ao_estoque/enviar")
        assert "Enviado à Meta: em análise." in unquote(sent.headers["location"])
        known = [v for v in await store.callbacks.templates() if v.name == "voltou_ao_estoque"]
        await store.callbacks.keep(
            [replace(v, status="APPROVED", category="MARKETING", quality="YELLOW") for v in known]
        )
        page = (await browser.get("/ajustes/modelos")).text
        assert "passou este modelo para marketing" in page
        assert "R$ 0,3217" in page
        assert "pt_BR · qualidade amarela" in page


async def test_what_is_wrong_with_one_is_said_and_without_meta_the_way_is_told(world: PanelWorld) -> None:
    async with await world.browser("gestor") as browser:
        asked = {"hx-request": "true"}
        wrong = await browser.post(
            "/ajustes/modelos/modelo/novo", data=FORM | {"texto": "{nome}, volte"}, headers=asked
        )
        assert (wrong.status_code, "começa ou termina" in wrong.text) == (422, True)
        away = await browser.post("/modelos/veride_volta_produto/enviar", headers=asked)
        assert (away.status_code, "central modelos enviar" in away.text) == (422, True)
