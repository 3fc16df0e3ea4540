"""Money is an integer of centavos; here it becomes the words a Brazilian reads, and back."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(?:R\$\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}))?$")


def reais(centavos: int) -> str:
    """Centavos as a price.

    >>> reais(12990), reais(123456789), reais(5)
    ('R$ 129,90', 'R$ 1.234.567,89', 'R$ 0,05')
    """
    whole, cents = divmod(abs(centavos), 100)
    sign = "-" if centavos < 0 else ""
    return f"{sign}R$ {whole:,}".replace(",", ".") + f",{cents:02d}"


def fine_reais(micro: int) -> str:
    """Micro-reais as a price with as many places as it needs, two at least.

    >>> fine_reais(321_700), fine_reais(35_000), fine_reais(3_217_000_000)
    ('R$ 0,3217', 'R$ 0,035', 'R$ 3.217,00')
    """
    centavos, rest = divmod(abs(micro), 10_000)
    return f"{'-' if micro < 0 else ''}{reais(centavos)}" + f"{rest:04d}".rstrip("0")


def parse_reais(text: str) -> int | None:
    """A price as a Brazilian writes it, in centavos; None when it is no price.

    >>> parse_reais("R$ 1.299,90"), parse_reais("129"), parse_reais("129,9"), parse_reais("129.90")
    (129990, 12900, None, None)
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1].replace(".", "")) * 100 + int(match[2] or 0)
