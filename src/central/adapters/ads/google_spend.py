"""Google Ads: daily spend, impressions and clicks by ad, with the names of ad, ad group and campaign.

Source: developers.google.com/google-ads/api, GoogleAdsService.Search (2026): GAQL over `ad_group_ad`, pages by token,
costs in micro-units of the account's currency, days in the account's time zone. Built from documentation, never run
against a real account; it needs a developer token of the seller's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import aiohttp

from central.adapters.ads.wire import TIMEOUT
from central.core.errors import AskHuman, TryLater
from central.core.selling.spend import Spend

API = "https://googleads.googleapis.com/v25"
MOST_PAGES = 200
MICRO_A_HUNDREDTH = 10_000
QUERY = (
    "SELECT customer.currency_code, customer.time_zone, campaign.id, campaign.name, ad_group.name, ad_group_ad.ad.id, "
    "ad_group_ad.ad.name, segments.date, metrics.cost_micros, metrics.impressions, metrics.clicks "
    "FROM ad_group_ad WHERE segments.date BETWEEN '{first}' AND '{last}'"
)
_GROUP = 'o Google não deixa ler o gasto ("{}"); confira a credencial e o token de desenvolvedor'


@dataclass(frozen=True, slots=True)
class GoogleAccount:
    """An account to read; `login` is the manager account through which it is reached, `developer` its token."""

    id: str
    developer: str
    login: str = ""


async def google_spend(
    session: aiohttp.ClientSession,
    account: GoogleAccount,
    authorize: Callable[[], Awaitable[str]],
    first: date,
    last: date,
    now: int,
    api: str = API,
) -> list[Spend]:
    """What every ad of an account cost on each of these days. Raises TryLater or AskHuman; never half a span."""
    headers = {"authorization": f"Bearer {await authorize()}", "developer-token": account.developer}
    if account.login:
        headers["login-customer-id"] = account.login
    asked = {"query": QUERY.format(first=first.isoformat(), last=last.isoformat())}
    found: list[Spend] = []
    for _ in range(MOST_PAGES):
        page = await _post(session, f"{api}/customers/{account.id}/googleAds:search", asked, headers)
        found += [_spend(row, account.id, now) for row in page.get("results", []) if isinstance(row, dict)]
        if not page.get("nextPageToken"):
            return found
        asked = {**asked, "pageToken": str(page["nextPageToken"])}
    raise TryLater("o Google não parou de mandar páginas de gasto", code="paginas")


async def _post(
    session: aiohttp.ClientSession, url: str, body: dict[str, str], headers: dict[str, str]
) -> dict[str, Any]:
    try:
        async with session.post(url, json=body, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            status, told = answer.status, await answer.json(content_type=None)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise TryLater("o Google não mandou o gasto a tempo", code="fora") from None
    if status in (401, 403):
        raise AskHuman(_GROUP.format(_words(told)), code=str(status))
    if status != 200 or not isinstance(told, dict):
        raise TryLater(f"o Google respondeu {status}", code=str(status))
    return told


def _words(told: object) -> str:
    error = told.get("error") if isinstance(told, dict) else None
    return str(error.get("status") or error.get("message") or "")[:80] if isinstance(error, dict) else ""


def _spend(row: dict[str, Any], account: str, now: int) -> Spend:
    campaign, ad, metrics = row.get("campaign", {}), row.get("adGroupAd", {}).get("ad", {}), row.get("metrics", {})
    return Spend(
        platform="google",
        account=account,
        day=str(row["segments"]["date"]),
        spend=(int(metrics.get("costMicros", 0)) + MICRO_A_HUNDREDTH // 2) // MICRO_A_HUNDREDTH,
        currency=str(row.get("customer", {}).get("currencyCode", "BRL")),
        campaign=str(campaign.get("id", "")),
        ad=str(ad.get("id", "")),
        adset=str(row.get("adGroup", {}).get("name", "")),
        campaign_name=str(campaign.get("name", "")),
        ad_name=str(ad.get("name", "")),
        impressions=int(metrics.get("impressions", 0)),
        clicks=int(metrics.get("clicks", 0)),
        by="google",
        at=now,
        zone=str(row.get("customer", {}).get("timeZone", "")),
    )
