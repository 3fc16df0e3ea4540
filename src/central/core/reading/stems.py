"""What words are about: folded, spelled out, without endings, without words that say nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.reading.spelling import spelled
from central.core.text import LATELY, WORDS_KEPT, fold, tokens

_EMPTY = frozenset(
    "a o as os um uma uns umas de do da dos das em no na nos nas e ou que se por para com sem ao aos eu voce voces ele "
    "ela eles elas me te lhe nos meu minha seu sua isso isto esse essa este esta aquele aquela ser estar e esta estao "
    "sao foi era tem ter tenho ha la ali aqui ai ja mais muito tambem so oi ola bom boa dia tarde noite favor queria "
    "quero gostaria saber pode posso podem sobre qual quais como quando onde quanto quem porque tudo bem gente moca "
    "amiga querida ta ne entao agora ainda mesmo mesma coisa alguma algum preco precos valor valores custa custam "
    "produto produtos nao nem sim vem vai vou ir fica ficar da dar faz fazer mas pois oque num numa ate depois "
    "cade manda mandar mande passa passe mostra mostre diz diga fala fale conta explica informa prova tipo trem "
    "negocio fazem faco existe existem aceita aceitam gente loja voces".split()
)
_ENDING = re.compile(
    r"(?:mente|coes|cao|zinh[oa]s?|inh[oa]s?|[aei]ndo|aram|eram|iram|ar|er|ir|am|em|os|as|es|[aeosr])$"
)


@lru_cache(maxsize=LATELY)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order.

    >>> stems("Qual o preço da troca? Posso trocar?")
    ('troc', 'troc')
    """
    return tuple([stem(word) for word in tokens(spelled(fold(text))) if word.isalnum() and word not in _EMPTY])


@lru_cache(maxsize=WORDS_KEPT)
def stem(word: str) -> str:
    """A folded word without what gender, number and tense change, never shorter than three letters.

    >>> stem("trocas"), stem("trocar"), stem("troquinha"), stem("pix")
    ('troc', 'troc', 'troqu', 'pix')
    """
    for _ in range(2):
        found = _ENDING.search(word)
        if found is None or found.start() < 3:
            break
        word = word[: found.start()]
    return word
