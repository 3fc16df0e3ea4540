"""A figure in an address: which conversations stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from central.adapters.store.figures.metrics import BEHIND, Wanted
from central.app.desk.spent import KINDS
from central.app.panel import labels
from central.app.panel.learning import uses

EPOCH = date(1970, 1, 1)
USES = "escolhas"
"""What stands behind a figure of learning is kept with it, by its name."""
ALWAYS = 0, 99_999
"""The days of a figure that has none of its own."""
NAMES = {
    "conversas": "conversas novas",
    "leads": "leads",
    "respostas": "respostas",
    "pessoas": "respostas de pessoas da equipe",
    "pedidos": "vendas pagas",
    "custos": "conversas que custaram",
    "retomadas": "quem podia ser chamado de volta",
    USES: "decisões do aprendizado",
}
NO_CAMPAIGN = "-"
"""Stands for the leads whom no campaign brought."""
STOPPED = "so,"
"""Before stages: those who stand there, not those who got as far."""
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
        what, detail = query.get("atras", ""), query.get("parte", "")[:300]
        if what == USES:
            return cls(what, detail, *ALWAYS)
        first, last = (
            day_of(query[name]) if name in query else day for name, day in zip(("de", "ate"), ALWAYS, strict=True)
        )
        if what not in BEHIND or first is None or last is None:
            return None
        ad, source, product, channel = (query.get(name, "")[:100] for name in _PARTS)
        return cls(what, detail, first, last, ad, source, product, channel)

    @property
    def parts(self) -> dict[str, str]:
        """The same for an address."""
        days = {"de": iso(self.first), "ate": iso(self.last)} if (self.first, self.last) != ALWAYS else {}
        found = {"atras": self.what, "parte": self.detail} | days
        return found | dict(zip(_PARTS, (self.ad, self.source, self.product, self.channel), strict=True))

    @property
    def said(self) -> str:
        """The figure in words."""
        name = _name(self.what, self.detail)
        if (self.first, self.last) == ALWAYS:
            return name
        first, last = (f"{EPOCH + timedelta(days=day):%d/%m/%Y}" for day in (self.first, self.last))
        return f"{name}, {first}" if first == last else f"{name}, de {first} a {last}"

    def wanted(self, persona: str, campaign: str) -> Wanted:
        """The filters of the figure."""
        return Wanted(campaign, self.ad, self.source, persona, self.product, self.channel)


def _name(what: str, detail: str) -> str:
    match what:
        case "pedidos" if detail != "approved":
            return "devoluções"
        case "respostas" if detail:
            return f"respostas: {labels.TIERS.get(detail, detail)}"
        case "conversas" if detail:
            stages = detail.removeprefix(STOPPED)
            verb = "chegaram a" if stages == detail else "pararam em"
            return f"{verb} {labels.STAGES.get(stages.split(',')[0], stages)}"
        case "custos" if detail:
            told = detail.partition(":")[2]
            return f"custos: {KINDS.get(told) or labels.TIERS.get(told) or told}"
        case "retomadas":
            group, _, untouched = detail.partition(":")
            name = "compradores com oferta" if group == "ofertas" else NAMES[what]
            return f"grupo intocado: {name}" if untouched else name
        case _:
            return uses.said(detail) if what == USES else NAMES[what]


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
