"""Zendesk's Ticketing API on the wire.

Source: developer.zendesk.com, Ticketing API: introduction (API tokens as `{email}/token:{token}` in Basic
authorization, idempotency keys), rate limits (429 with `Retry-After` in seconds; 200 a minute on the smallest plan),
errors (`error`, `description`, `details`).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

from central.adapters.crm.line import Trust
from central.adapters.crm.rest import Tongue
from central.core.errors import AskHuman

PATH = "api/v2"
PACE_MS = 320
"""Between two requests: a little less than the smallest plan allows."""
MOST = 100
TONGUE = Tongue(
    who="o Zendesk",
    no_key="a chave do Zendesk não vale; ela se escreve e-mail/token:chave, com o token de API ativo",
    no_right="a chave do Zendesk não pode fazer isto; use a de um agente que veja e apague tickets",
    moved="este endereço não é de um Zendesk; confira a empresa",
    calm_ms={"": 60_000},
)


def trust(key: Callable[[], str]) -> Trust:
    """Who asks, from `e-mail/token:key`."""

    def headers() -> dict[str, str]:
        if "/token:" not in key():
            raise AskHuman(TONGUE.no_key, code="401")
        return {"authorization": f"Basic {b64encode(key().encode()).decode()}"}

    return headers
