"""What the owner says of CRMs: names as they stand in the CRM's own settings; ids are found at set-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LOST_AFTER_DAYS = 30
ZONE = "America/Sao_Paulo"

CrmKind = Literal["flowlu", "zendesk", "hubspot"]
TITLES: dict[CrmKind, str] = {"flowlu": "Flowlu", "zendesk": "Zendesk", "hubspot": "HubSpot"}
"""The CRMs outside, as their makers write them."""
SIGNED: tuple[CrmKind, ...] = ("zendesk", "hubspot")
"""Those whose webhooks carry a signature."""


@dataclass(frozen=True, slots=True)
class CrmAccount:
    """The seller's account in a CRM outside. `key` and `secret` name environment variables; the pairs map our words to
    names over there."""

    kind: CrmKind
    company: str = ""
    """The beginning of the account's address; HubSpot has one address for all."""
    own_key: str = ""
    own_secret: str = ""
    pipeline: str = ""
    """The pipeline's name; empty: the first one."""
    stages: tuple[tuple[str, str], ...] = ()
    """Our statuses to names of stages."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Our reasons of a loss to names of loss reasons."""
    sources: tuple[tuple[str, str], ...] = ()
    """meta, youtube, kwai to names of sources."""
    fields: tuple[tuple[str, str], ...] = ()
    """Our words to names of custom fields."""
    zone: str = ZONE
    takes_over: bool = True
    """Whoever changes an open record over there (whose it is, its stage or value) takes the conversation."""

    @property
    def title(self) -> str:
        """The CRM's name."""
        return TITLES[self.kind]

    @property
    def key(self) -> str:
        """The variable with the key of its API."""
        return self.own_key or f"{self.kind.upper()}_CHAVE"

    @property
    def secret(self) -> str:
        """The variable with the secret that signs its webhooks; empty where they carry no signature."""
        return (self.own_secret or f"{self.kind.upper()}_SEGREDO") if self.kind in SIGNED else ""


@dataclass(frozen=True, slots=True)
class CrmSpec:
    """Tickets are always kept here; an outside CRM shows them too. An open ticket is lost after so many silent days."""

    lost_after_days: int = LOST_AFTER_DAYS
    outside: CrmAccount | None = None


NO_CRM = CrmSpec()


def is_company(name: str) -> bool:
    """Whether a name can be the beginning of an account's address, and of nobody else's.

    >>> [is_company(name) for name in ("minha-loja1", "mal.example/", "-x", "")]
    [True, False, False, False]
    """
    return re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) is not None
