"""What a server of OpenAI's protocol offers to a key, and when models end.

Source of the dates: the deprecation notes of OpenAI's own client library (3.54, 2026).
"""

from __future__ import annotations

import re
from datetime import date

import aiohttp

from central.core.errors import AskHuman, TryLater

OPENAI = "https://api.openai.com/v1"
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
_ENDS = (
    (re.compile(r"gpt-4o|gpt-4\.1(-mini)?$|gpt-4\.1-mini"), date(2027, 1, 14)),
    (re.compile(r"gpt-5(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$"), date(2026, 12, 11)),
    (re.compile(r"gpt-4(-turbo.*|-\d{4}.*|-32k.*)?$|gpt-3\.5|gpt-4\.1-nano|o3-mini|o4-mini"), date(2026, 10, 23)),
)


def ends_on(model: str) -> date | None:
    """The day this model is shut down, as far as anybody said.

    >>> ends_on("gpt-5-mini"), ends_on("gpt-6-luna"), ends_on("gpt-4")
    (datetime.date(2026, 12, 11), None, datetime.date(2026, 10, 23))
    """
    return next((day for pattern, day in _ENDS if pattern.match(model)), None)


async def offered(session: aiohttp.ClientSession, url: str, key: str) -> frozenset[str]:
    """The models this key may use. Raises AskHuman with the cure when it is refused, TryLater when nobody answers."""
    where = (url or OPENAI).rstrip("/")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with session.get(f"{where}/models", headers=headers, timeout=TIMEOUT, allow_redirects=False) as answer:
            status, told = answer.status, await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        raise TryLater("O servidor do modelo não respondeu", code="fora") from None
    if status in (401, 403):
        raise AskHuman("O servidor do modelo recusa a chave de OPENAI_API_KEY", code=str(status))
    if status == 429:
        raise AskHuman("A conta do modelo está sem crédito ou no limite", code="429")
    rows = told.get("data") if isinstance(told, dict) else None
    if status != 200 or not isinstance(rows, list):
        raise TryLater(f"O servidor do modelo respondeu {status} à lista de modelos", code=str(status))
    return frozenset(str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id"))
