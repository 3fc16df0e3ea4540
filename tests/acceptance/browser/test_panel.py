"""An owner's day in the panel: enters, watches a lead write, takes over, answers, hands back, puts a reading right,
ties a new ad, with the mouse, on a phone, with the keyboard alone, in both themes."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.acceptance.browser.conftest import STILL

DESK = {"width": 1440, "height": 900}
POCKET = {"width": 390, "height": 844}
ANSWER_MS = 180_000
HOSTILE = '<img src=x onerror="document.title=\'mau\'"> \u202etxet =HYPERLINK("http://mau")'
Open = Callable[..., Page]


class Leads:
    """Leads of the pretend WhatsApp."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.campaigns = self.call("/demo/campanhas.json")

    def call(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def new(self, name: str, campaign: int = 0) -> str:
        self.number = self.campaigns[campaign]["numeros"][0]
        return str(self.call("/fingir/leads", {"nome": name})["id"])

    def say(self, lead: str, words: str, **more: Any) -> None:
        wish = {"numero": self.number, "tipo": "text", "texto": words, **more}
        self.call(f"/fingir/leads/{lead}/mensagens", wish)

    def heard(self, lead: str) -> list[str]:
        """What reached the lead's phone."""
        posts = self.call(f"/fingir/leads/{lead}/conversa?numero={self.number}")["mensagens"]
        return [post.get("texto", "") for post in posts if post["de"] != "lead"]


@pytest.fixture(scope="module")
def leads(running: Any) -> Leads:
    """The demo's leads."""
    return Leads(running.address)


@pytest.fixture
def panel(demo: str, browser: Browser) -> Iterator[Open]:
    """Opens the panel, signed in, in a context of its own; errors in its console fail the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        path: str = "/conversas", viewport: dict[str, int] | None = None, scheme: str = "light", expected: str = "\n"
    ) -> Page:
        context = browser.new_context(viewport=viewport or DESK, color_scheme=scheme, **STILL)  # type: ignore[arg-type]
        context.set_default_timeout(ANSWER_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if _is_bad(said, expected) else None)
        page.goto(f"{demo}/demo/painel")
        page.goto(demo + path)
        page.wait_for_selector("html[data-pronto]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


def _is_bad(said: ConsoleMessage, expected: str) -> bool:
    return said.type == "error" and expected not in said.text


def test_a_lead_that_writes_appears_and_the_answer_tells_who_wrote_it_and_why(panel: Open, leads: Leads) -> None:
    page = panel()
    expect(page.locator("#ligacao")).to_have_attribute("data-estado", "ligado")
    lead = leads.new("Rosa Maria")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    row = page.locator(".row", has_text="Rosa Maria")
    expect(row).to_be_visible(timeout=ANSWER_MS)
    row.click()
    expect(page).to_have_url(re.compile(r"/conversas/[0-9a-f]+$"))
    answer = page.locator("#linhas .line.mine").first
    expect(answer).to_be_visible(timeout=ANSWER_MS)
    expect(answer).to_contain_text("script")
    expect(answer).to_contain_text("grátis")
    answer.get_by_text("por quê?").click()
    expect(answer).to_contain_text("Entendeu")
    expect(answer).to_contain_text("Quem escreveu")
    expect(page.get_by_role("complementary", name="Ficha do lead")).to_contain_text("Sérum Aurora no feed")


def test_a_person_takes_over_answers_and_hands_back(panel: Open, leads: Leads) -> None:
    lead = leads.new("Teresa Prado")
    leads.say(lead, "oi, quero falar com alguém")
    page = panel()
    page.locator(".row", has_text="Teresa Prado").click(timeout=ANSWER_MS)
    page.get_by_role("button", name="Assumir").click()
    entry = page.get_by_label("Mensagem", exact=True)
    entry.fill("Oi, Teresa! Aqui é a Marina.")
    other = panel(page.url.removeprefix(leads.address))
    expect(other.locator(".thread-state")).to_contain_text("com Dona da demonstração")
    page.reload()
    expect(entry).to_have_value("Oi, Teresa! Aqui é a Marina.")
    entry.press("Enter")
    mine = page.locator(".line.mine.by-hand", has_text="Aqui é a Marina")
    expect(mine).to_be_visible(timeout=ANSWER_MS)
    expect(mine).to_contain_text("Dona da demonstração")
    expect(entry).to_have_value("")
    expect(other.locator(".line.mine.by-hand", has_text="Aqui é a Marina")).to_be_visible(timeout=ANSWER_MS)
    expect(mine.locator(".tick")).to_have_attribute("title", re.compile("entregue|lida"), timeout=ANSWER_MS)
    assert "Oi, Teresa! Aqui é a Marina." in leads.heard(lead)
    said = len(leads.heard(lead))
    leads.say(lead, "obrigada! e o preço?")
    expect(page.locator(".line.theirs", has_text="e o preço?")).to_be_visible(timeout=ANSWER_MS)
    page.wait_for_timeout(2_500)
    assert len(leads.heard(lead)) == said, "the bot spoke while a person held the conversation"
    page.get_by_role("button", name="Devolver à IA").click()
    expect(page.get_by_role("button", name="Assumir")).to_be_visible()
    expect(page.locator(".notice").last).to_contain_text("devolveu à IA")


def test_a_note_stays_with_the_team_and_a_reading_is_put_right(panel: Open, leads: Leads) -> None:
    lead = leads.new("Nair Lopes")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page = panel()
    page.locator(".row", has_text="Nair Lopes").click(timeout=ANSWER_MS)
    answer = page.locator("#linhas .line.mine").first
    expect(answer).to_be_visible(timeout=ANSWER_MS)
    page.get_by_role("button", name="Nota").click()
    page.get_by_label("Nota para a equipe").fill("compra sempre em dezembro")
    page.get_by_role("button", name="Guardar nota").click()
    expect(page.locator(".line.note")).to_contain_text("compra sempre em dezembro")
    assert not any("dezembro" in words for words in leads.heard(lead))
    answer.get_by_text("por quê?").click()
    answer.get_by_label("Entendeu errado?").select_option("preco")
    answer.get_by_role("button", name="Corrigir").click()
    expect(page.locator(".toast", has_text="era preço")).to_be_visible()
    expect(answer).to_contain_text("A equipe corrigiu: era preço")


def test_a_new_ad_is_tied_to_a_product_with_one_tap(panel: Open, leads: Leads) -> None:
    page = panel("/anuncios")
    expect(page.get_by_text("Nenhum anúncio novo")).to_be_visible()
    lead = leads.new("Olga Reis")
    ad = {"source_id": "120219999999999", "headline": "Pele macia", "body": "Conheça o Hidratante Orvalho."}
    leads.say(lead, "Oi! Vi o anúncio", anuncio=ad)
    card = page.locator("article", has_text="Pele macia")
    expect(card).to_be_visible(timeout=ANSWER_MS)
    expect(card.get_by_label("Produto e persona")).to_have_value("hidratante-orvalho")
    card.get_by_role("button", name="Ligar").click()
    expect(page.locator(".toast")).to_contain_text("Ligado à campanha")
    expect(page.get_by_text("Nenhum anúncio novo")).to_be_visible()


def test_what_a_lead_writes_stays_text(panel: Open, leads: Leads) -> None:
    lead = leads.new(f"Vera {HOSTILE}"[:60])
    leads.say(lead, HOSTILE)
    leads.say(lead, "😀" * 16_000)
    page = panel()
    row = page.locator(".row", has_text="Vera").first
    row.click(timeout=ANSWER_MS)
    expect(page.locator(".line.theirs").first).to_contain_text("<img src=x onerror=")
    assert page.locator(".line.theirs img").count() == 0
    assert page.title() != "mau"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_simulator_shows_why_beside_the_phone(panel: Open, leads: Leads) -> None:
    page = panel("/simulador")
    phone = page.frame_locator("iframe")
    phone.locator(".stage .ad").first.click()
    phone.get_by_role("button", name="Enviar").first.click()
    expect(phone.locator(".message.theirs[data-id]").first).to_be_visible(timeout=ANSWER_MS)
    newest = page.locator("#rastro .trace").first
    expect(newest).to_contain_text("agora", timeout=ANSWER_MS)
    expect(newest).to_contain_text("Quem escreveu")
    _nothing_serious(page)


def test_search_finds_by_name_by_phone_and_by_words(panel: Open, leads: Leads) -> None:
    lead = leads.new("Úrsula Bêrnardes")
    leads.say(lead, "vocês têm carambola prateada?")
    page = panel()
    expect(page.locator(".row", has_text="Úrsula")).to_be_visible(timeout=ANSWER_MS)
    _until_indexed(page, leads, "carambola")
    for words in ("ursula ber", "CARAMBOLA"):
        page.get_by_role("searchbox").fill(words)
        expect(page.locator(".row")).to_have_count(1, timeout=ANSWER_MS)
        expect(page.locator(".row")).to_contain_text("Úrsula")
    page.get_by_role("searchbox").fill("xilofone")
    expect(page.get_by_text("Nada com essas palavras")).to_be_visible()


def _until_indexed(page: Page, leads: Leads, words: str) -> None:
    """The index of words follows at its own pace."""
    until = time.monotonic() + ANSWER_MS / 1000
    while 'id="c-' not in page.request.get(f"{leads.address}/conversas?q={words}").text():
        assert time.monotonic() < until, words
        page.wait_for_timeout(100)


def test_the_keyboard_alone_is_enough(panel: Open, leads: Leads) -> None:
    lead = leads.new("Quitéria Sá")
    leads.say(lead, "oi, quero falar com uma pessoa")
    page = panel()
    expect(page.locator(".row", has_text="Quitéria")).to_be_visible(timeout=ANSWER_MS)
    page.keyboard.press("j")
    expect(page.locator("#linhas")).to_be_visible()
    _until_indexed(page, leads, "Quiteria")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Quiteria")
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("Tab")
    # The arrow may have opened her already: what counts is the conversation that this Enter brings.
    page.locator("#conversa > *").first.evaluate("shown => shown.dataset.antes = ''")
    page.locator(".row").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#conversa [data-antes]")).to_have_count(0)
    expect(page.get_by_role("heading", name="Quitéria Sá")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    entry = page.get_by_label("Mensagem", exact=True)
    expect(entry).to_be_visible()
    page.keyboard.press("r")
    expect(entry).to_be_focused()
    page.keyboard.type("pelo teclado")
    page.keyboard.press("Enter")
    expect(page.locator(".line.by-hand", has_text="pelo teclado")).to_be_visible(timeout=ANSWER_MS)


def test_on_a_phone_one_pane_at_a_time_and_back_is_back(panel: Open, leads: Leads) -> None:
    lead = leads.new("Paula Neves")
    leads.say(lead, "oi")
    page = panel(viewport=POCKET)
    expect(page.locator("#linhas")).to_be_hidden()
    page.locator(".row", has_text="Paula Neves").click(timeout=ANSWER_MS)
    expect(page.locator("#linhas")).to_be_visible()
    expect(page.locator("#lista")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.thread-head a, .thread-head button, #mesa button')]"
        ".filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 32).length"
    )
    assert small == 0
    page.go_back()
    expect(page.locator("#lista")).to_be_visible()
    expect(page.locator("#linhas")).to_be_hidden()


def test_a_stopped_central_is_told_and_the_page_is_live_again_after(panel: Open, leads: Leads, running: Any) -> None:
    leads.say(leads.new("Zélia Antes"), "oi")
    page = panel(expected="WebSocket connection")
    expect(page.locator("#ligacao")).to_have_attribute("data-estado", "ligado")
    page.locator(".row", has_text="Zélia Antes").click(timeout=ANSWER_MS)
    page.get_by_role("button", name="Nota").click()
    page.get_by_label("Nota para a equipe").fill("meio escri")
    running.stop()
    expect(page.locator("#ligacao")).to_have_attribute("data-estado", "caiu")
    running.start()
    expect(page.locator("#ligacao")).to_have_attribute("data-estado", "ligado", timeout=ANSWER_MS)
    expect(page.get_by_label("Nota para a equipe")).to_have_value("meio escri")
    lead = leads.new("Zilda Depois")
    leads.say(lead, "voltei")
    expect(page.locator(".row", has_text="Zilda Depois")).to_be_visible(timeout=ANSWER_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, POCKET], ids=["mesa", "bolso"])
def test_axe_finds_nothing_serious(panel: Open, leads: Leads, scheme: str, viewport: dict[str, int]) -> None:
    page = panel("/conversas", viewport, scheme)
    _nothing_serious(page)
    page.locator(".row").first.click()
    page.locator("#linhas .line").first.wait_for()
    if (why := page.get_by_text("por quê?")).count():
        why.first.click()
    _nothing_serious(page)
    for path in ("/conversas?aba=atencao", "/anuncios"):
        page.goto(leads.address + path)
        page.wait_for_selector("html[data-pronto]")
        _nothing_serious(page)


def _nothing_serious(page: Page) -> None:
    page.wait_for_timeout(350)
    found = Axe().run(page).response["violations"]
    serious = [
        (v["id"], v["help"], [n["target"] for n in v["nodes"]][:4])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert not serious, serious
