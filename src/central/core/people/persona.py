"""A persona: the voice a lead keeps for good."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """`voice` is told to models; `introduction` is her first sentence to a lead ("Oi! Aqui é a Lívia…")."""

    id: str
    name: str
    field: str
    voice: str
    introduction: str
    color: str
    avatar: str | None = None
    adult: bool = False
    phase: str = "regras"
    """scripts · regras · aprendizado"""
    words: tuple[str, ...] = ()
    """Words of her field, for a lead whose product nobody named."""
