"""An owner's changes reach the next lead: a new price, a new product with its link and its campaign; and the campaign
that loses money says why."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect

from tests.acceptance.browser import test_panel
from tests.acceptance.browser.test_panel import ANSWER_MS, POCKET, Leads, Open

leads, panel = test_panel.leads, test_panel.panel
LINK = "https://casaverida.example/p/mascara-brisa"
ANSWER_S = ANSWER_MS / 1000
AD = "120219999990001"


def test_a_new_price_is_in_the_next_reply_and_who_heard_the_lower_one_keeps_it(panel: Open, leads: Leads) -> None:
    page = panel("/ajustes/produtos")
    page.get_by_role("link", name="Hidratante Corporal Orvalho").first.click()
    box = page.get_by_label("Preço", exact=True)
    before = re.sub(r"\s", " ", box.input_value())
    early = leads.new("Abigail Cedo")
    _told(leads, early, "Oi! Quanto custa o Hidratante Orvalho?", before)

    page.goto(f"{leads.address}/ajustes/produtos")
    page.get_by_role("link", name="Hidratante Corporal Orvalho").first.click()
    box.fill("R$ 57,40")
    page.get_by_role("button", name="Salvar").click()
    expect(page.get_by_text("para R$ 57,40").first).to_be_visible(timeout=ANSWER_MS)

    late = leads.new("Berenice Tarde")
    _told(leads, late, "Oi! Quanto custa o Hidratante Orvalho?", "R$ 57,40")
    _told(leads, early, "me confirma o preço do hidratante?", before)
    assert not any("57,40" in words for words in leads.heard(early))


def test_a_new_product_is_sold_with_its_price_its_link_and_by_its_campaign(panel: Open, leads: Leads) -> None:
    page = panel("/ajustes/produtos")
    page.get_by_label("Nome", exact=True).fill("Máscara Brisa 120 g")
    page.get_by_label("Quem vende").select_option("livia")
    page.get_by_label("Preço", exact=True).fill("R$ 64,30")
    page.get_by_label("Estoque").fill("12")
    page.get_by_label("Link do checkout").fill(LINK)
    page.get_by_label("Palavras").fill("máscara brisa, máscara de argila")
    page.get_by_label("Resumo").fill("máscara de argila que limpa sem ressecar")
    page.get_by_role("button", name="Pôr à venda").click()
    expect(page.get_by_role("heading", name="Máscara Brisa 120 g")).to_be_visible(timeout=ANSWER_MS)
    expect(page.get_by_text("Nenhuma campanha traz leads para ele ainda")).to_be_visible()

    page.get_by_role("link", name="Link ou campanha nova").click()
    page.get_by_label("Nome", exact=True).fill("Brisa nos stories")
    page.get_by_label("De onde vem").select_option("meta")
    page.get_by_label("Produto").select_option(label="Máscara Brisa 120 g")
    page.get_by_label("Números dos anúncios").fill(AD)
    page.get_by_role("button", name="Criar").click()
    expect(page.locator("article", has_text="Brisa nos stories")).to_be_visible(timeout=ANSWER_MS)

    lead = leads.new("Celina Brisa")
    _told(leads, lead, "Oi! Vocês têm a Máscara Brisa? Quanto custa?", "R$ 64,30")
    _told(leads, lead, "quero comprar, me manda o link", LINK)
    assert any("Máscara Brisa" in words for words in leads.heard(lead))
    brought = leads.new("Dora Stories")
    leads.say(brought, "Oi! Vi o anúncio", anuncio={"source_id": AD, "headline": "Argila", "body": "Fale conosco"})
    _told(leads, brought, "quanto custa?", "R$ 64,30")
    page.goto(f"{leads.address}/conversas")
    page.locator(".row", has_text="Dora Stories").click(timeout=ANSWER_MS)
    expect(page.get_by_role("complementary", name="Ficha do lead")).to_contain_text("Brisa nos stories")


def test_the_campaign_that_loses_money_is_marked_says_why_and_opens_its_conversations(
    panel: Open, leads: Leads
) -> None:
    campaign = leads.campaigns[0]
    lead = leads.new("Dalva Anúncio")
    leads.say(lead, campaign["saudacao"])
    _heard(leads, lead, "", 1)
    page = panel("/custos/anuncios", POCKET)
    page.get_by_label("Campanha", exact=True).select_option(label=campaign["nome"])
    page.get_by_label("Gasto", exact=True).fill("R$ 150,00")
    page.get_by_role("button", name="Anotar").click()
    expect(page.locator("td", has_text="150,00").first).to_be_visible(timeout=ANSWER_MS)

    page.goto(f"{leads.address}/metricas?periodo=hoje")
    row = page.locator("tr.losing", has_text=campaign["nome"])
    expect(row).to_contain_text("perde dinheiro")
    row.get_by_role("link", name=campaign["nome"]).click()
    why = page.get_by_role("region", name="Por que esta campanha perde dinheiro")
    expect(why).to_contain_text("nenhuma venda")
    expect(why).to_contain_text("150,00")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    test_panel._nothing_serious(page)
    why.get_by_role("link", name="Abrir as conversas").click()
    expect(page.locator(".row", has_text="Dalva Anúncio")).to_be_visible(timeout=ANSWER_MS)


def _told(leads: Leads, lead: str, words: str, told: str) -> None:
    """A lead asks, and one more reply on their phone tells it."""
    known = sum(told in said for said in leads.heard(lead))
    leads.say(lead, words)
    _heard(leads, lead, told, known + 1)


def _heard(leads: Leads, lead: str, told: str, times: int) -> None:
    """So many replies on the lead's phone tell it."""
    until = time.monotonic() + ANSWER_S
    while sum(told in said for said in leads.heard(lead)) < times:
        assert time.monotonic() < until, (told, leads.heard(lead))
        time.sleep(0.2)
