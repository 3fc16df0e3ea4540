"""Draws the demo's product photos again: `.venv/bin/python scripts/photos` (needs Debian's chromium).

Each picture is SVG made here and photographed by the browser as a JPEG, which the Cloud API takes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import beauty
import fashion
import perfume
import reserved
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "src/central/content/demo/midias"
PICTURES = beauty.PICTURES | fashion.PICTURES | reserved.PICTURES | perfume.PICTURES
CHROMIUM = "/usr/bin/chromium"
QUALITY = 84


def main(wanted: list[str]) -> None:
    """Draw the pictures with these names, or all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 800, "height": 800})
        for name, draw in PICTURES.items():
            if not wanted or name in wanted:
                page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{draw()}")
                path = FOLDER / f"{name}.jpg"
                page.screenshot(path=path, type="jpeg", quality=QUALITY)
                print(f"{path.name}: {path.stat().st_size // 1024} KB")
        browser.close()


main(sys.argv[1:])
