"""Expressions that are known as such: regular expressions written over several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

_MARK = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")
_BORDER = r"\b"


def known(text: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    r"""The expressions of a text, one a paragraph; lines are joined without a space, `<name>` is one of `parts`.

    Neighbours that begin at a border of words share it: it is looked for once, not once for each of them.

    >>> known("para de <send>\n\nme (?:tira|\n    remove)", {"send": "(?:mandar|enviar)"}).pattern
    'para de (?:mandar|enviar)|me (?:tira|remove)'
    >>> known("x|\\bsai\n\n\\b(?:pare|chega)\\b").pattern
    'x|\\b(?:sai|(?:pare|chega)\\b)'
    """
    found = [re.sub(r"\n *", "", paragraph.strip()) for paragraph in re.split(r"\n *\n", text) if paragraph.strip()]
    whole = re.sub(r"<([a-z]+)>", lambda match: (parts or {})[match[1]], "|".join(found))
    runs = groupby(_alternatives(whole), lambda one: one.startswith(_BORDER))
    return re.compile("|".join(_bordered(list(run)) if bordered else "|".join(run) for bordered, run in runs))


def _alternatives(expression: str) -> list[str]:
    """What stands between the bars outside of brackets."""
    found, depth, begins = [], 0, 0
    for mark in _MARK.finditer(expression):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == "|" and not depth:
            found.append(expression[begins : mark.start()])
            begins = mark.end()
    return [*found, expression[begins:]]


def _bordered(alternatives: list[str]) -> str:
    return rf"{_BORDER}(?:{'|'.join(one.removeprefix(_BORDER) for one in alternatives)})"
