"""The seller's clock and calendar: Brasília's time and Brazil's national holidays."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Sao_Paulo")


def local(at: int) -> datetime:
    """An epoch ms as the seller's local time."""
    return datetime.fromtimestamp(at / 1000, ZONE)


def national_holiday(day: date) -> bool:
    """Whether the whole country rests on this day."""
    return day in _year(day.year)


@lru_cache(maxsize=8)
def _year(year: int) -> frozenset[date]:
    import holidays  # a heavy library, wanted only when a person is asked in

    return frozenset(holidays.country_holidays("BR", years=year))
