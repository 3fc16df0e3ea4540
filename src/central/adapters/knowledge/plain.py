"""The words of an article's HTML: paragraphs and lists as lines, nothing that runs or hides."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section blockquote".split())
_HIDDEN = frozenset("script style template noscript iframe svg".split())
_BRACES = str.maketrans("{}", "()")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        if tag in _BREAKS and tag not in ("br", "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """The text somebody reads; braces become brackets, for they would be slots.

    >>> plain_text("<p>Trocamos em <b>7 dias</b>.</p><ul><li>sem uso</li><li>com nota</li></ul><script>x()</script>")
    'Trocamos em 7 dias.\\n- sem uso\\n- com nota'
    """
    words = _Words()
    words.feed(html.replace("\\0", ""))
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).translate(_BRACES).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(line for line in lines if line and line != "-")).strip()
