"""Asking a provider's API for the order that its notice only names."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

from central.adapters.checkout.fields import Json, read_json
from central.core.errors import AskHuman, TryLater

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=8)


async def fetch(session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], who: str) -> Json | None:
    """The JSON object at this address, None when there is none. Raises TryLater, or AskHuman when we may not ask."""
    try:
        async with session.get(url, headers=headers, timeout=TIMEOUT, allow_redirects=False) as response:
            status, body = response.status, await response.read()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise TryLater(f"{who} não respondeu; tento de novo", code="fora_do_ar") from error
    if status == 404:
        return None
    if status in (401, 403):
        raise AskHuman(f"{who} recusou o nosso acesso; confira o token na configuração", code="token")
    if status != 200:
        raise TryLater(f"{who} respondeu {status}; tento de novo", code=str(status))
    return read_json(body)
