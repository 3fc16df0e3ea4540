"""The page of the figures, and its table as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from fastapi.responses import Response

from central.adapters.store.figures.metrics import Days, Sums, Wanted
from central.app.panel import labels, words
from central.app.panel.behind import NO_CAMPAIGN, Behind, day_of, iso
from central.app.panel.metrics import days, figures
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.reading.grading import Share
from central.core.replying.choice import REPLY_COSTS
from central.core.selling.budget import local_day

section = Section()
DAYS = {"hoje": ("Hoje", 1), "7d": ("7 dias", 7), "30d": ("30 dias", 30), "90d": ("90 dias", 90)}
HEADINGS = (
    *("campanha", "leads", "pedidos", "receita líquida", "produto", "frete", "taxa do checkout"),
    *("anúncio", "IA", "Meta", "lucro", "CPL", "CAC", "ROAS"),
)
OWN, MOST_DAYS = "dias", 366
EPOCH = date(1970, 1, 1)
Short = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The address: a period (by name, or of the owner's own days) and what to look at."""

    days: str
    wanted: Wanted
    first: int
    last: int

    def query(self, path: str = "/metricas", **changes: str) -> str:
        """The address again, with changes."""
        w = self.wanted
        parts = {"periodo": self.days, "campanha": w.campaign, "anuncio": w.ad, "origem": w.source}
        parts |= {"persona": w.persona, "produto": w.product, "canal": w.channel}
        parts |= {"de": iso(self.first), "ate": iso(self.last)} if self.days == OWN else {}
        return f"{path}?{urlencode({key: value for key, value in (parts | changes).items() if value})}"

    def behind(
        self, what: str, detail: str = "", campaign: str = "", source: str = "",
        day: date | None = None, until: date | None = None,
    ) -> str:  # fmt: skip
        """The conversations behind a number, of the period, of one of its days, or of its days up to one."""
        w = self.wanted
        first = self.first if day is None else (day - EPOCH).days
        last = self.last if (end := day or until) is None else (end - EPOCH).days
        figure = Behind(what, detail, first, last, w.ad, source or w.source, w.product, w.channel)
        parts = {"persona": w.persona, "campanha": campaign or w.campaign} | figure.parts
        return f"/conversas?{urlencode({key: value for key, value in parts.items() if value})}"


async def _asked(
    visit: Here, periodo: Short = "7d", campanha: Short = "", anuncio: Short = "", origem: Short = "",
    persona: Short = "", produto: Short = "", canal: Short = "", de: Short = "", ate: Short = "",
) -> Asked:  # fmt: skip
    """What the address says; raises AskHuman for a period nobody knows."""
    wanted, today = Wanted(campanha, anuncio, origem, persona, produto, canal), local_day(visit.now)
    if periodo == OWN:
        first, last = day_of(de), day_of(ate)
        if first is None or last is None or not 0 <= last - first < MOST_DAYS or last > today:
            raise AskHuman("Escolha o primeiro e o último dia, até um ano de distância.", code="metricas")
        return Asked(periodo, wanted, first, last)
    if periodo not in DAYS:
        raise AskHuman("Esse período não existe nas métricas.", code="metricas")
    return Asked(periodo, wanted, today - DAYS[periodo][1] + 1, today)


Wish = Annotated[Asked, Depends(_asked)]


@section.get("/metricas", least="leitura")
async def metrics(visit: Here, asked: Wish) -> Response:
    return await visit.page("metrics.html", **await _shown(visit.panel, asked))


@section.get("/metricas/campanhas.csv", least="leitura")
async def table(visit: Here, asked: Wish) -> Response:
    shown = await _shown(visit.panel, asked)
    return _file(f"campanhas-{asked.days}", HEADINGS, [_line(name, f) for _, name, f in shown["campaigns"]])


@section.get("/metricas/dias.csv", least="leitura")
async def daily(visit: Here, asked: Wish) -> Response:
    shown = await _shown(visit.panel, asked)
    return _file(
        f"dias-{asked.days}",
        ("dia", "conversas", "vendas", "receita líquida", "IA acumulada", "tudo GPT-4 acumulado"),
        [
            [d.day.isoformat(), str(d.leads), str(d.orders), _reais(d.net), _reais(d.ours), _reais(d.strong)]
            for d in shown["daily"]
        ],
    )


