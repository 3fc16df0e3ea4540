"""Resumo do dia: leads, sales, money spent, what is left, and three things to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from central.adapters.store import Store
from central.adapters.store.figures.metrics import Wanted
from central.app import calendar
from central.app.desk.visit import CLOCK, visit
from central.core.alert import KINDS, MINUTE_MS
from central.core.money import reais
from central.core.operation import Operation
from central.core.selling.budget import DAY_MS, HOUR_MS, local_day

if TYPE_CHECKING:
    from central.app.panel.metrics.figures import Figures

MOST = 3


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One local day; money in centavos, `spent` on ads, models and Meta together. It names nobody."""

    at: int
    leads: int
    sales: int
    revenue: int
    spent: int
    profit: int
    todo: tuple[str, ...]

    @property
    def text(self) -> str:
        """For a phone."""
        leads = f"{self.leads} lead{'s' if self.leads != 1 else ''}"
        sales = f"{self.sales} venda{'s' if self.sales != 1 else ''} ({reais(self.revenue)})"
        said = f"{leads}, {sales}, {reais(self.spent)} gastos, lucro {reais(self.profit)}."
        return " ".join((said, *(f"{number}) {what}" for number, what in enumerate(self.todo, 1))))

    def lines(self) -> list[str]:
        """For the terminal."""
        return [
            f"Resumo de {calendar.local(self.at):%d/%m}",
            f"  Leads    {self.leads}",
            f"  Vendas   {self.sales}  {reais(self.revenue)}",
            f"  Gastos   {reais(self.spent)}",
            f"  Lucro    {reais(self.profit)}",
            "Para fazer:",
            *(f"  {number}. {what}" for number, what in enumerate(self.todo, 1)),
        ]


async def summary(environment: Mapping[str, str]) -> DaySummary:
    """Today, as it stands."""
    async with visit(environment) as store:
        return await summed(store, await store.operations.current(), CLOCK.now())


async def summed(store: Store, operation: Operation | None, now: int) -> DaySummary:
    """The day of this moment, from the ledgers."""
    from central.app.panel.metrics import figures  # the panel stands above: it must not be needed to start a house

    day = local_day(now)
    sums = await store.metrics.sums(day, day, Wanted(), now)
    today = datetime.fromtimestamp(day * DAY_MS / 1000, UTC).date()
    told = figures.spend_by_campaign(await store.spend.between(today, today), operation, Wanted())
    whole = figures.whole(sums, sum(told.values()) if told else None, operation)
    return DaySummary(
        at=now,
        leads=whole.leads,
        sales=whole.orders,
        revenue=whole.net,
        spent=(whole.ad or 0) + whole.ai + whole.meta,
        profit=whole.profit,
        todo=await _todo(store, operation, whole, now),
    )


async def _todo(store: Store, operation: Operation | None, whole: Figures, now: int) -> tuple[str, ...]:
    """What would help most: people who wait, money that is near, then what is broken or unknown."""
    waiting = len(await store.alerts.waiting(now - DAY_MS, now - 10 * MINUTE_MS))
    hot = len(await store.alerts.hot(now - DAY_MS, now - HOUR_MS))
    broken = [KINDS[a.kind].title for a in await store.alerts.standing() if a.kind not in _NO_TROUBLE]
    new_ads = len(await store.origins.new_ads(operation)) if operation is not None else 0
    without_cost = operation is not None and any(p.active and p.cost is None for p in operation.catalog.products)
    found = [
        *([f"Responder {_many(waiting, 'lead que espera', 'leads que esperam')} uma pessoa."] if waiting else []),
        *([f"Chamar {_many(hot, 'lead', 'leads')} no checkout sem pagar."] if hot else []),
        *(f"Resolver: {what.lower()}." for what in dict.fromkeys(broken)),
        *([f"Ligar {_many(new_ads, 'anúncio novo', 'anúncios novos')} a uma campanha."] if new_ads else []),
        *(["Informar o gasto em anúncios, para o lucro ser o de verdade."] if whole.ad is None and whole.leads else []),
        *(["Preencher o custo dos produtos que ainda não têm."] if without_cost else []),
        "Ler três conversas que não viraram venda.",
        "Ver em Aprendizado o que mudou.",
        "Conferir o estoque dos produtos anunciados.",
    ]
    return tuple(found[:MOST])


_NO_TROUBLE = ("pessoa", "esperando", "quente", "resumo")


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
