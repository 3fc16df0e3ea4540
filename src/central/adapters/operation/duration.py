"""Spans of time as an owner writes them: 15min, 3h, 2d."""

from __future__ import annotations

import re

from central.adapters.operation.entry import Entry

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
_SPAN = re.compile(r"(\d{1,4})\s*(min|minutos?|h|horas?|d|dias?)")


def duration(entry: Entry, key: str) -> int:
    """The span in ms; 0 where nothing is said, and where it is none, which is a finding."""
    value = entry.maybe(key) or ""
    match = _SPAN.fullmatch(value)
    if match is None:
        if value:
            entry.bad(key, value, "não diz quanto tempo; escreva como 15min, 3h ou 2d")
        return 0
    unit = MINUTE if match[2].startswith("min") else HOUR if match[2].startswith("h") else DAY
    return int(match[1]) * unit


def in_words(ms: int) -> str:
    """The span as the YAML writes it; empty for none.

    >>> in_words(3 * HOUR), in_words(90 * MINUTE), in_words(0)
    ('3h', '90min', '')
    """
    for unit, name in ((DAY, "d"), (HOUR, "h")):
        if ms and ms % unit == 0:
            return f"{ms // unit}{name}"
    return f"{ms // MINUTE}min" if ms else ""
