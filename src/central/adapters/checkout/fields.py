"""Reading what checkouts write: JSON with exact money, times of many shapes, and our token wherever it came back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from central.core.selling.checkout import ALPHABET, TOKEN_LENGTH

BRAZIL = ZoneInfo("America/Sao_Paulo")
LONGEST = 500
_TOKEN = re.compile(rf"(?<![0-9A-Za-z])[{ALPHABET}]{{{TOKEN_LENGTH}}}(?![0-9A-Za-z])")
_TRACKING = re.compile(r"[0-9A-Z][0-9A-Z-]{4,39}")
_PAGE = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!-~]{0,300})?")
Json = dict[str, Any]


def read_json(body: bytes) -> Json:
    """The object in a body, money as Decimal; ValueError (Portuguese) when there is none."""
    try:
        found = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise ValueError("o corpo não é JSON") from error
    if not isinstance(found, dict):
        raise ValueError("o corpo não é um objeto JSON")
    return found


def at(value: Any, *path: str) -> Any:
    """What lies under these keys, None where the way breaks off.

    >>> at({"a": {"b": 1}}, "a", "b"), at({"a": None}, "a", "b")
    (1, None)
    """
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def text(value: Any, *path: str) -> str | None:
    """The text (or number) under these keys, without spaces around it; None when it is empty."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        return None
    return str(found).replace("\0", "").strip()[:LONGEST] or None


def needed(value: Any, *path: str) -> str:
    """A text that must be there."""
    found = text(value, *path)
    if found is None:
        raise ValueError(f"falta {'.'.join(path)}")
    return found


def cents(value: Any, *path: str) -> int:
    """A whole number of centavos, as a number or as text."""
    found = needed(value, *path)
    if not re.fullmatch(r"\d{1,12}", found):
        raise ValueError(f"{'.'.join(path)} não é um valor em centavos")
    return int(found)


def money(value: Any, *path: str) -> int:
    """An amount in reais ("89.90", 89.9, 1500) as centavos."""
    try:
        amount = Decimal(needed(value, *path))
    except InvalidOperation as error:
        raise ValueError(f"{'.'.join(path)} não é um valor") from error
    if not amount.is_finite() or not 0 <= amount < 10**10:
        raise ValueError(f"{'.'.join(path)} não é um valor")
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def moment(value: Any, *path: str, zone: tzinfo = UTC) -> int | None:
    """A time as epoch ms: ISO 8601, "2026-04-22 03:05" in `zone`, or a number of ms or s; None when there is none.

    >>> moment("2026-04-22 03:05", zone=UTC) == moment("2026-04-22T00:05:00.000-03:00") == moment(1776827100)
    True
    """
    found = text(value, *path) if path else text({"": value}, "")
    if found is None:
        return None
    if found.isdigit():
        return int(found) if len(found) > 11 else int(found) * 1000
    try:
        read = datetime.fromisoformat(found)
    except ValueError as error:
        raise ValueError(f"não entendi a data em {'.'.join(path)}") from error
    return round((read if read.tzinfo is not None else read.replace(tzinfo=zone)).timestamp() * 1000)


def code_of(said: str | None) -> str:
    """A tracking code, if it looks like one.

    >>> code_of("aa123456785br"), code_of("<b>ligue</b>")
    ('AA123456785BR', '')
    """
    found = (said or "").strip().upper()
    return found if _TRACKING.fullmatch(found) else ""


def link_of(said: str | None) -> str:
    """A tracking page, https only and without spaces.

    >>> link_of("https://rastreio.example/AA1"), link_of("javascript:x"), link_of("http://a.example")
    ('https://rastreio.example/AA1', '', '')
    """
    found = said or ""
    return found if _PAGE.fullmatch(found) else ""


def token_in(values: Iterable[str | None]) -> str | None:
    """Our token, alone or among other words of the first value that has one.

    >>> token_in([None, "fb|campanha", "46z5snqv6fm"]), token_in(["src-46z5snqv6fm|x"]), token_in(["nada"])
    ('46z5snqv6fm', '46z5snqv6fm', None)
    """
    return next((match[0] for value in values if value and (match := _TOKEN.search(value))), None)
