"""The pages under docs/ against the code: every command and every variable is there, and none that does not exist."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from fastapi.routing import APIRoute

from central.app.cli import _parser
from central.app.config import read_settings
from central.app.helpcenter import export, hooks, tickets
from central.core.people.privacy import DEFAULT_PRIVACY, PURPOSES
from central.core.selling.budget import NO_BUDGET, SOFT_PERCENT
from central.core.selling.cost import META_PRICES, MILLION

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
ENDINGS = {"CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"}
"""They follow a name of the owner's, as in GOOGLE_ADS_CLIENT_ID."""
TEMPLATE_WORDS = {"STATUS_WORDS"}
VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def test_every_command_has_an_example_that_the_terminal_understands() -> None:
    examples = re.findall(r"`central ([^`]+)`", _text("comandos.md"))
    understood = {_path(shlex.split(example)) for example in examples}
    assert understood == _known(), understood ^ _known()


def test_the_first_column_of_the_commands_is_the_command_of_its_example() -> None:
    rows = re.findall(r"^\| ([a-z -]+) \| .+ \| `central ([^`]+)` \|$", _text("comandos.md"), flags=re.MULTILINE)
    assert len(rows) > 60
    assert not [(said, example) for said, example in rows if _path(shlex.split(example)) != said]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_links_of_a_page_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {command.split()[0] for command in _known()}
    named = set(re.findall(r"`(?:\.venv/bin/)?central ([a-z][a-z-]*)", text))
    assert named <= known, named - known
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_contents_lead_to_every_page() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", _text("README.md")))
    assert {page.name for page in PAGES} - {"README.md"} == linked


def test_every_variable_that_is_read_is_explained_and_no_other() -> None:
    told = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", _text("configuracao.md")))
    read = _settings() | _neighbours()
    assert told == read, told ^ read


def test_every_call_of_the_api_is_told_and_no_other() -> None:
    told = set(re.findall(r"^\| `([A-Z]+) /api/v1([^` ]+)` \|", _text("api.md"), flags=re.MULTILINE))
    routes = [route for part in (tickets, hooks, export) for route in part.router.routes if isinstance(route, APIRoute)]
    assert told == {(method, route.path) for route in routes for method in route.methods}


def test_the_modules_the_architecture_names_exist() -> None:
    named = set(re.findall(r"`((?:core|flow|adapters|app|ports|pretend)/[\w./]*)`", _text("arquitetura.md")))
    assert len(named) > 40
    assert not [path for path in named if not (ROOT / "src/central" / path).exists()]


def test_the_law_page_names_each_purpose_and_the_days_that_hold_unless_told_otherwise() -> None:
    text = _text("lgpd.md")
    assert not [purpose.name for purpose in PURPOSES if f"| {purpose.name} |" not in text]
    days = yaml.safe_load(re.search(r"```yaml\n(.+?)```", text, flags=re.DOTALL)[1])["privacidade"]  # type: ignore[index]
    keys = {"conversas": "conversations", "arquivos": "files", "compradores": "buyers", "registros": "audit"}
    keys |= {"reservado": "reserved"}
    assert {key: days[key] for key in keys} == {key: getattr(DEFAULT_PRIVACY, name) for key, name in keys.items()}


def test_the_page_of_costs_tells_the_prices_that_are_charged() -> None:
    text = _text("custos.md")
    for category in ("service", "marketing"):
        said = f"{META_PRICES[category] / MILLION:.4f}".rstrip("0").replace(".", ",")
        assert f"R$ {said}" in text, said
    assert META_PRICES["service"] == META_PRICES["utility"] == META_PRICES["authentication"]
    assert f"{NO_BUDGET.free_replies:,}".replace(",", ".") in text
    assert f"({NO_BUDGET.audio_minutes}, se" in text
    assert f"{SOFT_PERCENT} %" in text


class _Environment(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _settings() -> set[str]:
    environment = _Environment()
    read_settings(environment)
    return environment.asked


def _neighbours() -> set[str]:
    """Names of variables that stand in the application, and the defaults of those an operation may name."""
    found: set[str] = set()
    for path in (ROOT / "src/central/app").rglob("*.py"):
        texts = (n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant))
        found |= {text for text in texts if isinstance(text, str) and VARIABLE.fullmatch(text)}
    return found - ENDINGS - TEMPLATE_WORDS | {"GOOGLE_ADS_DEVELOPER_TOKEN"}


def _commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command that does something, with those below it: "gasto ler"."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                path = f"{before} {name}".strip()
                if below.get_default("run") is not None:
                    yield path
                yield from _commands(below, path)


def _path(words: list[str]) -> str:
    """The command of a line, if the parser takes the whole line."""
    _parser().parse_args(words)
    pair = " ".join(words[:2])
    return pair if pair in _known() else words[0]


@cache
def _known() -> frozenset[str]:
    return frozenset(_commands(_parser()))


def _text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")
