"""A figure in an address: which conversations stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from central.adapters.store.figures.metrics import BEHIND, Wanted
from central.app.panel import labels

EPOCH = date(1970, 1, 1)
NAMES = {
    "conversas": "conversas novas",
    "leads": "leads",
    "respostas": "respostas",
    "pessoas": "respostas de pessoas da equipe",
    "pedidos": "vendas pagas",
    "custos": "conversas que custaram",
}
_PARTS = ("anuncio", "origem", "produto", "canal")


@dataclass(frozen=True, slots=True)
class Behind:
    """What is counted (one of BEHIND, with its detail), on which days, and what else was filtered."""

    what: str
    detail: str
    first: int
    last: int
    ad: str = ""
    source: str = ""
    product: str = ""
    channel: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Behind | None:
        """What an address asks for; None when it asks for no figure, or for one that does not exist."""
        what, first, last = query.get("atras", ""), day_of(query.get("de", "")), day_of(query.get("ate", ""))
        if what not in BEHIND or first is None or last is None:
            return None
        ad, source, product, channel = (query.get(name, "")[:100] for name in _PARTS)
        return cls(what, query.get("parte", "")[:100], first, last, ad, source, product, channel)

    @property
    def parts(self) -> dict[str, str]:
        """The same for an address."""
        found = {"atras": self.what, "parte": self.detail, "de": iso(self.first), "ate": iso(self.last)}
        return found | dict(zip(_PARTS, (self.ad, self.source, self.product, self.channel), strict=True))

    @property
    def said(self) -> str:
        """The figure in words."""
        name = "devoluções" if self.what == "pedidos" and self.detail != "approved" else NAMES[self.what]
        if self.what == "respostas" and self.detail:
            name = f"respostas: {labels.TIERS.get(self.detail, self.detail)}"
        if self.what == "conversas" and self.detail:
            name = f"chegaram a {labels.STAGES.get(self.detail.split(',')[0], self.detail)}"
        first, last = (f"{EPOCH + timedelta(days=day):%d/%m/%Y}" for day in (self.first, self.last))
        return f"{name}, {first}" if first == last else f"{name}, de {first} a {last}"

    def wanted(self, persona: str, campaign: str) -> Wanted:
        """The filters of the figure."""
        return Wanted(campaign, self.ad, self.source, persona, self.product, self.channel)


def day_of(text: str) -> int | None:
    """A local day as a number since 1970; None for what is no day of our times.

    >>> day_of("1970-01-02"), day_of("ontem"), day_of("0001-01-01")
    (1, None, None)
    """
    try:
        day = (date.fromisoformat(text) - EPOCH).days
    except ValueError:
        return None
    return day if 0 <= day < 100_000 else None


def iso(day: int) -> str:
    """The same for an address."""
    return (EPOCH + timedelta(days=day)).isoformat()
