"""`central gastos`: what was spent today and this month, by whom and on what, and where the month is heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from central.adapters.store.sales.costs import Line
from central.app.desk.visit import CLOCK, visit
from central.core.money import reais
from central.core.selling.budget import NO_BUDGET, Budget, Spent, forecast, local_day, month_start, standing

MICRO_TO_CENTAVO = 10_000
KINDS = {
    "resposta": "IA, respostas",
    "leitura": "IA, leitura",
    "transcricao": "áudio",
    "meta": "Meta, entregas",
    "alerta": "Meta, alertas para a equipe",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Sums of the month, and the operation's limits."""

    budget: Budget
    spent: Spent
    lines: tuple[Line, ...]
    day: int


async def report(environment: Mapping[str, str]) -> Report:
    """Read the ledger of costs."""
    async with visit(environment) as store:
        operation = await store.operations.current()
        budget = operation.budget if operation is not None else NO_BUDGET
        now = CLOCK.now()
        spent = await store.costs.spent(now, budget, None, None)
        day = local_day(now)
        return Report(budget, spent, tuple(await store.costs.lines(month_start(day), day + 1)), day)


def sentences(found: Report) -> list[str]:
    """The report in lines; unknown prices are told, never counted as nothing."""
    spent, budget = found.spent, found.budget
    said = [
        f"Hoje: {_money(spent.day)}{_limit(budget.day)}. Este mês: {_money(spent.month)}{_limit(budget.month)}.",
        f"Neste ritmo, o mês fecha em {_money(forecast(spent.month, found.day, spent.day))}.",
    ]
    room = standing(budget, spent, None)
    if room.level != "livre":
        state = "acabou: só os scripts respondem" if room.level == "esgotado" else "passou de 80 %: a IA forte descansa"
        said.append(f"O orçamento do {room.limit} {state}.")
    said += [f"  {label}: {text}" for label, text in _table(found.lines, lambda line: KINDS.get(line.kind, line.kind))]
    said += [f"  {label}: {text}" for label, text in _table(found.lines, lambda line: line.persona)]
    unknown = sum(line.unknown for line in found.lines)
    if unknown:
        said.append(f"{unknown} chamadas sem preço conhecido contam R$ 0,02 cada; diga o preço em orcamento, precos.")
    free = [line for line in found.lines if line.reply]
    if free:
        count = sum(line.count for line in free)
        said.append(
            f"{count} respostas entregues este mês; as {budget.free_replies} primeiras de cada número são grátis."
        )
    return said


def _table(lines: Iterable[Line], by: Callable[[Line], str | None]) -> list[tuple[str, str]]:
    sums: Counter[str] = Counter()
    for line in lines:
        if (label := by(line)) is not None:
            sums[label] += line.micro
    return [(label, _money(micro)) for label, micro in sums.most_common()]


def _limit(centavos: int | None) -> str:
    return f" de {reais(centavos)}" if centavos is not None else ""


def _money(micro: int) -> str:
    """Micro-reais rounded up to a centavo."""
    return reais(-(-micro // MICRO_TO_CENTAVO))
