"""Kwai for Business: daily spend by ad. UNVERIFIED: no page of theirs was found; the shape follows public integrations.

What is certain is checked: days inside the span, figures that are numbers, an answer that says it is well. Whatever
differs is refused as a whole, so that a wrong guess shows "sem gasto informado" and no false figure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import aiohttp

from central.adapters.ads.wire import TIMEOUT
from central.core.errors import AskHuman, TryLater
from central.core.selling.spend import Spend, hundredths

API = "https://developers.kwai.com/rest/n/mapi"
MOST_PAGES, PAGE = 200, 200
WELL, NO_ACCESS = 200, (401, 402, 403)


async def kwai_spend(
    session: aiohttp.ClientSession,
    account: str,
    token: Callable[[], str],
    first: date,
    last: date,
    now: int,
    api: str = API,
) -> list[Spend]:
    """What every ad of an account cost on each of these days. Raises TryLater or AskHuman; never half a span."""
    found: list[Spend] = []
    for number in range(1, MOST_PAGES + 1):
        asked = {
            "accountId": account,
            "granularity": "DAY",
            "dataBeginTime": first.isoformat(),
            "dataEndTime": last.isoformat(),
            "pageNo": number,
            "pageSize": PAGE,
        }
        data = await _post(session, f"{api}/report/dspCreativeEffectQuery", asked, {"Access-Token": token()})
        rows = data.get("data", [])
        found += [_spend(row, account, first, last, now) for row in rows]
        if len(rows) < PAGE:
            return found
    raise TryLater("o Kwai não parou de mandar páginas de gasto", code="paginas")


async def _post(
    session: aiohttp.ClientSession, url: str, body: dict[str, object], headers: dict[str, str]
) -> dict[str, Any]:
    try:
        async with session.post(url, json=body, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            status, told = answer.status, await answer.json(content_type=None)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise TryLater("o Kwai não mandou o gasto a tempo", code="fora") from None
    said = told.get("status", status) if isinstance(told, dict) else status
    if status in NO_ACCESS or said in NO_ACCESS:
        raise AskHuman("o Kwai não aceita o token do gasto; gere outro", code=str(said))
    data = told.get("data") if isinstance(told, dict) else None
    if status != WELL or said != WELL or not isinstance(data, dict) or not isinstance(data.get("data", []), list):
        raise TryLater(f"o Kwai respondeu de um jeito que não conheço ({said})", code=str(said))
    return data


def _spend(row: Any, account: str, first: date, last: date, now: int) -> Spend:
    try:
        day = date.fromisoformat(str(row["date"]))
        if not first <= day <= last:
            raise ValueError(f"{day} está fora dos dias pedidos")
        return Spend(
            platform="kwai",
            account=account,
            day=day.isoformat(),
            spend=hundredths(str(row["cost"]), typed=False),
            currency=str(row.get("currency") or "BRL"),
            campaign=str(row.get("campaignId") or ""),
            ad=str(row["creativeId"]),
            adset=str(row.get("unitName") or ""),
            campaign_name=str(row.get("campaignName") or ""),
            ad_name=str(row.get("creativeName") or ""),
            impressions=int(row.get("impression") or 0),
            clicks=int(row.get("click") or 0),
            by="kwai",
            at=now,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TryLater(f"o Kwai mandou um gasto que não entendo: {error}", code="forma") from error
