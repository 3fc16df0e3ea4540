"""Tickets, what went out about them, and costs: each says what happened, and who of the team did what."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote

from central.adapters.store.sales.tickets import Filter
from central.core.selling.cost import Cost
from central.core.selling.ticket import AddTag
from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_flow import EVIL, lived


async def _ticket(world: PanelWorld) -> str:
    await lived(world)
    (found,) = await world.store.tickets.newest(Filter())
    return found.id


async def test_a_ticket_is_listed_opened_and_changed_with_who_did_it(world: PanelWorld) -> None:
    id = await _ticket(world)
    async with await world.browser("atendente") as browser:
        listed = (await browser.get("/tickets")).text
        assert f"/tickets/{id}" in listed
        assert EVIL not in listed
        assert id not in (await browser.get("/tickets?status=perdido")).text
        await browser.post(f"/tickets/{id}/nota", data={"texto": "prefere embalagem lisa"})
        await browser.post(f"/tickets/{id}/etiqueta", data={"etiqueta": "presente"})
        lost = await browser.post(f"/tickets/{id}/status", data={"status": "perdido", "motivo": "achou caro"})
        assert lost.status_code == 303
        page = (await browser.get(f"/tickets/{id}")).text
        wrong = await browser.post(f"/tickets/{id}/status", data={"status": "comprado", "valor": "caro"})
    for words in ("prefere embalagem lisa", "presente", "achou caro", "painel:atendente@loja.com"):
        assert words in page, words
    assert wrong.status_code == 422
    found = await world.store.tickets.get(id)
    assert found is not None
    assert (found.status, found.reason, found.tags) == ("perdido", "achou caro", ("presente",))


async def test_who_only_reads_sees_a_ticket_and_changes_nothing(world: PanelWorld) -> None:
    id = await _ticket(world)
    async with await world.browser("leitura") as browser:
        assert "Mudar a situação" not in (await browser.get(f"/tickets/{id}")).text
        assert (await browser.post(f"/tickets/{id}/nota", data={"texto": "x"})).status_code == 403


async def test_what_a_crm_refused_is_shown_and_goes_back_to_work(world: PanelWorld) -> None:
    world.store.tickets.crms = ("flowlu",)
    id = await _ticket(world)
    now = world.clock.now()
    await world.store.tickets.change(id, [AddTag("x")], "teste", now)
    links = world.store.crm_links
    (link,) = await links.lease("flowlu", now, now + 1_000, 5)
    await links.delay("flowlu", replace(link, state="dead"), now, now, "400", "campo desconhecido")
    await links.drifted("flowlu", now, 120, 3, 2)
    async with await world.browser("atendente") as browser:
        page = (await browser.get("/sincronizacao")).text
        assert "campo desconhecido" in page
        assert ">120<" in page
        path = re.search(r'hx-post="(/atencao/[^"]+/repor)"', page)
        assert path is not None
        assert (await browser.post(path[1])).status_code == 200
    assert (await links.counts("flowlu")) == {"due": 1}


async def test_spend_by_hand_replaces_itself_and_counts_for_its_campaign(world: PanelWorld) -> None:
    form = {"plataforma": "meta", "dia": "2026-11-15", "valor": "R$ 1.120,00", "campanha": "serum-aurora-feed"}
    async with await world.browser("gestor") as browser:
        assert (await browser.post("/custos/anuncios", data=form | {"valor": "9"})).status_code == 303
        assert (await browser.post("/custos/anuncios", data=form)).status_code == 303
        assert (await browser.post("/custos/anuncios", data=form | {"dia": "2099-01-01"})).status_code == 422
        page = (await browser.get("/custos/anuncios")).text
        assert page.count("R$\u00a01.120,00") == 3
        assert "R$\u00a01.120,00" in (await browser.get("/metricas?periodo=30d")).text
        assert "Neste ritmo o mês fecha em" in (await browser.get("/custos")).text


async def test_conversions_say_when_nobody_is_told(world: PanelWorld) -> None:
    async with await world.browser("leitura") as browser:
        assert "Nenhuma plataforma de anúncios" in (await browser.get("/conversoes")).text


async def test_each_cost_opens_the_conversations_it_was_spent_on_and_alerts_are_nobodys(world: PanelWorld) -> None:
    conversation = await lived(world)
    now = world.clock.now()
    lead = Cost("a", now, "resposta", "t", conversation, "p", "livia", None, "mini", "gpt-6-luna", brl=50_000)
    alert = Cost("alerta.1", now, "alerta", None, None, None, None, None, "regular", "utility", brl=35_000)
    await world.store.costs.keep([lead, alert])
    async with await world.browser("leitura") as browser:
        page = (await browser.get("/custos")).text
        assert "Meta, alertas para a equipe" in page
        links = {html.unescape(link) for link in re.findall(r'href="(/conversas\?[^"]*atras=custos[^"]*)"', page)}
        parts = {parse_qs(link).get("parte", [""])[0] for link in links}
        assert {"tipo:resposta", "nivel:mini", "modelo:gpt-6-luna", ""} <= parts
        assert not any("alerta" in part for part in parts)
        for link in links:
            shown = (await browser.get(link)).text
            assert "Atrás do número" in shown
            assert (conversation in shown) == ("modelo:service" not in unquote(link)), link
