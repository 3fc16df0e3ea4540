"""What the owner says of CRMs: names as they stand in the CRM's own settings; ids are found at set-up."""

from __future__ import annotations

from dataclasses import dataclass

LOST_AFTER_DAYS = 30
ZONE = "America/Sao_Paulo"


@dataclass(frozen=True, slots=True)
class FlowluSpec:
    """A Flowlu portal. `key` names an environment variable; the pairs map our words to names over there."""

    company: str
    key: str = "FLOWLU_CHAVE"
    pipeline: str = ""
    """The pipeline's name; empty: the first one."""
    stages: tuple[tuple[str, str], ...] = ()
    """`interessado` and `pediu_desconto` to names of stages; without, the pipeline's first stage."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Our reasons of a loss to names of loss reasons."""
    sources: tuple[tuple[str, str], ...] = ()
    """meta, youtube, kwai to names of sources."""
    fields: tuple[tuple[str, str], ...] = ()
    """campanha, anuncio, persona, produto, central to names of custom fields of opportunities."""
    zone: str = ZONE
    takes_over: bool = True
    """Whoever changes an open opportunity over there (whose it is, its stage or value) takes the conversation."""


@dataclass(frozen=True, slots=True)
class CrmSpec:
    """Tickets are always kept here; an outside CRM shows them too. An open ticket is lost after so many silent days."""

    lost_after_days: int = LOST_AFTER_DAYS
    flowlu: FlowluSpec | None = None


NO_CRM = CrmSpec()
