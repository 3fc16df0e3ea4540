"""Every page of the panel, on a desk and in a pocket, in both themes and at twice the size: axe finds nothing serious,
nothing is wider than the screen, and the console stays quiet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.routing import APIRoute
from playwright.sync_api import Browser, Page

from central.app.panel.application import SECTIONS
from tests.acceptance.browser.conftest import PATIENCE_MS, STILL
from tests.acceptance.browser.test_panel import Leads

DESK, POCKET, ZOOMED = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 720, "height": 450}
"""A window of 1440 pixels at 200 % shows what one of 720 does."""
FORMS = ("/ajustes/scripts/script/0", "/ajustes/regras/regra/3", "/ajustes/gatilhos/gatilho/novo")


@pytest.fixture(scope="module")
def lived(running: Any) -> str:
    """A demo in which a lead was answered."""
    leads = Leads(running.address)
    lead = leads.new("Beatriz Nunes <b>")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    return str(running.address)


@pytest.fixture
def page(lived: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Signed in, in the theme and size that the test wants."""
    viewport, scheme = request.param
    context = browser.new_context(viewport=viewport, color_scheme=scheme, **STILL)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{lived}/demo/painel")
    yield page
    context.close()
    assert not errors, errors


SETTINGS = "/ajustes"
HALVES = pytest.mark.parametrize("settings", [True, False], ids=["ajustes", "o resto"])
"""So many pages are two tests: one alone is long on a busy machine."""


def pages(page: Page, address: str, settings: bool) -> list[str]:
    """The addresses of whole pages of the panel, of Ajustes or of all else: an open conversation is among these, those
    of one thing are in FORMS."""
    routes = [route for section in SECTIONS for route in section.router.routes if isinstance(route, APIRoute)]
    paths = sorted(route.path for route in routes if "GET" in route.methods and "{" not in route.path)
    paths = [path for path in paths if path.startswith(SETTINGS) == settings]
    whole = [path for path in paths if '<body class="panel"' in page.request.get(address + path).text()]
    if settings:
        return [*whole, *FORMS]
    page.goto(f"{address}/conversas")
    return [*whole, str(page.locator(".row").first.get_attribute("href"))]


@HALVES
@pytest.mark.parametrize("page", [(DESK, "light"), (POCKET, "dark")], ids=["mesa", "bolso"], indirect=True)
def test_no_page_has_a_serious_finding_or_is_wider_than_the_screen(page: Page, lived: str, settings: bool) -> None:
    axe, serious = Axe(), []
    for path in pages(page, lived, settings):
        page.goto(lived + path)
        page.wait_for_selector("html[data-pronto]")
        found = axe.run(page).response["violations"]
        serious += [
            (path, v["id"], [n["target"] for n in v["nodes"]][:3])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        if wide := too_wide(page):
            serious.append((path, "mais larga que a tela", wide))
    assert not serious, serious


@HALVES
@pytest.mark.parametrize("page", [(ZOOMED, "light")], ids=["200 %"], indirect=True)
def test_at_twice_the_size_nothing_is_cut_off(page: Page, lived: str, settings: bool) -> None:
    wide = []
    for path in pages(page, lived, settings):
        page.goto(lived + path)
        page.wait_for_selector("html[data-pronto]")
        wide += [(path, found) for found in [too_wide(page)] if found]
    assert not wide, wide


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways; empty when nothing does."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 4).map(e => `${e.tagName}.${e.className}`)"""
    )
