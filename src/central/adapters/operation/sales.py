"""What helps to sell, in the YAML: triggers with their preconditions, openings, and when people of the team answer."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from central.adapters.operation.duration import duration
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import nearest, the
from central.adapters.operation.shop import percent
from central.core.replying import script, trigger
from central.core.replying.hours import Hours, Shift
from central.core.replying.opening import Opening
from central.core.replying.script import slots_of
from central.core.replying.trigger import KINDS, NONE, Kind, Trigger

_TIME = r"(\d{1,2})(?:h(\d{2})?|:(\d{2}))"
_SPAN = re.compile(rf"{_TIME}\s*(?:às|as|a|-|–|até)\s*{_TIME}")
_DAY = r"(seg|ter|qua|qui|sex|sab|dom)[a-zç-]*"
_WEEK = re.compile(rf"{_DAY}(?:\s*(?:a|-|até)\s+{_DAY})?")
_DAYS = "seg", "ter", "qua", "qui", "sex", "sab", "dom"
_NEEDED = {
    "prova_social": ("fato", "fonte"),
    "autoridade": ("fato", "fonte"),
    "escassez": ("estoque_ate",),
    "desconto": ("desconto", "ate"),
    "urgencia": ("fato", "ate"),
    "garantia": (),
}
"""What each kind needs to be true in writing."""
MOST_TEXT = 300


def trigger_of(entry: Entry) -> Trigger:
    """A trigger; each kind names what makes it true."""
    entry.findings.define("gatilho", entry.id, entry.at("id"))
    kind = entry.one_of("tipo", [k for k in KINDS if k != NONE])
    for key in _NEEDED.get(kind, ()):
        if not entry.has(key):
            entry.missing(key)
    return Trigger(
        id=entry.id,
        kind=cast(Kind, kind or NONE),
        texts=_texts(entry),
        products=entry.refer_all("produtos", "produto"),
        fact=entry.maybe("fato") or "",
        source=entry.maybe("fonte") or "",
        stock_at_most=entry.whole("estoque_ate", 1, default=0),
        percent=percent(entry, "desconto"),
        coupon=entry.maybe("cupom") or "",
        until=_day(entry, "ate"),
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    known = (*script.SLOTS, *trigger.SLOTS)
    for text, place in entry.placed("textos"):
        for slot in sorted(slots_of(text) - set(known)):
            entry.findings.wrong(place, f"o espaço {{{slot}}} não existe; {nearest(slot, known)}")
        if len(text) > MOST_TEXT:
            entry.findings.wrong(
                place, f"o texto d{the(entry.what)} tem {len(text)} caracteres; o máximo é {MOST_TEXT}"
            )
    if not entry.has("textos"):
        entry.missing("textos")
    return entry.texts("textos")


def _day(entry: Entry, key: str) -> str:
    """A day as 2026-12-24."""
    value = entry.maybe(key)
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        entry.bad(key, value, "não é um dia como 2026-12-24")
        return ""


def opening(entry: Entry) -> Opening:
    """An opening of one persona."""
    entry.findings.define("abertura", entry.id, entry.at("id"))
    if not entry.has("persona"):
        entry.missing("persona")
    text = entry.text("texto", MOST_TEXT)
    if stray := slots_of(text) - {"nome"}:
        entry.wrong("texto", f"a abertura só aceita o espaço {{nome}}; tire {{{min(stray)}}}")
    return Opening(entry.id, entry.refer("persona", "persona") or "", text, entry.refer_all("produtos", "produto"))


def check_openings(openings: list[tuple[Opening, Entry]], names: dict[str, str]) -> None:
    """A first sentence says who speaks (`names`: persona id → name)."""
    for one, entry in openings:
        name = names.get(one.persona, "")
        if name and one.text and name.casefold() not in one.text.casefold():
            entry.wrong("texto", f'{the(entry.what)} não diz o nome da persona; escreva "{name}" nela')


def hours(entry: Entry) -> Hours:
    """The team's week."""
    shifts: list[Shift] = []
    for text, place in entry.placed("horarios"):
        found = _shifts(text)
        if not found:
            entry.findings.wrong(
                place, f'horarios "{text}" não é um horário da equipe; escreva assim: "seg a sex 9h às 18h"'
            )
        shifts += found
    closed = tuple(_closed(entry))
    back = duration(entry, "devolver_apos")
    return Hours(tuple(shifts), entry.yes("feriados", default=True), closed, back)


def span_of(text: str) -> tuple[int, int] | None:
    """From and until in minutes since midnight.

    >>> span_of("22h às 6h30"), span_of("09:00-18:00"), span_of("cedo")
    ((1320, 390), (540, 1080), None)
    """
    match = _SPAN.search(text.casefold())
    if match is None:
        return None
    first, last = (int(match[n]) * 60 + int(match[n + 1] or match[n + 2] or 0) for n in (1, 4))
    return (first, last) if max(first, last) <= 24 * 60 else None


def _shifts(text: str) -> list[Shift]:
    span = span_of(text)
    if span is None or span[0] >= span[1]:
        return []
    days: list[int] = []
    for match in _WEEK.finditer(text.casefold().replace("á", "a")):
        first = _DAYS.index(match[1])
        days += range(first, _DAYS.index(match[2]) + 1) if match[2] else [first]
    return [Shift(day, *span) for day in days]


def _closed(entry: Entry) -> list[str]:
    days = []
    for text, place in entry.placed("fechado"):
        try:
            days.append(date.fromisoformat(text).isoformat())
        except ValueError:
            entry.findings.wrong(place, f'fechado "{text}" não é um dia; escreva assim: fechado: [2026-12-24]')
    return days
