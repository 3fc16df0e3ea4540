"""What ads cost: daily figures of a platform, kept in its own currency and by the days of its own time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REREAD_DAYS = 7
"""Platforms correct their figures for about a week."""
NOT_TOLD = "sem gasto informado"


@dataclass(frozen=True, slots=True)
class Spend:
    """One ad on one day; `spend` in hundredths of `currency`. Without an ad it is the campaign's or account's whole."""

    platform: str
    account: str
    day: str
    spend: int
    currency: str = "BRL"
    campaign: str = ""
    ad: str = ""
    adset: str = ""
    campaign_name: str = ""
    ad_name: str = ""
    impressions: int = 0
    clicks: int = 0
    by: str = ""
    at: int = 0
    zone: str = ""
    """By whose days the account counts; empty: nobody said."""


def span_to_read(today: date) -> tuple[date, date]:
    """The days to read again today.

    >>> [str(day) for day in span_to_read(date(2026, 11, 22))]
    ['2026-11-15', '2026-11-22']
    """
    return today - timedelta(days=REREAD_DAYS), today


def hundredths(figure: str, *, typed: bool = True) -> int:
    """A decimal figure without a float; ValueError for anything else. `typed`: a point may part thousands.

    >>> hundredths("12.34"), hundredths("1234,5"), hundredths("R$ 1.234,50"), hundredths("7")
    (1234, 123450, 123450, 700)
    >>> hundredths("1.019", typed=False), hundredths("1.019")
    (102, 101900)
    """
    said = figure.replace("R$", "").strip()
    if typed and re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", said):
        said = said.replace(".", "")
    match = re.fullmatch(r"(\d+)(?:[.,](\d+))?", said)
    if match is None:
        raise ValueError(f"{figure!r} não é um valor")
    cents = (match[2] or "").ljust(3, "0")
    return int(match[1]) * 100 + int(cents[:2]) + (cents[2] >= "5")


def by_day(rows: Iterable[Spend], first: date, last: date) -> list[tuple[str, int | None]]:
    """Each day with its whole spend; None where nobody told any: that is no zero."""
    told: dict[str, int] = {}
    for row in rows:
        told[row.day] = told.get(row.day, 0) + row.spend
    days = ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))
    return [(day, told.get(day)) for day in days]


def only_finest(rows: Sequence[Spend]) -> list[Spend]:
    """Without figures of a whole that is told in parts too, so that nothing is counted twice."""
    parted = {(r.platform, r.account, r.day) for r in rows if r.ad}
    return [r for r in rows if r.ad or (r.platform, r.account, r.day) not in parted]
