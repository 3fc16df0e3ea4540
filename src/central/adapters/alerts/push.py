"""Web Push: words only one browser can open (RFC 8030, 8188, 8291), sent by nobody but us (RFC 8292)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.adapters.crm.webhooks import is_address
from central.adapters.store.alerts import Device
from central.core.alert import KINDS, Alert, Wishes
from central.core.errors import GiveUp, TryLater
from central.ports import Clock

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=8)
LIVES_S, TTL_S = 12 * 3600, 4 * 3600
RECORD = 4096
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
GONE = (404, 410)


class Devices(Protocol):
    """The browsers of the team."""

    async def devices(self, account: str) -> list[Device]:
        """The browsers of somebody."""

    async def drop_device(self, endpoint: str) -> None:
        """A browser is gone."""


class Vapid:
    """Our key, drawn from the installation's: the same after every start, on every host."""

    def __init__(self, installation: bytes, contact: str) -> None:
        drawn = hashlib.sha512(b"central web push\0" + installation).digest()
        self._key = ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, CURVE)
        self._contact = contact
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public = _text(point)
        """What a browser asks for when it subscribes."""

    def header(self, endpoint: str, now_s: int) -> str:
        """The Authorization of one push."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now_s + LIVES_S, "sub": self._contact}
        said = ".".join(_text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
        r, s = decode_dss_signature(self._key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
        return f"vapid t={said}.{_text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={self.public}"


class PushTeller:
    """Pushes to every browser of somebody; one that is gone is forgotten."""

    def __init__(
        self, session: aiohttp.ClientSession, devices: Devices, vapid: Vapid, clock: Clock, *, local: bool = False
    ) -> None:
        self._session, self._devices, self._vapid, self._clock, self._local = session, devices, vapid, clock, local

    async def tell(self, wishes: Wishes, alert: Alert) -> bool:
        """True when one browser took it. Raises TryLater when none did and one may later."""
        return await told_each(await self._devices.devices(wishes.account), lambda d: self._push(d, alert))

    async def _push(self, device: Device, alert: Alert) -> bool:
        if not is_address(device.endpoint, local=self._local):
            raise GiveUp("endereço não permitido", code="endereco")
        urgency = "high" if KINDS[alert.kind].urgent else "normal"
        headers = {
            "Authorization": self._vapid.header(device.endpoint, self._clock.now() // 1000),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL_S),
            "Urgency": urgency,
            "Topic": hashlib.sha256(alert.key.encode()).hexdigest()[:32],
        }
        body = sealed(device, payload(alert), os.urandom(16), ec.generate_private_key(CURVE))
        try:
            async with self._session.post(
                device.endpoint, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater("o serviço de avisos do navegador não respondeu", code="rede") from error
        if status in GONE:
            await self._devices.drop_device(device.endpoint)
            return False
        if status == 429 or status >= 500:
            raise TryLater("o serviço de avisos pediu para esperar", code=f"http_{status}")
        return status < 300


async def told_each(devices: list[Device], push: Callable[[Device], Awaitable[bool]]) -> bool:
    """Push to each; the last trouble counts only where nobody took it."""
    took, trouble = False, None
    for device in devices:
        try:
            took = await push(device) or took
        except (TryLater, GiveUp) as error:
            trouble = error
    if trouble is not None and not took:
        raise trouble
    return took


def payload(alert: Alert) -> bytes:
    """What the service worker shows: no name, number or word of a lead."""
    said = {"titulo": KINDS[alert.kind].title, "texto": alert.text, "endereco": alert.ref, "marca": alert.key}
    return json.dumps(said, ensure_ascii=False).encode()


def sealed(device: Device, words: bytes, salt: bytes, once: ec.EllipticCurvePrivateKey) -> bytes:
    """The words under a key that only this browser has. Raises GiveUp for keys that are none."""
    try:
        theirs, auth = _bytes(device.p256dh), _bytes(device.auth)
        public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
    except ValueError as error:
        raise GiveUp("as chaves deste navegador não servem", code="chave") from error
    ours = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = once.exchange(ec.ECDH(), public)
    secret = _derived(shared, auth, b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, words + b"\x02", None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
