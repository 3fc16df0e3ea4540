"""An owner who does not let the bot speak alone: new words wait for approval, replies wait for a tap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.browser import test_panel
from tests.acceptance.browser.test_panel import ANSWER_MS, DESK, POCKET, Leads, Open

leads, panel = test_panel.leads, test_panel.panel
SETTLED_MS = 2_500


@pytest.fixture(scope="module")
def supervised() -> list[bool]:
    """Whether the mode was set already."""
    return []


def supervise(page: Page, leads: Leads, supervised: list[bool]) -> None:
    """Let every reply wait."""
    if supervised:
        return
    page.goto(f"{leads.address}/ajustes/modos/modo/novo")
    page.get_by_label("Nome do modo").fill("tudo-comigo")
    page.get_by_label("O que a IA pode fazer").select_option("supervisionado")
    page.get_by_role("button", name="Criar").click()
    expect(page.get_by_text("tudo-comigo").first).to_be_visible()
    supervised.append(True)


def test_a_new_opening_is_said_only_once_it_is_approved(panel: Open, leads: Leads) -> None:
    page = panel("/ajustes/personas")
    box = page.get_by_label("Apresentação").first
    box.fill("Oiê! Aqui é a Lívia, assistente virtual da Casa Veridá, com novidade.")
    page.get_by_role("button", name="Salvar Lívia").click()
    expect(page.locator(".toast", has_text="Em rascunho: 1")).to_be_visible()
    page.goto(f"{leads.address}/ajustes/aprovacoes")
    card = page.locator(".draft-text", has_text="Persona livia")
    expect(card.locator("ins").first).to_be_visible()
    expect(card.locator("del").first).to_be_visible()
    test_panel._nothing_serious(page)
    card.get_by_role("button", name="Aprovar").click()
    expect(page.get_by_text("Nada em rascunho")).to_be_visible()
    expect(page.locator(".acts li").first).to_contain_text("livia")


def test_a_reply_waits_is_rewritten_and_the_lead_gets_the_persons_words(
    panel: Open, leads: Leads, supervised: list[bool]
) -> None:
    page = panel()
    supervise(page, leads, supervised)
    lead = leads.new("Hilda Moura")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page.goto(f"{leads.address}/conversas")
    page.locator(".row", has_text="Hilda Moura").click(timeout=ANSWER_MS)
    waiting = page.get_by_role("group", name="Resposta à espera")
    expect(waiting).to_be_visible(timeout=ANSWER_MS)
    expect(page.locator("#alerta-aba")).to_contain_text("1", timeout=ANSWER_MS)
    assert leads.heard(lead) == []
    waiting.get_by_role("button", name="Editar").click()
    words = page.locator("#mesa textarea").first
    words.fill("Hilda, sai por R$ 3,33 hoje!")
    page.get_by_role("button", name="Enviar com as minhas palavras").click()
    expect(page.get_by_role("alert").filter(has_text="o catálogo não diz")).to_contain_text("3,33")
    assert leads.heard(lead) == []
    page.locator("#mesa textarea").first.fill("Oi, Hilda! Aqui é a Marina mesmo, da loja.")
    page.get_by_role("button", name="Enviar").last.click()
    sent = page.locator(".line.mine.by-hand", has_text="Aqui é a Marina mesmo")
    expect(sent).to_be_visible(timeout=ANSWER_MS)
    expect(waiting).to_have_count(0)
    expect(page.locator(".decided").last).to_contain_text("mudou a resposta e enviou")
    expect(sent.locator(".tick")).to_have_attribute("title", re.compile("entregue|lida"), timeout=ANSWER_MS)
    assert leads.heard(lead)[0] == "Oi, Hilda! Aqui é a Marina mesmo, da loja."


def test_one_tap_sends_it_as_it_is(panel: Open, leads: Leads, supervised: list[bool]) -> None:
    page = panel(viewport=POCKET)
    supervise(page, leads, supervised)
    lead = leads.new("Ivone Dias")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page.goto(f"{leads.address}/conversas?aba=atencao")
    card = page.locator("article", has_text="Ivone Dias")
    expect(card).to_contain_text("espera o seu toque", timeout=ANSWER_MS)
    card.locator(".concern-name").click()
    waiting = page.get_by_role("group", name="Resposta à espera")
    for name in ("Enviar", "Editar", "Recusar"):
        box = waiting.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    waiting.get_by_role("button", name="Enviar").click()
    expect(waiting).to_have_count(0, timeout=ANSWER_MS)
    expect(page.locator(".line.mine .tick").first).to_have_attribute(
        "title", re.compile("entregue|lida"), timeout=ANSWER_MS
    )
    assert leads.heard(lead)


def test_a_refused_reply_is_never_sent(panel: Open, leads: Leads, supervised: list[bool]) -> None:
    page = panel()
    supervise(page, leads, supervised)
    lead = leads.new("Jaci Torres")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page.goto(f"{leads.address}/conversas")
    page.locator(".row", has_text="Jaci Torres").click(timeout=ANSWER_MS)
    waiting = page.get_by_role("group", name="Resposta à espera")
    waiting.get_by_role("button", name="Recusar").click(timeout=ANSWER_MS)
    expect(page.locator(".decided")).to_contain_text("recusou a resposta", timeout=ANSWER_MS)
    expect(waiting).to_have_count(0)
    page.wait_for_timeout(SETTLED_MS)
    assert leads.heard(lead) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, POCKET], ids=["mesa", "bolso"])
def test_axe_finds_nothing_serious(
    panel: Open, leads: Leads, supervised: list[bool], scheme: str, viewport: dict[str, int]
) -> None:
    page = panel("/ajustes/modos", viewport, scheme)
    supervise(page, leads, supervised)
    lead = leads.new(f"Lia {scheme} {viewport['width']}")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page.goto(f"{leads.address}/conversas")
    page.locator(".row", has_text=f"Lia {scheme} {viewport['width']}").click(timeout=ANSWER_MS)
    expect(page.get_by_role("group", name="Resposta à espera")).to_be_visible(timeout=ANSWER_MS)
    test_panel._nothing_serious(page)
    page.get_by_role("button", name="Editar").click()
    expect(page.locator("#mesa textarea").first).to_be_visible()
    test_panel._nothing_serious(page)
