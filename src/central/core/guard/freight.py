"""Freight: which amounts are told of it, and what it is for a sum and a region."""

from __future__ import annotations

import re

from central.core.guard.money import Amount
from central.core.guard.paid import LINKED
from central.core.selling.catalog import Region

FREIGHT = r"(?:frete|entrega|envio|sedex|\bpac\b|correios?|motoboy|transportadora|taxa de (?:entrega|envio))"
FREIGHT_BEFORE = re.compile(FREIGHT)
_FREIGHT_AFTER = re.compile(
    rf"^[ \n]*(?:(?:e|eh|so|d[eoa]|pel[oa]|pr[oa]|para|pra|n[oa]|o|a|fica|vai n[oa])[ ]+){{0,2}}{FREIGHT}"
)
WITH_FREIGHT = re.compile(
    r"(?:com|incluindo|inclui|inclus[oa]|contando|somando|ja com)[ ]+(?:o |a |ja )?(?:frete|entrega|envio)|"
    r"(?:frete|entrega)[ ]+(?:ja )?(?:inclus[oa]|junto)"
)
_GIVEN = re.compile(r" (?:de|por|a)[ ]+(?:r\$)?[ ]*$")
_OTHER_THAN_FREIGHT = re.compile(
    r"(?:,|\be\b|;|\bmas\b|\bou\b|\+)[^,;]*(?:produto|preco|valor|custa|pix|cartao|a vista|\x01)"
)
_SUM = re.compile(r"\btotal|\btudo\b|\bsom[ao]|\bjunt[oa]s|=|\+")
_ONLY_PLACE = re.compile(r"^[ ,/e(-]*(?:ou|para|pra|pro|no|na|em|via|pelo|por|com)?\b[^\x01]{0,30}$")


def freight_of(region: Region, total: int) -> int:
    """The freight of a sum to a region, in centavos."""
    return 0 if region.free_above is not None and total >= region.free_above else region.price


def is_freight(head: str, tail: str, following: Amount | None, before: bool) -> bool:
    """Whether an amount is the freight's, by the words since the amount before it and after it."""
    places = list(FREIGHT_BEFORE.finditer(head))
    if places:
        last = places[-1]
        if _SUM.search(head[last.end() :]) or (WITH_FREIGHT.search(head) and not _GIVEN.match(head[last.end() :])):
            return False
        if re.search(r"\bsem (?:o |a )?$", head[: last.start()]):
            return False
        return not _OTHER_THAN_FREIGHT.search(head[last.end() :])
    match = _FREIGHT_AFTER.match(tail)
    if match and re.match(r"[ \n]*d[eoa] ", tail):
        return True
    if match and not WITH_FREIGHT.match(tail.strip()):
        return not (following is not None and LINKED.match(tail[match.end() :]))
    return before and _ONLY_PLACE.match(head) is not None and not _SUM.search(head)
