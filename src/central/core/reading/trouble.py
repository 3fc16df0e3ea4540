"""An order that went wrong, said outright: what came is broken, another thing, or not all of it."""

from __future__ import annotations

import re

from central.core.reading.expressions import known

_TROUBLE = known(
    r"""
    (?<!se )(?<!caso )(?<!quando )\b(?:veio|vieram|chegou|chegaram|recebi|mandaram|enviaram|entregaram|me mandaram)\b
    (?:(?! nao)[^.!?/]){0,30}\b(?:errad[oa]s?|trocad[oa]s?|quebrad[oa]s?|rachad[oa]s?|rasgad[oa]s?|vazand[oa]|
    vazad[oa]s?|
    furad[oa]s?|violad[oa]s?|faltando|incomplet[oa]s?|danificad[oa]s?|amassad[oa]s?|manchad[oa]s?|com defeito|
    estragad[oa]s?|suj[oa]s?|mofad[oa]s?|vazi[oa]s?|pela metade|partid[oa]s?|em pedacos|outr[oa] (?:cor|tom|tamanho|
    produto|
    numero|modelo))\b|
    \b(?:comprei|recebi|chegou)\b[^.!?/]{0,40}\b(?:quebrou|vazou|derramou|estourou|
    entornou|trincou|descascou|rasgou|descosturou|estragou|parou de funcionar|
    soltou|desbotou|nao (?:funciona|liga|carrega))\b
    """
)

_ELSEWHERE = re.compile(
    r"\b(?:em|n|num|n[oa]|d[eoa]|pel[oa]) ?(?:um |uma )?(?:outr[oa]s? (?:loja|site|lugar|marca|pagina|perfil)|"
    r"concorrente|shopee|shein|amazon|mercado livre|magalu|aliexpress|temu|americanas)\b|"
    r"\b(?:em|n|num|n[oa]|pel[oa]) ?(?:um |uma |uns |umas )?(?:sites?|lojas?|paginas?|perfil|perfis|anuncios?) "
    r"(?:assim|dess[ea]s? (?:jeito|tipo)|parecid\w+|qualquer|fals\w+|fake)\b"
)
"""Who tells what they bought from somebody else."""


def signals_trouble(said: str) -> bool:
    """Whether what was bought came wrong; `said` is folded words with abbreviations written out.

    >>> signals_trouble("comprei a base e veio tom errado"), signals_trouble("e se chegar quebrado?")
    (True, False)
    """
    return _TROUBLE.heard(said) and not bought_elsewhere(said)


def bought_elsewhere(said: str) -> bool:
    """Whether they tell of another seller; `said` is folded words with abbreviations written out.

    >>> bought_elsewhere("comprei em outra loja e veio quebrado"), bought_elsewhere("comprei com voces")
    (True, False)
    """
    return _ELSEWHERE.search(said) is not None
