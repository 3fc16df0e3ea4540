"""HubSpot's CRM API on the wire.

Source: developers.hubspot.com, API usage guidelines (100 requests in 10 seconds for a private app of a free account, 4
searches a second, 429 with a `policyName`), private apps (a static token as Bearer), error handling (`category`,
`message`).
"""

from __future__ import annotations

from collections.abc import Callable

from central.adapters.crm.line import Trust
from central.adapters.crm.rest import Tongue
from central.core.errors import AskHuman

ADDRESS = "https://api.hubapi.com"
PACE_MS = 260
"""Between two requests: as far apart as searches have to be."""
SECOND_MS, TEN_SECONDS_MS, HOUR_MS = 1_000, 10_000, 3_600_000
TONGUE = Tongue(
    who="o HubSpot",
    no_key="a chave do HubSpot não vale; copie de novo o token do aplicativo privado",
    no_right="a chave do HubSpot não pode fazer isto; dê ao aplicativo leitura e escrita de negócios e contatos",
    moved="o endereço do HubSpot não respondeu como HubSpot",
    calm_ms={
        "SECONDLY": SECOND_MS,
        "TEN_SECONDLY_ROLLING": TEN_SECONDS_MS,
        "DAILY": HOUR_MS,
        "": TEN_SECONDS_MS,
    },
)


def trust(key: Callable[[], str]) -> Trust:
    """Who asks: the token of a private app."""

    def headers() -> dict[str, str]:
        if not key():
            raise AskHuman(TONGUE.no_key, code="401")
        return {"authorization": f"Bearer {key()}"}

    return headers
