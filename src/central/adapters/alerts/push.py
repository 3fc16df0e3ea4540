"""Web Push: words only one browser can open (RFC 8030, 8188, 8291), sent by nobody but us (RFC 8292)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import aiohttp

from central.adapters.crm.webhooks import is_address
from central.adapters.store.house.alerts import Device
from central.core.alert import KINDS, Alert, Wishes
from central.core.errors import GiveUp, TryLater
from central.ports import Clock

if TYPE_CHECKING:
    from central.adapters.alerts.seal import Signer

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=8)
LIVES_S, TTL_S = 12 * 3600, 4 * 3600
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
        self._installation, self._contact = installation, contact

    @cached_property
    def _signer(self) -> Signer:
        from central.adapters.alerts.seal import Signer  # here: most starts push nothing, and the library is heavy

        return Signer(self._installation)

    @property
    def public(self) -> str:
        """What a browser asks for when it subscribes."""
        return as_text(self._signer.public)

    def header(self, endpoint: str, now_s: int) -> str:
        """The Authorization of one push."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now_s + LIVES_S, "sub": self._contact}
        said = ".".join(as_text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
        return f"vapid t={said}.{as_text(self._signer.sign(said.encode()))}, k={self.public}"


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
        from central.adapters.alerts.seal import sealed

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
        body = sealed(as_bytes(device.p256dh), as_bytes(device.auth), payload(alert), os.urandom(16))
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


def as_text(raw: bytes) -> str:
    """Bytes as the web writes them."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    """The same, back. Raises GiveUp for what is none."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise GiveUp("as chaves deste navegador não servem", code="chave") from error
