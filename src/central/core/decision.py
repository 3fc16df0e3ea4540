"""The record every turn leaves: enough to say why a reply was chosen and to choose it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Tier = Literal["script", "mini", "forte"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ruling of the guard on one text; `allowed` false names what was not in the catalogue."""

    allowed: bool
    kind: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a turn answered as it did. Holds ids and numbers only, never what the lead wrote."""

    id: str
    at: int
    persona: str | None
    product: str | None
    campaign: str | None
    stage: str
    intent: str
    probability: float
    complex: bool
    rule: str
    """The rule that decided, by its id; `padrao` when none matched."""
    tier: Tier
    script: str | None
    writer: str
    """Who wrote the reply: `script`, a model's name, or `ensaiado` (no model wrote it)."""
    operation: int
    """Version of the operation the turn read."""
    action: str
    """responder · chamar_pessoa · bloquear · pausar · voltar · calar"""
    verdicts: tuple[Verdict, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
