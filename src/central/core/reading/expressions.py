"""Expressions that are known as such: regular expressions written over several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping


def known(text: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    r"""The expressions of a text, one a paragraph; lines are joined without a space, `<name>` is one of `parts`.

    >>> known("para de <send>\n\nme (?:tira|\n    remove)", {"send": "(?:mandar|enviar)"}).pattern
    '(?:para de (?:mandar|enviar))|(?:me (?:tira|remove))'
    """
    found = [re.sub(r"\n *", "", paragraph.strip()) for paragraph in re.split(r"\n *\n", text) if paragraph.strip()]
    joined = "|".join(f"(?:{expression})" for expression in found)
    return re.compile(re.sub(r"<([a-z]+)>", lambda match: (parts or {})[match[1]], joined))
