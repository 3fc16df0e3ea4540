"""Freight: which amounts are told of it, and what it is for a sum and a region."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.money import Amount
from central.core.guard.paid import LINKED
from central.core.guard.said import Said
from central.core.lexicon import Lexicon, clause
from central.core.selling.catalog import Region

FREIGHT = r"(?:frete|entrega|envio|sedex|\bpac\b|correios?|motoboy|transportadora|taxa de (?:entrega|envio))"
FREIGHT_BEFORE = re.compile(FREIGHT)
_FREIGHT_AFTER = re.compile(
    rf"^[ \n]*(?:(?:e|eh|so|d[eoa]|pel[oa]|pr[oa]|para|pra|n[oa]|o|a|fica|vai n[oa])[ ]+){{0,2}}{FREIGHT}"
)
WITH_FREIGHT = re.compile(
    r"(?:com|incluindo|inclui|inclus[oa]|contando|somando|ja com)[ ]+(?:o |a |ja )?(?:frete|entrega|envio)|"
    r"(?:frete|entrega)[ ]+(?:ja )?(?:inclus[oa]|junto)|"
    r"(?:\+|\x01(?: [a-z\d]{1,12})? (?:mais|e)) ?(?:o |a )?(?:frete|entrega|envio)\b"
)
_GIVEN = re.compile(r" (?:de|por|a)[ ]+(?:r\$)?[ ]*$")
_OTHER_THAN_FREIGHT = re.compile(
    r"(?:,|\be\b(?! (?!el[ea]|produto|preco|valor)[a-z]{3,}(?:[ -][a-z]+)? (?:custa|fica|sai)\b)(?! (?:pag[oa]|"
    r"cobrad[oa]|de|so|por)\b)|;|\bmas\b|\bou\b|\+)[^,;]*(?:produto|preco|valor|custa|pix|"
    r"cartao|a vista|\x01)"
)
_GIVEN_AWAY = re.compile(
    r"^ (?:e |fica |sai |vai |ja |por |tambem )*(?:gratis|de graca|por nossa|por conta|zero|0\b|livre|"
    r"(?:eu|a gente|voce|depende|varia|calcul\w+|vejo|a parte|separad[oa])\b)"
)
_SUM = re.compile(r"\btotal|\btudo\b|\bsom[ao]|\bjunt[oa]s|=|\+")
_ADDED_FREIGHT = re.compile(r"\+ ?(?:o |a )?(?:frete|entrega|envio) ?[:(=-]? ?(?:r\$ ?)?$")
_WHOLE_AFTER = re.compile(r"^ (?:reais )?(?:n[oa] total|ao todo|tudo(?: junto)?)\b")
_ONLY_PLACE = re.compile(r"^[ ,/e(-]*(?:ou|para|pra|pro|no|na|em|via|pelo|por|com)?\b[^\x01]{0,30}$")


_DELIVERS = Lexicon(
    (
        clause(
            r"entreg\w+|envi(?:o|amos|a)|atend(?:o|emos)|chega(?:mos)?|mand(?:o|amos)|despach\w+|post(?:o|amos)",
            r"(?: (?:sim|tambem|ai|normalmente|ate|la|sempre|tudo|em casa))* (?:em|n[oa]s?|para|pra|pro|pros|"
            r"pras)(?: [oa]s?)? "
            r"(?P<place>(?:tod[oa]s?(?: [oa]s?)? |qualquer |cidade de |capital d[eoa] |interior d[eoa] "
            r")?[a-z]{3,}(?: [a-z]{3,})?)",
        ),
    )
)
_ANYWHERE = re.compile(
    r"tod[oa]s?(?: [oa]s?)? (?:brasil|pais|territorio|lugar\w*|cidades?|estados?|cantos?|regi\w+)|qualquer"
)
_NO_PLACE = frozenset(
    "casa loja gente voce senhora senhor mesa hora prazo data endereco endereços cep regiao cidade bairro estado "
    "porta "
    "mao maos dia trabalho portaria embalagem caixa pacote brasil site link dias horas correio correios semana quem "
    "todos todas outro outra outros capital interior area sua seu".split()
)


def check(said: Said) -> None:
    """Refuse delivery to a place that no region is known to serve."""
    book = said.facts.book
    if book.whole_country:
        return
    for match in _DELIVERS.find(said.text, said.stems):
        head, tail = said.before(match.start()), said.after(match.end())
        if denied(head, tail) or asked(tail):
            continue
        anywhere = _ANYWHERE.match(match["place"]) is not None
        words = match["place"].split()
        named = words[0] in said.capitals and words[0] not in _NO_PLACE and not match["place"].startswith("tod")
        if anywhere or (named and said.region(match.start()) is None):
            said.rule(False, "frete", match.start(), match.end())


def freight_of(region: Region, total: int) -> int:
    """The freight of a sum to a region, in centavos."""
    return region.freight(total)


def is_freight(head: str, tail: str, following: Amount | None, before: bool) -> bool:
    """Whether an amount is the freight's, by the words since the amount before it and after it."""
    places = list(FREIGHT_BEFORE.finditer(head))
    if _ADDED_FREIGHT.search(head):
        return True
    if places and _WHOLE_AFTER.match(tail):
        return False
    if places:
        last = places[-1]
        if _SUM.search(head[last.end() :]) or (WITH_FREIGHT.search(head) and not _GIVEN.match(head[last.end() :])):
            return False
        if re.search(r"\bsem (?:o |a )?$", head[: last.start()]):
            return False
        return not _OTHER_THAN_FREIGHT.search(head[last.end() :])
    match = _FREIGHT_AFTER.match(tail)
    if match and _GIVEN_AWAY.match(tail[match.end() :]):
        return False
    if match and re.match(r"[ \n]*d[eoa] ", tail):
        return True
    if match and not WITH_FREIGHT.match(tail.strip()):
        return not (following is not None and LINKED.match(tail[match.end() :]))
    return before and _ONLY_PLACE.match(head) is not None and not _SUM.search(head)
