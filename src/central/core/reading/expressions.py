"""Expressions that are known as such: regular expressions written over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from central.core.lexicon import keys_in, lexicon, split

_BORDER = r"\b"


class Expressions:
    """Expressions of which any may stand in a folded text; one is tried only beside a word it cannot do without."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.lexicon = lexicon(pattern)
        self._whole = re.compile(pattern)

    def heard(self, said: str) -> bool:
        """Whether any of them stands in the text."""
        return self.lexicon.heard(said, keys_in(said))

    def find(self, said: str) -> Iterator[re.Match[str]]:
        """Each place where one of them stands."""
        return self._whole.finditer(said) if self.lexicon.may_stand(keys_in(said)) else iter(())


def known(text: str, parts: Mapping[str, str] | None = None) -> Expressions:
    r"""The expressions of a text, one a paragraph; lines are joined without a space, `<name>` is one of `parts`.

    Neighbours that begin at a border of words share it: it is looked for once, not once for each of them.

    >>> known("para de <send>\n\nme (?:tira|\n    remove)", {"send": "(?:mandar|enviar)"}).pattern
    'para de (?:mandar|enviar)|me (?:tira|remove)'
    >>> known("x|\\bsai\n\n\\b(?:pare|chega)\\b").pattern
    'x|\\b(?:sai|(?:pare|chega)\\b)'
    """
    found = [re.sub(r"\n *", "", paragraph.strip()) for paragraph in re.split(r"\n *\n", text) if paragraph.strip()]
    whole = re.sub(r"<([a-z]+)>", lambda match: (parts or {})[match[1]], "|".join(found))
    runs = groupby(split(whole), lambda one: one.startswith(_BORDER))
    return Expressions("|".join(_bordered(list(run)) if bordered else "|".join(run) for bordered, run in runs))


def _bordered(alternatives: list[str]) -> str:
    return rf"{_BORDER}(?:{'|'.join(one.removeprefix(_BORDER) for one in alternatives)})"
