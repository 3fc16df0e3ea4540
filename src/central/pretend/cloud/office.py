"""The business side of the pretend Cloud API: what a token may do, what an app hears, how accounts and numbers stand.

Source: Meta, Graph API `debug_token`, `/{app}/subscriptions`, `/{waba}/subscribed_apps`, `health_status` (2026).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.lead import Number
from central.pretend.cloud.thread import Json

SCOPES = ("whatsapp_business_management", "whatsapp_business_messaging")
FIELDS = (
    "messages",
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "business_capability_update",
    "account_update",
    "user_preferences",
)
FIRST_APP = 900_100_000_000_001
UNPAID = {
    "error_code": 141006,
    "error_description": "There is an error with the payment method for this account.",
    "possible_solution": "Add a valid payment method.",
}
PORTUGUESE = {
    "token_valid": "token_vale",
    "scopes": "permissoes",
    "expires_at": "vence_em",
    "callback_url": "url",
    "fields": "campos",
    "unheard": "contas_sem_app",
    "unregistered": "sem_registro",
    "unpaid": "sem_pagamento",
    "red": "qualidade_baixa",
    "clock_ms": "relogio_ms",
}
"""Field → key of `POST /fingir/conta`."""


@dataclass(slots=True)
class Office:
    """What Meta knows beside messages; everything is well until somebody changes it. Times in seconds, 0 is never."""

    numbers: tuple[Number, ...]
    token_valid: bool = True
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    expires_at: int = 0
    callback_url: str = ""
    fields: list[str] = field(default_factory=lambda: list(FIELDS))
    unheard: list[str] = field(default_factory=list)
    """Accounts no app is subscribed to: nothing of theirs is ever pushed."""
    unregistered: list[str] = field(default_factory=list)
    tier: str = "TIER_2K"
    """Meta's limit of people a day who may be written to unasked."""
    unpaid: list[str] = field(default_factory=list)
    red: list[str] = field(default_factory=list)
    """Numbers of low quality."""
    clock_ms: int = 0
    """How far Meta's clock is from ours."""

    def set(self, wishes: Json) -> None:
        """Take the keys of `POST /fingir/conta`; ValueError (Portuguese) names the wrong one, and nothing changes."""
        known = {word: name for name, word in PORTUGUESE.items()}
        for word, value in wishes.items():
            if word not in known:
                raise ValueError(f"não conheço “{word}”; existem: {', '.join(known)}")
            if type(value) is not type(getattr(self, known[word])):
                raise ValueError(f"“{word}” é de outro tipo")
        for word, value in wishes.items():
            setattr(self, known[word], value)

    def as_json(self) -> Json:
        """The keys of `GET /fingir/conta`."""
        return {word: getattr(self, name) for name, word in PORTUGUESE.items()}

    def apps(self) -> dict[str, str]:
        """The id of each app and its secret, as many as the numbers have secrets."""
        secrets = dict.fromkeys(number.secret for number in self.numbers)
        return {str(FIRST_APP + place): secret for place, secret in enumerate(secrets)}

    def wabas(self) -> list[str]:
        """The accounts the token may speak for."""
        return list(dict.fromkeys(number.waba for number in self.numbers))

    def hears(self, waba: str) -> bool:
        """Whether an account's messages are pushed to anybody."""
        return waba not in self.unheard and "messages" in self.fields

    # ── answers ──────────────────────────────────────────────────────────────────────────────────

    def token(self, same: bool) -> Json:
        """`debug_token` of our token, or of any other."""
        if not same or not self.token_valid:
            error = {"code": 190, "message": "Invalid OAuth access token.", "subcode": 463}
            return {"data": {"is_valid": False, "scopes": [], "error": error}}
        granted = [{"scope": scope, "target_ids": self.wabas()} for scope in self.scopes]
        data: Json = {"app_id": next(iter(self.apps())), "type": "SYSTEM_USER", "application": "App de mentira"}
        data |= {"expires_at": self.expires_at, "is_valid": True, "scopes": self.scopes, "granular_scopes": granted}
        return {"data": data}

    def app_of(self, bearer: str) -> str:
        """The app an app token (`id|secret`) stands for; GraphError when the secret is another."""
        app, _, secret = bearer.partition("|")
        if not secret or self.apps().get(app) != secret:
            raise GraphError(190, "Invalid OAuth access token signature.")
        return app

    def subscriptions(self) -> Json:
        """`GET /{app}/subscriptions`."""
        if not self.callback_url:
            return {"data": []}
        fields = [{"name": name, "version": "v24.0"} for name in self.fields]
        row = {"object": "whatsapp_business_account", "callback_url": self.callback_url, "active": True}
        return {"data": [row | {"fields": fields}]}

    def subscribed(self, waba: str) -> Json:
        """`GET /{waba}/subscribed_apps`."""
        if waba in self.unheard:
            return {"data": []}
        app = next(iter(self.apps()))
        return {"data": [{"whatsapp_business_api_data": {"id": app, "name": "App de mentira"}}]}

    def account(self, waba: str) -> Json:
        """`GET /{waba}`."""
        owner = {"id": f"8{waba[1:]}", "name": "Portfólio de mentira"}
        answer: Json = {"id": waba, "name": f"Conta {waba[-4:]}", "currency": "BRL", "owner_business_info": owner}
        answer |= {"business_verification_status": "verified"}
        return answer | {"health_status": self._health("WABA", waba, [UNPAID] if waba in self.unpaid else [])}

    def number(self, number: Number) -> Json:
        """`GET /{phone_number_id}`."""
        there = number.id not in self.unregistered
        return {
            "id": number.id,
            "display_phone_number": number.display,
            "verified_name": number.name,
            "quality_rating": "RED" if number.id in self.red else "GREEN",
            "throughput": {"level": "STANDARD"},
            "code_verification_status": "VERIFIED",
            "name_status": "APPROVED",
            "status": "CONNECTED" if there else "PENDING",
            "platform_type": "CLOUD_API" if there else "NOT_APPLICABLE",
            "whatsapp_business_manager_messaging_limit": self.tier,
        }

    def of_waba(self, waba: str) -> list[Number]:
        """The numbers of an account."""
        return [number for number in self.numbers if number.waba == waba]

    @staticmethod
    def _health(kind: str, id: str, errors: Iterable[Json]) -> Json:
        found = list(errors)
        state = "BLOCKED" if found else "AVAILABLE"
        entity: dict[str, Any] = {"entity_type": kind, "id": id, "can_send_message": state}
        return {"can_send_message": state, "entities": [entity | ({"errors": found} if found else {})]}
