"""A push over HTTP: only the browser opens it, the service sees who sends it and nothing of a lead."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.adapters.alerts.push import PushTeller, Vapid
from central.adapters.store.house.alerts import Device
from central.core.alert import Alert, Wishes
from central.core.errors import GiveUp, TryLater
from tests.clock import FakeClock

ALERT = Alert("pessoa:1", "pessoa", 0, "Alguém pediu para falar com gente.", "/conversas/c1")
ANA = Wishes("ana", "atendente")


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """A browser's push service on this machine, and the keys only the browser has."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen byte key"
    url: str = ""
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def device(self, auth: str = "") -> Device:
        return Device(f"{self.url}/push/abc", text(self.public), auth or text(self.auth))

    async def devices(self, account: str) -> list[Device]:
        return [self.device()]

    async def drop_device(self, endpoint: str) -> None:
        self.dropped.append(endpoint)

    def opened(self, body: bytes) -> bytes:
        """RFC 8188 and 8291, the other way round."""
        salt, length = body[:16], body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = HKDF(hashes.SHA256(), 32, self.auth, b"WebPush: info\0" + self.public + theirs).derive(shared)
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
        words = AESGCM(key).decrypt(nonce, sealed, None)
        assert words.endswith(b"\x02")
        return words[:-1]


@asynccontextmanager
async def served(*answers: int) -> AsyncIterator[tuple[Browser, PushTeller]]:
    browser = Browser(answers=list(answers))

    async def push(request: web.Request) -> web.Response:
        browser.got.append((dict(request.headers), await request.read()))
        return web.Response(status=browser.answers.pop(0) if browser.answers else 201)

    app = web.Application()
    app.router.add_post("/push/{id}", push)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    browser.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        clock = FakeClock()
        yield browser, PushTeller(session, browser, Vapid(b"k" * 32, "mailto:a@b.example"), clock, local=True)
    await runner.cleanup()


async def test_only_the_browser_opens_it_and_it_names_nobody() -> None:
    async with served() as (browser, teller):
        assert await teller.tell(ANA, ALERT)
    ((headers, body),) = browser.got
    assert b"gente" not in body
    said = json.loads(browser.opened(body))
    assert said == {
        "titulo": "Um lead pede uma pessoa",
        "texto": ALERT.text,
        "endereco": "/conversas/c1",
        "marca": "pessoa:1",
    }
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0


async def test_the_service_can_check_who_sends_it() -> None:
    async with served() as (browser, teller):
        await teller.tell(ANA, ALERT)
    ((headers, _),) = browser.got
    token, key = headers["Authorization"].removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    told = json.loads(raw(claims))
    assert told["aud"] == browser.url
    assert told["sub"] == "mailto:a@b.example"
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(key))
    r, s = (int.from_bytes(raw(signature)[at : at + 32], "big") for at in (0, 32))
    public.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


def test_our_key_is_the_same_after_every_start_and_another_on_every_installation() -> None:
    assert Vapid(b"k" * 32, "x").public == Vapid(b"k" * 32, "x").public != Vapid(b"l" * 32, "x").public


async def test_a_browser_that_is_gone_is_forgotten_and_a_busy_service_is_asked_again() -> None:
    async with served(410, 503, 201) as (browser, teller):
        assert not await teller.tell(ANA, ALERT)
        assert browser.dropped == [browser.device().endpoint]
        with pytest.raises(TryLater):
            await teller.tell(ANA, ALERT)
        assert await teller.tell(ANA, ALERT)


async def test_keys_that_are_none_and_addresses_inside_the_house_are_refused() -> None:
    async with served() as (browser, teller):
        browser.devices = lambda account: _one(Device(browser.url + "/push/x", "AAAA", "BBBB"))  # type: ignore[method-assign]
        with pytest.raises(GiveUp):
            await teller.tell(ANA, ALERT)
        browser.devices = lambda account: _one(Device("https://10.0.0.1/x", "AAAA", "BBBB"))  # type: ignore[method-assign]
        with pytest.raises(GiveUp):
            await teller.tell(ANA, ALERT)
        assert browser.got == []


async def _one(device: Device) -> list[Device]:
    return [device]


def test_a_start_does_not_load_what_only_a_push_needs() -> None:
    asked = "import sys, central.app.start; print(any(m.startswith('cryptography') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"
