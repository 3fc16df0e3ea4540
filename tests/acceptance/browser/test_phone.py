"""An owner meets Central: clicks an ad as a lead would, reads the persona's answer, opens a second phone beside it."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.acceptance.browser.conftest import STILL, Demo

DESK = {"width": 1440, "height": 900}
POCKET = {"width": 390, "height": 844}
ANSWER_MS = 180_000
Open = Callable[..., Page]


@pytest.fixture
def open_page(demo: str, browser: Browser) -> Iterator[Open]:
    """Opens the page in a context of its own; errors in its console fail the test unless they are expected."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        viewport: dict[str, int] | None = None, scheme: str = "light", expect_errors: bool = False, **more: Any
    ) -> Page:
        context = browser.new_context(viewport=viewport or DESK, color_scheme=scheme, **STILL, **more)  # type: ignore[arg-type]
        context.set_default_timeout(ANSWER_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if not expect_errors:
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(demo)
        page.wait_for_selector("html[data-pronto]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


def test_a_click_on_a_meta_ad_is_answered_by_its_persona(open_page: Open, demo: str) -> None:
    page = open_page()
    campaign = campaign_of(demo, "meta")
    phone = click_ad(page, campaign)
    expect(phone.get_by_label("Mensagem", exact=True)).to_have_value(campaign["saudacao"])
    expect(phone.locator(".carry")).to_contain_text("leva este anúncio")

    phone.get_by_role("button", name="Enviar").click()
    mine = phone.locator(".message.mine").first
    expect(mine).to_contain_text(campaign["headline"])
    answer = phone.locator(".message.theirs[data-id]").first
    expect(answer).to_be_visible(timeout=ANSWER_MS)
    expect(mine).to_have_attribute("data-status", "lida")
    expect(mine.get_by_role("img", name="Lida")).to_be_visible()
    expect(phone.locator(".who-name")).to_have_text(campaign["persona"]["nome"])
    expect(phone.locator(".strip")).to_contain_text(campaign["nome"])
    expect(phone.locator(".strip .writer")).to_be_visible()
    assert answer.bounding_box()["x"] < mine.bounding_box()["x"]


def test_a_tap_on_a_button_answers_once(open_page: Open, demo: str) -> None:
    page = open_page()
    campaign = next(each for each in campaigns(demo) if each["persona"]["adulto"])
    phone = click_ad(page, campaign)
    phone.get_by_role("button", name="Enviar").click()
    taps = phone.locator(".tap")
    expect(taps.first).to_be_visible(timeout=ANSWER_MS)
    title = taps.first.inner_text()
    before = phone.locator(".message.theirs[data-id]").count()
    taps.first.click()
    expect(phone.locator(".message.mine").last).to_contain_text(title)
    expect(taps.first).to_be_disabled()
    expect(phone.locator(".message.theirs[data-id]").nth(before)).to_be_visible(timeout=ANSWER_MS)


def test_leads_stand_side_by_side_and_come_back_with_their_drafts(open_page: Open, demo: str) -> None:
    page = open_page()
    click_ad(page, campaign_of(demo, "meta"))
    page.get_by_role("button", name="Outro lead ao lado").click()
    link = campaign_of(demo, "youtube")
    sheet = page.get_by_role("dialog", name="Quem vai escrever?")
    sheet.get_by_label("Nome", exact=True).fill("Janaína Teste")
    sheet.get_by_role("radio", name="Só @usuário").check()
    sheet.locator(f"#via-{link['id']}").check()
    sheet.get_by_role("button", name="Abrir o celular").click()

    second = page.locator(".slot").nth(1)
    expect(second.get_by_label("Mensagem", exact=True)).to_have_value(link["saudacao"])
    expect(second.locator(".caption")).to_contain_text("Janaína Teste · @janaina.teste, sem telefone")
    assert second.bounding_box()["x"] > page.locator(".slot").nth(0).bounding_box()["x"] + 300
    second.get_by_role("button", name="Enviar").click()
    expect(second.locator(".message.theirs[data-id]").first).to_be_visible(timeout=ANSWER_MS)
    expect(second.locator(".who-name")).to_have_text(link["persona"]["nome"])

    second.get_by_label("Mensagem", exact=True).fill("um rascunho")
    page.reload()
    page.wait_for_selector("html[data-pronto]")
    expect(page.locator(".slot")).to_have_count(2)
    again = page.locator(".slot").filter(has_text="Janaína Teste")
    expect(again.get_by_label("Mensagem", exact=True)).to_have_value("um rascunho")
    expect(again.locator(".message.theirs[data-id]").first).to_be_visible()


def test_a_voice_note_and_a_photo_leave_as_bubbles_and_get_an_answer(open_page: Open, demo: str) -> None:
    phone = click_ad(open_page(), campaign_of(demo, "meta"))
    phone.get_by_label("Mensagem", exact=True).fill("")
    phone.get_by_role("button", name="Gravar áudio").click()
    expect(phone.get_by_role("status")).to_contain_text("Gravando")
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.get_by_role("button", name="Ouvir o áudio")).to_be_visible()
    phone.get_by_role("button", name="Anexar").click()
    phone.get_by_role("menuitem", name="Foto de mentira").click()
    picture = phone.locator(".message.mine .picture img")
    expect(picture).to_be_visible()
    expect(phone.locator(".message.mine[data-tipo=image]")).to_have_attribute(
        "data-status", re.compile("entregue|lida")
    )
    assert picture.evaluate("image => image.naturalWidth") == 960
    expect(phone.locator(".message.theirs[data-id]").first).to_be_visible(timeout=ANSWER_MS)


def test_what_a_lead_writes_is_text_and_only_web_addresses_are_links(open_page: Open, demo: str) -> None:
    phone = click_ad(open_page(), campaign_of(demo, "meta"))
    say(phone, "<img src=x onerror=alert(1)> *oi* javascript:alert(1) https://exemplo.com/a?b=1.")
    bubble = phone.locator(".message.mine .words").last
    expect(bubble).to_have_text("<img src=x onerror=alert(1)> oi javascript:alert(1) exemplo.com/a?b=1.")
    expect(bubble.locator("strong")).to_have_text("oi")
    expect(bubble.get_by_role("link")).to_have_count(1)
    expect(bubble.get_by_role("link")).to_have_attribute("href", "https://exemplo.com/a?b=1")
    expect(bubble.get_by_role("link")).to_have_attribute("rel", re.compile("noopener"))


def test_a_reader_who_scrolled_up_is_not_moved(open_page: Open, demo: str) -> None:
    phone = click_ad(open_page(), campaign_of(demo, "meta"))
    for number in range(1, 14):
        say(phone, f"mensagem {number} de uma rajada comprida")
    say(phone, "quanto custa e também")  # not the end, so it waits while the reader scrolls; due an answer also alone
    expect(phone.locator(".message.mine")).to_have_count(14)
    thread = phone.locator(".thread")
    thread.evaluate("thread => thread.scrollTo({ top: 0, behavior: 'instant' })")
    pill = phone.get_by_role("button", name="nova", exact=False).filter(has_text=re.compile("novas? mensage"))
    expect(pill).to_be_visible(timeout=ANSWER_MS)
    assert thread.evaluate("thread => thread.scrollTop") < 5
    pill.click()
    expect(pill).to_be_hidden()
    expect(phone.locator(".message[data-id]").last).to_be_in_viewport()


def test_on_a_pocket_screen_there_is_one_thing_at_a_time(open_page: Open, demo: str) -> None:
    page = open_page(POCKET, "dark", has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Novo lead").tap()
    link = campaign_of(demo, "kwai")
    page.locator(f"#via-{link['id']}").check()
    name = page.get_by_label("Nome", exact=True).input_value()
    page.get_by_role("button", name="Abrir o celular").tap()
    phone = page.locator(".slot")
    expect(page.get_by_role("navigation", name="Leads")).to_be_hidden()
    assert phone.bounding_box()["width"] == POCKET["width"]
    phone.get_by_role("button", name="Enviar").tap()
    expect(phone.locator(".message.theirs[data-id]").first).to_be_visible(timeout=ANSWER_MS)
    assert small_targets(page) == []
    assert_accessible(page)
    phone.get_by_role("button", name="Voltar para a lista").tap()
    expect(phone).to_be_hidden()
    expect(page.get_by_role("navigation", name="Leads")).to_contain_text(name)
    assert page.evaluate("document.documentElement.scrollWidth") == POCKET["width"]
    page.go_forward()
    expect(phone).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_with_and_without_its_sheet(open_page: Open, demo: str, scheme: str) -> None:
    page = open_page(scheme=scheme)
    assert_accessible(page)
    phone = click_ad(page, next(each for each in campaigns(demo) if each["persona"]["adulto"]))
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.locator(".tap").first).to_be_visible(timeout=ANSWER_MS)
    say(phone, "quero falar com uma pessoa")
    assert_accessible(page)
    page.get_by_role("button", name="Novo lead").click()
    assert_accessible(page)


def test_the_theme_follows_the_system_until_one_is_chosen(open_page: Open) -> None:
    page = open_page(scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Trocar entre tema claro e escuro").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_who_asks_for_a_person_is_listed_and_given_back(open_page: Open, demo: str) -> None:
    page = open_page()
    phone = click_ad(page, campaign_of(demo, "meta"))
    name = phone.locator(".caption b").inner_text()
    say(phone, "quero falar com uma pessoa, por favor")
    expect(phone.locator(".strip")).to_contain_text("pediu uma pessoa", timeout=ANSWER_MS)
    page.get_by_role("button", name="Atenção").click()
    case = page.locator(".case").filter(has_text=name)
    case.get_by_role("button", name="Devolver à IA").click()
    expect(case).to_have_count(0)


def test_a_restart_is_survived_without_a_reload(open_page: Open, running: Demo) -> None:
    page = open_page(expect_errors=True)
    phone = click_ad(page, campaign_of(running.address, "meta"))
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.locator(".message.theirs[data-id]").first).to_be_visible(timeout=ANSWER_MS)
    phone.get_by_label("Mensagem", exact=True).fill("quanto custa?")
    page.evaluate("window.same = true")
    running.stop()
    expect(page.locator("#ligacao")).not_to_have_text("Ligada")
    running.start()
    expect(page.locator("#ligacao")).to_have_text("Ligada", timeout=ANSWER_MS)
    expect(phone.get_by_label("Mensagem", exact=True)).to_have_value("quanto custa?")
    before = phone.locator(".message.theirs[data-id]").count()
    phone.get_by_role("button", name="Enviar").click()
    expect(phone.locator(".message.theirs[data-id]").nth(before)).to_be_visible(timeout=ANSWER_MS)
    assert page.evaluate("window.same")


def campaigns(demo: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{demo}/demo/campanhas.json", timeout=60) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def campaign_of(demo: str, source: str) -> dict[str, Any]:
    """The first campaign of a platform that is not for adults only."""
    return next(each for each in campaigns(demo) if each["origem"] == source and not each["persona"]["adulto"])


def click_ad(page: Page, campaign: dict[str, Any]) -> Locator:
    """Clicks the ad on the wall; the phone of the new lead."""
    page.locator(f'.stage [data-campanha="{campaign["id"]}"]').click()
    phone = page.locator(".slot").last
    expect(phone).to_be_visible()
    return phone


def say(phone: Locator, text: str) -> None:
    entry = phone.get_by_label("Mensagem", exact=True)
    entry.fill(text)
    entry.press("Enter")
    expect(phone.locator(".message.mine").last).to_be_visible()


def assert_accessible(page: Page) -> None:
    """No serious or critical finding of axe, once nothing moves any more."""
    page.wait_for_timeout(350)
    found = Axe().run(page).response["violations"]
    grave = {each["id"]: [node["html"][:140] for node in each["nodes"]] for each in found if is_grave(each)}
    assert not grave, grave


def is_grave(finding: dict[str, Any]) -> bool:
    return finding["impact"] in ("serious", "critical")


def small_targets(page: Page) -> list[str]:
    """Buttons of the open phone that a thumb would miss."""
    return page.locator(".slot button:visible").evaluate_all(
        "all => all.filter(each => Math.min(each.offsetWidth, each.offsetHeight) < 44).map(each => each.outerHTML)"
    )
