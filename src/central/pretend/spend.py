"""Meta, Google Ads and Kwai of pretence that tell of spend: late corrections, missing days, tokens that ran out.

Built from documentation (Meta, Google) and from public integrations (Kwai, unverified).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]


@dataclass(slots=True)
class SpentAd:
    """One ad on one day; `micros` of the account's currency."""

    day: str
    ad: str
    name: str
    micros: int
    campaign: str = "c1"


@dataclass
class PretendSpend:
    """What they tell: `ads` as they stand now (a correction changes them), `page` rows an answer."""

    ads: list[SpentAd] = field(default_factory=list)
    token: str = "acesso"  # noqa: S105 - of a pretence
    expired: bool = False
    broken: int = 0
    page: int = 2
    currency: str = "BRL"
    zone: str = "America/Sao_Paulo"


def spend_app(told: PretendSpend) -> web.Application:
    """`/v25/customers/{id}/googleAds:search`, `/rest/n/mapi/report/dspCreativeEffectQuery` and Meta's
    `/{version}/act_{id}/insights` with its account."""

    async def google(request: web.Request) -> web.Response:
        if problem := _problem(told, request.headers.get("authorization") == f"Bearer {told.token}"):
            return problem
        body = await request.json()
        first, last = body["query"].split("BETWEEN '")[1].rstrip("'").split("' AND '")
        rows = [one for one in told.ads if first <= one.day <= last]
        start = int(body.get("pageToken", "0"))
        answer: Json = {"results": [_google(one, told) for one in rows[start : start + told.page]]}
        if start + told.page < len(rows):
            answer["nextPageToken"] = str(start + told.page)
        return web.json_response(answer, headers={"x-fingido": "sim"})

    async def kwai(request: web.Request) -> web.Response:
        if problem := _problem(told, request.headers.get("access-token") == told.token):
            return problem
        body = await request.json()
        rows = [one for one in told.ads if body["dataBeginTime"] <= one.day <= body["dataEndTime"]]
        start = (body["pageNo"] - 1) * body["pageSize"]
        found = [_kwai(one) for one in rows[start : start + body["pageSize"]]]
        return web.json_response({"status": 200, "data": {"total": len(rows), "data": found}})

    async def meta(request: web.Request) -> web.Response:
        if problem := _meta_problem(told, request):
            return problem
        if not request.path.endswith("/insights"):
            return web.json_response({"timezone_name": told.zone, "id": request.match_info["account"]})
        span = json.loads(request.query["time_range"])
        rows = [one for one in told.ads if span["since"] <= one.day <= span["until"]]
        start = int(request.query.get("after", "0"))
        paging: Json = {"cursors": {"after": str(start + told.page)}}
        if start + told.page < len(rows):
            paging["next"] = "https://graph.facebook.com/outra"
        found = [_meta(one, told.currency) for one in rows[start : start + told.page]]
        return web.json_response({"data": found, "paging": paging})

    app = web.Application()
    app.router.add_get("/{version}/{account:act_[0-9]+}", meta)
    app.router.add_get("/{version}/{account:act_[0-9]+}/insights", meta)
    app.router.add_post("/v25/customers/{id}/googleAds:search", google)
    app.router.add_post("/rest/n/mapi/report/dspCreativeEffectQuery", kwai)
    return app


def _problem(told: PretendSpend, known: bool) -> web.Response | None:
    if told.broken:
        told.broken -= 1
        return web.json_response({}, status=500)
    if told.expired or not known:
        return web.json_response({"error": {"status": "UNAUTHENTICATED"}, "status": 401}, status=401)
    return None


def _meta_problem(told: PretendSpend, request: web.Request) -> web.Response | None:
    if told.broken:
        told.broken -= 1
        return web.json_response({}, status=500)
    if told.expired or request.headers.get("authorization") != f"Bearer {told.token}":
        error = {"code": 190, "error_subcode": 463, "message": "Session has expired"}
        return web.json_response({"error": error}, status=401)
    return None


def _meta(one: SpentAd, currency: str) -> Json:
    whole, part = divmod(one.micros, 1_000_000)
    about = {"ad_id": one.ad, "ad_name": one.name, "campaign_id": one.campaign, "adset_name": "Conjunto"}
    about |= {"campaign_name": f"Campanha {one.campaign}", "account_currency": currency}
    figures = {"spend": f"{whole}.{part:06d}", "impressions": "100", "inline_link_clicks": "3"}
    return {"date_start": one.day, "date_stop": one.day, **about, **figures}


def _google(one: SpentAd, told: PretendSpend) -> Json:
    return {
        "customer": {"currencyCode": told.currency, "timeZone": told.zone},
        "campaign": {"id": one.campaign, "name": f"Campanha {one.campaign}"},
        "adGroup": {"name": "Grupo"},
        "adGroupAd": {"ad": {"id": one.ad, "name": one.name}},
        "segments": {"date": one.day},
        "metrics": {"costMicros": str(one.micros), "impressions": "100", "clicks": "3"},
    }


def _kwai(one: SpentAd) -> Json:
    whole, part = divmod(one.micros, 1_000_000)
    return {
        "date": one.day,
        "creativeId": one.ad,
        "creativeName": one.name,
        "campaignId": one.campaign,
        "campaignName": f"Campanha {one.campaign}",
        "cost": f"{whole}.{part:06d}",
        "impression": 100,
        "click": 3,
    }
