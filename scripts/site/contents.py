"""What the site holds and in which order: the tables of the two contents pages are its navigation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["pt-BR", "en"]
CONTENTS: dict[Language, str] = {"pt-BR": "docs/README.md", "en": "docs/en/README.md"}
BESIDE = {
    "CHANGELOG.md": "novidades.html",
    "README.pt-BR.md": "leia-me.html",
    "README.md": "en/readme.html",
    "STYLE.md": "en/style.html",
}
"""Pages of the repository that stand outside docs/, and their addresses."""
FILES = {"LICENSE": "licenca.txt"}
"""What pages point at that is no page."""
DECISIONS = "docs/decisions"
_ROW = re.compile(r"^\| \[([^\]]+)\]\(([^)#]+)\) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the repository (`source`) and its address within the site."""

    source: str
    target: str
    language: Language

    @property
    def up(self) -> str:
        """The way from this page to the top of the site."""
        return "../" * self.target.count("/")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the navigation: its name, and the pages by the names the contents give them."""

    name: str
    entries: tuple[tuple[str, str], ...]
    """Name and source."""


def pages(root: Path) -> list[Page]:
    """Every page, in the order of the contents, those last that none of these names."""
    order = [source for language in CONTENTS for source in (CONTENTS[language], *named(root, language))]
    decisions = [f"{DECISIONS}/{file.name}" for file in sorted((root / DECISIONS).glob("0*.md"))]
    beyond = sorted(str(file.relative_to(root)) for file in (root / "docs").glob("*.md"))
    english = set(named(root, "en")) | set(decisions)
    found = dict.fromkeys([*order, *decisions, *BESIDE, *beyond])
    return [Page(source, target(source), "en" if _english(source, english) else "pt-BR") for source in found]


def target(source: str) -> str:
    """The address of a file's page.

    >>> target("docs/en/README.md"), target("docs/custos.md"), target("STYLE.md")
    ('en/index.html', 'custos.html', 'en/style.html')
    """
    if found := BESIDE.get(source) or FILES.get(source):
        return found
    return re.sub(r"README\.html$", "index.html", source.removeprefix("docs/").removesuffix(".md") + ".html")


def groups(root: Path, language: Language) -> list[Group]:
    """The navigation in this language."""
    home = CONTENTS[language]
    parts = re.split(r"^## (.+)$", (root / home).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        entries = tuple((label, _resolved(home, link)) for label, link in _ROW.findall(text))
        if entries:
            found.append(Group(name, entries))
    return found


def named(root: Path, language: Language) -> list[str]:
    """The sources the navigation names, in its order; the folder of decisions aside."""
    entries: Sequence[tuple[str, str]] = [entry for group in groups(root, language) for entry in group.entries]
    return [source for _, source in entries if source.endswith(".md")]


def resolve(source: str, link: str) -> str:
    """The file of the repository a relative link of this file means."""
    return _resolved(source, link)


def _resolved(source: str, link: str) -> str:
    parts = source.split("/")[:-1]
    for step in link.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _english(source: str, english: set[str]) -> bool:
    return source.startswith("docs/en/") or source in english or source in ("README.md", "STYLE.md")
