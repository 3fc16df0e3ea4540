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


def parse_reais(text: str) -> int | None:
    """A price as a Brazilian writes it, in centavos; None when it is no price.

    >>> parse_reais("R$ 1.299,90"), parse_reais("129"), parse_reais("129,9"), parse_reais("129.90")
    (129990, 12900, None, None)
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1].replace(".", "")) * 100 + int(match[2] or 0)
