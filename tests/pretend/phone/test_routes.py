"""The page holds a strict content policy, escapes what an owner typed, and every file and drawing it names exists."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from central.core.operation import Operation
from central.core.selling.catalog import Catalog, Payment
from central.pretend.phone import phone_routes

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "web"
TEMPLATES = ROOT / "src/central/pretend/phone/templates"
SCRIPTS = sorted(WEB.glob("js/phone*.js"))


@pytest.fixture
def app() -> Starlette:
    """The page of a shop with a name that is markup."""
    shop = Operation(1, "x", "<b>Ipê</b>", "", (), (), (), Catalog((), (), Payment()), (), (), ())
    return Starlette(routes=phone_routes(lambda: shop, {kind: WEB / kind for kind in ("css", "js")}))


async def test_the_page_is_portuguese_and_has_no_inline_script_or_style(app: Starlette) -> None:
    status, headers, page = await get(app, "/")
    assert status == 200
    assert "unsafe" not in headers["content-security-policy"]
    tags = Tags(page)
    assert ("html", "lang", "pt-BR") in tags.attributes
    assert not [each for each in tags.attributes if each[1] == "style" or each[1].startswith("on")]
    assert "style" not in tags.names
    assert tags.text_of_scripts == ""


async def test_the_name_of_the_shop_is_text(app: Starlette) -> None:
    _, _, page = await get(app, "/")
    assert "&lt;b&gt;Ipê&lt;/b&gt;" in page
    assert "<b>Ipê" not in page


async def test_every_file_the_page_names_is_served_and_asked_for_again(app: Starlette) -> None:
    _, _, page = await get(app, "/")
    named = [each for each in re.findall(r'(?:href|src)="(/static/(?:css|js)/[^"]+)"', page) if each]
    assert len(named) >= 9
    for address in named:
        status, headers, _ = await get(app, address)
        assert (address, status, headers["cache-control"]) == (address, 200, "no-cache")


async def test_the_lists_follow_the_operation_in_force(app: Starlette) -> None:
    assert (await get(app, "/demo/campanhas.json"))[2] == "[]"
    current = [Operation(1, "x", "", "", (), (), (), Catalog((), (), Payment()), (), (), ())]
    live = Starlette(routes=phone_routes(lambda: current[0], {}))
    current[0] = replace(current[0], seller="Outra loja")
    assert "Outra loja" in (await get(live, "/"))[2]


def test_modules_import_what_exists() -> None:
    for script in SCRIPTS:
        for name in re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")):
            assert (WEB / "js" / name).is_file(), f"{script.name} imports {name}"


def test_every_drawing_the_modules_use_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'symbol id="i-([\w-]+)"', (TEMPLATES / "icons.svg").read_text(encoding="utf-8")))
    code = "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    used = set(re.findall(r'\bicon\("([a-z]+)"', code)) | set(re.findall(r'\b(?:tool|item)\("([a-z]+)"', code))
    used |= set(re.findall(r'#i-([\w-]+)"', (TEMPLATES / "phone.html").read_text(encoding="utf-8")))
    assert len(used) > 20
    assert used <= drawn, used - drawn


def test_the_four_personas_of_the_demo_have_a_face_and_an_ad() -> None:
    drawn = (TEMPLATES / "faces.svg").read_text(encoding="utf-8")
    for persona in ("livia", "carla", "melissa", "sofia"):
        assert f'id="face-{persona}"' in drawn
        assert f'id="ad-{persona}"' in drawn


def test_no_module_builds_markup_from_strings_or_reloads() -> None:
    for script in SCRIPTS:
        code = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|location\.reload|\beval\(", code)


class Tags(HTMLParser):
    """Names and attributes of all tags, and what stands inside scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.text_of_scripts = ""
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.text_of_scripts += data


async def get(app: Starlette, path: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of a GET, without a server."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "query_string": b"", "headers": []}
    await app(scope, receive, send)
    body = b"".join(each.get("body", b"") for each in sent[1:])
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, body.decode()
