"""Two neighbouring letters in the wrong order, put right in the words by which somebody asks for silence or a person.

A wish to be left in peace must not fail by a slip of the thumb: what is missed here is a message too many later.
"""

from __future__ import annotations

import re

_WORDS = (
    "para parar parem pare nao quero mais receber mensagem mensagens mandar manda mande tira tire lista sair remove"
    " cancelar cancela chega falar pessoa atendente humano de me"
).split()
_WORD = re.compile(r"[a-z]+")


def _swapped() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _WORDS:
        for at in range(len(word) - 1):
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if slip not in _REAL and slip not in _WORDS:
                found[slip] = word
    return found


_REAL = frozenset(("em",))
"""A word in its own right."""
_SLIPS = _swapped()


def unscrambled(folded: str) -> str:
    """Folded words with such slips put right.

    >>> unscrambled("paar de me mandar mensagem"), unscrambled("noa quero mais"), unscrambled("tem em azul?")
    ('para de me mandar mensagem', 'nao quero mais', 'tem em azul?')
    """
    return _WORD.sub(lambda match: _SLIPS.get(match[0], match[0]), folded)
