"""One POST to an ad platform and what its answer means; addresses and tokens never stand in errors."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import aiohttp
import msgspec

from central.core.errors import OutcomeUnknown, TryLater

TIMEOUT = aiohttp.ClientTimeout(total=20)
_encode = msgspec.json.Encoder(decimal_format="number").encode


def reais(value: int) -> Decimal:
    """Centavos as an exact number of the wire."""
    return Decimal(value) / 100


async def post(
    session: aiohttp.ClientSession, url: str, body: Any, headers: Mapping[str, str], who: str
) -> tuple[int, Any]:
    """Status and JSON (None when it is none). Raises TryLater when it certainly was not taken, OutcomeUnknown when
    nobody can say."""
    content = {"content-type": "application/json", **headers}
    try:
        async with session.post(
            url, data=_encode(body), headers=content, allow_redirects=False, timeout=TIMEOUT
        ) as answer:
            raw = await answer.read()
            if answer.status == 429:
                raise TryLater(f"{who} pediu calma", code="429")
            if answer.status >= 500:
                raise OutcomeUnknown(f"{who} respondeu {answer.status}", code=str(answer.status))
            return answer.status, _json(raw)
    except aiohttp.ClientConnectorError:
        raise TryLater(f"{who} não responde", code="fora") from None
    except (TimeoutError, aiohttp.ClientError, OSError):
        raise OutcomeUnknown(f"{who} não respondeu a tempo", code="fora") from None


def _json(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return None
