"""Words that slipped under the thumb, or are written as they sound, put right by the words the reader knows.

Only what it never saw is mended: by its sound, then two neighbours swapped, then a letter too many, too few or another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from central.core.once import once_per
from central.core.reading.classifier import Model

SHORTEST = 4
"""Shorter words are left as they are."""
_LONG, _LONGER = 6, 8
"""From here on a letter more or less, or another letter, is a slip; in shorter words it makes another word."""
_LETTERS = "abcdefghijlmnopqrstuvxz"
_WORD = re.compile(r"[a-z]+")
_SOUNDS = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        (r"(.)\1", r"\1"),
        (r"^h", ""),
        (r"[cs]h", "x"),
        (r"s?c(?=[ei])|z", "s"),
        (r"qu(?=[ei])|[qk]|c", "k"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])", "j"),
        (r"m(?=[pb])|m$", "n"),
        (r"l(?=[^aeiouh]|$)", "u"),
        (r"^[ei](?=s)", ""),
        (r"[ey](?=s?$)", "i"),
        (r"o(?=s?$)", "u"),
        (r"ou", "o"),
        (r"ei", "e"),
        (r"r$", ""),
    )
)


def mended(said: str, model: Model) -> str:
    """Folded words with the slips in those that the model does not know put right."""
    mend = _mender(model)
    return _WORD.sub(lambda match: mend(match[0]), said)


def mender(known: Iterable[str]) -> Callable[[str], str]:
    """What puts a word right by words that are known.

    >>> mend = mender(["atendente", "feito", "presente", "mensagem"])
    >>> [mend(word) for word in ("atendemte", "efito", "prezente", "mensgem", "pente")]
    ['atendente', 'feito', 'presente', 'mensagem', 'pente']
    """
    words = frozenset(word for word in known if _WORD.fullmatch(word))
    heard = {sounded(word): word for word in sorted(words, reverse=True) if len(word) >= SHORTEST}

    def mend(word: str) -> str:
        if len(word) < SHORTEST or word in words:
            return word
        return heard.get(sounded(word)) or next((slip for slip in _slips(word) if slip in words), word)

    return lru_cache(maxsize=16_384)(mend)


def sounded(word: str) -> str:
    """How a folded word sounds, by and large.

    >>> sounded("presizo") == sounded("preciso"), sounded("caxa") == sounded("caixa")
    (True, False)
    """
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word


def _slips(word: str) -> Iterator[str]:
    """What may have been meant, the likeliest first; endings are left alone, they make other words."""
    size = len(word)
    if size <= SHORTEST:
        return
    for at in range(size - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if size < _LONG:
        return
    for at in range(size - 2):
        yield word[:at] + word[at + 1 :]
    for at in range(1, size - 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
            if size >= _LONGER:
                yield word[:at] + letter + word[at + 1 :]


@once_per
def _mender(model: Model) -> Callable[[str], str]:
    return mender(model.words)
