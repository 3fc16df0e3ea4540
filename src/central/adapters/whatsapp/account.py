"""What Meta says of a token, an app, an account and a number; and the two calls that connect a webhook.

Source: Meta, Graph API `debug_token`, `/{app}/subscriptions`, `/{waba}/subscribed_apps`, `health_status` and the fields
of a phone number (2026). Tokens and secrets travel in headers or bodies only, never in an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import msgspec

from central.adapters.whatsapp.errors import error_of
from central.core.errors import OutcomeUnknown, TryLater

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
SCOPES = ("whatsapp_business_management", "whatsapp_business_messaging")
"""What a token needs: accounts, templates and webhooks; messages."""
NEEDED = ("messages",)
WISHED = (
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "business_capability_update",
    "account_update",
    "user_preferences",
)
"""Fields Central makes use of beside `messages`."""
UNPAID = 141006
_NUMBER = (
    "id,display_phone_number,verified_name,quality_rating,status,platform_type,name_status,throughput,"
    "whatsapp_business_manager_messaging_limit"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as Meta sees it; `expires_at` in epoch ms, None for never."""

    valid: bool
    app: str = ""
    scopes: tuple[str, ...] = ()
    expires_at: int | None = None
    wabas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A business number; `registered` is whether it answers on the Cloud API."""

    id: str
    display: str
    name: str
    registered: bool
    quality: str
    name_status: str = ""
    tier: str = ""
    """Meta's limit of people a day that may be written to unasked, in its words; one for the whole portfolio."""
    throughput: str = ""


@dataclass(frozen=True, slots=True)
class Waba:
    """A WhatsApp Business Account; `troubles` are what keeps it from sending, by Meta's code."""

    id: str
    name: str
    portfolio: str
    troubles: tuple[tuple[int, str], ...] = ()
    verification: str = ""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where an app's webhooks of WhatsApp go."""

    url: str
    fields: tuple[str, ...]
    active: bool


