"""Flowlu's REST API on the wire: one paced line to one portal; bodies are believed before statuses.

The key travels in the address, so no address is ever logged, followed elsewhere or put into an error. Source: Flowlu,
REST API (auth, responses, error codes); the second error shape and ids as texts are known from other connectors.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp

from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.ports import Clock

Json = dict[str, Any]
AWAY = "fora"
GONE = "20"
PACE_MS = 650
"""Between two requests: no number is published, and connectors that space calls like this are left alone."""
TIMEOUT_S = 20
MOST = 100
_COMPANY = re.compile(r"[a-z0-9][a-z0-9-]*")
_AGAIN = {"10", "13"}
_SETTINGS = {
    "11": "a chave da API do Flowlu não vale; confira a variável e as permissões dela",
    "22": "a chave do Flowlu não pode usar este módulo; dê a ela o CRM e os campos personalizados",
    "30": "a chave do Flowlu não pode usar este módulo; dê a ela o CRM e os campos personalizados",
    "31": "este portal do Flowlu não tem o módulo de CRM",
}


def address_of(company: str) -> str:
    """The API of a portal. Raises AskHuman for what cannot be a portal's name: the key goes to no other host."""
    if not _COMPANY.fullmatch(company):
        raise AskHuman(f'flowlu: empresa "{company}" não é o começo de um endereço .flowlu.com', code="empresa")
    return f"https://{company}.flowlu.com/api/v1/module"


class FlowluClient:
    """One queue to one portal."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        key: Callable[[], str],
        clock: Clock,
        *,
        pace_ms: int = PACE_MS,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._session, self._address, self._key, self._clock = session, address, key, clock
        self._pace_ms, self._timeout = pace_ms, aiohttp.ClientTimeout(total=timeout_s)
        self._line, self._free_at = asyncio.Lock(), 0

    async def get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> Json:
        """What it answers. Raises TryLater, GiveUp (code GONE when there is no such record) or AskHuman."""
        return await self._ask("GET", path, query, None, makes=False)

    async def post(self, path: str, form: Mapping[str, str], *, makes: bool = False) -> Json:
        """The same for a change; `makes`: a second one would make a second record, so doubts raise OutcomeUnknown."""
        return await self._ask("POST", path, (), form, makes=makes)

    async def pages(self, path: str, query: Sequence[tuple[str, str]]) -> list[Json]:
        """All records of a list, page by page."""
        found: list[Json] = []
        for page in range(1, 1_000):
            items = items_of(await self.get(path, [*query, ("limit", str(MOST)), ("page", str(page))]))
            found += items
            if len(items) < MOST:
                break
        return found

    async def _ask(
        self, method: str, path: str, query: Sequence[tuple[str, str]], form: Mapping[str, str] | None, *, makes: bool
    ) -> Json:
        async with self._line:
            await self._wait()
            asked = [("api_key", self._key()), *query]
            try:
                async with self._session.request(
                    *(method, f"{self._address}/{path}"),
                    params=asked,
                    data=dict(form) if form is not None else None,
                    allow_redirects=False,
                    timeout=self._timeout,
                ) as answer:
                    return _read(answer.status, answer.headers.get("retry-after"), await answer.read(), makes=makes)
            except aiohttp.ClientConnectorError:
                raise TryLater("o Flowlu não responde", code=AWAY) from None
            except (TimeoutError, aiohttp.ClientError, OSError):
                raise _doubt("o Flowlu não respondeu a tempo", AWAY, makes=makes) from None

    async def _wait(self) -> None:
        now = self._clock.now()
        if now < self._free_at:
            await self._clock.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._pace_ms


def items_of(response: Json) -> list[Json]:
    """The records of a list."""
    items = response.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _read(status: int, retry_after: str | None, body: bytes, *, makes: bool) -> Json:
    if status == 429:
        after = int(retry_after) * 1000 if retry_after and retry_after.isdigit() else None
        raise TryLater("o Flowlu pediu calma", code="429", after_ms=after)
    if 300 <= status < 400:
        raise AskHuman("o endereço do portal do Flowlu mudou; confira o nome da empresa", code="empresa")
    answer = _json(body)
    if answer is None:
        raise _doubt(f"o Flowlu respondeu {status} sem JSON", AWAY, makes=makes)
    if "error" in answer:
        raise _refusal(answer, makes=makes)
    response = answer.get("response")
    if status >= 400 or not isinstance(response, dict):
        raise _doubt(f"o Flowlu respondeu {status}", str(status), makes=makes)
    return response


def _json(body: bytes) -> Json | None:
    import json

    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _refusal(answer: Json, *, makes: bool) -> CentralError:
    """Both shapes: `{error: {error_code, error_msg}}` and `{error: "validation", description, details}`."""
    error = answer["error"]
    if isinstance(error, dict):
        code, words = str(error.get("error_code", "")), str(error.get("error_msg", ""))
    else:
        code, words = str(error), f"{answer.get('description', '')} {answer.get('details') or ''}"
    if code in _SETTINGS:
        return AskHuman(_SETTINGS[code], code=code)
    if code in _AGAIN:
        return _doubt("o Flowlu falhou por dentro", code, makes=makes)
    return GiveUp(f"o Flowlu recusou: {words.strip()[:200]}", code=code)


def _doubt(reason: str, code: str, *, makes: bool) -> CentralError:
    return OutcomeUnknown(reason, code=code) if makes else TryLater(reason, code=code)
