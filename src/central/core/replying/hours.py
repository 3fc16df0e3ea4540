"""When people of the team answer. Personas sell day and night: these hours only say what is promised about people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEKDAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
_FAR = 14


@dataclass(frozen=True, slots=True)
class Shift:
    """A weekday's working time, Monday 0; minutes since midnight, local time."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """The team's week. `closed` are days (ISO) nobody works; `holidays`: neither on Brazil's national ones."""

    shifts: tuple[Shift, ...] = ()
    holidays: bool = True
    closed: tuple[str, ...] = ()
    hand_back: int = 0
    """After so long (ms) without a word of the team, what one of them took goes back to the bot; 0: never."""


NO_HOURS = Hours()


def promise(hours: Hours, moment: datetime, is_holiday: Callable[[date], bool]) -> str | None:
    """What may be promised about a person's answer, to stand after "responde"; None when no hours are known.

    >>> week = Hours(tuple(Shift(day, 9 * 60, 18 * 60) for day in range(5)))
    >>> promise(week, datetime(2026, 11, 20, 17, 0), lambda day: False)
    'hoje, até as 18h'
    >>> promise(week, datetime(2026, 11, 20, 19, 30), lambda day: False)
    'na segunda, a partir das 9h'
    """
    minute = moment.hour * 60 + moment.minute
    for ahead in range(_FAR):
        day = (moment + timedelta(days=ahead)).date()
        for shift in _shifts(hours, day, is_holiday):
            if ahead == 0 and shift.opens <= minute < shift.closes:
                return f"hoje, até as {_clock(shift.closes)}"
            if ahead > 0 or minute < shift.opens:
                return f"{_day(day, ahead)}, a partir das {_clock(shift.opens)}"
    return None


def _shifts(hours: Hours, day: date, is_holiday: Callable[[date], bool]) -> list[Shift]:
    if day.isoformat() in hours.closed or (hours.holidays and is_holiday(day)):
        return []
    return sorted((s for s in hours.shifts if s.weekday == day.weekday()), key=lambda s: s.opens)


def _day(day: date, ahead: int) -> str:
    if ahead < 2:
        return ("hoje", "amanhã")[ahead]
    if ahead > 6:
        return f"no dia {day:%d/%m}"
    return f"{'na' if day.weekday() < 5 else 'no'} {WEEKDAYS[day.weekday()]}"


def _clock(minute: int) -> str:
    return f"{minute // 60}h{minute % 60:02d}" if minute % 60 else f"{minute // 60}h"
