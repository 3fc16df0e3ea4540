"""Google's Data Manager API, which takes sales by click id or hashed phone and knows repeats by transaction id: the
same one with another value corrects the sale, down to nothing for money that went back.

Source: Google, data-manager samples (fields, consent, encoding, validateOnly) and its guide to conversion adjustments
(a known transaction id and another conversionValue restate it); the REST address is read of them. New
integrators cannot use the older upload of click conversions since 2026-06-15 (Google Ads developer blog, 2026-05-15).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from central.adapters.ads.wire import TIMEOUT, post, reais
from central.core.errors import AskHuman, GiveUp, TryLater
from central.core.selling.conversion import Conversion, GoogleAds, hashed_phone

INGEST = "https://datamanager.googleapis.com/v1/events:ingest"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
WHO = "o Google"
EARLY_MS = 60_000


class GooglePlatform:
    """One conversion action; `secret` reads the OAuth client and the refresh token by the names of their variables."""

    knows_repeats = True

    def __init__(
        self,
        session: aiohttp.ClientSession,
        spec: GoogleAds,
        secret: Callable[[str], str],
        now: Callable[[], int],
        *,
        trial: bool = False,
        ingest: str = INGEST,
        token: str = TOKEN,
    ) -> None:
        self._session, self._spec, self._secret, self._now, self._trial = session, spec, secret, now, trial
        self._ingest, self._token_url = ingest, token
        self._token, self._token_until = "", 0

    async def tell(self, conversion: Conversion) -> str:
        """Tell of one sale."""
        headers = {"authorization": f"Bearer {await self.authorize()}"}
        status, answer = await post(self._session, self._ingest, self.body(conversion), headers, WHO)
        if status == 200:
            return str(answer.get("requestId") or "recebido") if isinstance(answer, dict) else "recebido"
        error = answer.get("error") if isinstance(answer, dict) else None
        words = str(error.get("message", ""))[:200] if isinstance(error, dict) else ""
        if status in (401, 403):
            self._token = ""
            raise AskHuman(f"o Google não deixa enviar vendas: {words}", code=str(status))
        raise GiveUp(f"o Google recusou ({status}): {words}", code=str(status))

    def body(self, conversion: Conversion) -> dict[str, Any]:
        """What goes over the wire; the phone only as a hash."""
        clicked, spec = conversion.clicked, self._spec
        ids = {"gclid": clicked.gclid, "wbraid": clicked.wbraid, "gbraid": clicked.gbraid}
        first = next({name: value} for name, value in ids.items() if value)
        destination = {
            "operatingAccount": {"accountType": "GOOGLE_ADS", "accountId": spec.account},
            "productDestinationId": spec.action,
        }
        if spec.login:
            destination["loginAccount"] = {"accountType": "GOOGLE_ADS", "accountId": spec.login}
        event: dict[str, Any] = {
            "eventTimestamp": datetime.fromtimestamp(conversion.at / 1000, UTC).isoformat(timespec="seconds"),
            "transactionId": conversion.event_id,
            "eventSource": "WEB",
            "adIdentifiers": first,
            "currency": "BRL",
            "conversionValue": reais(conversion.value),
        }
        if conversion.phone:
            event["userData"] = {"userIdentifiers": [{"phoneNumber": hashed_phone(conversion.phone)}]}
        return {
            "destinations": [destination],
            "events": [event],
            "consent": {"adUserData": "CONSENT_GRANTED", "adPersonalization": "CONSENT_GRANTED"},
            "encoding": "HEX",
            "validateOnly": self._trial,
        }

    async def authorize(self) -> str:
        """A token that lets us in, kept while it lasts. Raises TryLater, or AskHuman when the credential is void."""
        if self._token and self._now() < self._token_until:
            return self._token
        name = self._spec.credentials
        form = {
            "grant_type": "refresh_token",
            **{k: self._secret(f"{name}_{k.upper()}") for k in ("client_id", "client_secret", "refresh_token")},
        }
        try:
            async with self._session.post(self._token_url, data=form, allow_redirects=False, timeout=TIMEOUT) as answer:
                status, told = answer.status, await answer.json(content_type=None)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            raise TryLater("o Google não deu acesso a tempo", code="fora") from None
        if status >= 500 or status == 429:
            raise TryLater(f"o Google respondeu {status}", code=str(status))
        if status != 200 or not isinstance(told, dict) or "access_token" not in told:
            raise AskHuman(f"a credencial {name}_* do Google não vale mais; autorize de novo", code="credencial")
        self._token = str(told["access_token"])
        self._token_until = self._now() + int(told.get("expires_in", 3600)) * 1000 - EARLY_MS
        return self._token
