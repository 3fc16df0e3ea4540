"""Meta's insights: daily spend, impressions and clicks by ad, with names.

Source: Meta, Marketing API, Insights (`level=ad`, `time_increment=1`, cursor paging, days in the account's time zone).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import aiohttp

from central.adapters.ads.wire import TIMEOUT
from central.core.errors import AskHuman, TryLater
from central.core.selling.spend import Spend, hundredths

FIELDS = "account_currency,ad_id,ad_name,adset_name,campaign_id,campaign_name,spend,impressions,inline_link_clicks"
MOST_PAGES = 500
_VOID = "a Meta não aceita mais o token do gasto ({}); gere outro, com a permissão ads_read, e reinicie a Central"
_CLOSED = "a Meta não deixa ler o gasto desta conta ({}); dê ao token a permissão ads_read e acesso à conta"
_UNKNOWN = "a Meta não acha esta conta de anúncios com este token ({}); confira o número dela em Conversões"
_ASK = {102: _VOID, 190: _VOID, 2500: _VOID, 10: _CLOSED, 200: _CLOSED, 294: _CLOSED, 100: _UNKNOWN}
"""What only a person can mend, by Meta's code."""


async def meta_spend(
    session: aiohttp.ClientSession,
    graph: str,
    account: str,
    token: Callable[[], str],
    first: date,
    last: date,
    now: int,
    zone: str = "",
) -> list[Spend]:
    """What every ad of an account cost on each of these days, which are its zone's. Raises TryLater or AskHuman; never
    half a span."""
    query = {
        "level": "ad",
        "time_increment": "1",
        "fields": FIELDS,
        "limit": "500",
        "time_range": f'{{"since":"{first.isoformat()}","until":"{last.isoformat()}"}}',
    }
    found: list[Spend] = []
    for _ in range(MOST_PAGES):
        page = await _get(session, f"{graph}/act_{account}/insights", query, token)
        found += [_spend(row, account, zone, now) for row in page.get("data", []) if isinstance(row, dict)]
        after = page.get("paging", {}).get("cursors", {}).get("after")
        if not page.get("paging", {}).get("next") or not after:
            return found
        query["after"] = str(after)
    raise TryLater("a Meta não parou de mandar páginas de gasto", code="paginas")


async def meta_zone(session: aiohttp.ClientSession, graph: str, account: str, token: Callable[[], str]) -> str:
    """The time zone of an account. Raises TryLater or AskHuman."""
    told = await _get(session, f"{graph}/act_{account}", {"fields": "timezone_name"}, token)
    return str(told.get("timezone_name") or "")


async def _get(
    session: aiohttp.ClientSession, url: str, query: dict[str, str], token: Callable[[], str]
) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {token()}"}
    try:
        async with session.get(url, params=query, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            body = await answer.json(content_type=None)
            status = answer.status
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise TryLater("a Meta não mandou o gasto a tempo", code="fora") from None
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        code = int(error.get("code") or 0)
        if said := _ASK.get(code):
            raise AskHuman(said.format(code), code=str(code))
        raise TryLater(f"a Meta não mandou o gasto ({code})", code=str(code))
    if status != 200 or not isinstance(body, dict):
        raise TryLater(f"a Meta respondeu {status}", code=str(status))
    return body


def _spend(row: dict[str, Any], account: str, zone: str, now: int) -> Spend:
    return Spend(
        platform="meta",
        account=account,
        day=str(row["date_start"]),
        spend=hundredths(str(row.get("spend", "0")), typed=False),
        currency=str(row.get("account_currency", "BRL")),
        campaign=str(row.get("campaign_id", "")),
        ad=str(row.get("ad_id", "")),
        adset=str(row.get("adset_name", "")),
        campaign_name=str(row.get("campaign_name", "")),
        ad_name=str(row.get("ad_name", "")),
        impressions=int(row.get("impressions", 0)),
        clicks=int(row.get("inline_link_clicks", 0)),
        by="meta",
        at=now,
        zone=zone,
    )
