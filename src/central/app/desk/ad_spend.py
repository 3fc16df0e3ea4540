"""Reading what an ad account cost: the last days, in the account's own zone, in place of what was known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from central.adapters.ads.google import TOKEN as GOOGLE_TOKEN
from central.adapters.ads.google import GooglePlatform
from central.adapters.ads.google_spend import API as GOOGLE
from central.adapters.ads.google_spend import GoogleAccount, google_spend
from central.adapters.ads.insights import meta_spend, meta_zone
from central.adapters.ads.kwai_spend import API as KWAI
from central.adapters.ads.kwai_spend import kwai_spend
from central.adapters.store import Store
from central.app.calendar import ZONE
from central.app.config import Settings
from central.core.errors import AskHuman
from central.core.selling.conversion import AdsSpec, GoogleAds, KwaiAds, MetaAds
from central.core.selling.spend import Spend, span_to_read

PLATFORMS = {"meta": "Meta", "google": "Google (YouTube)", "kwai": "Kwai"}
OTHER = "GASTO_URL"
"""Another address of all three platforms, for pretend ones on this machine."""
LOCAL = ("http://127.0.0.1", "http://localhost")


@dataclass(frozen=True, slots=True)
class AdAccount:
    """An ad account; `token` names a variable, of Google the beginning of several, `login` the account above it."""

    platform: str
    id: str
    token: str = ""
    login: str = ""


def accounts_of(spec: AdsSpec) -> tuple[AdAccount, ...]:
    """The accounts an operation wants read."""
    found = []
    for platform, id in spec.accounts:
        match getattr(spec, platform):
            case GoogleAds(login=login, credentials=credentials):
                found.append(AdAccount(platform, id, credentials, login))
            case MetaAds(token=token) | KwaiAds(token=token):
                found.append(AdAccount(platform, id, token))
    return tuple(found)


async def take_in(
    store: Store, settings: Settings, session: aiohttp.ClientSession, account: AdAccount, now: int
) -> int:
    """Read an account and keep what it says; how many figures. Raises TryLater or AskHuman, and keeps nothing then."""
    other = settings.secret(OTHER).rstrip("/")
    if other and not other.startswith(LOCAL):
        raise AskHuman(f"{OTHER} só pode apontar para este computador; apague a variável", code="configuracao")
    read = {"google": _google, "kwai": _kwai, "meta": _meta}[account.platform]
    first, last, rows = await read(settings, session, account, other, now)
    await store.spend.replace(account.platform, account.id, first, last, rows)
    return len(rows)


Read = tuple[date, date, list[Spend]]


async def _meta(settings: Settings, session: aiohttp.ClientSession, one: AdAccount, other: str, now: int) -> Read:
    graph = f"{other or settings.graph_url}/{settings.graph_version}"

    def token() -> str:
        return settings.secret(one.token or MetaAds("").token)

    zone = await meta_zone(session, graph, one.id, token)
    first, last = _span(zone, now)
    return first, last, await meta_spend(session, graph, one.id, token, first, last, now, zone)


async def _google(settings: Settings, session: aiohttp.ClientSession, one: AdAccount, other: str, now: int) -> Read:
    spec = GoogleAds(one.id, "", one.login, one.token or GoogleAds("", "").credentials)
    door = GooglePlatform(
        session, spec, settings.secret, lambda: now, token=f"{other}/token" if other else GOOGLE_TOKEN
    )
    reached = GoogleAccount(one.id, settings.secret(f"{spec.credentials}_DEVELOPER_TOKEN"), one.login)
    first, last = _span("", now)
    where = f"{other}/v25" if other else GOOGLE
    return first, last, await google_spend(session, reached, door.authorize, first, last, now, where)


async def _kwai(settings: Settings, session: aiohttp.ClientSession, one: AdAccount, other: str, now: int) -> Read:
    first, last = _span("", now)
    where = f"{other}/rest/n/mapi" if other else KWAI
    token = one.token or KwaiAds("").token
    return first, last, await kwai_spend(session, one.id, lambda: settings.secret(token), first, last, now, where)


def _span(zone: str, now: int) -> tuple[date, date]:
    """The days to read, by the account's zone or by ours where nobody said."""
    try:
        here = ZoneInfo(zone) if zone else ZONE
    except (ZoneInfoNotFoundError, ValueError):
        here = ZONE
    return span_to_read(datetime.fromtimestamp(now / 1000, here).date())
