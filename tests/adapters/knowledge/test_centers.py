"""Articles of help centres: all pages, published ones only, plain words, and a host that stays the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from central.adapters.knowledge import articles_of
from central.core.errors import AskHuman, TryLater
from central.core.replying.knowledge import Article


@dataclass
class PretendCenter:
    """Both kinds on one host; built from documentation."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    key: str = ""
    status: int = 200
    elsewhere: str = ""
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        if self.status != 200:
            return web.Response(status=self.status)
        if self.key and request.headers.get("authorization", "") != self.key:
            return web.json_response({}, status=401)
        page = int(request.query.get("page", "1"))
        told: dict[str, Any] = {"articles": self.rows[page - 1 : page], "next_page": None}
        if page < len(self.rows):
            told["next_page"] = self.elsewhere or f"{self.url}{request.path}?page={page + 1}"
        return web.json_response(told)


@pytest.fixture
async def center() -> AsyncIterator[PretendCenter]:
    pretend = PretendCenter()
    app = web.Application()
    app.router.add_get("/{rest:.*}", pretend.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pretend.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    pretend.rows = [
        {
            "id": 7,
            "title": "Prazo de troca",
            "body": "<p>Trocamos em <b>7 dias</b>.</p>",
            "html_url": "https://a.example/7",
        },
        {"id": 8, "title": "Rascunho", "body": "<p>nada</p>", "draft": True},
        {"id": 9, "title": "Envio", "body": "<ul><li>Correios</li></ul><script>alert(1)</script>{{x}}"},
    ]
    yield pretend
    await runner.cleanup()


async def read(center: PretendCenter, kind: str = "zendesk", key: str = "") -> list[Article]:
    async with aiohttp.ClientSession() as session:
        return await articles_of(session, kind, f"{center.url}/artigos", key)


@pytest.mark.parametrize("kind", ["zendesk", "helpcenter.io"])
async def test_every_published_article_of_every_page_comes_as_words(center: PretendCenter, kind: str) -> None:
    found = await read(center, kind)
    assert [(a.questions, a.answer) for a in found] == [
        (("Prazo de troca",), "Trocamos em 7 dias."),
        (("Envio",), "- Correios\n((x))"),
    ]
    assert found[0].source == "https://a.example/7"
    assert found[1].source == f"{kind}/9"


@pytest.mark.parametrize(("kind", "sent"), [("zendesk", "Basic YTpi"), ("helpcenter.io", "Bearer a:b")])
async def test_the_key_goes_as_each_wants_it(center: PretendCenter, kind: str, sent: str) -> None:
    center.key = sent
    assert await read(center, kind, "a:b")
    with pytest.raises(AskHuman, match="chave"):
        await read(center, kind)


async def test_a_key_never_follows_to_another_host(center: PretendCenter) -> None:
    center.elsewhere = "https://outro.example/artigos?page=2"
    with pytest.raises(AskHuman, match="outro endereço"):
        await read(center)


async def test_what_goes_wrong_there_is_told(center: PretendCenter) -> None:
    for status, error in ((404, AskHuman), (500, TryLater), (302, TryLater)):
        center.status = status
        with pytest.raises(error):
            await read(center)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(AskHuman, match="https"):
            await articles_of(session, "zendesk", "http://fora.example", "")
