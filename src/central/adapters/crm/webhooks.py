"""Signed outgoing webhooks, in the form of the Standard Webhooks specification, never to an address of our own network.

Headers `webhook-id`, `webhook-timestamp` (s) and `webhook-signature` (`v1,` + base64 of HMAC-SHA256 over
`id.timestamp.body`). Source: standardwebhooks.com, specification 1.0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import urlsplit

import aiohttp

from central.adapters.outside import Outside, is_inner
from central.core.errors import GiveUp, TryLater

TIMEOUT_S = 10
LONGEST_URL = 2_000


def secret_of(root: str, hook: str) -> str:
    """The secret of one hook, derived from the installation's (`WEBHOOK_SEGREDO`): nothing is kept."""
    key = hmac.new(root.encode(), f"central webhook {hook}".encode(), hashlib.sha256).digest()
    return "whsec_" + base64.b64encode(key).decode()


def sign(secret: str, id: str, at_s: int, body: bytes) -> dict[str, str]:
    """The headers that prove that the body is ours and new."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id}.{at_s}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": "v1," + base64.b64encode(mac).decode(),
    }


def is_address(url: str, *, local: bool = False) -> bool:
    """Whether an address may be told: https with a host and no password in it; `local` also allows this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if len(url) > LONGEST_URL or not url.isascii() or parts.username or not host or port == 0:
        return False
    if local and parts.scheme in ("http", "https") and host in ("127.0.0.1", "localhost"):
        return True
    return parts.scheme == "https" and "." in host and not is_inner(host)


class Teller:
    """Posts deliveries; `root` is the installation's webhook secret."""

    def __init__(self, root: str, *, local: bool = False) -> None:
        self._root, self._local = root, local
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, hook: str, id: str, at_ms: int, body: bytes) -> None:
        """Tell it. Raises TryLater when it was not taken, GiveUp when this address never may be told."""
        if not is_address(url, local=self._local):
            raise GiveUp("endereço não permitido", code="endereco")
        headers = sign(secret_of(self._root, hook), id, at_ms // 1000, body) | {"content-type": "application/json"}
        try:
            async with self._open().post(url, data=body, headers=headers, allow_redirects=False) as answer:
                if 200 <= answer.status < 300:
                    return
                raise TryLater(f"respondeu {answer.status}", code=str(answer.status))
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise TryLater("não respondeu", code=type(error).__name__) from error

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=16) if self._local else aiohttp.TCPConnector(resolver=Outside())
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout, trust_env=False)
        return self._session