def _file(name: str, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> Response:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(lines)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + file.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def guarded(cell: str) -> str:
    """A cell no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("Sérum")
    ("'=1+1", 'Sérum')
    """
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n") else cell


async def _shown(panel: Panel, asked: Asked) -> dict[str, Any]:
    now, operation, first, last = panel.clock.now(), await panel.operation(), asked.first, asked.last
    span = last - first + 1
    opened = await panel.store.metrics.open_days(first, last, now)
    sums = await panel.store.metrics.sums(first, last, asked.wanted, now, opened)
    before = await panel.store.metrics.sums(first - span, first - 1, asked.wanted, now)
    daily = days.days_of(await panel.store.metrics.by_day(first, last, asked.wanted, now, opened))
    told = await panel.store.spend.between(_date(first), _date(last))
    spend = figures.spend_by_campaign(told, operation, asked.wanted)
    funnel = figures.funnel(await panel.store.metrics.funnel(first, last, asked.wanted))
    whole = figures.whole(sums, sum(spend.values()) if spend else None, operation)
    return {
        "asked": asked,
        "all": whole,
        "before": figures.whole(before, None, operation),
        "campaigns": _named(sums, spend, operation),
        "funnel": funnel,
        "worst": figures.worst(funnel),
        "unknown": await _unknown(panel, asked, sums, first, last, now, opened),
        "filters": _filters(asked, operation, await panel.store.metrics.ads(first)),
        "daily": daily,
        "drawing": days.drawn(daily),
        "DAYS": DAYS,
        "OWN": OWN,
        "rehearsed": await panel.store.metrics.rehearsed(first, last),
        "today": iso(local_day(now)),
        "iso": iso,
        "no_campaign": NO_CAMPAIGN,
        "TIERS": [(tier, labels.TIERS[tier], whole.tier(tier)) for tier in figures.TIERS],
        "strong_price": words.decimal(REPLY_COSTS["forte"] / 1_000_000, 4),
        "since": _date(first),
        "until": _date(last),
    }


async def _unknown(
    panel: Panel, asked: Asked, sums: Sums, first: int, last: int, now: int, opened: Days
) -> Share | None:
    w = asked.wanted
    if w.source or w.campaign or w.ad:
        return None
    without = Wanted(source="desconhecida", persona=w.persona, product=w.product, channel=w.channel)
    return figures.unknown_origin(sums, await panel.store.metrics.sums(first, last, without, now, opened))


def _named(sums: Sums, spend: dict[str, int], operation: Operation) -> list[tuple[str, str, figures.Figures]]:
    return [
        (id, campaign.name if campaign is not None else id or "Sem campanha", f)
        for campaign, id, f in figures.by_campaign(sums, spend, operation)
    ]


def _filters(asked: Asked, operation: Operation, ads: list[str]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """(name, label, chosen, choices) of each filter."""
    w = asdict(asked.wanted)
    products = operation.catalog.products
    return [
        ("campanha", "Campanha", w["campaign"], [(c.id, c.name) for c in operation.campaigns]),
        ("anuncio", "Anúncio", w["ad"], [(ad, f"Anúncio …{ad[-6:]}") for ad in ads]),
        ("origem", "Origem", w["source"], list(labels.SOURCES.items())),
        ("persona", "Persona", w["persona"], [(p.id, p.name) for p in operation.personas]),
        ("produto", "Produto", w["product"], [(p.id, p.name) for p in products]),
        ("canal", "Número", w["channel"], [(c.id, c.name) for c in operation.channels]),
    ]


def _line(name: str, f: figures.Figures) -> list[str]:
    told = "" if f.return_on_ads is None else words.decimal(f.return_on_ads, 2)
    left = [
        guarded(name),
        str(f.leads),
        str(f.orders),
        _reais(f.net),
        _reais(f.product),
        _reais(f.freight),
        _reais(f.fee),
    ]
    costs = ["sem gasto informado" if f.ad is None else _reais(f.ad), _reais(f.ai), _reais(f.meta)]
    return [*left, *costs, _reais(f.profit), _reais(f.per_lead), _reais(f.per_buyer), told]


def _reais(centavos: int | None) -> str:
    """A plain decimal with a comma: a negative one is a number, no formula."""
    return "" if centavos is None else f"{'-' if centavos < 0 else ''}{abs(centavos) // 100},{abs(centavos) % 100:02d}"


def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)
