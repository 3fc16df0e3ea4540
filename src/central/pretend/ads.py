"""Pretend ad platforms that take sales: what Meta, Google and Kwai are told, and how they meet repeats and mistakes.

Built from documentation, samples and public senders; never run against any of the three.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
EVENTS = ("Purchase", "LeadSubmitted", "AddToCart", "InitiateCheckout", "ViewContent")
WEEK_S = 7 * 86_400


@dataclass
class PretendAds:
    """What was taken, by platform, each event as it came; `troubles` are worked off one a request:

    `busy` (429), `broken` (500, nothing taken), `late` (taken, then the line breaks), `token` (no longer valid).
    """

    meta: list[Json] = field(default_factory=list)
    google: list[Json] = field(default_factory=list)
    kwai: list[Json] = field(default_factory=list)
    refused: list[Json] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    now_s: int = 0
    """Meta refuses events older than a week before this; 0 refuses none."""

    def counted(self, platform: str) -> list[Json]:
        """What the platform counts: Google keeps the last value of a transaction id, the others count all."""
        if platform != "google":
            return list(getattr(self, platform))
        return list({event["transactionId"]: event for event in self.google}.values())


def ads_app(ads: PretendAds) -> web.Application:
    """All three on one host: `/graph/{version}/{dataset}/events`, `/v1/events:ingest`, `/token`, `/log/common/api`."""
    app = web.Application(middlewares=[_troubled(ads)])
    app.router.add_post("/graph/{version}/{dataset}/events", _Meta(ads).take)
    app.router.add_post("/v1/events:ingest", _Google(ads).take)
    app.router.add_post("/token", _Google(ads).token)
    app.router.add_post("/log/common/api", _Kwai(ads).take)
    return app


def _troubled(ads: PretendAds) -> Any:
    @web.middleware
    async def middleware(request: web.Request, handler: Any) -> web.StreamResponse:
        trouble = ads.troubles.pop(0) if ads.troubles and request.path != "/token" else ""
        if trouble == "busy":
            return web.json_response({}, status=429)
        if trouble == "broken":
            return web.json_response({}, status=500)
        if trouble == "token":
            error = {"code": 190, "message": "Error validating access token"}
            return web.json_response({"error": error}, status=401)
        answer: web.StreamResponse = await handler(request)
        if trouble == "late" and request.transport is not None:
            request.transport.abort()
        answer.headers["x-fingido"] = "sim"
        return answer

    return middleware


class _Meta:
    def __init__(self, ads: PretendAds) -> None:
        self._ads = ads

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        (event,) = body["data"]
        problem = self._problem(event)
        if not request.headers.get("authorization", "").startswith("Bearer "):
            problem = (190, 0, "no token")
        if problem is not None:
            self._ads.refused.append(event)
            code, sub, words = problem
            error = {"code": code, "error_subcode": sub, "message": words}
            return web.json_response({"error": error}, status=400)
        if "test_event_code" not in body:
            self._ads.meta.append(event)
        return web.json_response({"events_received": 1, "messages": [], "fbtrace_id": "fingido"})

    def _problem(self, event: Json) -> tuple[int, int, str] | None:
        if event.get("event_name") not in EVENTS:
            return 100, 2804066, "event name not allowed for business messaging"
        if event.get("action_source") != "business_messaging" or event.get("messaging_channel") != "whatsapp":
            return 100, 2804003, "invalid action source"
        if not event.get("user_data", {}).get("ctwa_clid"):
            return 100, 2804050, "ctwa_clid is missing"
        if self._ads.now_s and self._ads.now_s - int(event["event_time"]) > WEEK_S:
            return 100, 2804003, "event is too old"
        return None


class _Google:
    def __init__(self, ads: PretendAds) -> None:
        self._ads = ads

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if form.get("refresh_token") != "vale":
            return web.json_response({"error": "invalid_grant"}, status=400)
        return web.json_response({"access_token": "acesso", "expires_in": 3600})

    async def take(self, request: web.Request) -> web.Response:
        if request.headers.get("authorization") != "Bearer acesso":
            return web.json_response({"error": {"message": "unauthenticated"}}, status=401)
        body = await request.json()
        (event,) = body["events"]
        if len(event.get("adIdentifiers", {})) != 1 or not event.get("transactionId"):
            self._ads.refused.append(event)
            return web.json_response({"error": {"message": "exactly one ad identifier"}}, status=400)
        if not body.get("validateOnly"):
            self._ads.google.append(event)
        return web.json_response({"requestId": f"fingido-{len(self._ads.google)}"})


class _Kwai:
    def __init__(self, ads: PretendAds) -> None:
        self._ads = ads

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        json.loads(body["properties"])
        if not body.get("clickid") or not body.get("access_token"):
            self._ads.refused.append(body)
            return web.json_response({"result": 0}, status=400)
        if not body.get("trackFlag"):
            self._ads.kwai.append(body)
        return web.json_response({"result": 1})
