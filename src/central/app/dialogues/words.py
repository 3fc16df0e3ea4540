"""How checks compare words: accents and case folded, spaces made one, nothing else lost."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from central.app.dialogues.form import product_of
from central.core.selling.catalog import Catalog

_PLACE = re.compile(r"\{\{[^{}]+\}\}")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text that patterns are searched in.

    >>> plain("Por  R$ 1.000,00\\nno Pix, É já!")
    'por r$ 1.000,00 no pix, e ja!'
    """
    return " ".join(_bare(text).casefold().split())


def pattern_of(pattern: str, catalog: Catalog) -> re.Pattern[str]:
    """A pattern of a file: its accents fall, `{{livia.1}}` is that product's name; raises `re.error`."""
    parts, end = [], 0
    for match in _PLACE.finditer(pattern):
        parts += [_bare(pattern[end : match.start()]), re.escape(plain(product_of(catalog, match[0]).name))]
        end = match.end()
    return re.compile("".join((*parts, _bare(pattern[end:]))), re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the sign it ends with.

    >>> sentences("Qual o CEP? Por R$ 1,90. Ok")
    ['Qual o CEP?', 'Por R$ 1,90.', 'Ok']
    """
    return [part for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if part.strip()]


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
