"""A page's Markdown as HTML: anchors as GitHub makes them, links to the site's own pages, code in colours."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading; `text` is what is searched."""

    level: int
    title: str
    anchor: str
    text: str


@dataclass(slots=True)
class Rendered:
    """A page's title, body and sections, and where it points."""

    title: str
    body: str
    sections: list[Section]
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


def render(text: str, address: Callable[[str], str]) -> Rendered:
    """The page; `address` turns a link of the file into one of the site."""
    parser = MarkdownIt("commonmark", {"html": False, "highlight": _coloured}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    found = Rendered("", "", [])
    _anchor(tokens, found)
    _label_cells(tokens)
    for token in tokens:
        for inner in token.children or ():
            _point(inner, found, address)
    found.body = re.sub(
        r"(<table>.*?</table>)",
        r'<div class="table" tabindex="0" role="region">\1</div>',
        parser.renderer.render(tokens, parser.options, {}),
        flags=re.DOTALL,
    )
    return found


def slug(title: str, seen: Counter[str]) -> str:
    """The anchor of a heading, numbered when the page has it already.

    >>> slug("Quem pode o quê?", Counter()), slug("3. The turn: `flow/turn.py`", Counter())
    ('quem-pode-o-quê', '3-the-turn-flowturnpy')
    """
    plain = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
    seen[plain] += 1
    return plain if seen[plain] == 1 else f"{plain}-{seen[plain] - 1}"


def _anchor(tokens: Sequence[Token], found: Rendered) -> None:
    """Give every heading its anchor, and gather what stands below it."""
    seen: Counter[str] = Counter()
    level, title, anchor, words = 1, "", "", [""]
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            if title:
                found.sections.append(Section(level, title, anchor, " ".join(words)))
            title, level, words = _plain(tokens[place + 1]), int(token.tag[1]), []
            anchor = slug(title, seen)
            token.attrSet("id", anchor)
            found.title = found.title or title
        elif token.type == "inline" and tokens[place - 1].type != "heading_open":
            words.append(_plain(token))
        elif token.type == "fence":
            words.append(token.content)
    found.sections.append(Section(level, title, anchor, " ".join(words)))


def _plain(token: Token) -> str:
    return "".join(" " if t.type == "softbreak" else t.content for t in token.children or () if t.type != "image")


def _label_cells(tokens: Sequence[Token]) -> None:
    """Cells know the head of their column: on a phone a row is shown as a card."""
    heads: list[str] = []
    column = 0
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            heads = []
        elif token.type == "th_open":
            heads.append(_plain(tokens[place + 1]))
        elif token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            token.attrSet("data-coluna", heads[column] if column < len(heads) else "")
            column += 1


def _point(token: Token, found: Rendered, address: Callable[[str], str]) -> None:
    if token.type == "link_open":
        link = str(token.attrGet("href"))
        found.links.append(link)
        token.attrSet("href", address(link))
        if "://" in link:
            token.attrSet("rel", "noopener")
    elif token.type == "image":
        found.images.append(str(token.attrGet("src")))
        token.attrSet("src", address(str(token.attrGet("src"))))
        token.attrSet("loading", "lazy")


def _coloured(code: str, language: str, _: Any) -> str:
    try:
        lexer = get_lexer_by_name(language or "text")
    except ClassNotFound:
        return f"<pre><code>{html.escape(code)}</code></pre>"
    return f"<pre><code>{highlight(code, lexer, HtmlFormatter(nowrap=True))}</code></pre>"
