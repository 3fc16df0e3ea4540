"""Files of the panel, really clicked: the flow charts as SVG and PNG, and a lead's voice note that plays."""

from __future__ import annotations

import json
import struct
import urllib.request
import zlib
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from central.pretend.cloud.drawn import voice_note
from tests.acceptance.browser import test_panel
from tests.acceptance.browser.test_panel import ANSWER_MS, Leads, Open

PLAY = """audio => new Promise((done, fail) => {
  audio.muted = true;
  audio.playbackRate = 4;
  audio.onerror = () => fail(audio.error.message);
  audio.onended = () => done([audio.duration, audio.currentTime]);
  audio.play().catch(fail);
})"""
leads, panel = test_panel.leads, test_panel.panel


def test_every_flow_chart_downloads_as_svg_and_png(panel: Open, leads: Leads) -> None:
    lead = leads.new("Rita Flores")
    leads.say(lead, leads.campaigns[0]["saudacao"])
    page = panel()
    page.locator(".row", has_text="Rita Flores").click(timeout=ANSWER_MS)
    expect(page.locator("#linhas .line.mine").first).to_be_visible(timeout=ANSWER_MS)
    for view in ("entrada", "persona", "aprendizado", "crm"):
        page.goto(f"{leads.address}/fluxo?vista={view}")
        page.wait_for_selector("html[data-pronto]")
        name, svg = _saved(page, "link", "Baixar SVG")
        assert name == f"fluxo-{view}.svg"
        drawn = ElementTree.fromstring(svg)
        assert len(drawn.findall(".//{*}g/{*}rect")) >= 3
        assert len("".join(drawn.itertext())) > 50
        name, png = _saved(page, "button", "Baixar PNG")
        assert name == f"fluxo-{view}.png"
        width, height, colours = _picture(png)
        asked = [float(n) for n in drawn.attrib["viewBox"].split()[2:]]
        assert (width, height) == (asked[0] * 2, asked[1] * 2)
        assert colours > 8, "the picture is blank"


def test_a_leads_voice_note_plays_in_the_conversation(panel: Open, leads: Leads) -> None:
    lead = leads.new("Vânia Voz")
    request = urllib.request.Request(
        f"{leads.address}/fingir/midia", voice_note(2), {"Content-Type": "audio/ogg; codecs=opus"}
    )
    with urllib.request.urlopen(request) as answer:
        media = json.load(answer)["id"]
    leads.call(f"/fingir/leads/{lead}/mensagens", {"numero": leads.number, "tipo": "audio", "midia": media})
    page = panel()
    page.locator(".row", has_text="Vânia Voz").click(timeout=ANSWER_MS)
    voice = page.locator("#linhas .line.theirs audio")
    expect(voice).to_be_visible(timeout=ANSWER_MS)
    expect(voice).to_have_attribute("aria-label", "Áudio do lead")
    played = voice.evaluate(PLAY)
    assert played[0] == played[1] > 1


def _saved(page: Page, role: str, name: str) -> tuple[str, bytes]:
    """The file behind a click, with the name it is saved under."""
    with page.expect_download() as waiting:
        page.get_by_role(role, name=name).click()  # type: ignore[arg-type]
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def _picture(png: bytes) -> tuple[int, int, int]:
    """Width, height and how many colours its rows begin with, of an eight-bit PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, packed, width, height = 8, b"", 0, 0
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        packed += body if kind == b"IDAT" else b""
        place += 12 + size
    return width, height, len(set(zlib.decompress(packed)))
