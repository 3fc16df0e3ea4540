"""The short code in a link's ready text: it survives small letters, shows that it was edited, and spells no word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from central.core.text import LATELY

ALPHABET = "234679CDFGHJKMNPQRTVWXY"
"""No vowel, nothing that looks like something else; 23 is a prime, which the check character needs."""

LENGTH = 6
CODES = len(ALPHABET) ** (LENGTH - 1)
"""How many codes there are; the last character of each is a check."""

_A, _END = f"[{ALPHABET}]", r"(?![^\W_])"
_WHOLE = re.compile(rf"#\s?({_A}(?:[ -]?{_A}){{{LENGTH - 1}}}){_END}|(?<![^\W_])({_A}{{{LENGTH}}}){_END}", re.I)
_PIECE = re.compile(rf"#\s?(?={_A}*\d)(?={_A}*[a-z])({_A}{{3,8}}){_END}", re.I)
_SPACES = re.compile(r"[ \t]{2,}")


def code_of(number: int) -> str:
    """The code with this number, from 0 to CODES - 1.

    >>> code_of(0), code_of(1_234_567)
    ('222222', '7GHRVF')
    """
    digits = []
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(digit)
    digits.reverse()
    return "".join(ALPHABET[d] for d in (*digits, _check(digits)))


def codes_in(words: str) -> tuple[str, ...]:
    """The codes in a text as a lead may send it; one wrong or two swapped characters make it none.

    >>> code = code_of(1_234_567)
    >>> codes_in(f"Oi! #{code.lower()}"), codes_in(f"Oi! # {code[:3]} {code[3:]}"), codes_in(f"Oi! #{code[:4]}")
    (('7GHRVF',), ('7GHRVF',), ())
    """
    found = (_plain(match[1] or match[2]) for match in _WHOLE.finditer(_narrow(words)))
    return tuple(dict.fromkeys(code for code in found if _holds(code)))


def pieces_in(words: str) -> tuple[str, ...]:
    """What may be left of a code that was cut or edited."""
    whole = codes_in(words)
    found = (_plain(match[1]) for match in _PIECE.finditer(_narrow(words)))
    return tuple(piece for piece in found if piece not in whole)


def resembles(piece: str, code: str) -> bool:
    """Whether a piece may come of this code: its beginning, its end, or all but one character.

    >>> [resembles(piece, "K7Q2MX") for piece in ("K7Q", "K7Q9MX", "K7QM2X", "Q2")]
    [True, True, True, False]
    """
    if len(piece) >= 3 and (code.startswith(piece) or code.endswith(piece)):
        return True
    if len(piece) == len(code):
        return sum(a != b for a, b in zip(piece, code, strict=True)) == 1 or sorted(piece) == sorted(code)
    longer, shorter = (piece, code) if len(piece) > len(code) else (code, piece)
    return len(longer) - len(shorter) == 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


@lru_cache(maxsize=LATELY)
def without_code(words: str) -> str:
    """The text as the lead would have written it: without a code or what is left of one.

    >>> without_code("Oi! Quero o sérum #222222"), without_code("meu pedido #4521"), without_code("#222222")
    ('Oi! Quero o sérum', 'meu pedido #4521', '')
    """
    narrow = _narrow(words)
    cut = _WHOLE.sub(lambda m: "" if _holds(_plain(m[1] or m[2])) else m[0], narrow)
    cut = _PIECE.sub("", cut)
    return words if cut == narrow else _SPACES.sub(" ", cut).strip()


def _check(digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in enumerate(digits, 1)) % len(ALPHABET)


def _holds(code: str) -> bool:
    digits = [ALPHABET.index(c) for c in code]
    return digits[-1] == _check(digits[:-1])


def _plain(code: str) -> str:
    return code.replace(" ", "").replace("-", "").upper()


def _narrow(words: str) -> str:
    """Full-width characters as plain ones; emoji and letters stay."""
    return unicodedata.normalize("NFKC", words)
