"""Reckoning and comparing: figures, conditions and a choice in one question, which no single fact of a product answers.

All look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

import re

from central.core.reading.expressions import known

MUCH = 4
"""From so many signs on an answer takes reasoning."""
_LONG, _LONGER = 14, 22
_WORD = re.compile(r"[a-z]+|\d+")
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?|\b(?:dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|vinte|trinta|quarenta|cinquenta|cem|cento|"
    r"duzentos|trezentos|metade|dobro)\b"
)
_SIGNS = (
    known(
        r"""
        \bsom(?:a|o|ando|ados|adas)\b|\b(?:no|ao|o) total\b|\b(?:tirando|descontando|sobra|compensa|considerando|
        contando|metade)\b|\beconomi[zs]\w+|\bpor (?:ml|grama|unidade|peca)\b|\bfa[zc]\w* (?:a|as|essa) contas?\b|
        \b(?:da|fica|sai|passa|dando) (?:mais|menos|abaixo|acima|de) (?:de )?\d|\babaixo de\b|\bjunt(?:o|ando|ar|a)\b|
        \bseparad[oa]s?\b|\bavuls[oa]s?\b|\bsai (?:melhor|mais barato|mais em conta)\b|\bvale mais\b|
        \bquanto (?:fica|sobra|economizo|da) (?:tudo|cada)\b
        """
    ),
    known(r"\b(?:se|caso|considerando|contando que|so que|mas|senao)\b"),
    known(
        r"""
        \bqual\b.{0,60}\b(?:melhor|compensa|pego|peco|levo|fica|cai|escolh\w+|indica\w*|serve|dura|rende|parecid\w+|
        recomend\w+|uso|comeco|compro)\b|\bo que voce (?:faria|escolheria|indica|montaria)\b|\b(?:em|por) que ordem\b|
        \bpor qual\b|\bqual (?:de|d[oae])s?\b|\bme (?:monta|compara|explica|ajuda)\b|\bdiferenca\b|
        \bda para (?:montar|encaixar)\b|\bpara (?:os|as) (?:dois|duas)\b
        """
    ),
)

_RIVAL = known(
    r"""
    \b(?:outr[ao]s? (?:loja|site|lugar|perfil|vendedor\w*|marca)|noutr[ao] \w+|concorren\w+|shopee|shein|temu|amazon|
    mercado livre|magalu)\b.*(?:\d|\b(?:cobr\w+|igual\w+|bat\w+|cheg\w+|menos|mais barato|em conta|desconto)\b)|
    \b(?:cobr\w+|igual\w+|bat\w+)\b.*\b(?:outr[ao]s? (?:loja|site|lugar|perfil)|concorren\w+)\b
    """
)


def bargains(said: str) -> bool:
    """Whether a price is set against that of another shop.

    >>> bargains("na outra loja ta 75, cobre?"), bargains("faz por 75?")
    (True, False)
    """
    return _RIVAL.heard(said)


def weight(said: str) -> int:
    """How many signs of reasoning a question bears.

    >>> weight("quanto custa?"), weight("se 2 saem por 150 e 1 por 89, qual compensa mais levando tambem o oleo de 40?")
    (0, 6)
    """
    figures, words = len(_FIGURE.findall(said)), len(_WORD.findall(said))
    told = sum([sign.heard(said) for sign in _SIGNS])
    return told + (figures > 1) + (figures > 2) + (words >= _LONG) + (words >= _LONGER)
