"""`python -m scripts.screens`: the pictures of the documentation, from a shop with a week of simulated buyers.

    python -m scripts.screens [--leads 160] [--days 7] [--shop FOLDER]

A shop made once is taken again from its folder. Chromium draws; the pictures go to docs/telas.
"""

from __future__ import annotations

import argparse
import base64
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.app.demo import MARK
from central.app.simulation.run import DAY_MS, Options, simulate
from central.app.simulation.shop import SimulatedShop
from central.pretend.buyers import Life
from central.pretend.cloud import PretendCloud
from tests.acceptance.browser.conftest import CHROMIUM, FLAGS, Demo
from tests.acceptance.browser.test_panel import DESK, POCKET, Leads

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "telas"
LARGEST = 120 * 1024
QUALITY = 82
THREE_HOURS_MS = 10_800_000
"""From São Paulo's midnight to the one of UTC."""
NAME = "Beatriz Nunes"
AD_A_DAY = (9, 42, 12, 16, 21, 9, 14, 11)
"""R$ of the campaigns, in turn."""
BRAZILIAN = """for (const day of document.querySelectorAll('input[type="date"]')) {
  const [year, month, number] = day.value.split("-");
  day.type = "text";
  day.value = `${number}/${month}/${year}`;
}"""
"""A Chromium without language packs writes dates as Americans do; an owner's browser does not."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as the documentation shows it; `then` makes it worth seeing."""

    path: str
    pocket: bool = False
    then: Callable[[Page], None] | None = None


def _open_thread(page: Page) -> None:
    page.locator(".row", has_text=NAME).first.click()
    page.locator(".line.mine").first.wait_for()


def _why(page: Page) -> None:
    _open_thread(page)
    page.get_by_text("por quê?").last.click()
    page.locator(".why-box").last.scroll_into_view_if_needed()


def _first_phone(page: Page) -> None:
    page.get_by_text(NAME).first.click()
    page.locator(".slot").first.wait_for()


def _lower(page: Page) -> None:
    page.locator("#etapas").evaluate("title => title.scrollIntoView()")


PICTURES: dict[str, Picture] = {
    "celular-do-cliente": Picture("/", then=_first_phone),
    "conversas": Picture("/conversas", then=_why),
    "conversa-no-celular": Picture("/conversas", pocket=True, then=_open_thread),
    "metricas": Picture("/metricas"),
    "metricas-no-celular": Picture("/metricas", pocket=True),
    "aprendizado": Picture("/aprendizado", then=_lower),
    "fluxo": Picture("/fluxo?periodo=7d"),
    "comecar": Picture("/ajustes/comecar"),
}
"""By the name of the file in docs/telas."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=160)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--shop", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        shop = asked.shop or Path(own) / "loja"
        if not (shop / "central.db").exists():
            simulate(options(asked.leads, asked.days, round(time.time() * 1000)), Keeper(shop))
        folder = Path(own) / "demo"
        shutil.copytree(shop, folder / "dados")
        _spend(folder, asked.days)
        large = _taken(Demo(folder))
    for name, size in large:
        print(f"{name}: {size // 1024} KB, more than {LARGEST // 1024}")
    return int(bool(large))


def _spend(folder: Path, days: int) -> None:
    """What the ads cost on each of those days, so that one campaign loses money."""
    campaigns = numbered(0, "", read_yaml(default_demo_folder())).campaigns
    today = datetime.now(UTC).date()
    told = [
        (today - timedelta(days=day), campaign.name, f"{AD_A_DAY[number % len(AD_A_DAY)]},{37 * day % 100:02d}")
        for day in range(1, days + 1)
        for number, campaign in enumerate(campaigns)
    ]
    with (folder / "gasto.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("dia", "campanha", "gasto"), *told])
    command = [sys.executable, "-m", "central", "gasto", "importar", str(folder / "gasto.csv"), "--plataforma", "meta"]
    environment = os.environ | {"CENTRAL_DATA": str(folder / "dados")}
    subprocess.run(  # noqa: S603 - our own program
        command, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def options(leads: int, days: int, now: int) -> Options:
    """Buyers of the last days, up to midnight."""
    midnight = now - (now - THREE_HOURS_MS) % DAY_MS
    return Options(leads=leads, days=days, seed=3, phase="aprendizado", since=midnight - days * DAY_MS)


class Keeper:
    """Keeps the store of a simulation as a demonstration's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begins(self, cloud: PretendCloud) -> None:
        """Nobody came yet."""

    def ends(self, lives: Sequence[Life], shop: SimulatedShop, database: Path) -> None:
        self._folder.mkdir(parents=True)
        (self._folder / MARK).touch()
        with closing(sqlite3.connect(database)) as whole, closing(sqlite3.connect(self._folder / "central.db")) as copy:
            whole.backup(copy)


def _taken(demo: Demo) -> list[tuple[str, int]]:
    """Take them all; those that came out too large."""
    FOLDER.mkdir(exist_ok=True)
    demo.start()
    try:
        _write(demo.address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, picture in PICTURES.items():
                (FOLDER / f"{name}.webp").write_bytes(_shot(browser, demo.address, picture))
            browser.close()
    finally:
        demo.stop()
    sizes = [(name, (FOLDER / f"{name}.webp").stat().st_size) for name in PICTURES]
    return [(name, size) for name, size in sizes if size > LARGEST]


def _write(address: str) -> None:
    """A lead of today, so that something is new."""
    leads = Leads(address)
    lead = leads.new(NAME)
    for words in (leads.campaigns[0]["saudacao"], "Quanto fica com o frete? Meu CEP é 01310-100"):
        said = len(leads.heard(lead))
        leads.say(lead, words)
        until = time.monotonic() + 20
        while len(leads.heard(lead)) <= said and time.monotonic() < until:
            time.sleep(0.3)


def _shot(browser: Browser, address: str, picture: Picture) -> bytes:
    size = POCKET if picture.pocket else DESK
    context = browser.new_context(viewport=size, locale="pt-BR", color_scheme="light", timezone_id="America/Sao_Paulo")
    page = context.new_page()
    page.goto(f"{address}/demo/painel")
    page.goto(address + picture.path)
    page.wait_for_selector("html[data-pronto]")
    if picture.then is not None:
        picture.then(page)
    page.evaluate(BRAZILIAN)
    page.wait_for_timeout(700)
    wish = {"format": "webp", "quality": QUALITY}
    data = context.new_cdp_session(page).send("Page.captureScreenshot", wish)["data"]
    context.close()
    return base64.b64decode(data)


if __name__ == "__main__":
    sys.exit(main())
