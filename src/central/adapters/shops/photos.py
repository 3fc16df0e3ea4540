"""Photos of products from the addresses a list names: public https, or the shop's own host; JPEG or PNG of 5 MB.

Names that lead into our own network are refused when they are resolved, so no rebinding gets past; redirects are
followed by hand and judged like the first address.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import aiohttp

from central.adapters.outside import Outside, is_inner
from central.adapters.shops.wire import read_most

MOST_BYTES = 5 * 1024 * 1024
MOST_TURNS = 3
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=6)
TYPES = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("png", "image/png")}
"""How the files begin that WhatsApp sends as a photo."""
_OTHERS = {b"RIFF": "em WebP", b"GIF8": "em GIF", b"<svg": "em SVG", b"<!DO": "uma página", b"<htm": "uma página"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that may be kept."""

    content: bytes
    ending: str
    mime_type: str


class Refused(Exception):
    """Why there is no photo, in Portuguese."""


class Photographs:
    """Fetches photos; `friend` is the address of a shop that may also be on this machine, as pretend ones are."""

    def __init__(self, friend: str = "") -> None:
        self._friend = urlsplit(friend).netloc
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Photographs:
        self._outer = await self._stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Outside()), timeout=TIMEOUT, trust_env=False)
        )
        self._inner = await self._stack.enter_async_context(aiohttp.ClientSession(timeout=TIMEOUT, trust_env=False))
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def fetch(self, url: str) -> Photo:
        """The photo behind an address. Raises Refused."""
        for _ in range(MOST_TURNS):
            parts = urlsplit(url)
            mine = bool(self._friend) and parts.netloc == self._friend
            url = url if mine else url.replace("http://", "https://", 1)
            if not mine and not _public(url):
                raise Refused("o endereço da foto não é público")
            try:
                async with (self._inner if mine else self._outer).get(url, allow_redirects=False) as answer:
                    if answer.status in (301, 302, 303, 307, 308):
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    return _kept(answer.status, await read_most(answer, MOST_BYTES))
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise Refused("a foto não veio") from error
        raise Refused("o endereço da foto dá voltas")


def _public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and port in (None, 443) and not parts.username and "." in host and not is_inner(host)


def _kept(status: int, content: bytes) -> Photo:
    if status != 200:
        raise Refused(f"a foto não veio ({status})")
    if len(content) > MOST_BYTES:
        raise Refused("a foto tem mais de 5 MB")
    kind = next((kind for start, kind in TYPES.items() if content.startswith(start)), None)
    if kind is None:
        other = next((said for start, said in _OTHERS.items() if content[:4].lower() == start.lower()), "outra coisa")
        raise Refused(f"a foto é {other}; o WhatsApp só envia JPG e PNG")
    return Photo(content, *kind)
