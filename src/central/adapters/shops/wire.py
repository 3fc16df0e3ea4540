"""Asking a shop's API politely: one call at a time, waiting where it asks for calm. No token stands in an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import aiohttp
import msgspec

from central.core.errors import AskHuman, TryLater
from central.ports import Clock

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=8)
MOST_TRIES = 5
MOST_WAIT_MS = 60_000
MOST_BYTES = 32 * 1024 * 1024
MOST_PRODUCTS = 2_000
decode = msgspec.json.Decoder(float_hook=Decimal).decode


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the status, headers in lower case, and the JSON with exact numbers (None when it is none)."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Wire:
    """The way to one shop; `who` is how people call it, with its article: "a Nuvemshop"."""

    session: aiohttp.ClientSession
    clock: Clock
    who: str

    async def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask until it answers. Raises TryLater, or AskHuman where the token does not open it."""
        return await self._asked("GET", url, headers, None)

    async def post(self, url: str, headers: Mapping[str, str], body: Any) -> Answer:
        """The same with a body; only for questions."""
        content = {"content-type": "application/json", **headers}
        return await self._asked("POST", url, content, msgspec.json.encode(body))

    async def _asked(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        for number in range(MOST_TRIES):
            answer = await self._once(method, url, headers, body)
            if answer.status in (401, 403):
                raise AskHuman(f"{self.who[:1].upper()}{self.who[1:]} recusou o acesso: confira o token.", code="token")
            if answer.status == 429 or answer.status >= 500:
                await self.clock.sleep(_wait(answer.headers, number))
                continue
            return answer
        raise TryLater(f"{self.who} continua ocupada; tente de novo em alguns minutos", code="ocupada")

    async def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        try:
            async with self.session.request(
                method, url, headers=headers, data=body, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                raw = await read_most(response, MOST_BYTES)
                return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, _json(raw))
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise TryLater(f"{self.who} não respondeu; tente de novo", code="fora_do_ar") from None


async def read_most(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The body; of one that is longer than `most` bytes a little more than those."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        content += chunk
        if len(content) > most:
            break
    return bytes(content)


def centavos(value: object) -> int | None:
    """An amount as APIs write it (a number, or a text with a point) in centavos; None where it is none above zero."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    cents: int = int(amount.scaleb(2).to_integral_value())
    return cents if cents > 0 else None


def whole(value: object) -> int:
    """Units in stock, never below none."""
    try:
        return max(0, int(Decimal(str(value))))
    except (InvalidOperation, ValueError, OverflowError):
        return 0


def _wait(headers: Mapping[str, str], number: int) -> int:
    """How long the shop wants us to wait, in ms; else longer each time."""
    after, reset = headers.get("retry-after", ""), headers.get("x-rate-limit-reset", "")
    if after.isdecimal():
        return min(MOST_WAIT_MS, int(after) * 1000)
    if reset.isdecimal():
        return min(MOST_WAIT_MS, int(reset))
    return min(MOST_WAIT_MS, 1000 << number)


def _json(raw: bytes) -> Any:
    try:
        return decode(raw)
    except msgspec.DecodeError:
        return None
