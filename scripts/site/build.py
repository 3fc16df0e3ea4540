"""All pages into one folder: rendered, checked, with an index that searches without a server."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.site.contents import CONTENTS, DECISIONS, FILES, Language, Page, groups, pages, resolve, target
from scripts.site.render import Rendered, render

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
OUT = ROOT / "build/docs"
LETTERS = ROOT / "src/central/app/static/vendor/inter-latin-wght-normal.woff2"
PICTURES = {".svg", ".png", ".webp"}
WORDS: dict[Language, dict[str, str]] = {
    "pt-BR": {
        "site": "Documentação",
        "search": "Buscar",
        "hint": "O que você procura?",
        "none": "Nada encontrado. Tente outra palavra.",
        "menu": "Páginas",
        "here": "Nesta página",
        "before": "Anterior",
        "after": "Próxima",
        "theme": "Claro ou escuro",
        "skip": "Ir para o texto",
        "copy": "Copiar",
        "copied": "Copiado",
        "close": "Fechar",
        "other": "English",
    },
    "en": {
        "site": "Documentation",
        "search": "Search",
        "hint": "What are you looking for?",
        "none": "Nothing found. Try another word.",
        "menu": "Pages",
        "here": "On this page",
        "before": "Previous",
        "after": "Next",
        "theme": "Light or dark",
        "skip": "Skip to the text",
        "copy": "Copy",
        "copied": "Copied",
        "close": "Close",
        "other": "Português",
    },
}


def build(folder: Path, root: Path = ROOT) -> tuple[int, list[str]]:
    """Make the site anew in the folder; how many pages, and each thing in them that leads nowhere."""
    found = pages(root)
    known = {page.source: page for page in found}
    made = {p.source: render(_text(root, p, found), _addresses(p, known)) for p in found}
    broken = [line for page in found for line in _broken(root, page, made, known)]
    shutil.rmtree(folder, ignore_errors=True)
    template = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("page.html")
    for language in CONTENTS:
        own = [page for page in found if page.language == language]
        for page in own:
            _write(folder / page.target, template.render(_shown(root, page, found, made)))
        _write(folder / f"busca-{language}.js", f"window.INDICE = {_index(own, made)};\n")
    _copy_files(folder, root, found, made)
    return len(found), broken


def _text(root: Path, page: Page, found: list[Page]) -> str:
    return (root / page.source).read_text(encoding="utf-8")


def _shown(root: Path, page: Page, found: list[Page], made: dict[str, Rendered]) -> dict[str, Any]:
    """What the template is given."""
    parts = groups(root, page.language)
    order = [CONTENTS[page.language], *(source for part in parts for _, source in part.entries)]
    order = [source for source in order if source in made]
    place = order.index(page.source) if page.source in order else -1
    names = {source: name for part in parts for name, source in part.entries}
    known = {other.source: other for other in found}
    shelf = [
        {
            "name": part.name,
            "pages": [
                {"name": name, "url": page.up + known[source].target, "here": source == page.source}
                for name, source in part.entries
                if source in known
            ],
        }
        for part in parts
    ]
    if page.language == "en":
        here = page.source.startswith(DECISIONS)
        decisions = [p for p in found if p.source.startswith(DECISIONS)]
        listed = [
            {"name": made[p.source].title, "url": page.up + p.target, "here": p.source == page.source}
            for p in decisions
        ]
        shelf.append({"name": "Decisions", "pages": listed, "folded": not here})

    def beside(step: int) -> dict[str, str] | None:
        at = place + step
        if place < 0 or not 0 <= at < len(order) or order[at] not in known:
            return None
        return {"name": names.get(order[at], made[order[at]].title), "url": page.up + known[order[at]].target}

    rendered = made[page.source]
    return {
        "words": WORDS[page.language],
        "language": page.language,
        "up": page.up,
        "home": page.up + ("index.html" if page.language == "pt-BR" else "en/index.html"),
        "other": page.up + ("en/index.html" if page.language == "pt-BR" else "index.html"),
        "is_home": page.source in CONTENTS.values(),
        "title": rendered.title,
        "body": rendered.body,
        "sections": [s for s in rendered.sections if s.level == 2],
        "shelf": shelf,
        "before": beside(-1),
        "after": beside(1),
    }


def _addresses(page: Page, known: dict[str, Page]) -> Any:
    def address(link: str) -> str:
        if "://" in link or link.startswith(("#", "mailto:")):
            return link
        path, _, anchor = link.partition("#")
        file = resolve(page.source, unquote(path))
        if file == DECISIONS:
            return page.up + known[f"{DECISIONS}/{_first(known)}"].target
        to = target(file) if file in known or file in FILES else file.removeprefix("docs/")
        return page.up + to + (f"#{anchor}" if anchor else "")

    return address


def _first(known: dict[str, Page]) -> str:
    return min(source.rpartition("/")[2] for source in known if source.startswith(DECISIONS))


def _broken(root: Path, page: Page, made: dict[str, Rendered], known: dict[str, Page]) -> list[str]:
    """The links, anchors and pictures of a page that lead nowhere."""
    found = []
    for link in made[page.source].links:
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        file = resolve(page.source, unquote(path)) if path else page.source
        if file == DECISIONS or file in FILES:
            continue
        if file not in made:
            found.append(f"{page.source}: o link {link} não leva a uma página do site")
        elif anchor and unquote(anchor) not in {section.anchor for section in made[file].sections}:
            found.append(f"{page.source}: em {link} não existe esse título")
    for picture in made[page.source].images:
        file = resolve(page.source, unquote(picture))
        if Path(file).suffix not in PICTURES or not (root / file).is_file():
            found.append(f"{page.source}: falta a imagem {picture}")
    return found


def _index(own: list[Page], made: dict[str, Rendered]) -> str:
    """Every section: page, heading, address, words."""
    rows = [
        [made[page.source].title, section.title, f"{page.target}#{section.anchor}", " ".join(section.text.split())]
        for page in own
        for section in made[page.source].sections
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _copy_files(folder: Path, root: Path, found: list[Page], made: dict[str, Rendered]) -> None:
    for page in found:
        for picture in made[page.source].images:
            file = resolve(page.source, unquote(picture))
            if (root / file).is_file():
                _copy(root / file, folder / file.removeprefix("docs/"))
    tokens = (root / "web/css/tokens.css").read_text(encoding="utf-8")
    letters = re.sub(r'url\("[^"]+"\)', f'url("{LETTERS.name}")', tokens)
    own = (HERE / "site.css").read_text(encoding="utf-8")
    _write(folder / "estilo.css", letters + own)
    _copy(HERE / "site.js", folder / "site.js")
    _copy(root / "web/js/theme.js", folder / "tema.js")
    for source, name in FILES.items():
        _copy(root / source, folder / name)
    _copy(root / "web/css/icon.svg", folder / "icone.svg")
    _copy(LETTERS, folder / LETTERS.name)


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
