"""What a person of the team agreed with a lead, when the conversation goes back to the bot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from central.core.money import parse_reais, reais

BY = "central"
"""Who writes the summary, as notes name their authors."""
LINES, LONGEST = 6, 160
_OFFER = re.compile(
    r"\b(?:por|sai|fica|faço|faco|fecho|fechamos|deixo|deixamos)\b[^\d\n]{0,24}?(?:R\$\s*)?"
    r"(\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}|\d+(?= reais\b))",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:frete|entrega|parcelas?|\d+\s*x)\b", re.IGNORECASE)


def summary_of(said: Sequence[str]) -> str:
    """A note for the team and the bot; empty when nobody said anything.

    >>> summary_of(["Oi, sou a Marina!", "Fecho por R$ 79,90 no Pix, tá?"])
    'A equipe disse: “Oi, sou a Marina!” · “Fecho por R$ 79,90 no Pix, tá?” Preço combinado: R$ 79,90.'
    """
    words = [" ".join(line.split()) for line in said if line.strip()]
    if not words:
        return ""
    quoted = " · ".join(f"“{_cut(line)}”" for line in words[-LINES:])
    price = offered(said)
    return f"A equipe disse: {quoted}" + (f" Preço combinado: {reais(price)}." if price is not None else "")


def offered(said: Sequence[str]) -> int | None:
    """The last price in centavos that somebody of the team gave for the goods; freight and instalments are none.

    >>> offered(["sai por 89,90", "faço por R$ 79,90"]), offered(["o frete sai por R$ 12,90"])
    (7990, None)
    """
    found = [match for line in said if not _OTHER.search(line) for match in _OFFER.findall(line)]
    return parse_reais(found[-1]) if found else None


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
