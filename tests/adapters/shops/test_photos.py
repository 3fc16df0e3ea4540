"""Photos come from public addresses or the shop itself, are photos, and never lead into our own network."""

from __future__ import annotations

import socket

import pytest
from aiohttp import ThreadedResolver
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from central.adapters.shops.photos import MOST_BYTES, Photographs, Refused
from tests.whatsapp_world import serving

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100


def _app(target: str = "") -> Starlette:
    def answering(content: bytes) -> Response:
        return Response(content, media_type="image/jpeg")

    return Starlette(
        routes=[
            Route("/boa.jpg", lambda _: answering(JPEG)),
            Route("/grande.jpg", lambda _: answering(JPEG + b"x" * MOST_BYTES)),
            Route("/foto.webp", lambda _: answering(b"RIFF....WEBP")),
            Route("/pagina.jpg", lambda _: answering(b"<html>")),
            Route("/volta.jpg", lambda _: RedirectResponse("/boa.jpg")),
            Route("/roda.jpg", lambda _: RedirectResponse("/roda.jpg")),
            Route("/dentro.jpg", lambda _: RedirectResponse("https://192.168.0.1/boa.jpg")),
        ]
    )


async def test_a_photo_of_the_shops_own_host_is_fetched_also_where_it_turns_once() -> None:
    async with serving(_app()) as url, Photographs(url) as photos:
        for path in ("boa.jpg", "volta.jpg"):
            assert (await photos.fetch(f"{url}/{path}")).ending == "jpg"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("grande.jpg", "mais de 5 MB"),
        ("foto.webp", "em WebP; o WhatsApp só envia JPG e PNG"),
        ("pagina.jpg", "uma página"),
        ("nada.jpg", "não veio"),
        ("roda.jpg", "dá voltas"),
        ("dentro.jpg", "não é público"),
    ],
)
async def test_what_is_no_photo_or_leads_elsewhere_is_refused_with_the_reason(path: str, said: str) -> None:
    async with serving(_app()) as url, Photographs(url) as photos:
        with pytest.raises(Refused, match=said):
            await photos.fetch(f"{url}/{path}")


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/a.jpg",
        "https://[::1]/a.jpg",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.8/a.jpg",
        "https://metadata.internal/a.jpg",
        "https://localhost/a.jpg",
        "https://quem:senha@loja.example/a.jpg",
        "https://loja.example:8443/a.jpg",
        "file:///etc/passwd",
        "https://2130706433/a.jpg",
    ],
)
async def test_an_address_on_our_side_is_never_asked(address: str) -> None:
    async with Photographs() as photos:
        with pytest.raises(Refused, match="não é público"):
            await photos.fetch(address)


async def test_a_public_name_that_resolves_to_our_side_is_never_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    async def inner(*_: object, **__: object) -> list[dict[str, object]]:
        told = {"hostname": "foto.example", "port": 443, "family": socket.AF_INET, "proto": 0, "flags": 0}
        return [told | {"host": "127.0.0.1"}]

    monkeypatch.setattr(ThreadedResolver, "resolve", inner)
    async with Photographs() as photos:
        with pytest.raises(Refused, match="não veio") as caught:
            await photos.fetch("https://foto.example/a.jpg")
    assert "our own network" in repr(caught.value.__cause__)
