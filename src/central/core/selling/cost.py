"""What Central spends: tokens, minutes and delivered replies, in integer micro-units of a named price list.

An unknown price is unknown, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MILLION = 1_000_000
Kind = Literal["resposta", "leitura", "transcricao", "meta", "alerta"]

META_LIST = "meta-brasil-2026-10-01"
META_PRICES = {"service": 35_000, "utility": 35_000, "authentication": 35_000, "marketing": 321_700}
"""Micro-reais a delivered message to a number of Brazil, by category."""
META_FREE = frozenset({"free_entry_point", "free_customer_service"})
"""Pricing types that Meta does not charge: the 72 hours after an ad, and what is free besides."""


@dataclass(frozen=True, slots=True)
class Usage:
    """One call of a model. `heard` are milliseconds of audio; `ok` false: it failed, what it cost may be unknown."""

    kind: Kind
    tier: str
    model: str
    input: int = 0
    cached: int = 0
    output: int = 0
    heard: int = 0
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-units of `currency` for a million tokens, and for a minute of audio; `book` names the price list."""

    input: int
    cached: int
    output: int
    minute: int = 0
    currency: str = "USD"
    book: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of the ledger: pseudonymous ids and numbers only. `micro` and `brl` are None while unknown."""

    id: str
    at: int
    kind: Kind
    decision: str | None
    conversation: str | None
    person: str | None
    persona: str | None
    campaign: str | None
    tier: str
    model: str
    input: int = 0
    cached: int = 0
    output: int = 0
    heard: int = 0
    micro: int | None = None
    currency: str = "BRL"
    brl: int | None = None
    book: str = ""
    ok: bool = True


def charge(usage: Usage, price: Price | None) -> int | None:
    """What a call costs, a fraction of a micro-unit rounded up; None when nobody knows.

    >>> luna = Price(100_000, 10_000, 500_000)
    >>> charge(Usage("resposta", "mini", "gpt-6-luna", 1500, 1000, 120), luna), charge(Usage("resposta", "", ""), None)
    (120, None)
    >>> charge(Usage("transcricao", "", "x", heard=30_000), Price(0, 0, 0, minute=6_000))
    3000
    """
    if price is None or (not usage.ok and not usage.input) or (usage.heard and not price.minute and not price.input):
        return None
    fresh = max(0, usage.input - usage.cached)
    tokens = fresh * price.input + usage.cached * price.cached + usage.output * price.output
    minutes = usage.heard * price.minute
    return -(-tokens // MILLION) + -(-minutes // 60_000)


def in_reais(micro: int | None, currency: str, dollar: int) -> int | None:
    """Micro-reais at `dollar` centavos a dollar; None when unknown.

    >>> in_reais(1_000_000, "USD", 515), in_reais(7, "BRL", 515), in_reais(None, "USD", 515), in_reais(1, "EUR", 515)
    (5150000, 7, None, None)
    """
    if micro is None or currency not in ("BRL", "USD"):
        return None
    return micro if currency == "BRL" else -(-micro * dollar // 100)


def meta_charge(category: str, type: str) -> int | None:
    """Micro-reais Meta asks for a delivered message, before the month's free replies.

    >>> [meta_charge(*said) for said in (("service", "regular"), ("service", "free_entry_point"), ("nova", "regular"))]
    [35000, 0, None]
    """
    return 0 if type in META_FREE else META_PRICES.get(category.replace("-", "_").removesuffix("_international"))
