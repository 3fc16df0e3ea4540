"""How numbers, money and moments read: R$ 1.234,56, 12,3 %, "há 5 min", in São Paulo's time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from central.core.money import fine_reais, reais

HERE = ZoneInfo("America/Sao_Paulo")
NBSP = "\u00a0"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
MONTHS = "jan fev mar abr mai jun jul ago set out nov dez".split()
WEEKDAYS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")


def local(at: int) -> datetime:
    """A moment on São Paulo's clocks."""
    return datetime.fromtimestamp(at / 1000, HERE)


def money(centavos: int | None) -> str:
    """Centavos as a price that does not break; a dash for what nobody knows.

    >>> money(123456).replace(NBSP, " "), money(None)
    ('R$ 1.234,56', '—')
    """
    return "—" if centavos is None else reais(centavos).replace(" ", NBSP)


def whole(number: int | None) -> str:
    """A count with its thousands.

    >>> whole(1234567)
    '1.234.567'
    """
    return "—" if number is None else f"{number:,}".replace(",", ".")


def decimal(number: float | None, places: int = 1) -> str:
    """A number with a comma.

    >>> decimal(1234.56), decimal(0.5, 2)
    ('1.234,6', '0,50')
    """
    return "—" if number is None else f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float | None, places: int = 1) -> str:
    """A share of one.

    >>> percent(0.1234).replace(NBSP, " "), percent(1, 0).replace(NBSP, " ")
    ('12,3 %', '100 %')
    """
    return "—" if share is None else f"{decimal(share * 100, places)}{NBSP}%"


def count(number: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> count(1, "lead", "leads").replace(NBSP, " "), count(1200, "lead", "leads").replace(NBSP, " ")
    ('1 lead', '1.200 leads')
    """
    return f"{whole(number)}{NBSP}{one if number == 1 else many}"


def clock(at: int) -> str:
    """The time of day."""
    return f"{local(at):%H:%M}"


def day(at: int, now: int) -> str:
    """The day, as people say it."""
    that, today = local(at).date(), local(now).date()
    if that == today:
        return "Hoje"
    if that == today - timedelta(days=1):
        return "Ontem"
    if timedelta(0) < today - that < timedelta(days=6):
        return WEEKDAYS[that.weekday()]
    return _date(that, today)


def when(at: int, now: int) -> str:
    """Short, for lists: the time of today, else the day."""
    that, today = local(at).date(), local(now).date()
    if that == today:
        return clock(at)
    return "ontem" if that == today - timedelta(days=1) else _date(that, today)


def moment(at: int) -> str:
    """Day and time in full."""
    return f"{local(at):%d/%m/%Y %H:%M}"


def iso(at: int) -> str:
    """For the `datetime` of a <time>."""
    return local(at).isoformat(timespec="seconds")


def ago(at: int, now: int) -> str:
    """How long ago.

    >>> [ago(0, ms).replace(NBSP, " ") for ms in (5_000, 5 * MINUTE, 3 * HOUR, 49 * HOUR)]
    ['agora', 'há 5 min', 'há 3 h', 'há 2 d']
    """
    return "agora" if now - at < MINUTE else f"há{NBSP}{span(now - at)}"


def span(ms: float) -> str:
    """A length of time in one unit.

    >>> [span(ms).replace(NBSP, " ") for ms in (900, 42_000, 5 * MINUTE, 3 * HOUR, 49 * HOUR)]
    ['0,9 s', '42 s', '5 min', '3 h', '2 d']
    """
    if ms < 10_000:
        return f"{decimal(ms / 1000)}{NBSP}s"
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if ms >= unit:
            return f"{int(ms // unit)}{NBSP}{name}"
    return f"{int(ms // 1000)}{NBSP}s"


def phone(wa_id: str | None) -> str:
    """A Brazilian number as people write it; any other with a plus.

    >>> [phone(said).replace(NBSP, " ") for said in ("5511999990001", "551133334444", "14155550100", None)]
    ['(11) 99999-0001', '(11) 3333-4444', '+14155550100', '']
    """
    if not wa_id:
        return ""
    if wa_id.startswith("55") and len(wa_id) in (12, 13):
        head, tail = wa_id[4:-4], wa_id[-4:]
        return f"({wa_id[2:4]}){NBSP}{head}-{tail}"
    return f"+{wa_id}"


def initial(name: str | None) -> str:
    """The first letter of a name; a dot for nobody."""
    return next((c.upper() for c in name or "" if c.isalnum()), "·")


def _date(that: date, today: date) -> str:
    year = "" if that.year == today.year else f"{NBSP}{that.year}"
    return f"{that.day}{NBSP}{MONTHS[that.month - 1]}{year}"


FILTERS: dict[str, Callable[..., str]] = {
    "money": money,
    "fine_money": fine_reais,
    "whole": whole,
    "decimal": decimal,
    "percent": percent,
    "count": count,
    "clock": clock,
    "day": day,
    "when": when,
    "moment": moment,
    "iso": iso,
    "ago": ago,
    "span": span,
    "phone": phone,
    "initial": initial,
    "as_json": json.dumps,
}