class CloudAccount:
    """Reads accounts over the Graph API. Every call raises as `Channel.send` does; `skew` is known after the first."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, version: str) -> None:
        self._session, self._root = session, f"{base_url.rstrip('/')}/{version}"
        self.date: int | None = None
        """Meta's clock at the last answer, in epoch ms, to the second."""

    async def token(self, token: str) -> Token:
        """What Meta thinks of a token; an invalid one is an answer too."""
        data = (await self._get("debug_token", token, input_token=token)).get("data")
        data = data if isinstance(data, dict) else {}
        granted = [g for g in data.get("granular_scopes") or [] if isinstance(g, dict)]
        wabas = [str(id) for g in granted if g.get("scope") in SCOPES for id in g.get("target_ids") or []]
        expires = data.get("expires_at")
        return Token(
            valid=data.get("is_valid") is True,
            app=str(data.get("app_id") or ""),
            scopes=tuple(str(scope) for scope in data.get("scopes") or []),
            expires_at=expires * 1000 if isinstance(expires, int) and expires > 0 else None,
            wabas=tuple(dict.fromkeys(wabas)),
        )

    async def number(self, id: str, token: str) -> Number:
        """One number."""
        return _number(await self._get(id, token, fields=_NUMBER))

    async def numbers(self, waba: str, token: str) -> list[Number]:
        """The numbers of an account."""
        return [
            _number(row) for row in _rows(await self._get(f"{waba}/phone_numbers", token, fields=_NUMBER, limit="100"))
        ]

    async def waba(self, id: str, token: str) -> Waba:
        """An account, its portfolio and what keeps it from sending."""
        answer = await self._get(
            id, token, fields="id,name,owner_business_info,health_status,business_verification_status"
        )
        owner = answer.get("owner_business_info")
        portfolio = str(owner.get("id") or "") if isinstance(owner, dict) else ""
        return Waba(
            id,
            str(answer.get("name") or id),
            portfolio,
            _troubles(answer.get("health_status")),
            str(answer.get("business_verification_status") or ""),
        )

    async def apps(self, waba: str, token: str) -> list[str]:
        """The ids of the apps that hear an account."""
        data = [
            row.get("whatsapp_business_api_data") for row in _rows(await self._get(f"{waba}/subscribed_apps", token))
        ]
        return [str(app["id"]) for app in data if isinstance(app, dict) and app.get("id")]

    async def subscribe(self, waba: str, token: str) -> None:
        """Let the token's app hear an account."""
        await self._post(f"{waba}/subscribed_apps", token, {})

    async def hook(self, app: str, secret: str) -> Hook | None:
        """Where an app's webhooks go; also the proof that the secret is that app's."""
        for row in _rows(await self._get(f"{app}/subscriptions", f"{app}|{secret}")):
            if row.get("object") == "whatsapp_business_account":
                fields = [f.get("name") if isinstance(f, dict) else f for f in row.get("fields") or []]
                named = tuple(str(name) for name in fields)
                return Hook(str(row.get("callback_url") or ""), named, row.get("active") is not False)
        return None

    async def set_hook(self, app: str, secret: str, url: str, word: str, fields: Sequence[str]) -> None:
        """Point an app's webhooks at `url`; Meta shakes hands with it, under `word`, before it answers."""
        form = {"object": "whatsapp_business_account", "callback_url": url, "verify_token": word}
        await self._post(f"{app}/subscriptions", f"{app}|{secret}", form | {"fields": ",".join(fields)})

    async def register(self, number: str, token: str, pin: str) -> None:
        """Let a number answer on the Cloud API; `pin` is its two-step code of six digits, new or known."""
        await self._post(f"{number}/register", token, {"messaging_product": "whatsapp", "pin": pin})

    async def _get(self, path: str, bearer: str, **query: str) -> dict[str, Any]:
        call = self._session.get(f"{self._root}/{path}", params=query, headers=_bearer(bearer), timeout=TIMEOUT)
        return await self._answered(call)

    async def _post(self, path: str, bearer: str, form: dict[str, str]) -> dict[str, Any]:
        call = self._session.post(f"{self._root}/{path}", data=form, headers=_bearer(bearer), timeout=TIMEOUT)
        return await self._answered(call)

    async def _answered(self, call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> dict[str, Any]:
        try:
            async with call as response:
                body, status, dates = await response.read(), response.status, response.headers.getall("Date", [])
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise TryLater(f"a Meta não respondeu ({type(error).__name__})", code="rede") from None
        self.date = _moment(dates[-1]) if dates else self.date
        try:
            answer = msgspec.json.decode(body)
        except msgspec.DecodeError:
            answer = None
        if status >= 400 or not isinstance(answer, dict):
            problem = error_of(status, answer)
            if isinstance(problem, OutcomeUnknown):
                raise TryLater(f"a Meta respondeu {status} sem explicar", code=problem.code)
            raise problem
        return answer


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _moment(date: str) -> int | None:
    try:
        return int(parsedate_to_datetime(date).timestamp() * 1000)
    except ValueError:
        return None


def _rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    data = answer.get("data")
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def _number(row: dict[str, Any]) -> Number:
    registered = row.get("status") in (None, "CONNECTED") and row.get("platform_type") in (None, "CLOUD_API")
    said = {key: str(row.get(key) or "") for key in ("id", "display_phone_number", "verified_name", "name_status")}
    quality = str(row.get("quality_rating") or "UNKNOWN")
    names = (said["display_phone_number"], said["verified_name"])
    pace = row.get("throughput")
    throughput = str(pace.get("level") or "") if isinstance(pace, dict) else ""
    tier = str(row.get("whatsapp_business_manager_messaging_limit") or "")
    return Number(said["id"], *names, registered, quality, said["name_status"], tier, throughput)


def _troubles(health: object) -> tuple[tuple[int, str], ...]:
    entities = health.get("entities") if isinstance(health, dict) else None
    found = [e for entity in entities or [] if isinstance(entity, dict) for e in entity.get("errors") or []]
    told = [(e.get("error_code"), str(e.get("error_description") or "")[:200]) for e in found if isinstance(e, dict)]
    return tuple((code, words) for code, words in told if isinstance(code, int))
