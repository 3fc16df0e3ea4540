"""Ad spend from a CSV: a day, a value, and what else the file says; problems are told line by line."""

from __future__ import annotations

import csv
import io
from datetime import date

from central.core.errors import AskHuman
from central.core.selling.spend import Spend, hundredths
from central.core.text import fold

COLUMNS = {
    "day": ("dia", "data", "day", "date"),
    "spend": ("gasto", "custo", "valor", "spend", "cost", "amount spent"),
    "campaign": ("campanha", "campaign"),
    "ad": ("anuncio", "ad", "ad id", "id do anuncio"),
    "currency": ("moeda", "currency", "currency code"),
    "impressions": ("impressoes", "impressions"),
    "clicks": ("cliques", "clicks"),
}
MOST_PROBLEMS = 20


def spend_of(text: str, platform: str, account: str, now: int) -> list[Spend]:
    """The figures of a file; comma, semicolon or tab. Raises AskHuman with every line that cannot be read."""
    head = text.lstrip("\ufeff")
    separator = max(";,\t", key=head.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(head), delimiter=separator))
    names = [fold(cell) for cell in rows[0]] if rows else []
    at = {key: names.index(name) for key, known in COLUMNS.items() for name in names if name in known}
    if not {"day", "spend"} <= at.keys():
        raise AskHuman("o arquivo precisa das colunas dia e gasto na primeira linha", code="gasto_colunas")
    found, problems = [], []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            found.append(_spend({key: row[place].strip() for key, place in at.items()}, platform, account, now))
        except (ValueError, IndexError) as error:
            problems.append(f"- linha {number}: {error}")
    if problems:
        raise AskHuman("\n".join(problems[:MOST_PROBLEMS]), code="gasto_linhas")
    return found


def _spend(told: dict[str, str], platform: str, account: str, now: int) -> Spend:
    return Spend(
        platform=platform,
        account=account,
        day=_day(told["day"]).isoformat(),
        spend=hundredths(told["spend"]),
        currency=told.get("currency") or "BRL",
        campaign=told.get("campaign", ""),
        ad=told.get("ad", ""),
        campaign_name=told.get("campaign", ""),
        impressions=int(told.get("impressions") or 0),
        clicks=int(told.get("clicks") or 0),
        by="arquivo",
        at=now,
    )


def _day(said: str) -> date:
    parts = said.split("/")
    if len(parts) == 3:
        day, month, year = map(int, parts)
        return date(year, month, day)
    return date.fromisoformat(said)
