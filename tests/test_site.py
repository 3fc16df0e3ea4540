"""The site of the pages: whole, in two languages, asking nobody; what leads nowhere is found."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from scripts.site.build import ROOT, build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of this repository, built."""
    folder = tmp_path_factory.mktemp("site")
    made, broken = build(folder)
    assert not broken, broken
    assert made > 40
    return folder


def test_every_page_is_there_in_its_language_with_its_navigation(site: Path) -> None:
    for name, language, other in (("index", "pt-BR", "en/index.html"), ("en/api", "en", "../index.html")):
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in text
        assert f'href="{other}"' in text
    assert 'aria-current="page">Custos<' in (site / "custos.html").read_text(encoding="utf-8")
    assert 'href="en/contributing.html"' in (site / "arquitetura.html").read_text(encoding="utf-8")


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(r"<(?:link|script|img)[^>]+(?:href|src)=\"([^\"]+)\"", page.read_text(encoding="utf-8"))
        assert not [address for address in loaded if "//" in address], page
        assert not [address for address in loaded if not (page.parent / address).is_file()], page
    assert not re.findall(r"url\(\"?https?:|@import", (site / "estilo.css").read_text(encoding="utf-8"))


def test_the_index_has_every_section_and_leads_to_it(site: Path) -> None:
    for language in ("pt-BR", "en"):
        text = (site / f"busca-{language}.js").read_text(encoding="utf-8")
        rows = json.loads(text.removeprefix("window.INDICE = ").rstrip(";\n"))
        assert len(rows) > 50
        for _, _, address, _ in rows:
            path, _, anchor = address.partition("#")
            assert f'id="{anchor}"' in (site / path).read_text(encoding="utf-8"), address


def test_what_a_page_says_is_never_markup(tmp_path: Path) -> None:
    root = small(tmp_path, "texto <script>alert(1)</script> **forte**")
    build(tmp_path / "site", root)
    made = (tmp_path / "site/um.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in made
    assert "<strong>forte</strong>" in made


def test_a_link_an_anchor_or_a_picture_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    lost = "[a](nada.md) [b](README.md#nenhum) ![c](falta.png) [d](README.md#parte) [e](https://exemplo.example)"
    _, broken = build(tmp_path / "site", small(tmp_path, lost))
    assert broken == [
        "docs/um.md: o link nada.md não leva a uma página do site",
        "docs/um.md: em README.md#nenhum não existe esse título",
        "docs/um.md: falta a imagem falta.png",
    ]


def small(folder: Path, text: str) -> Path:
    """A repository with one page that says this."""
    root = folder / "raiz"
    contents = "# Tudo\n\n## Parte\n\n| Página | Para quê |\n| --- | --- |\n| [Um](um.md) | sim |\n"
    pages = {"docs/README.md": contents, "docs/um.md": f"# Um\n\n{text}\n", "docs/en/README.md": "# All\n"}
    pages |= {"docs/decisions/0001-a.md": "# 1. A\n", "LICENSE": "livre\n"}
    pages |= dict.fromkeys(("CHANGELOG.md", "README.md", "README.pt-BR.md", "STYLE.md"), "# Nome\n")
    for name, said in pages.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    shutil.copytree(ROOT / "web", root / "web", ignore=shutil.ignore_patterns("node_modules"))
    return root
