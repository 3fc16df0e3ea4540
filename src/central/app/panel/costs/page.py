"""The page of the costs and the page of the ad spend; spend may be told by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Form
from fastapi.responses import Response

from central.adapters.store.sales.costs import Line
from central.app.desk.ad_spend import PLATFORMS
from central.app.desk.spent import KINDS
from central.app.panel import labels
from central.app.panel.behind import Behind
from central.app.panel.metrics.figures import centavos
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.selling.budget import forecast, local_day, month_start, standing
from central.core.selling.spend import Spend, by_day, hundredths

section = Section()
HERE, ADS = "/custos", "/custos/anuncios"
TABS = [(HERE, "IA e Meta", None), (ADS, "Anúncios", None)]
EPOCH = date(1970, 1, 1)
SPAN = 30
STALE_MS = 26 * 3_600_000
Rows = list[tuple[str, int, int, str]]
"""What, how many, centavos, and where the conversations behind it are; empty where there are none."""
_Part = tuple[str, Sequence[Line], Callable[[Line], str], Mapping[str, str], Callable[[str], str]]


@section.get(HERE, least="leitura")
async def costs(visit: Here) -> Response:
    operation, store, now = await visit.panel.operation(), visit.panel.store, visit.now
    spent, day = await store.costs.spent(now, operation.budget, None, None), local_day(now)
    lines = await store.costs.lines(month_start(day), day + 1)
    heading = centavos(forecast(spent.month, day, spent.day))
    behind = partial(_behind, month_start(day), day)
    return await visit.page(
        "costs.html",
        tabs=TABS,
        open_tab=HERE,
        behind=behind,
        today=_behind(day, day),
        budget=operation.budget,
        day=centavos(spent.day),
        month=centavos(spent.month),
        heading=heading,
        room=standing(operation.budget, spent, None),
        tables=_tables(lines, operation, behind),
        days=_days(lines, month_start(day), day),
        unknown=sum(line.unknown for line in lines),
        free=sum(line.count for line in lines if line.reply),
    )


@section.get(ADS, least="leitura")
async def ads(visit: Here) -> Response:
    last = _date(local_day(visit.now))
    first = last - timedelta(days=SPAN - 1)
    rows = await visit.panel.store.spend.between(first, last)
    reais = [row for row in rows if row.currency == "BRL"]
    parts: Counter[tuple[str, str]] = Counter()
    for row in reais:
        parts[row.platform, row.campaign_name or row.campaign or "conta toda"] += row.spend
    return await visit.page(
        "spend.html",
        tabs=TABS,
        open_tab=ADS,
        days=by_day(reais, first, last)[::-1],
        rows=parts.most_common(50),
        whole=sum(row.spend for row in reais) if reais else None,
        foreign=len(rows) - len(reais),
        PLATFORMS=PLATFORMS,
        today=last.isoformat(),
        accounts=await _accounts(visit),
    )


async def _accounts(visit: Visit) -> list[tuple[str, str, int | None, str, bool]]:
    """Platform, account, when it was read last, its zone, and whether that is too long ago."""
    read = await visit.panel.store.spend.read_at()
    found: list[tuple[str, str, int | None, str, bool]] = []
    for platform, account in (await visit.panel.operation()).ads.accounts:
        at, zone = read.get((platform, account), (None, ""))
        found.append((platform, account, at, zone, at is None or visit.now - at > STALE_MS))
    return found


@section.post(ADS, least="gestor")
async def told(
    visit: Here,
    plataforma: Annotated[Literal["meta", "google", "kwai"], Form()],
    dia: Annotated[str, Form(max_length=10)],
    valor: Annotated[str, Form(max_length=20)],
    campanha: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """What a day cost by somebody's word; the same day and campaign again replaces it."""
    try:
        day, spend = date.fromisoformat(dia), hundredths(valor)
    except ValueError as error:
        raise AskHuman("Escreva o dia e um valor como R$ 120,00.", code="gasto") from error
    if day > _date(local_day(visit.now)) or spend > 10**10:
        raise AskHuman("Esse dia ainda não chegou, ou o valor é grande demais.", code="gasto")
    account = f"painel{'/' + campanha if campanha else ''}"
    row = Spend(plataforma, account, day.isoformat(), spend, campaign=campanha, by=visit.account.login, at=visit.now)
    await visit.panel.store.spend.replace(plataforma, account, day, day, [row])
    return visit.go(ADS, "Gasto anotado; entra no lucro por campanha.")


def _tables(lines: Sequence[Line], operation: Operation, behind: Callable[..., str]) -> list[tuple[str, Rows]]:
    personas = {persona.id: persona.name for persona in operation.personas}
    channels = {channel.id: channel.name for channel in operation.channels}
    parted: tuple[_Part, ...] = (
        ("Em quê", lines, lambda line: line.kind, KINDS, lambda kind: behind(f"tipo:{kind}")),
        ("Quem escreveu", _ai(lines), lambda line: line.tier, labels.TIERS, lambda tier: behind(f"nivel:{tier}")),
        ("Modelo", _ai(lines), lambda line: line.model, {}, lambda model: behind(f"modelo:{model}")),
        ("Persona", lines, lambda line: line.persona or "", personas, lambda id: behind(persona=id)),
        ("Número", lines, lambda line: line.channel or "", channels, lambda id: behind(channel=id)),
    )
    return [(title, _by(own, what, names, where)) for title, own, what, names, where in parted]


def _by(
    lines: Iterable[Line], what: Callable[[Line], str], names: Mapping[str, str], where: Callable[[str], str]
) -> Rows:
    """Alerts to the team are in no conversation."""
    counts: Counter[str] = Counter()
    micro: Counter[str] = Counter()
    for line in lines:
        counts[what(line)] += line.count
        micro[what(line)] += line.micro
    return [
        (names.get(id, id or "sem nome"), counts[id], centavos(amount), where(id) if id not in ("", "alerta") else "")
        for id, amount in micro.most_common(20)
    ]


def _behind(first: int, last: int, detail: str = "", persona: str = "", channel: str = "") -> str:
    """The conversations that cost something on these days."""
    parts = Behind("custos", detail, first, last, channel=channel).parts | {"persona": persona}
    return f"/conversas?{urlencode({key: value for key, value in parts.items() if value})}"


def _ai(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.kind not in ("meta", "alerta")]


def _days(lines: Iterable[Line], first: int, last: int) -> list[tuple[date, int, str]]:
    micro: Counter[int] = Counter()
    for line in lines:
        micro[line.day] += line.micro
    return [(_date(day), centavos(micro[day]), _behind(day, day)) for day in range(first, last + 1)]


def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)
